"""What reads the form in the background: one piece of work of each, the newest."""

from __future__ import annotations

from ui.parts.desk import Desk

PROPOSING, WORKING_OUT, CHECKING, TRYING = TOPICS = ("adopt-propose", "adopt-values", "adopt-check", "adopt-trial")


def leave_alone(desk: Desk) -> None:
    """Calls it all off, for the form goes from where it was."""
    for topic in TOPICS:
        desk.jobs.call_off(topic)
