"""Boxes that the wheel never changes: it scrolls the page under the pointer, and no value changes unseen."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox


class ComboBox(QComboBox):
    """A drop-down; its open list scrolls by itself."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Goes on to what the box stands on."""
        event.ignore()


class SpinBox(QSpinBox):
    """A whole number."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Goes on to what the box stands on."""
        event.ignore()


class DoubleSpinBox(QDoubleSpinBox):
    """A number with digits behind the point."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Goes on to what the box stands on."""
        event.ignore()
