"""The shipped application and nomination forms, as Word documents."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

DAY = datetime.datetime(2025, 1, 1)


@dataclass(frozen=True)
class Application:
    """A form: its title, rows of labels (two cells a label, two labels a row), and tall rows over the whole width."""

    title: str
    pairs: list[tuple[str, str]]
    tall: list[tuple[str, float]]
    note: str = ""


def nomination(title: str, subject: str, unit: str = "所在单位") -> Application:
    """A nomination with deeds and three opinions."""
    seal = "（盖章）\n\n年　　月　　日"
    return Application(
        title,
        [(subject, "推荐类别"), (unit, "竞赛名称"), ("是否一线职工", "公示时间")],
        [
            ("主要事迹", 7),
            (f"基层工会推荐意见{seal}", 3.5),
            (f"旗县总工会审核意见{seal}", 3.5),
            (f"上级工会审批意见{seal}", 3.5),
        ],
        "注：主要事迹 500 字以内；本表一式两份。",
    )


APPLICATIONS = {
    "suggestion_application": Application(
        "合理化建议申报表（参考表式）",
        [("建议名称", "类别"), ("是否实施", "建议人"), ("联系电话", "提出单位"), ("提出时间", "经济效益(万元)")],
        [
            *((one, 3.2) for one in ("现状分析", "改进措施", "改进效果", "效益评估")),
            ("基层单位推荐意见\n（盖章）\n年　月　日", 3),
            ("评审委员会意见\n（盖章）\n年　月　日", 3),
        ],
    ),
    "work_application": Application(
        "职工创新成果申报表（参考表式）",
        [
            ("成果名称", "类别"),
            ("完成人", "完成单位"),
            ("开始时间", "完成时间"),
            ("经济效益(万元)", "专利号"),
            ("是否实施", "联系电话"),
        ],
        [("成果简介", 6), ("基层单位推荐意见\n（盖章）\n年　月　日", 3), ("评审委员会意见\n（盖章）\n年　月　日", 3)],
    ),
    "skilled_worker_application": Application(
        "技术状元、技术能手申报表（参考表式）",
        [
            ("姓名", "性别"),
            ("民族", "出生年月"),
            ("工作单位", "岗位"),
            ("比赛名称", "工种"),
            ("名次", "总成绩"),
            ("申报称号", "拟晋等级"),
        ],
        [
            ("所在单位意见\n（盖章）\n年　月　日", 4),
            ("竞赛委员会意见\n（盖章）\n年　月　日", 4),
            ("旗县总工会意见\n（盖章）\n年　月　日", 4),
        ],
        "注：本表一式两份，附比赛成绩册复印件。",
    ),
    "labour_nomination": nomination("重点工程劳动竞赛先进集体和优秀建设者推荐审批表（参考表式）", "推荐对象"),
    "leaders_nomination": nomination("班组长大赛优秀班组长推荐审批表（参考表式）", "姓名"),
    "safety_nomination": nomination("“安康杯”竞赛优胜单位、优胜班组和先进个人推荐审批表（参考表式）", "推荐对象"),
    "quiz_nomination": nomination("知识竞赛优秀组织单位推荐审批表（参考表式）", "推荐对象"),
    "team_nomination": nomination("工人先锋号推荐审批表（参考表式）", "班组名称"),
}


def draw_application(spec: Application, path: Path) -> None:
    """Writes the form: A4 upright, one table of four columns."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = DAY
    document.core_properties.author, document.core_properties.comments = "", ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2)
    _text(document.paragraphs[0] if document.paragraphs else document.add_paragraph(), spec.title, 18, "黑体")
    table = document.add_table(rows=len(spec.pairs) + len(spec.tall), cols=4, style="Table Grid")
    for column, width in zip(table.columns, (3.2, 4.9, 3.2, 4.9), strict=True):
        for cell in column.cells:
            cell.width = Cm(width)
    for row, pair in zip(table.rows, spec.pairs, strict=False):
        _height(row, 1.1)
        for at, label in enumerate(pair):
            _text(row.cells[at * 2].paragraphs[0], label)
            _text(row.cells[at * 2 + 1].paragraphs[0], "")
    for row, (label, height) in zip(table.rows[len(spec.pairs) :], spec.tall, strict=True):
        _height(row, height)
        row.cells[1].merge(row.cells[3])
        _text(row.cells[0].paragraphs[0], label)
        _text(row.cells[1].paragraphs[0], "", left=True)
    if spec.note:
        _text(document.add_paragraph(), spec.note, 10, left=True)
    document.save(str(path))


def _height(row: docx.table._Row, centimetres: float) -> None:
    row.height, row.height_rule = Cm(centimetres), WD_ROW_HEIGHT_RULE.AT_LEAST


def _text(
    paragraph: docx.text.paragraph.Paragraph, text: str, size: float = 12, font: str = "宋体", left: bool = False
) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._r.rPr.rFonts.set(qn("w:eastAsia"), font)
