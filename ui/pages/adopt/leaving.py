"""Asks, before a form is kept, whether the cells of which nothing is said are to stay empty."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from models.words import say
from ui.pages.adopt.drafting import Drafting

_NAMED = 6  # cells that are named where there are more


def may_stay_empty(page: QWidget, work: Drafting) -> bool:
    """Whether the clerk means them to; of each cell that is asked once."""
    left = [at for at in work.left if at not in work.agreed]
    if not left:
        return True
    places = "、".join(left[:_NAMED]) + ("…" if len(left) > _NAMED else "")
    told = say("adopt.ask_left", count=len(left), places=places)
    if QMessageBox.question(page, say("adopt.save"), told) != QMessageBox.StandardButton.Yes:
        return False
    work.agreed.update(left)
    return True
