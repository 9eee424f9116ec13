"""What a formula says after rows were put in: above untouched, below shifted, on the list stretched, in groups."""

from __future__ import annotations

import pytest

from models.sheets import Group, Groups, Rows
from models.sheets.forms.layout import Scope
from models.sheets.forms.moving import Movement
from models.sheets.forms.references import copied, tokens
from models.sheets.forms.requests import Filled
from models.words import Refusal


def grown(*lists: Rows | Groups) -> tuple[Movement, Scope]:
    """Sheet 表1 with those lists."""
    layout = Filled({}, lists).layout()
    return Movement({"表1": layout}, "form.xlsx"), layout


def listed(count: int, row: int = 6, until: int = 0, spare: str = "kept") -> Rows:
    """A list of one column."""
    return Rows(row, ["D"], [[number] for number in range(count)], until, spare)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("SUM(D6:D6)", "SUM(D6:D9)"),
        ("SUM(D6)", "SUM(D6:D9)"),
        ("ROUND(SUM( D6 ,D7),2)", "ROUND(SUM( D6:D9 ,D10),2)"),
        ('COUNTIF(C6,"甲")+SUMIF(C6,C6,D6)', 'COUNTIF(C6:C9,"甲")+SUMIF(C6:C9,C6,D6:D9)'),
        ("SUMIFS(D6,C6,A3,B6,A4)/VLOOKUP(A3,B6,1)", "SUMIFS(D6:D9,C6:C9,A3,B6:B9,A4)/VLOOKUP(A3,B6:B9,1)"),
        ("D6", "D6"),
        ("D6+ROUND(D6,2)", "D6+ROUND(D6,2)"),
        ("D7", "D10"),
        ("SUM($D$6:$D$6)*D7", "SUM($D$6:$D$9)*D10"),
        ("SUM(D1:D5)", "SUM(D1:D5)"),
        ("SUM(D5:D8)", "SUM(D5:D11)"),
        ('"D7"&D7', '"D7"&D10'),
        ("别的!D7", "别的!D7"),
        ("'表1'!D7", "'表1'!D10"),
        ("LOG10(D7)", "LOG10(D10)"),
        ("$1:$5", "$1:$5"),
        ("$5:$6", "$5:$9"),
        ("SUM(7:8)", "SUM(10:11)"),
        ("D:D", "D:D"),
        ("表[[#This Row],[D7]]", "表[[#This Row],[D7]]"),
        ("[1]表1!D7", "[1]表1!D7"),
        ("D7.5名", "D7.5名"),
        ("ABCD7", "ABCD7"),
        ("IF(D7>=1,#N/A,d7)", "IF(D10>=1,#N/A,D10)"),
    ],
)
def test_formulas_follow_rows_that_are_put_in(formula: str, told: str) -> None:
    movement, layout = grown(listed(4))
    assert movement.formula(formula, "表1", layout).text() == told


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("SUM(F6:J6)+$A$1", "SUM(F8:J8)+$A$1"),
        ("D6/D7", "D8/D10"),
        ("D6/D$7", "D8/D$10"),
        ("RANK(D6,D$6:D$6)", "RANK(D8,D$6:D$9)"),
        ("SUM(D$6:D6)", "SUM(D$6:D8)"),
        ("E5+D6", "E7+D8"),
        ("MAX(A$5:A5)+1", "MAX(A$5:A7)+1"),
        ("D3*D6", "D3*D8"),
    ],
)
def test_formulas_in_the_list_go_along_with_their_row(formula: str, told: str) -> None:
    movement, layout = grown(listed(4))
    third = layout.repeated[0].scopes[2]
    assert movement.formula(formula, "表1", third).text(third.start) == told


@pytest.mark.parametrize(
    ("count", "spare", "told"),
    [(20, "kept", "SUM(D6:D25)/D26"), (10, "kept", "SUM(D6:D15)/D16"), (4, "removed", "SUM(D6:D9)/D10")],
)
def test_rows_that_the_blank_has_ready_are_used_first(count: int, spare: str, told: str) -> None:
    movement, layout = grown(listed(count, until=15, spare=spare))
    assert movement.formula("SUM(D6:D15)/D16", "表1", layout).text() == told


def test_a_formula_on_rows_that_would_all_go_is_refused() -> None:
    movement, layout = grown(listed(0, spare="removed"))
    with pytest.raises(Refusal, match="SUM"):
        movement.formula("SUM(D6:D6)", "表1", layout)


def test_the_same_cells_of_several_sheets_are_refused() -> None:
    movement, layout = grown(listed(3))
    with pytest.raises(Refusal):
        movement.formula("SUM(表1:表3!D6)", "表1", layout)


def test_several_lists_each_move_what_is_below_them() -> None:
    movement, layout = grown(listed(3), listed(5, row=9))
    told = movement.formula("SUM(D6:D6)+SUM(D9:D9)+D7+D10+SUM(D6:D9)", "表1", layout).text()
    assert told == "SUM(D6:D8)+SUM(D11:D15)+D9+D16+SUM(D6:D15)"


GROUPS = Groups(6, 8, 7, ["D"], [Group({}, [[1], [2]]), Group({}, [[3]]), Group({}, [[4], [5], [6]])])


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("SUM(D7:D7)", "SUM(D7:D8,D11:D11,D14:D16)"),
        ("SUM(D8)", "SUM(D9,D12,D17)"),
        ("SUBTOTAL(9,D6:D8)", "SUBTOTAL(9,D6:D17)"),
        ('SUMIF(A6:A8,"小计",D6:D8)', 'SUMIF(A6:A17,"小计",D6:D17)'),
        ("D9", "D18"),
    ],
)
def test_what_stands_below_groups_sees_all_of_them(formula: str, told: str) -> None:
    movement, layout = grown(GROUPS)
    assert movement.formula(formula, "表1", layout).text() == told


def test_what_stands_in_a_group_sees_that_group() -> None:
    movement, layout = grown(GROUPS)
    third = layout.repeated[0].scopes[2]
    assert movement.formula("SUM(D7:D7)-$D$6+D9", "表1", third).text() == "SUM(D14:D16)-$D$13+D18"
    row = third.repeated[0].scopes[1]
    assert movement.formula("D7/D8", "表1", row).text(row.start) == "D15/D17"


def test_one_cell_that_becomes_several_is_refused_where_only_one_can_stand() -> None:
    movement, layout = grown(GROUPS)
    with pytest.raises(Refusal, match="D8"):
        movement.formula("D8*2", "表1", layout)


def test_copies_go_along_where_nothing_is_fixed() -> None:
    assert copied("SUM(F6:J6)+$A$1", 0, 2) == "SUM(F8:J8)+$A$1"
    assert copied("A1&A:B&1:2&表!A$1", 1, 1) == "B2&B:C&2:3&表!B$1"


@pytest.mark.parametrize(
    "formula", ['IF(A1="""",\'甲 乙\'!B2:C3,{1,2;3,4})', "=+-*/^&<>%@#!", "A1 B2", "'未完", '"未完']
)
def test_tokens_joined_are_the_formula(formula: str) -> None:
    assert "".join(one.text for one in tokens(formula)) == formula
