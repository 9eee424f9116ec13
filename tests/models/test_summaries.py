"""Summaries: what a field asks for, what remains when fields are blank, how numbers are told, and the Word document."""

from __future__ import annotations

import datetime
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import summaries
from models.office import Office
from models.sending import send_summary
from models.summaries.clauses import Place, remaining
from models.summaries.language import Asked, read_field
from models.summaries.telling import amount, bare, difference, growth
from models.words import Refusal
from tests import region_office

GOLDEN = Path(__file__).parent.parent / "golden" / "summaries"
DAY = datetime.date(2025, 12, 20)
PERIODS = {"plan": "2021-2025"}  # of templates that are not of one year
SUBJECTS = st.text(st.characters(exclude_characters="：:，,{}"), min_size=1).filter(lambda text: text == text.strip())
WORDS = st.sampled_from(["", "数", "同比", "增减", "上年", "完成", "逐年", "名单", "单位", "按"])


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """Any field that can be asked for."""
    what = draw(WORDS)
    by = draw(SUBJECTS) if what == "按" else ""
    most = draw(st.integers(what == "单位", 99)) if what in ("名单", "单位") else 0
    scale, decimals = draw(st.sampled_from(["", "用万", "精确"])), draw(st.none() | st.integers(0, 4))
    return Asked(draw(SUBJECTS), what, by, most, scale, decimals)


@given(asked())
def test_a_field_is_read_as_it_is_written(one: Asked) -> None:
    assert read_field(str(one), "模板") == one


@given(st.text())
def test_any_other_text_is_refused_in_a_sentence_or_read(text: str) -> None:
    try:
        again = read_field(text, "模板")
    except Refusal as refusal:
        assert "模板" in str(refusal)
    else:
        assert read_field(str(again), "模板") == again


@pytest.mark.parametrize(
    "text", ["参赛人次：", "参赛人次：同比，增减", "参赛人次：共计", "：同比", "参赛人次：用万，精确"]
)
def test_what_contradicts_itself_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="模板"):
        read_field(text, "模板")


def left(text: str) -> str:
    """What remains of a paragraph where {x} says x, {} is blank, and {=x} is a fact."""
    fields, at = [], 0
    while (start := text.find("{", at)) >= 0:
        at = text.index("}", start) + 1
        inner = text[start + 1 : at - 1]
        fields.append(Place(start, at, not inner, inner.startswith("=")))
    kept = "".join(text[start:end] for start, end in remaining(text, fields))
    return kept.replace("{=", "").replace("{", "").replace("}", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("提出{3件}、采纳{}、实施{1件}。", "提出3件、实施1件。"),
        ("提出{}、采纳{}、实施{1件}。", "实施1件。"),
        ("提出{3件}、采纳{2件}、实施{}。", "提出3件、采纳2件。"),
        ("一年来，提出{3件}，同比{}，采纳{2件}；培训{}，创效{}。", "一年来，提出3件，采纳2件。"),
        ("一年来，提出{}；培训{2场}。", "培训2场。"),
        ("深入开展活动，参赛{}、获奖{}。另有培训{2场}。", "另有培训2场。"),
        ("积极推进。参赛{}。", ""),
        ("积极推进。参赛{2人}。", "积极推进。参赛2人。"),
        ("{=2025}年，参赛{}。", ""),
        ("{=2025}年，参赛{2人}。", "2025年，参赛2人。"),
        ("参赛{9人}，其中农民工{}、青年{2人}。", "参赛9人，其中青年2人。"),
        ("参赛{9人}，其中，农民工{}、青年{2人}。", "参赛9人，其中，青年2人。"),
        ("参赛{9人}，其中农民工{}、青年{}，培训{1场}。", "参赛9人，培训1场。"),
        ("获奖情况：一等奖{}，二等奖{2个}。", "获奖情况：二等奖2个。"),
        ("获奖情况：一等奖{}，二等奖{}。另{1个}。", "另1个。"),
        ("实施{8件}（其中节能{}），参与{9人}。", "实施8件，参与9人。"),
        ("实施{8件}（其中节能{}、减排{2件}），参与{}。", "实施8件（其中减排2件）。"),
        ("实施{}（其中节能{1件}）。共{1件}。", "共1件。"),
        ("“一学、二练”{3场}、“三比”{}。", "“一学、二练”3场。"),
        ("没有数字的一段，原样保留。", "没有数字的一段，原样保留。"),
        ("标题", "标题"),
        ("", ""),
        ("括号（没有关上{3件}、采纳{}。", "括号（没有关上3件。"),
    ],
)
def test_blank_fields_leave_with_their_clause_and_its_punctuation(text: str, told: str) -> None:
    assert left(text) == told


