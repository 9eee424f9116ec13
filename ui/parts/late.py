"""What the first sight of the window does not need is loaded when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

Later = Callable[[Callable[[], object]], object]
"""Does something, at once or when the window has been seen."""


def at_once(act: Callable[[], object]) -> None:
    """Nothing is waited for."""
    act()


def part(name: str) -> Any:
    """A module of `ui.parts`."""
    return import_module(f"ui.parts.{name}")


def model(name: str) -> Any:
    """A module of `models`."""
    return import_module(f"models.{name}")
