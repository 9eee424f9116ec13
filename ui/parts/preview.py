"""A page as it will be printed, on the screen: the same painter, a sheet's edge, and what is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.certificates import Page
from ui.parts.look import colour
from ui.parts.painter import Typeset, draw, typeset

_AROUND = 14  # pixels


class Preview(QWidget):
    """Fits the whole sheet; the scan of a preprinted blank lies under it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumSize(240, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set: Typeset | None = None
        self.margins = (0.0, 0.0, 0.0, 0.0)
        self.told = ""

    def sizeHint(self) -> QSize:
        """As large as a third of a screen."""
        return QSize(480, 360)

    def show_page(self, page: Page | None, margins: tuple[float, float, float, float] = (0, 0, 0, 0)) -> None:
        """Shows a page and where the printer can't print; without one, the words of `told`."""
        self.set = typeset(page) if page else None
        self.margins = margins
        self.setAccessibleDescription("".join(f"{text.told}\n" for text in self.set.texts) if self.set else self.told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet in the middle."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), colour("sunken"))
        if self.set is None:
            painter.setPen(colour("muted"))
            inside = self.rect().adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.told)
            return
        paper = self.set.page.layout.paper
        scale = min((self.width() - 2 * _AROUND) / paper.width, (self.height() - 2 * _AROUND) / paper.height)
        painter.translate((self.width() - paper.width * scale) / 2, (self.height() - paper.height * scale) / 2)
        painter.scale(scale, scale)
        sheet = QRectF(0, 0, paper.width, paper.height)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        draw(painter, self.set, shown=True)
        painter.setPen(QPen(colour("line"), 0))
        painter.drawRect(sheet)
        if any(self.margins):
            left, top, right, bottom = self.margins
            painter.setPen(QPen(QColor("#C4314B"), 0, Qt.PenStyle.DashLine))
            painter.drawRect(sheet.adjusted(left, top, -right, -bottom))