@given(
    st.lists(
        st.sampled_from(["甲", "{1}", "{}", "。", "；", "，", "、", "：", "（", "）", "“", "”", "其中"]), max_size=25
    )
)
def test_whatever_remains_reads_right(parts: list[str]) -> None:
    text = "".join(parts)
    told = left(text)
    assert "{" not in told and len(told) <= len(text)
    if "{}" not in text:
        assert told == text.replace("{", "").replace("}", "")
    if not any(pair in text for pair in pairs()):
        assert not any(pair in told for pair in pairs()), told


def pairs() -> list[str]:
    """Two marks side by side that no sentence has."""
    return [one + other for one in "，、；" for other in "。，、；"]


@pytest.mark.parametrize(
    ("number", "unit", "words", "told"),
    [
        ("2134000", "人次", "", "213.40万人次"),
        ("9999", "人次", "", "9999人次"),
        ("10000", "人次", "", "1.00万人次"),
        ("11580", "人次", "精确", "11580人次"),
        ("11580", "人次", "1位小数", "1.2万人次"),
        ("1580", "人次", "用万", "0.16万人次"),
        ("12345000", "件", "", "1234.50万件"),
        ("33442000", "元", "", "3344.20万元"),
        ("9299500", "元", "", "929.95万元"),
        ("321000000", "元", "", "3.21亿元"),
        ("88.5", "元", "", "88.50元"),
        ("84.45", "%", "", "84.5%"),
        ("84.45", "%", "2位小数", "84.45%"),
        ("10050", "人次", "", "1.01万人次"),
        ("-20000", "元", "", "-2.00万元"),
    ],
)
def test_numbers_are_told_as_reports_tell_them(number: str, unit: str, words: str, told: str) -> None:
    one = read_field(f"甲：{words}" if words else "甲", "模板")
    assert amount(Decimal(number), unit, one) == told
    assert bare(Decimal(number), unit, one) == told.removesuffix(unit)


@pytest.mark.parametrize(
    ("now", "before", "unit", "period", "grown", "more"),
    [
        ("105", "100", "件", "2025", "同比增长5.0%", "比上年增加5件"),
        ("95", "100", "件", "2025H1", "同比下降5.0%", "比上年同期减少5件"),
        ("100", "100", "件", "2025Q1", "与上年同期持平", "与上年同期持平"),
        ("100001", "100000", "件", "2025", "与上年基本持平", "比上年增加1件"),
        ("84.5", "83.25", "%", "2025", "同比提高1.3个百分点", "同比提高1.3个百分点"),
        ("80", "83.25", "%", "2025", "同比下降3.3个百分点", "同比下降3.3个百分点"),
        ("300", "100", "件", "2024-2025", "比上一周期增长200.0%", "比上一周期增加200件"),
        ("3", "0", "件", "2025", "", "比上年增加3件"),
    ],
)
def test_comparisons_are_told_as_reports_tell_them(
    now: str, before: str, unit: str, period: str, grown: str, more: str
) -> None:
    one = Asked("甲")
    assert growth(Decimal(now), Decimal(before), unit, one, period) == grown
    assert difference(Decimal(now), Decimal(before), unit, one, period) == more


