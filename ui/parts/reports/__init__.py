"""The table of figures by period: its model, the sums at its foot, how it is painted, typed into and filtered."""
