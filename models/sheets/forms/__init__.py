"""The upper level's own forms, filled: lists grow with all that belongs to them, and the result is proved."""
