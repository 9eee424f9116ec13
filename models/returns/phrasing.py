"""The words in which checks are printed — 各列同, 之和, 的80%, 05=06+07 — put into signs that `checks` reads."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from models.words import Refusal

_AFTER = r"(?<=[\d)\]行列栏%\s])"  # a sheet may be named 增加情况表
_MUST = r"(?:也|均|都|总是)?\s*(?:应当|应该|应|必须|须)\s*"
_SPOKEN = (
    (r"大于或?等于|不小于|不少于|不低于|=>", ">="),
    (r"小于或?等于|不大于|不超过|不多于|不高于|=<", "<="),
    (r"不等于", "<>"),
    (r"大于|多于", ">"),
    (r"小于|少于", "<"),
    (r"等于", "="),
    (rf"{_AFTER}\s*{_MUST}(?=[<>=≥≧⩾≤≦⩽≠])", ""),
    (rf"{_AFTER}的\s*(?=\d+(?:\.\d+)?\s*%)", "*"),
    (rf"{_AFTER}的\s*(\d+(?:\.\d+)?)\s*倍", r"*\1"),
    (rf"{_AFTER}加上?", "+"),
    (rf"{_AFTER}减去?", "-"),
    (rf"[×✕✖∗·]|{_AFTER}乘以?", "*"),
    (rf"[÷∕]|{_AFTER}除以", "/"),
    (rf"{_AFTER}[−–—]", "-"),
    (r"\(\s*0*(\d{1,4})\s*\)(?=\s*[行列栏])", r"\1"),  # (3)栏
    (r"(?<![\w第])([行列栏])次?\s*0*(\d{1,4})(?![\d行列栏])", r"第\2\1"),  # 行5
    (r"(?<!\w)(?:指标|代码|指标代码|行次)\s*0*(\d{1,4})(?!\w)", r"第\1行"),
    (r"(?<![\w.])0+(?=[1-9]\d*\s*[行列栏])", ""),
    (r"第0+(?=[1-9])", "第"),
)
_SIGN = r"[<>=≥≧⩾≤≦⩽≠]"
_ENDS = r"(?:[^\s+*/<>=≥≧⩾≤≦⩽≠()]+)"
_TOTALS = (
    (rf"({_ENDS})\s*(?:\+\s*{_ENDS}\s*)?\+\s*(?:\.{{3,}}|⋯+)\s*\+\s*({_ENDS})", r"SUM(\1:\2)"),
    (rf"(?<={_SIGN[:-1]}])\s*([^<>=≥≧⩾≤≦⩽≠]+?)\s*(?:各[行列栏项])?(?:之和|的和|的总和|的合计|合计数?)$", r"SUM(\1)"),
)
_WITHIN = ((r"\s*[至到]\s*", ":"), (r"\s*[与和及、]\s*", ","))
_HEAD = re.compile(
    r"^\s*(?:(?:表间|表内|审核|逻辑|校验)(?:审核|逻辑|校验)?(?:关系|公式|条件)?\s*:\s*|\d+\s*[、)]|\d+\.\s)+"
)
_ALIKE = re.compile(r"[\s,;(\[]*(?:以上)?各([列栏行])(?:均|都|关系)?(?:相)?同[)\]]?[.。;]*\s*$")
_EACH = re.compile(r"^\s*各([列栏行])(?:的)?\s*(?=第|\d)")
_IF = re.compile(r"^\s*(?:如果|如|若|当)(.+?)(?:时)?\s*,?\s*(?:则|那么|就|时,?应?)\s*(?:应|必须|须)?(.+)$")
_SIGN_OR_WORD = rf"(?:{_SIGN}|等于|大于|小于|不超过|不少于|不低于|不多于|不高于)"
_WHEN = re.compile(rf"^(.*{_SIGN_OR_WORD}.*?)时\s*,?\s*(.*{_SIGN_OR_WORD}.*)$")
_QUOTES = str.maketrans(dict.fromkeys("‘’“”《》", "'"))
_CODE = re.compile(r"(?<![\w.!$])0\d{1,3}(?![\w.%])")
_CODES = re.compile(r"(?<![\w.!$第])(\d{2,4})(?![\w.%])")
_BARE = re.compile(r"(?<![\w.!$)])\(?(\d{1,4})\)?(?![\w.%])")
_NAMED = re.compile(r"[A-Za-z]\$?\d|[行列栏]")
_BETWEEN = re.compile(rf"[;。\n]+|,(?=[^,;]*{_SIGN})(?!\s*(?:则|那么|就|也|应|各[列栏行]))|\s+(?=\d+\s*[、)]|\d+\.\s)")


class Phrased(NamedTuple):
    """A check in signs: what must hold, where `when` holds (empty: everywhere), for each column or row (`each`)."""

    must: str
    when: str
    each: str


def phrased(text: str) -> Phrased:
    """A check as it was typed; refused where it names numbers and not whether lines or columns are meant."""
    plain = _HEAD.sub("", unicodedata.normalize("NFKC", text.translate(_QUOTES)))
    said = _ALIKE.search(plain)
    plain = plain[: said.start()] if said else plain
    each = said or _EACH.match(plain)
    plain = _EACH.sub("", plain)
    parted = _IF.match(plain) or (None if re.match(r"\s*(?:如|若|当)", plain) else _WHEN.match(plain))
    when, must = (parted[1], parted[2]) if parted else ("", plain)
    axis = each[1] if each else ""
    return Phrased(_signs(must, axis, text), _signs(when, axis, text), axis)


def _signs(told: str, axis: str, text: str) -> str:
    for spoken, sign in _SPOKEN:
        told = re.sub(spoken, sign, told)
    told = _numbered(told.rstrip(" .。;；,"), axis, text)
    for spoken, sign in _TOTALS:
        told = re.sub(spoken, sign, told)
    return re.sub(r"(?<=SUM\()[^()]*", lambda found: _within(found[0]), told)


def _within(told: str) -> str:
    for spoken, sign in _WITHIN:
        told = re.sub(spoken, sign, told)
    return told


def _numbered(told: str, axis: str, text: str) -> str:
    """Numbers by themselves: codes such as 05, or what 各列同 says are lines; nobody knows of others."""
    if _CODE.search(told):
        return _CODES.sub(lambda found: f"第{int(found[1])}行", told)
    if not told or _NAMED.search(told) or not re.search(_SIGN, told) or not _BARE.search(told):
        return told
    if not axis:
        raise Refusal("returns.bare_numbers", text=text.strip()[:60])
    word = "栏" if axis == "行" else "行"
    return _BARE.sub(lambda found: f"第{int(found[1])}{word}", told)


def sentences(text: str) -> list[str]:
    """Several checks printed in one breath, each by itself."""
    alike = _ALIKE.search(unicodedata.normalize("NFKC", text))
    plain = unicodedata.normalize("NFKC", text.translate(_QUOTES))
    found = [one.strip() for one in _BETWEEN.split(plain) if one and re.search(_SIGN_OR_WORD, one)]
    if len(found) < 2:
        return [text.strip()]
    tail = f"，各{alike[1]}同" if alike else ""
    return [one if _ALIKE.search(one) else f"{one}{tail}" for one in found]
