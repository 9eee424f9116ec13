"""Checks as upper levels print them: read whatever way they are written, held against a filled form, never a crash."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from models import sheets
from models.kinds import Stored
from models.returns.checking import Filled, judge
from models.returns.checks import Place, read_check
from models.returns.numbering import numbering_of
from models.returns.phrasing import sentences
from models.words import Refusal

Judge = Callable[[str], list[tuple[tuple[str, ...], str]]]

SAME = [
    "表1!C5>=表1!C6+表1!C7",
    "表1 C5≥C6+C7",
    "表内：表1!C5 ≥ C6 ＋ C7",
    "1、表1!$C$5≧(C6+C7)；",
    "'表1'!C5 大于等于 C6 加 C7。",
    "《表1》C5不小于C6+C7",
    "表1：C5≥SUM(C6:C7)",
    "表1.C5≥合计（C6，C7）",
]


def form(tmp_path: Path, rows: list[list[object]], lists: list[sheets.Rows] = []) -> Filled:  # noqa: B006
    """A form whose first sheet 表1 has these cells from A1."""
    book = Workbook()
    book.active.title = "表1"
    for row in rows:
        book.active.append(row)
    other = book.create_sheet("表2（续）")
    other["D9"] = 7
    book.save(tmp_path / "form.xlsx")
    worked = sheets.work_out(tmp_path / "form.xlsx", {"表1": sheets.Filled({}, lists)})
    return Filled(worked, {one.name: numbering_of(one) for one in sheets.draw(tmp_path / "form.xlsx")})


@pytest.fixture
def judged(tmp_path: Path) -> Judge:
    """Two lines of figures with a formula, a blank and a text among them."""
    made = form(
        tmp_path,
        [
            ["行次", "项目", "提出", "实施", "参与"],
            ["甲", "乙", "1", "2", "3"],
            [1, "合计", 7, "=D4+D5", None],
            [2, "甲厂", 4, 3, None],
            [3, "乙厂", 2, 3, "约30人"],
        ],
    )
    return lambda text: [(one.cells, one.told or one.text) for one in judge(read_check(text), made)]


@pytest.mark.parametrize("text", SAME)
def test_one_check_is_written_in_many_ways(text: str, tmp_path: Path) -> None:
    held = form(tmp_path, [[], [], [], [], [0, 0, 5], [0, 0, 3], [0, 0, 2]])
    broken = form(tmp_path, [[], [], [], [], [0, 0, 4], [0, 0, 3], [0, 0, 2]])
    assert judge(read_check(text), held) == []
    assert [one.told for one in judge(read_check(text), broken)] == ["4 ≥ 5"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("C3≥D3", []),
        ("C3=C4+C5", [(("表1!C3", "表1!C4", "表1!C5"), "7 = 6")]),
        ("D3=D4+D5", []),
        ("C3≥C4≥C5", []),
        ("C5≥C4≥C3", [(("表1!C5", "表1!C4", "表1!C3"), "2 ≥ 4 ≥ 7")]),
        ("第1行=第2行+第3行，各列同", [(("表1!C3", "表1!C4", "表1!C5"), "7 = 6")]),
        ("1行>=2行", []),
        ("C3=C4+C5(各列同)", [(("表1!C3", "表1!C4", "表1!C5"), "7 = 6")]),
        ("第2列≤第1列，各行同", [(("表1!D5", "表1!C5"), "3 ≤ 2")]),
        ("D列≤C列", [(("表1!D5", "表1!C5"), "3 ≤ 2")]),
        ("第3行第2列=第3行第1列", [(("表1!D5", "表1!C5"), "3 = 2")]),
        ("若C4>3，则C5>3", [(("表1!C4", "表1!C5"), "2 > 3")]),
        ("若C4>4，则C5>3", []),
        ("表间：表1!C3=表2(续)!D9", []),
        ("C3/C4=1.75", []),
        ("C5/D4*100=66.67", []),
        ("C5/D4*100=66.66", [(("表1!C5", "表1!D4"), "66.66666666666666666666666667 = 66.66")]),
    ],
)
def test_where_it_does_not_hold_is_told(judged: Judge, text: str, told: list[object]) -> None:
    assert judged(text) == told


@pytest.mark.parametrize("text", ["E3=E4", "E3≥C3", "E3+E4=C3", "C3=C4*E4"])
def test_blank_makes_no_check_true_or_false(judged: Judge, text: str) -> None:
    assert judged(text) == []


def test_text_where_a_number_must_be_is_told(judged: Judge) -> None:
    assert judged("E5≤C5") == [(("表1!E5",), "约30人")]


def test_a_row_of_a_list_is_checked_for_each_record_and_summed_whole(tmp_path: Path) -> None:
    values: list[list[Stored]] = [[5, 3], [2, 4], [1, None]]
    held = form(tmp_path, [["提出", "实施"], [0, 0], ["=SUM(A2:A2)", 8]], [sheets.Rows(2, ["A", "B"], values)])
    assert [(one.instance, one.told) for one in judge(read_check("A2≥B2"), held)] == [(1, "2 ≥ 4")]
    assert judge(read_check("A3=SUM(A2:A2)"), held) == []
    assert [one.told for one in judge(read_check("B3=SUM(B2:B2)"), held)] == ["8 = 7"]


@pytest.mark.parametrize("text", ["", "实施≤采纳", "C5", "C5≥", "C5=C6=", "((C5=C6", "C5=SUM(第5行:C6)", "C5=C6甲"])
def test_what_can_not_be_understood_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="看不懂"):
        read_check(text)


@pytest.mark.parametrize("text", ["表9!C5=C6", "第9行=第1行", "第9列=第1列"])
def test_what_the_form_does_not_have_is_refused_or_says_nothing(judged: Judge, text: str) -> None:
    with suppress(Refusal):
        assert judged(text) == []


PIECES = st.sampled_from(
    [*"C5D6≥≤=<>+-*/()（）第行列栏各同若则,，；:!'表1$%.0123 \n", "SUM(", "合计(", "大于等于", "表间:"]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=60).map("".join)))
@example("(" * 900 + "C5=C6")
@example("-" * 900 + "C5=C6")
@example("+".join(["C5"] * 600) + "=C6")
@example("C5=" + "SUM(C1:XFD1048576)")
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    with suppress(Refusal):
        assert all(isinstance(one, Place) for one in read_check(text).places())


@given(st.lists(PIECES, min_size=3, max_size=30).map("".join))
@example("C1=SUM(C1:XFD1048576)")
@example("第99999行=第1列")
def test_no_check_that_was_read_breaks_on_a_form(made: Filled, text: str) -> None:
    with suppress(Refusal):
        judge(read_check(text), made)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A form with numbers, blanks and texts."""
    return form(tmp_path_factory.mktemp("form"), [[None, "甲", 1], [1, 2, None], ["=A2+B2", "=1/0", 5], [], [1, 2, 3]])


