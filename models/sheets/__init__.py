"""The only door to Excel: rows in, rows out, values into a form."""

from models.sheets.filling import Filled, Form, Rows, fill
from models.sheets.proof import Difference
from models.sheets.reading import Cell, Sheet, address, read_book
from models.sheets.writing import Column, Plan, write_book

__all__ = [
    "Cell",
    "Column",
    "Difference",
    "Filled",
    "Form",
    "Plan",
    "Rows",
    "Sheet",
    "address",
    "fill",
    "read_book",
    "write_book",
]
