"""What a table without rows tells in their place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from ui.parts.look import colour

_EDGE = 24  # pixels at each side


def tell(table: QTableView, text: str) -> None:
    """Writes a sentence where the rows would be; called while the table is painted."""
    painter = QPainter(table.viewport())
    painter.setPen(colour("muted"))
    room = table.viewport().rect().adjusted(_EDGE, 3 * table.verticalHeader().defaultSectionSize(), -_EDGE, 0)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), text)
