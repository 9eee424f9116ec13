"""What pages are drawn on: a PDF, a printer, an image; the same painter for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QTransform

from models.certificates import Paper
from models.files import apart, drafted, drop_draft, put_in_place, safe_name
from ui.parts.painter.drawing import draw, shapes
from ui.parts.painter.naming import Naming
from ui.parts.painter.typesetting import Typeset

DPI = 600
_INCH = 25.4

Progress = Callable[[int, int], None]


def page_layout(paper: Paper) -> QPageLayout:
    """The exact sheet without margins."""
    turned = paper.width > paper.height
    size = QSizeF(min(paper.width, paper.height), max(paper.width, paper.height))
    return QPageLayout(
        QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch),
        QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )


def paint_pages(
    device: QPagedPaintDevice, pages: Iterable[Typeset], correction: QTransform | None = None
) -> Iterable[Typeset]:
    """Draws pages on sheets of a PDF or printer, and yields each when it is drawn."""
    painter = QPainter(device)
    scale = QTransform.fromScale(device.logicalDpiX() / _INCH, device.logicalDpiY() / _INCH)
    try:
        for at, one in enumerate(pages):
            if at:
                device.newPage()
            painter.setTransform((correction or QTransform()) * scale)
            draw(painter, one)
            yield one
    finally:
        painter.end()


def picture(one: Typeset, dpi: float = 96, shown: bool = True) -> QImage:
    """A page as an image of so many dots an inch, with the scan of its blank if `shown`."""
    paper = one.page.layout.paper
    image = QImage(
        round(paper.width / _INCH * dpi), round(paper.height / _INCH * dpi), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDotsPerMeterX(round(dpi / _INCH * 1000))
    image.setDotsPerMeterY(round(dpi / _INCH * 1000))
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(dpi / _INCH, dpi / _INCH)
    draw(painter, one, shown)
    painter.end()
    return image


def write_pdf(
    pages: Sequence[Typeset], target: Path, correction: QTransform | None = None, progress: Progress | None = None
) -> None:
    """One PDF with a page each, in the exact size of the first one's paper."""
    draft_pdf(pages, target, correction, progress)
    put_in_place(target)


def draft_pdf(
    pages: Sequence[Typeset], target: Path, correction: QTransform | None = None, progress: Progress | None = None
) -> None:
    """The same, left beside its place as a draft."""
    layout = pages[0].page.layout
    with drafted(target) as beside:
        writer = QPdfWriter(str(beside))
        writer.setResolution(DPI)
        writer.setTitle(layout.title)
        writer.setPageLayout(page_layout(layout.paper))
        naming = Naming()
        for at, one in enumerate(paint_pages(writer, pages, correction)):
            naming.add(shapes(one))
            if progress:
                progress(at + 1, len(pages))
        naming.put_into(beside)


def draft_separately(
    pages: Sequence[Typeset], folder: Path, correction: QTransform | None = None, progress: Progress | None = None
) -> list[Path]:
    """The draft of a PDF for each page, named after its number and subject; all of them, or none is left."""
    names = apart([safe_name(f"{one.page.number} {one.page.subject}") for one in pages])
    drafts: list[Path] = []
    try:
        for name, one in zip(names, pages, strict=True):
            draft_pdf([one], folder / f"{name}.pdf", correction)
            drafts.append(folder / f"{name}.pdf")
            if progress:
                progress(len(drafts), len(pages))
    except BaseException:
        for file in drafts:
            drop_draft(file)
        raise
    return drafts
