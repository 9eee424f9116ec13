"""Offices as released versions left them: the present program must open each with the same rows and returns."""
