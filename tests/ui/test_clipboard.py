"""Blocks from Excel, WPS and LibreOffice come in whole, and ours go out so that they keep every digit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from ui.parts.clipboard import from_html, from_text, read_block, write_block

EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style>td {mso-ignore:padding;}</style></head>
<body link="#0563C1"><table border=0 cellpadding=0 style='border-collapse:collapse;width:162pt'>
<!--StartFragment-->
 <col width=72 span=3 style='width:54pt'>
 <tr height=19 style='height:14.0pt'>
  <td height=19 width=72>乌兰其其格</td><td class=xl65 width=72 x:num="12.345">12.35</td>
  <td class=xl66>150102<br
    style='mso-data-placement:same-cell;'>
    第二行</td>
 </tr>
 <tr height=19><td colspan=2 height=19>合并&nbsp;&amp; 单元格</td><td align=right x:num="0.3">30%</td></tr>
<!--EndFragment-->
</table></body></html>"""

WPS = """<html><head><meta name=Generator content="WPS Office ET"></head><body><table>
<tr height="18"><td x:str rowspan="2">甲厂</td><td x:num>1,200</td></tr><tr><td x:num="45000">2023/3/15</td></tr>
</table></body></html>"""

LIBRE = """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4"/></head><body>
<table cellspacing="0" border="0"><colgroup span="2" width="85"></colgroup>
<tr><td height="17" align="left">焊工</td><td align="right" sdval="98.456" sdnum="2052;">98.46</td></tr>
<tr><td height="17" align="left"><br></td><td align="left">甲<br>乙</td></tr></table></body></html>"""


def mime(text: str = "", html: str = "") -> QMimeData:
    """What a clipboard holds."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_excel_keeps_line_breaks_exact_numbers_and_merged_cells() -> None:
    assert from_html(EXCEL) == [["乌兰其其格", "12.345", "150102\n第二行"], ["合并 & 单元格", "", "30%"]]


def test_wps_keeps_rows_under_a_merged_cell_in_their_columns_and_dates_as_shown() -> None:
    assert from_html(WPS) == [["甲厂", "1,200"], ["", "2023/3/15"]]


def test_libreoffice_keeps_exact_numbers() -> None:
    assert from_html(LIBRE) == [["焊工", "98.456"], ["", "甲\n乙"]]


def test_text_with_quoted_line_breaks_and_a_last_line_break() -> None:
    assert from_text('a\t"甲\n乙 ""丙"""\r\nb\t\r\n') == [["a", '甲\n乙 "丙"'], ["b", ""]]
    assert from_text('5"钢管\t"未完') == [['5"钢管', '"未完']]
    assert from_text("") == []


def test_a_page_without_a_table_is_read_as_text() -> None:
    assert read_block(mime("一\t二", "<p>一 二</p>")) == [["一", "二"]]
    assert read_block(mime()) == []


def test_rows_of_a_block_are_of_one_length() -> None:
    assert read_block(mime("a\tb\nc")) == [["a", "b"], ["c", ""]]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8).map(str.strip)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_copied_comes_back_the_same(rows: list[list[str]]) -> None:
    data = write_block(rows)
    assert from_html(data.html()) == [[cell.replace("\xa0", " ") for cell in row] for row in rows]
    assert from_text(data.text()) == rows


@given(st.text())
def test_no_clipboard_breaks_it(text: str) -> None:
    read_block(mime(text, f"<table><tr><td>{text}"))
