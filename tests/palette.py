"""Pictures with 256 colours: a quarter of the bytes, and the window's letters look the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

_COLOURS = 256
_NEAR = 0xFFF8F8F8  # colours that differ by less are counted as one
_OFTEN = 64  # the commonest colours stand in the table exactly; the others go by what is near


def keep(image: QImage, path: Path) -> None:
    """Writes a picture in the colours that it uses most; smooth edges take the nearest."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    used = Counter(memoryview(plain.constBits()).cast("I"))
    table = [colour | 0xFF000000 for colour, _ in used.most_common(_OFTEN)]
    groups: dict[int, Counter[int]] = {}
    for colour, count in used.items():
        groups.setdefault(colour & _NEAR, Counter())[colour | 0xFF000000] += count
    often = sorted(groups.values(), key=lambda group: -group.total())
    table += [group.most_common(1)[0][0] for group in often]
    table = list(dict.fromkeys(table))[:_COLOURS]
    told = plain.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    told.save(str(path))
