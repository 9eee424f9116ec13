"""What the first sight of the window does not need is loaded when it is asked for."""

from importlib import import_module
from typing import Any


def part(name: str) -> Any:
    """A module of `ui.parts`."""
    return import_module(f"ui.parts.{name}")


def model(name: str) -> Any:
    """A module of `models`."""
    return import_module(f"models.{name}")