def summary_of(office: Office, name: str, period: str = "2025") -> summaries.Summary:
    """A shipped template as the office fills it."""
    understood = office.register.understood()
    try:
        sources = summaries.Sources(office.measures, office.register, understood, period, DAY)
        return summaries.summarise(summaries.load(office.resources, name), sources)
    finally:
        understood.close()


@pytest.mark.parametrize("name", ["annual", "report", "brief", "plan"])
def test_the_demonstration_office_is_summed_up_word_for_word(demo: Office, name: str) -> None:
    assert summary_of(demo, name, PERIODS.get(name, "2025")).text == (GOLDEN / f"demo_{name}.txt").read_text(
        encoding="utf-8"
    ).rstrip("\n")


@pytest.mark.parametrize("name", ["annual", "report", "brief"])
def test_an_office_without_a_record_says_nothing_that_did_not_happen(office: Office, name: str) -> None:
    told = summary_of(office, name)
    assert not told.figures
    assert not any(mark in told.text for mark in ("，", "；", "、"))


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that comes to the figures of a region."""
    folder = tmp_path_factory.mktemp("region") / "office"
    region_office.make(folder)
    return folder


def test_a_region_states_exactly_its_published_figures(region: Path) -> None:
    with Office(region) as office:
        text = summary_of(office, "annual").text
    assert text == (GOLDEN / "region_annual.txt").read_text(encoding="utf-8").rstrip("\n")
    for figure in (
        *("70项", "409个", "213.40万人次", "101.45万件", "10.42万项", "2.86万项", "6.23万项", "3051个", "458个"),
        *("11个", "12个", "84.5%", "83.5%", "1.60万人", "11.82万人次", "161.99万人次", "3344.20万元"),
        *("安康杯优胜单位14个", "安康杯优胜班组17个", "安康杯优秀组织单位3个"),
    ):
        assert figure in text, figure


def test_every_number_says_where_it_comes_from_and_equals_its_measure(demo: Office, tmp_path: Path) -> None:
    told = summary_of(demo, "annual")
    told.write(tmp_path / "总结.docx")
    understood = demo.register.understood()
    for name, figure in told.figures.items():
        assert name.endswith(figure.measure) or len(name) == 40
        exact = demo.measures.total(
            understood, figure.measure, summaries.Sources(demo.measures, demo.register, understood, "2025").span
        )
        assert float(figure.value) == exact
    understood.close()
    document = docx.Document(str(tmp_path / "总结.docx"))
    assert "\n".join(one.text for one in document.paragraphs if one.text) == told.text
    with zipfile.ZipFile(tmp_path / "总结.docx") as archive:
        body, sources = archive.read("word/document.xml").decode(), archive.read("docProps/custom.xml").decode()
    assert len(told.figures) > 40
    for name, figure in told.figures.items():
        assert f'w:name="{name}"/><w:r>' in body
        assert figure.source in sources and figure.title in figure.source
    assert "{{" not in body


def test_a_copy_for_checking_has_the_source_beside_each_number(demo: Office, tmp_path: Path) -> None:
    told = summary_of(demo, "brief")
    told.write(tmp_path / "核对.docx", "核对")
    document = docx.Document(str(tmp_path / "核对.docx"))
    assert [one.text for one in document.comments] == [one.source for one in told.figures.values()]


def test_word_goes_out_when_nothing_is_open(office: Office, tmp_path: Path) -> None:
    unit = office.register.add("unit", {"title": "甲厂", "unionised": 1, "workers": 30}).ids[0]
    office.register.add("settings", {"federation": "云泽旗总工会", "level": "旗县（市、区）", "region": "云泽旗"})
    report = office.register.add("unit_report", {"unit": unit, "period": "2025", "patents": "约3"}).ids[0]
    target = tmp_path / "总结.docx"
    stopped = send_summary(office, office.register, "annual", "2025", target).stopped
    assert [one.field for one in stopped] == ["patents"] and not target.exists()
    office.register.change("unit_report", report, {"patents": 3, "inventions": 2})
    assert send_summary(office, office.register, "annual", "2025", target).files == [target]
    assert "发明创造2项、专利3项" in "".join(one.text for one in docx.Document(str(target)).paragraphs)


def template(folder: Path, *paragraphs: str) -> Path:
    """A template of an office's own, and the folder that holds it."""
    (folder / "own").mkdir(parents=True)
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / "own" / "template.docx"))
    return folder / "own"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{{参赛的人}}", "参赛的人"),
        ("{{参赛人次：按奖项}}", "奖项"),
        ("{{工会名称：同比}}", "工会名称"),
        ("{{职工参与率：按级别}}", "级别"),
        ("{{参赛人次：增多}}", "增多"),
    ],
)
def test_a_wrong_field_is_refused_with_file_field_and_word(demo: Office, text: str, word: str) -> None:
    template(demo.folder / "formats" / "summaries", text)
    with pytest.raises(Refusal, match=f"template.docx.*{word}"):
        summary_of(demo, "own")


