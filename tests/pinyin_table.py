"""Makes resources/characters/letters.txt from the pypinyin library: python -m tests.pinyin_table.

One letter for each character: the first of its pinyin. Several where people read it in several ways: in a
noticeable share of the library's phrases, as a surname, or in the name of a county.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import __version__
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

TARGET = Path(__file__).parent.parent / "resources" / "characters" / "letters.txt"

RANGES = [(0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2EBEF), (0x30000, 0x323AF)]
"""〇, and the unified ideographs with their extensions."""

ROW = 64

SURNAMES = (
    "单sd 曾zc 解xj 仇qc 查zc 尉ywy 区qo 翟zd 缪mw 俟qs 繁fp 召sz 乐ly 种cz 重zc 折sz 燕y 任r 盛sc 覃qt 褚cz 隗wk 车cj"
    " 郇xh 宓mf 郄xq 强qj 句gj 薄b 费fb 炅gj 呙gw 阚kh 郗xc 瞿qj 澹td 角j 宿sx 都d 藏cz 谌cs 员y 黑h 撒s 佴n 乜nm 召sz"
    " 晟sc 茜xq 长zc 适sk 石s 贾jg 艾ay 朝cz 行xh 冯f 臧z 靓lj"
)
"""Surnames, and letters of given names, that are read otherwise than in words."""

COUNTIES = (
    "重zc 长cz 厦xs 番pf 洞td 莘xs 浚xj 犍qj 铅yq 峙sz 堡bp 埔pb 歙sx 浒xh 枞zc 栎ly 筠jy 泊bp 陂pb 会hkg 漯lt 渑ms"
    " 涡gw 蔚yw 阿ae 朝cz 系xj 盱xy 眙yc 汤ts 蚌bf 莞gw 茄qj 荥xy"
)
"""Letters in names of counties and banners."""


def first(reading: str) -> str:
    """The first letter of a reading, without its tone."""
    return unicodedata.normalize("NFD", reading)[0].lower()


def spoken() -> dict[str, list[str]]:
    """For each character of the phrases its first letters: those of a twelfth of its uses or more, most used first."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        if len(phrase) == len(readings):
            for character, ways in zip(phrase, readings, strict=True):
                uses[character][first(ways[0])] += 1
    return {
        character: [letter for letter, times in found.most_common() if times >= max(3, found.total() / 12)]
        for character, found in uses.items()
    }


def several() -> dict[str, str]:
    """The characters with more than one letter, the likeliest in a name first; what is told here has the last word."""
    heard = {character: "".join(letters) for character, letters in spoken().items()}
    told = {word[0]: word[1:] for word in f"{COUNTIES} {SURNAMES}".split()}
    return {character: letters for character, letters in sorted((heard | told).items()) if len(letters) > 1}


def rows() -> list[str]:
    """Stretches of 64 characters with their letters; - where none is known, nothing where none of 64 is."""
    lines = []
    for low, high in RANGES:
        for start in range(low - low % ROW, high + 1, ROW):
            codes = range(start, start + ROW)
            letters = "".join(
                first(PINYIN_DICT[code]) if low <= code <= high and code in PINYIN_DICT else "-" for code in codes
            )
            if letters.strip("-"):
                lines.append(f"{start:X} {letters.rstrip('-')}")
    return lines


def text() -> str:
    """The whole file."""
    head = [
        f"# Made by tests/pinyin_table.py from pypinyin {__version__} (MIT licence, mozillazg/python-pinyin).",
        "# First letters of pinyin: 64 characters a line from the code point that stands before them.",
        "# Then the characters with several, the likeliest in a name first.",
    ]
    return "\n".join([*head, *rows(), *(f"{character} {letters}" for character, letters in several().items())]) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
