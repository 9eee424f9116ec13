"""Certificates: which words stand where on the paper, in millimetres. Drawing them is the window's part."""

from models.certificates.calibration import sheet
from models.certificates.fitting import Measured, Setting, fit
from models.certificates.honouring import Award, award, named
from models.certificates.layouts import (
    OWN,
    Code,
    Frame,
    Layout,
    Paper,
    Picture,
    TextBox,
    font_roles,
    load,
    on_paper,
    paper_named,
    papers,
    sized,
)
from models.certificates.numerals import chinese_date
from models.certificates.pages import Page, page, pages, prove, rows, unawarded, years

__all__ = [
    "OWN",
    "Award",
    "Code",
    "Frame",
    "Layout",
    "Measured",
    "Page",
    "Paper",
    "Picture",
    "Setting",
    "TextBox",
    "award",
    "chinese_date",
    "fit",
    "font_roles",
    "load",
    "named",
    "on_paper",
    "page",
    "pages",
    "paper_named",
    "papers",
    "prove",
    "rows",
    "sheet",
    "sized",
    "unawarded",
    "years",
]
