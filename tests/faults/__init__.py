"""Faults on purpose: the program is killed, its disk filled, its files spoiled; what was acknowledged must be there."""
