"""Values as people type them are understood or kept as typed; nothing raises, nothing is changed in silence."""

from __future__ import annotations

import datetime
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import (
    KINDS,
    Choice,
    Choices,
    Count,
    CreditCode,
    Date,
    IdNumber,
    Kind,
    Link,
    Money,
    Number,
    Percent,
    Period,
    Phone,
    Year,
    YesNo,
    match_key,
    match_keys,
)
from models.kinds.dates import bounds
from models.kinds.identity import check_of_code, check_of_id


def made(name: str) -> Kind:
    """A kind as a field would have it."""
    kind = KINDS[name]
    if issubclass(kind, Choice):
        return kind(values=("初级工", "高级工", "农、林、牧、渔业"), also=(("初级", "初级工"),))
    if issubclass(kind, Link):
        return kind(of="unit")
    return kind(unit="人") if name == "count" else kind()


every_kind = pytest.mark.parametrize("kind", [made(name) for name in KINDS], ids=list(KINDS))
cells = st.one_of(
    st.none(),
    st.text(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.text(alphabet="0123456789.,-/年月日万元人%Xx　 ①②约", max_size=20),
)


@every_kind
@given(raw=cells)
def test_no_input_raises_and_what_is_shown_is_read_as_the_same(kind: Kind, raw: object) -> None:
    read = kind.read(raw)
    if read.trouble is None:
        again = kind.read(kind.show(read.value))
        assert again.trouble is None
        assert again.value == read.value


@every_kind
@given(raw=cells)
def test_sql_tells_unread_values_from_read_ones_as_python_does(kind: Kind, raw: object) -> None:
    read = kind.read(raw)
    condition = kind.unread("x")
    if read.value is None or not condition or "json_each" in condition or isinstance(kind, Link):
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (x)")
    try:
        connection.execute("insert into t values (?)", [read.value])
    except (OverflowError, UnicodeEncodeError):
        return
    told = connection.execute(f"select {condition} from t").fetchone()[0]
    connection.close()
    assert bool(told) == (read.trouble is not None)


@every_kind
@given(raws=st.lists(cells | st.sampled_from([True, 1, 1.0, "1", "是", " 甲", "甲\u200b"])))
def test_a_column_is_read_as_its_cells_are_one_by_one(kind: Kind, raws: list[object]) -> None:
    each = [kind.read(raw) for raw in raws]
    values, troubles = kind.read_column(raws)
    assert values == [one.value for one in each]
    assert troubles == {at: one.trouble for at, one in enumerate(each) if one.trouble}


@given(texts=st.lists(st.text() | st.sampled_from(["王小明", "王 小明", "ＡＢ厂", ""]), max_size=500))
def test_keys_of_many_names_are_the_keys_of_each(texts: list[str]) -> None:
    assert match_keys(texts) == [match_key(text) for text in texts]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("30", 30),
        ("３０", 30),
        ("\u200b30　", 30),
        ("1,234", 1234),
        ("1.2万", 12000),
        ("30人", 30),
        (646.0, 646),
        ("0", 0),
    ],
)
def test_counts_are_read_generously(typed: object, kept: int) -> None:
    assert Count(unit="人").read(typed) == (kept, None)


@pytest.mark.parametrize("typed", ["约30人", "30左右", "-3", "2.5", "30件", "三十", "1,23", "—"])
def test_what_is_no_count_stays_as_typed(typed: str) -> None:
    read = Count(unit="人").read(typed)
    assert read.value == typed
    assert read.trouble is not None


def test_numbers_keep_every_digit_or_are_not_taken() -> None:
    assert Number().read("929.95").value == 929.95
    assert Number().read("12345678901234567.89").trouble is not None


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [("929.95", 9299500), ("929.95万元", 9299500), ("1.2亿元", 120000000), ("160,400元", 160400), (5, 50000)],
)
def test_money_is_kept_in_yuan_whatever_it_is_typed_in(typed: object, yuan: int) -> None:
    assert Money(shown="万元").read(typed).value == yuan


def test_money_is_shown_to_the_last_digit_in_its_unit() -> None:
    assert Money(shown="万元").show(12345) == "1.2345"
    assert Money(shown="元").show(12345) == "12345"


@pytest.mark.parametrize(
    "typed",
    ["2025.3.1", "2025/3/1", "2025年3月1日", "20250301", "2025-03-01", "２０２５．３．１", 45717, 45717.0]
    + [datetime.datetime(2025, 3, 1), datetime.date(2025, 3, 1), "2025年03月01号", "45717"],
)
def test_one_day_in_many_spellings(typed: object) -> None:
    assert Date().read(typed) == ("2025-03-01", None)


def test_a_month_is_a_date_and_a_decimal_is_not() -> None:
    assert Date().read("2025年3月").value == "2025-03"
    assert Date().read("2025.10").value == "2025-10"
    assert Date().read(2025.1).trouble is not None
    assert Date().read("2025-02-30").trouble is not None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2025", "2025"),
        ("2025年度", "2025"),
        ("2025年上半年", "2025H1"),
        ("2025年第三季度", "2025Q3"),
        ("2025年3月", "2025-03"),
        ("2024—2025年", "2024-2025"),
    ],
)
def test_periods(typed: str, kept: str) -> None:
    assert Period().read(typed).value == kept


def test_periods_know_their_days() -> None:
    assert bounds("2025") == ("2025-01-01", "2025-12-31")
    assert bounds("2025", "10-01") == ("2024-10-01", "2025-09-30")
    assert bounds("2025H2") == ("2025-07-01", "2025-12-31")
    assert bounds("2025Q1") == ("2025-01-01", "2025-03-31")
    assert bounds("2024-02") == ("2024-02-01", "2024-02-29")
    assert bounds("2024-2025") == ("2024-01-01", "2025-12-31")


def test_years_and_percents_and_answers() -> None:
    assert Year().read("2025年").value == 2025
    assert Percent().read("30%").value == 30
    assert YesNo().read("√").value == 1
    assert YesNo().show(0) == "否"


def test_an_id_number_is_checked_to_the_last_character() -> None:
    first = "99999919900307001"
    good = first + check_of_id(first)
    assert IdNumber().read(f" {good[:6]} {good[6:]}").value == good
    assert IdNumber().read(good.lower()).trouble is None
    wrong = first + ("1" if good[-1] != "1" else "2")
    assert IdNumber().read(wrong).trouble == ("kinds.id_check", "error")
    assert IdNumber().tells(good) == {"birth": "1990-03-07", "sex": "男"}


def test_an_id_number_typed_as_a_number_is_reported_and_never_repaired() -> None:
    read = IdNumber().read(999999199003070016.0)
    assert read.trouble == ("kinds.broken_by_excel", "error")
    assert IdNumber().read(read.value).trouble is not None


def test_a_credit_code_is_checked() -> None:
    first = "91999999MA0000001"
    assert CreditCode().read(first + check_of_code(first)).trouble is None
    assert CreditCode().read(first + "I").trouble is not None


def test_choices_are_understood_by_their_other_spellings() -> None:
    kind = Choices(values=("初级工", "高级工", "农、林、牧、渔业"), also=(("初级", "初级工"),))
    assert kind.read("初级、高级工").value == "初级工；高级工"
    assert kind.read("农、林、牧、渔业").value == "农、林、牧、渔业"
    assert kind.read("初级、别的").trouble is not None


@pytest.mark.parametrize("typed", ["199-0000-1330", "0471-1234567", "13900000000", "(0471)1234567"])
def test_phones(typed: str) -> None:
    assert Phone().read(typed).trouble is None
