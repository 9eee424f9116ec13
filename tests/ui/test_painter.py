"""What is printed: every name whole, inside its box, in letters that the fonts have."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from models.certificates import Frame, Layout, Page, Paper, TextBox
from models.office import Office
from tests.conftest import needs
from ui.parts.awards import send_certificates
from ui.parts.painter import fit, problems, write_pdf

FAMILIES = ("Noto Sans CJK SC", "LXGW WenKai")
BOX = TextBox(say="", x=40, y=50, width=60, height=20, font="body", size=24, smallest=12, lines=2)
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')


def page(*texts: str, box: TextBox = BOX) -> Page:
    """A page with those texts in boxes one below the other."""
    boxes = [TextBox(**{**box.__dict__, "y": box.y + 25 * at}) for at in range(len(texts))]
    fonts = {"body": list(FAMILIES)}
    layout = Layout(
        "trial", "试验", "entry", "", "", "", Paper(210, 285), fonts, tuple(boxes), (Frame(5, 5, 200, 275),)
    )
    return Page(layout, 1, "某人", "1", list(zip(boxes, texts, strict=True)), [])


def test_a_long_name_is_set_smaller_before_it_is_wrapped() -> None:
    short, long = fit(BOX, "张三", FAMILIES), fit(BOX, "阿拉坦其其格·乌兰", FAMILIES)
    assert short and long
    assert short.layout.font().pixelSize() > long.layout.font().pixelSize()
    assert long.layout.lineCount() == 1
    longer = fit(BOX, "阿拉坦其其格·乌兰巴特尔·敖其尔·苏布德其其格", FAMILIES)
    assert longer and longer.layout.lineCount() == 2


def test_what_does_not_fit_stops_the_batch_and_nothing_is_written(tmp_path: Path) -> None:
    found = write_pdf([page("张三"), page("很长的名称" * 40)], tmp_path / "out.pdf")
    assert len(found) == 1
    assert "放不进" in found[0].say
    assert not (tmp_path / "out.pdf").exists()


def test_a_letter_that_no_font_has_is_told() -> None:
    found = problems(page("张\U000f0000三"))
    assert len(found) == 1
    assert "\U000f0000" in found[0].say


def words(pdf: Path) -> list[tuple[float, float, float, float, str]]:
    """Every word of a PDF with its corners in millimetres, as an independent reader finds it."""
    subprocess.run(["pdftotext", "-bbox", str(pdf), str(pdf.with_suffix(".html"))], check=True)
    found = _WORD.findall(pdf.with_suffix(".html").read_text(encoding="utf-8"))
    return [(*(float(number) * 25.4 / 72 for number in corners), text) for *corners, text in found]


def read_back(text: str) -> str:
    """Letters as the PDF names them: two that share a glyph are one, and those beyond the basic plane have no name."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if ord(one) < 0x10000 and not one.isspace())


def test_every_text_stands_inside_its_box_on_paper_of_the_exact_size(tmp_path: Path) -> None:
    needs("pdftotext")
    names = ["张三", "钢宝力达", "阿拉坦·其木格", "额尔德尼巴雅尔·苏布德其其格"]
    assert write_pdf([page(*names)], tmp_path / "out.pdf") == []
    told = words(tmp_path / "out.pdf")
    assert read_back("".join(text for *_, text in told)) == "".join(names)
    boxes = page(*names).layout.texts
    for left, top, right, bottom, _ in told:
        box = next(one for one in boxes if one.y - 3 <= (top + bottom) / 2 <= one.y + one.height + 3)
        assert box.x - 0.2 <= left and right <= box.x + box.width + 0.2
    info = subprocess.run(["pdfinfo", str(tmp_path / "out.pdf")], capture_output=True, text=True, check=True).stdout
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info)
    assert size
    assert [float(one) * 25.4 / 72 for one in size.groups()] == pytest.approx([210, 285], abs=0.2)


def test_the_printed_names_are_the_winners(demo: Office, tmp_path: Path) -> None:
    needs("pdftotext")
    sent = send_certificates(demo, "skilled_worker", 0, tmp_path / "out.pdf")
    assert sent.pages == 18
    done = subprocess.run(["pdftotext", "-raw", str(tmp_path / "out.pdf"), "-"], capture_output=True, check=True)
    text = read_back(done.stdout.decode())
    winners = demo.register.ids("entry", within="title = '技术能手'")
    for (name,) in demo.register.table("entry", winners, ["worker"]):
        assert f"{read_back(name)}同志" in text


def test_findings_on_a_winner_stop_the_certificates(demo: Office, tmp_path: Path) -> None:
    row = demo.register.ids("entry", within="title = '技术能手'")[0]
    demo.register.change("entry", row, {"theory_score": "九十"})
    sent = send_certificates(demo, "skilled_worker", 0, tmp_path / "out.pdf")
    assert sent.stopped and not (tmp_path / "out.pdf").exists()
