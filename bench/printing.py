"""A thousand certificates into one PDF beside a bare QPdfWriter that draws the same texts; a page's preview."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from threading import Thread

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import docx
from docxtpl import DocxTemplate
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPdfWriter

from bench.measuring import Line, compared, seconds
from models import certificates
from models.certificates import Page
from models.certificates.fitting import bare
from models.office import Office
from ui.parts.painter import page_layout, picture, typeset, write_pdf

PAGES, MERGED = 1000, 50
PREVIEW = 0.05  # seconds
PER_PAGE = 4000  # bytes
_FAMILY = "张王李赵刘陈杨黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英其木格乌兰巴特尔苏日娜"


def run(office: Path) -> list[Line]:
    """Time against the bare writer, the slowest of twenty previews, bytes a page."""
    app = QGuiApplication.instance() or QGuiApplication([])
    assert isinstance(app, QGuiApplication)
    pages = _pages(office)
    ours, theirs = office.parent / "ours.pdf", office.parent / "bare.pdf"
    bare_time = seconds(lambda: _bare(pages, theirs), 3)
    taken = seconds(lambda: _ours(pages, ours), 3)
    previews = sorted(_preview(page) for page in pages[:100])
    p95 = previews[94]
    size = ours.stat().st_size / PAGES
    return [
        compared(f"{PAGES} certificates to one PDF / bare QPdfWriter", taken, bare_time, "≤ 2"),
        *_merging(pages[:MERGED], office.parent),
        Line(
            "preview of a page, p95 / allowed", f"{p95 * 1000:.0f} ms", f"{PREVIEW * 1000:.0f} ms", p95 / PREVIEW, "≤ 1"
        ),
        Line(
            "PDF bytes a page / bare QPdfWriter",
            f"{size:.0f}",
            f"{theirs.stat().st_size / PAGES:.0f}",
            ours.stat().st_size / theirs.stat().st_size,
            "≤ 2",
        ),
    ]


def _pages(office: Path) -> list[Page]:
    with Office(office) as opened:
        layout = opened.layouts["skilled_worker"]
    told = {
        "competition.title": "2025年云泽旗职工职业技能比赛（光伏发电运维值班员）",
        "competition.trade": "光伏发电运维值班员",
        "title": "技术能手",
        "federation": "云泽旗总工会",
        "date": "2025-10-08",
    }
    made = []
    for at in range(PAGES):
        name = _FAMILY[at % 20] + _GIVEN[at % 31] + _GIVEN[at * 7 % 34]
        facts = {"worker.name": name, "place": str(at % 10 + 1), "number": f"盟总工竞〔2025〕{at:04}号"}
        made.append(certificates.page(layout, at, name, told | facts))
    return made


def _ours(pages: list[Page], target: Path) -> None:
    """On a thread of its own, where nothing is remembered from the time before."""
    worker = Thread(target=lambda: write_pdf([typeset(page) for page in pages], target))
    worker.start()
    worker.join()


def _bare(pages: list[Page], target: Path) -> None:
    """The same frames and texts in the same fonts, wrapped by Qt; nothing is fitted or checked."""
    writer = QPdfWriter(str(target))
    writer.setResolution(600)
    layout = pages[0].layout
    writer.setPageLayout(page_layout(layout.paper))
    mm = 600 / 25.4
    painter = QPainter(writer)
    for at, page in enumerate(pages):
        if at:
            writer.newPage()
        for frame in layout.frames:
            painter.drawRect(QRectF(frame.x * mm, frame.y * mm, frame.width * mm, frame.height * mm))
        for box, text in page.texts:
            font = QFont([family for family, _ in layout.fonts[box.font]])
            font.setPixelSize(round(box.size * 600 / 72))
            painter.setFont(font)
            place = QRectF(box.x * mm, box.y * mm, box.width * mm, box.height * mm)
            painter.drawText(place, Qt.TextFlag.TextWrapAnywhere, bare(text))
    painter.end()


def _merging(pages: list[Page], folder: Path) -> list[Line]:
    """What an office does without us: one Word file a person from a template, and LibreOffice for the PDFs."""
    if shutil.which("soffice") is None:
        return []
    template, made = folder / "template.docx", folder / "merged"
    made.mkdir(exist_ok=True)
    blank = docx.Document()
    for at in range(len(pages[0].texts)):
        blank.add_paragraph("{{ t[" + str(at) + "] }}")
    blank.save(str(template))
    ours = seconds(lambda: _ours(pages, folder / "fifty.pdf"), 3)
    theirs = seconds(lambda: _merge(pages, template, made), 1)
    what = f"a certificate, of {MERGED} to PDF / docxtpl + LibreOffice"
    return [compared(what, ours / MERGED, theirs / MERGED, "≤ 0.1")]


def _merge(pages: list[Page], template: Path, folder: Path) -> None:
    files = []
    for at, page in enumerate(pages):
        one = DocxTemplate(template)
        one.render({"t": [bare(text) for _, text in page.texts]})
        files.append(folder / f"{at}.docx")
        one.save(files[-1])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    told = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(told, check=True, capture_output=True)


def _preview(page: Page) -> float:
    start = time.perf_counter()
    picture(typeset(page), 96)
    return time.perf_counter() - start
