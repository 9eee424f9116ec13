"""Prints docs/fields.md from the declarations: python -m tests.fields."""

from __future__ import annotations

from pathlib import Path

from models.kinds import KINDS
from models.resources import Resources
from models.schema import Field, RecordType, Schema, load

TARGET = Path(__file__).parent.parent / "docs" / "fields.md"
KIND_NAMES = {kind: name for name, kind in KINDS.items()}


def text() -> str:
    """The whole page."""
    schema = load(Resources())
    head = "# 登记内容一览\n\n本页由 `resources/records` 自动生成，请勿手改（`python3 dev.py docs`）。\n"
    return head + "".join(_record(schema, one) for one in schema.types.values())


def _record(schema: Schema, one: RecordType) -> str:
    base = schema.types[one.table].fields if one.refinement else {}
    lines = [f"\n## {one.title}（`{one.key}`）\n", one.about]
    if base:
        lines.append(f"除“{schema.types[one.table].title}”的全部字段外，还有：")
    lines += ["", "| 栏目 | 代码 | 类型 | 选项或所指 | 必填 | 说明 | 别的表头 |", "|---|---|---|---|---|---|---|"]
    lines += [_field(each) for key, each in one.fields.items() if key not in base]
    return "\n".join(lines) + "\n"


def _field(each: Field) -> str:
    cells = [
        each.heading,
        f"`{each.key}`",
        KIND_NAMES[type(each.kind)],
        f"`{each.of}`" if each.of else "",
        "是" if each.required else "",
        each.help,
        "、".join(each.also),
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