def test_an_office_changes_the_wording_and_letters_stay(demo: Office, tmp_path: Path) -> None:
    own = template(demo.folder / "formats" / "summaries", "")
    document = docx.Document(str(own / "template.docx"))
    paragraph = document.paragraphs[0]
    for text, bold in (
        ("共", False),
        ("{{竞赛", True),
        ("项数", False),
        ("}}", False),
        ("，另{{专利：上年}}。", False),
    ):
        paragraph.add_run(text).bold = bold
    document.save(str(own / "template.docx"))
    told = summary_of(demo, "own")
    assert told.text == "共35项。"
    told.write(tmp_path / "out.docx")
    runs = docx.Document(str(tmp_path / "out.docx")).paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs] == [("共", False), ("35项", True), ("。", False)]


def test_lists_name_what_is_counted(demo: Office) -> None:
    template(
        demo.folder / "formats" / "summaries",
        "有{{班组长大赛项数：名单}}，{{竞赛项数：名单前2}}，{{参赛人次：前1单位}}，{{参赛人次：数}}，{{开展竞赛的单位：按单位性质}}。",
    )
    text = summary_of(demo, "own").text
    assert "等，" in text and "（5169人次）" in text and "，2.16万，" in text and "非公企业" in text


def test_a_target_is_told_where_one_was_set_for_just_that_period(office: Office) -> None:
    office.register.add("unit", {"title": "甲厂", "workers": 100})
    rows = [(1, "2024", 60, 900, 10, 5), (1, "2025", 70, 1100, 20, 14)]
    names = ["unit", "period", "workers", "participations", "suggestions_proposed", "suggestions_implemented"]
    office.register.add_many("unit_report", names, rows)
    plans = [
        ("参赛人次", "2024-2025", 2500),
        ("参赛人次", "2025", 1000),
        ("建议实施率", "2025", 75),
        ("职工参与率", "2025", 70),
    ]
    office.register.add_many("target", ["measure", "period", "amount"], plans)

    def told(field: str, period: str) -> str:
        understood = office.register.understood()
        try:
            sources = summaries.Sources(office.measures, office.register, understood, period, DAY)
            return summaries.figures.tell(sources, read_field(field, "模板"), "模板").text
        finally:
            understood.close()

    assert told("参赛人次：完成", "2025") == "完成目标任务（1000人次）的110.0%"
    assert told("参赛人次：完成", "2024-2025") == "完成目标任务（2500人次）的80.0%"
    assert told("参赛人次：完成", "2024") == told("合理化建议提出：完成", "2025") == ""
    assert told("建议实施率：完成", "2025") == "比目标（75.0%）低5.0个百分点"
    assert told("职工参与率：完成", "2025") == "达到目标（70.0%）"
    assert told("参赛人次：逐年", "2024-2025") == "2024年900人次、2025年1100人次"
    assert told("参赛人次：逐年", "2025") == ""
    assert told("参赛职工", "2024-2025") == "70人"  # people of several years are no sum