PRINTED = [
    ("05=06+07", "第5行=第6行+第7行"),
    ("代码05≥06", "第5行≥第6行"),
    ("05行=06行+07行", "第5行=第6行+第7行"),
    ("(1)=(2)+(3)，各列同", "第1行=第2行+第3行"),
    ("(1)=(2)+(3)，各行同", "1栏=2栏+3栏"),
    ("10=11+12 各栏相同", "第10行=第11行+第12行"),
    ("(3)栏=(4)栏+(5)栏", "3栏=4栏+5栏"),
    ("行5=行6+行7", "第5行=第6行+第7行"),
    ("各列第5行≥第6行", "第5行≥第6行"),
    ("C5必须大于或等于C6", "C5>=C6"),
    ("C5应等于C6+C7", "C5=C6+C7"),
    ("C5等于C6到C9之和", "C5=SUM(C6:C9)"),
    ("C5=C6、C7与C8之和", "C5=SUM(C6,C7,C8)"),
    ("C5=C6+C7+…+C9", "C5=SUM(C6:C9)"),
    ("表1!C5=表2!C6:C9之和", "表1!C5=SUM(表2!C6:C9)"),
    ("第5行等于第6行至第8行之和", "第5行=SUM(第6行,第7行,第8行)"),
    ("C5不低于C6的80%", "C5>=C6*80%"),
    ("C5≥C6的1.2倍", "C5>=C6*1.2"),
    ("C5>0时，C6应大于0", "若C5>0，则C6>0"),
    ("如果第5行大于0，则第6行也应大于0", "若第5行>0，则第6行>0"),
]


@pytest.mark.parametrize(("printed", "plain"), PRINTED)
def test_printed_words_say_what_signs_say(printed: str, plain: str) -> None:
    one, other = read_check(printed), read_check(plain)
    assert (one.must, one.when) == (other.must, other.when)


@pytest.mark.parametrize("told", ["(1)=(2)+(3)", "3=4+5", "①=②+③", "[5]≥[6]", "3=3"])
def test_a_number_that_may_be_a_line_or_a_column_is_asked_about(told: str) -> None:
    with pytest.raises(Refusal, match="行还是列"):
        read_check(told)


@pytest.mark.parametrize("told", ["C5=C6或C5=C7", "A5=B5 且 C5=D5", "C5:C9≥0", "参赛人次≥参赛人数", "C5≥C6，C7≥C8"])
def test_what_is_not_understood_is_never_guessed(told: str) -> None:
    with pytest.raises(Refusal, match="看不懂"):
        read_check(told)


@pytest.mark.parametrize(
    ("told", "each"),
    [
        ("C5≥C6；C7等于C8", ["C5≥C6", "C7等于C8"]),
        ("1. C5≥C6 2. C7≥C8", ["1. C5≥C6", "2. C7≥C8"]),
        ("第5行≥第6行，第7行≥第8行，各列同", ["第5行≥第6行,各列同", "第7行≥第8行,各列同"]),
        ("若C5>0，则C6>0", ["若C5>0，则C6>0"]),
        ("C5=SUM(C6,C7)，各列同", ["C5=SUM(C6,C7)，各列同"]),
    ],
)
def test_several_in_one_breath_are_several(told: str, each: list[str]) -> None:
    assert [one.replace("，各", ",各") for one in sentences(told)] == [one.replace("，各", ",各") for one in each]
    assert all(read_check(one) for one in sentences(told))
