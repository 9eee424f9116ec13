"""Everything the register knows and does, without a window."""
