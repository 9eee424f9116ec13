"""The little language of summary templates: {{参赛人次：同比，1位小数}}. Closed, read by a parser, without expressions.

field   = subject [ "：" word { "，" word } ]
subject = a measure by title or key | a fact of the office or the period | 序号
word    = 数 | 同比 | 增减 | 上年 | 完成 | 逐年 | 名单 | 名单前N | 前N单位 | 按NAME | 用万 | 精确 | N位小数
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from models.words import Refusal

NUMBERED = "序号"
"""The subject that counts the sections which remain: 一、二、三."""

_ENDS = re.compile("[：:]")
_PARTS = re.compile("[，,]")
_WORDS = (
    ("数", re.compile("数")),
    ("同比", re.compile("同比")),
    ("增减", re.compile("增减")),
    ("上年", re.compile("上年")),
    ("完成", re.compile("完成")),
    ("逐年", re.compile("逐年")),
    ("名单", re.compile("名单(?:前([1-9][0-9]?))?")),
    ("单位", re.compile("前([1-9][0-9]?)单位")),
    ("按", re.compile("按(.+)", re.DOTALL)),
    ("用万", re.compile("用万")),
    ("精确", re.compile("精确")),
    ("小数", re.compile("([0-4])位小数")),
)
_SAID = "数、同比、增减、上年、完成、逐年、名单、名单前3、前3单位、按……、用万、精确、2位小数"


@dataclass(frozen=True)
class Asked:
    """What a field asks for: of its subject the number as reports write it, unless `what` says otherwise."""

    subject: str
    what: str = ""
    by: str = ""
    """The label of the field that the measure is split by."""
    most: int = 0
    """How many names or units are told; 0 for all."""
    scale: str = ""
    decimals: int | None = None

    def __str__(self) -> str:
        """The field as it stands in a template, without its braces."""
        words = {"": [], "名单": [f"名单前{self.most}" if self.most else "名单"], "单位": [f"前{self.most}单位"]}
        told = [*words.get(self.what, [f"{self.what}{self.by}"]), *([self.scale] if self.scale else [])]
        told += [] if self.decimals is None else [f"{self.decimals}位小数"]
        return f"{self.subject}：{'，'.join(told)}" if told else self.subject


def read_field(text: str, file: str) -> Asked:
    """The field between two pairs of braces; refused with file, field and word."""
    subject, *rest = _ENDS.split(text, maxsplit=1)
    if not subject.strip():
        raise Refusal("summaries.no_subject", file=file, field=text)
    asked = Asked(subject.strip())
    for word in _PARTS.split(rest[0]) if rest else ():
        asked = _with(asked, word.strip(), text, file)
    return asked


def _with(asked: Asked, word: str, field: str, file: str) -> Asked:
    """One word more; what is said twice contradicts itself."""
    for name, pattern in _WORDS:
        found = pattern.fullmatch(word)
        if found is None:
            continue
        given = found[1] if pattern.groups else ""
        if name == "小数" and asked.decimals is None:
            return replace(asked, decimals=int(given))
        if name in ("用万", "精确") and not asked.scale:
            return replace(asked, scale=name)
        if name not in ("小数", "用万", "精确") and not asked.what:
            by = given.strip() if name == "按" else ""
            return replace(asked, what=name, by=by, most=int(given or 0) if name in ("名单", "单位") else 0)
        raise Refusal("summaries.twice", file=file, field=field, word=word)
    raise Refusal("summaries.unknown_word", file=file, field=field, word=word, known=_SAID)
