"""One screen per noun; pages do not know one another."""
