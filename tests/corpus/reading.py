"""What is read of a workbook as text: its tables row by row, then findings and notes at their cells."""

from __future__ import annotations

from pathlib import Path

from models import intake
from models.intake import Understood
from models.register import Reader

GOLDEN = Path(__file__).parents[1] / "golden" / "corpus"


def told(reader: Reader, path: Path) -> str:
    """All that intake says of a file."""
    account = intake.read(reader, path)
    lines = [line for table in account.tables for line in _table(table)]
    lines += [f"没有表：{name}" for name in account.skipped]
    lines += [f"问题 {one.sheet}!{one.cell} {one.rule} {one.say}" for one in account.findings]
    lines += [f"说明 {one.sheet}!{one.cell} {one.say}".replace(" ! ", " ") for one in account.notes]
    return "\n".join(lines) + "\n"


def _table(table: Understood) -> list[str]:
    lines = [f"[{table.sheet}] {table.record.key}"]
    for place, line in enumerate(table.main.lines):
        kept = dict(zip(table.main.names, table.main.rows[place], strict=True))
        shown = {name: table.record.fields[name].kind.show(value) for name, value in kept.items() if value is not None}
        for link, part in table.carried.items():
            at = part.at[place]
            shown.pop(link, None)
            if at is not None:
                shown |= {
                    f"{link}.{name}": part.record.fields[name].kind.show(value)
                    for name, value in zip(part.names, part.rows[at], strict=True)
                    if value is not None
                }
        lines.append(f"{line + 1}: " + "  ".join(f"{name}={value}" for name, value in shown.items()))
    return lines
