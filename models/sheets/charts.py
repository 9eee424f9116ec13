"""Pictures of figures as Excel's own charts: one sheet each, its figures beside, so that they can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from models.charts import Chart
from models.files import written_beside
from models.sheets.writing import OPTIONS, sheet_name

_KINDS = {"bars": "bar", "course": "column", "shares": "doughnut"}
_SIZE = {"width": 720, "height": 400}
_FIRST = 2  # the row of the first figure, counted from 0


def write_charts(path: Path, charts: Sequence[Chart], year: int) -> None:
    """Writes the figures of each picture and a chart that follows them."""
    with written_beside(path) as beside:
        book = xlsxwriter.Workbook(str(beside), OPTIONS)
        for chart in charts:
            name = sheet_name(chart.title)
            _write(book, book.add_worksheet(name), name, chart, year)
        book.close()


def _write(book: Any, sheet: Any, name: str, chart: Chart, year: int) -> None:
    bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.##"})
    sheet.set_column(0, 0, 30)
    sheet.write_string(0, 0, chart.title, bold)
    headings = ["", chart.unit if chart.kind == "course" else f"{year}（{chart.unit}）"]
    headings += [str(year - 1)] if chart.last else []
    sheet.write_row(1, 0, headings, bold)
    columns = [chart.values, *([chart.last] if chart.last else [])]
    drawn = book.add_chart({"type": _KINDS[chart.kind]})
    for at, label in enumerate(chart.labels):
        sheet.write_string(_FIRST + at, 0, label)
    last = _FIRST + len(chart.labels) - 1
    for column, values in enumerate(columns, 1):
        for at, value in enumerate(values):
            if value is not None:
                sheet.write_number(_FIRST + at, column, value, plain)
        drawn.add_series(
            {
                "name": [name, 1, column],
                "categories": [name, _FIRST, 0, last, 0],
                "values": [name, _FIRST, column, last, column],
                "data_labels": {"value": True},
            }
        )
    _dress(drawn, chart)
    sheet.insert_chart(1, 4, drawn)


def _dress(drawn: Any, chart: Chart) -> None:
    drawn.set_title({"name": chart.title})
    drawn.set_size(_SIZE)
    if chart.kind == "bars":
        drawn.set_y_axis({"reverse": True})  # the first stands on top, as in the table
    if chart.kind != "shares" and not chart.last:
        drawn.set_legend({"none": True})
