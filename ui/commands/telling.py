"""How the command line says things."""

from __future__ import annotations

from models.findings import Finding
from models.schema import Schema
from models.words import say

_MOST = 10


def told(level: str) -> str:
    """错误 or 存疑."""
    return say(f"commands.{level}")


def list_findings(schema: Schema, findings: list[Finding], most: int = _MOST) -> None:
    """The first findings, a line each: what, whose, which sentence."""
    for one in findings[:most]:
        kind = schema.types.get(one.record)
        place = f"{kind.title if kind else ''}“{one.subject}”："
        print(say("commands.finding", level=told(one.level), place=place, say=one.say))
    if len(findings) > most:
        print(say("commands.more", count=len(findings) - most))
