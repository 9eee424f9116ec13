"""The input method of a Linux desk, reached before the first window opens.

fcitx is what Chinese desktops use, and its plugin is built for the Qt of the system, not for ours: asked for it, Qt
silently takes plain letters. fcitx 5 also answers to the name of IBus, whose plugin comes with Qt; and Qt believes in
IBus without its daemon only through the portal.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

PLUGINS = "platforminputcontexts"


def reach_fcitx(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Has a program that is told to use fcitx find it, where Qt's folder of `plugins` holds none for it."""
    told = (environment.get(name, "") for name in ("QT_IM_MODULES", "QT_IM_MODULE", "XMODIFIERS"))
    if "fcitx" not in next(filter(None, told), "") or any((plugins / PLUGINS).glob("*fcitx*")):
        return
    environment |= {"QT_IM_MODULE": "ibus", "QT_IM_MODULES": "ibus", "IBUS_USE_PORTAL": "1"}
