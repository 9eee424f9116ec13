"""Workbooks as they come in, made by script: sound ones with the rows that they hold, and hostile ones."""
