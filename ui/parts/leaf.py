"""Makes what Markdown leaves bare readable: room between lines, tables with rules."""

from __future__ import annotations

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

_PICTURE = "\ufffc"  # what stands for it in the text
_ROOM = 135  # per cent of a line's height


def set_off(document: QTextDocument, line: QColor, head: QColor, room: int = _ROOM, padding: int = 5) -> None:
    """Gives all lines room and each table rules of a colour, a heading row of another, and the whole width."""
    spaced = QTextBlockFormat()
    spaced.setLineHeight(room, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block = document.begin()
    while block.isValid():
        if _PICTURE not in block.text():  # whose line is as high as it is
            QTextCursor(block).mergeBlockFormat(spaced)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule(frame, line, head, padding)


def _rule(table: QTextTable, line: QColor, head: QColor, padding: int) -> None:
    told = table.format()
    told.setBorder(0)
    told.setCellSpacing(0)
    told.setBorderCollapse(True)
    told.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(told)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            shape = cell.format().toTableCellFormat()
            shape.setPadding(padding)
            shape.setBorder(1)
            shape.setBorderBrush(QBrush(line))
            shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            if row == 0:
                shape.setBackground(QBrush(head))
            cell.setFormat(shape)
