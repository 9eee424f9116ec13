"""How large a workbook may be. Absolute sizes and counts: a ratio would refuse honest files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What is read at most; beyond it a file is refused before it can take the memory."""

    packed: int = 50 * 2**20
    """Bytes of the file."""
    unpacked: int = 300 * 2**20
    """Bytes of the parts that are read, counted while they are unpacked."""
    parts: int = 2000
    """Parts of the package, read or not."""
    cells: int = 1_000_000
    """Cells that hold something, of all sheets together."""
    span: int = 4_000_000
    """Rows times columns of one sheet, from A1 to the furthest cell that holds something."""
    text: int = 96 * 2**20
    """Bytes of text in all cells together: one long text can stand in a million cells."""

    @property
    def filled(self) -> int:
        """Cells that are read: a hundredth more, for who says a million means the records, and headings stand above."""
        return self.cells + self.cells // 100


LIMITS = Limits()
LEAST = Limits(packed=2**20, unpacked=10 * 2**20, parts=100, cells=10_000)
"""What an office lets in at least: a slip of the pen must not shut out every workbook."""
MOST = Limits(packed=100 * 2**20, unpacked=600 * 2**20, parts=10_000, cells=1_500_000)
"""What an office may allow at most: reading stays below 500 MB of memory."""
