"""Makes the shipped templates of summaries: python -m tests.summary_templates. Offices edit theirs in Word or WPS."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

SUMMARIES = Path(__file__).parent.parent / "resources" / "summaries"
DAY = datetime.datetime(2025, 1, 1)
BODY, LETTERS = (
    16,
    {
        "Title": ("方正小标宋简体", 22),
        "Heading 1": ("黑体", 16),
        "Normal": ("仿宋_GB2312", 16),
        "Footer": ("宋体", 14),
    },
)
INSTEAD = {"方正小标宋简体": "方正小标宋_GBK;华文中宋;宋体", "仿宋_GB2312": "仿宋;华文仿宋;FangSong"}
"""Fonts of official papers, and those that take their place where a machine has them not."""


@dataclass(frozen=True)
class Wording:
    """A template: its name in lists, its heading, and its paragraphs; those with 序号 are headings."""

    title: str
    heading: str
    paragraphs: list[str]


OPENING = (
    "{{年度}}年，{{工会名称}}以建功立业为主题，广泛深入开展劳动和技能竞赛，"
    "累计开展各类竞赛{{竞赛项数}}，{{竞赛项数：同比}}，其中引领性竞赛{{引领性竞赛项数}}；"
    "涉及工种{{工种数}}；参赛职工{{参赛人次}}（其中农民工{{农民工参赛}}），{{参赛人次：同比}}，{{参赛人次：完成}}。"
    "竞赛覆盖率{{竞赛覆盖率}}，{{竞赛覆盖率：同比}}；职工参与率{{职工参与率}}，{{职工参与率：同比}}。"
)
CONTESTS = (
    "按类型分：{{竞赛项数：按类型}}。列入全国项目库{{列入全国项目库的竞赛}}、"
    "列入自治区项目库{{列入自治区项目库的竞赛}}。参赛人次居前的单位有：{{参赛人次：前3单位}}。"
)
SKILLS = (
    "组织技术培训{{技术培训人次}}（{{技术培训场次}}），{{技术培训人次：同比}}；"
    "开展岗位练兵、技术比武{{岗位练兵技术比武}}。{{决赛选手}}进入决赛，晋升职业技能等级{{晋升技术等级}}，"
    "{{晋升技术等级：同比}}。授予称号：技术状元{{授予技术状元}}、技术能手{{授予技术能手}}、优秀选手{{授予优秀选手}}。"
)
INNOVATION = (
    "职工提出合理化建议{{合理化建议提出}}，{{合理化建议提出：同比}}，采纳{{合理化建议采纳}}，"
    "实施{{合理化建议实施}}（其中节能减排{{其中节能减排建议}}），实施率{{建议实施率}}，{{建议实施率：同比}}。"
    "职工技术创新取得成果：技术革新{{技术革新}}、技术攻关{{技术攻关}}、发明创造{{发明创造}}、专利{{专利}}、"
    "先进操作法{{先进操作法}}、“五小”成果{{“五小”成果}}。创经济效益{{创经济效益}}，{{创经济效益：同比}}。"
)
STUDIOS = (
    "现有各级职工创新工作室{{创新工作室}}，其中全国示范{{全国示范创新工作室}}、自治区级{{自治区级创新工作室}}、"
    "盟市级{{盟市级创新工作室}}、旗县级{{旗县级创新工作室}}、企业级{{企业级创新工作室}}；"
    "组建工作室联盟{{创新工作室联盟}}；年内新命名{{新命名创新工作室}}。"
)
SAFETY = (
    "深入开展“安康杯”竞赛，参赛单位{{安康杯参赛单位}}、参赛班组{{安康杯参赛班组}}、参赛职工{{安康杯参赛职工}}，"
    "{{安康杯参赛职工：同比}}；排查隐患{{安康杯排查隐患}}，整改{{安康杯整改隐患}}，整改率{{安康杯隐患整改率}}。"
)
HONOURS = (
    "表彰集体{{表彰集体}}（{{表彰集体：按荣誉名称}}）；表彰个人{{表彰个人}}（{{表彰个人：按荣誉名称}}）。"
    "竞赛获奖：{{登记参赛：按奖项}}。集体表彰按等次分：{{表彰集体：按等次}}。个人表彰按等次分：{{表彰个人：按等次}}。"
    "获表彰的集体有：{{表彰集体：名单前10}}。"
)
FUNDS = (
    "竞赛专项经费：预算{{经费预算}}、支出{{经费支出}}，{{经费支出：同比}}；基层单位投入竞赛经费{{单位竞赛经费支出}}。"
)
SIGNED = ["", "{{工会名称}}", "{{今天}}"]

PLAN = [
    "{{报告期}}，{{工会名称}}围绕中心、服务大局，广泛深入持久开展劳动和技能竞赛，"
    "累计开展各类竞赛{{竞赛项数}}，其中引领性竞赛{{引领性竞赛项数}}；累计参赛{{参赛人次}}，{{参赛人次：完成}}。"
    "到{{年度}}年，竞赛覆盖率{{竞赛覆盖率}}、职工参与率{{职工参与率}}。",
    "{{序号}}、规划目标完成情况",
    "参赛{{参赛人次}}，{{参赛人次：完成}}；技术培训{{技术培训人次}}，{{技术培训人次：完成}}；"
    "晋升职业技能等级{{晋升技术等级}}，{{晋升技术等级：完成}}；先进操作法{{先进操作法}}，{{先进操作法：完成}}；"
    "建议实施率{{建议实施率}}，{{建议实施率：完成}}。",
    "{{序号}}、历年情况",
    "参赛：{{参赛人次：逐年}}。",
    "职工提出合理化建议：{{合理化建议提出：逐年}}。",
    "技术培训：{{技术培训人次：逐年}}。",
    "晋升职业技能等级：{{晋升技术等级：逐年}}。",
    "创经济效益：{{创经济效益：逐年}}。",
    "{{序号}}、主要成效",
    "开展岗位练兵、技术比武{{岗位练兵技术比武}}。授予称号：技术状元{{授予技术状元}}、技术能手{{授予技术能手}}、"
    "优秀选手{{授予优秀选手}}。",
    "职工提出合理化建议{{合理化建议提出}}，采纳{{合理化建议采纳}}，实施{{合理化建议实施}}。"
    "职工技术创新取得成果：技术革新{{技术革新}}、技术攻关{{技术攻关}}、发明创造{{发明创造}}、专利{{专利}}、"
    "先进操作法{{先进操作法}}、“五小”成果{{“五小”成果}}。创经济效益{{创经济效益}}。",
    STUDIOS.replace("年内", "期内"),
    "{{序号}}、表彰奖励情况",
    "表彰集体{{表彰集体}}（{{表彰集体：按荣誉名称}}）；表彰个人{{表彰个人}}（{{表彰个人：按荣誉名称}}）。",
    "竞赛获奖：{{登记参赛：按奖项}}。",
    *SIGNED,
]

TEMPLATES = {
    "annual": Wording(
        "年度工作总结",
        "{{年度}}年劳动和技能竞赛工作总结",
        [
            OPENING,
            *("{{序号}}、竞赛开展情况", CONTESTS),
            *("{{序号}}、职工技能提升情况", SKILLS),
            *("{{序号}}、群众性创新情况", INNOVATION, STUDIOS),
            *("{{序号}}、“安康杯”竞赛情况", SAFETY),
            *("{{序号}}、表彰奖励情况", HONOURS),
            *("{{序号}}、经费保障情况", FUNDS),
            *SIGNED,
        ],
    ),
    "plan": Wording("规划期工作总结", "{{报告期}}劳动和技能竞赛工作总结", PLAN),
    "report": Wording(
        "汇报材料",
        "关于{{报告期}}劳动和技能竞赛工作情况的汇报",
        [
            "现将{{工会名称}}{{报告期}}劳动和技能竞赛工作情况汇报如下。",
            "{{序号}}、总体情况",
            "累计开展竞赛{{竞赛项数}}，{{竞赛项数：增减}}；参赛{{参赛人次}}，{{参赛人次：增减}}；"
            "竞赛覆盖率{{竞赛覆盖率}}、职工参与率{{职工参与率}}。",
            "{{序号}}、主要成效",
            SKILLS,
            INNOVATION,
            SAFETY,
            "{{序号}}、亮点",
            "创经济效益居前的单位：{{创经济效益：前3单位}}；合理化建议居前的单位：{{合理化建议提出：前3单位}}。",
            *SIGNED,
        ],
    ),
    "brief": Wording(
        "信息",
        "{{工会名称}}劳动和技能竞赛成效明显",
        [
            "{{报告期}}，{{工会名称}}累计开展竞赛{{竞赛项数}}，{{参赛人次}}参赛，{{参赛人次：同比}}；"
            "职工提出合理化建议{{合理化建议提出}}、实施{{合理化建议实施}}，创经济效益{{创经济效益}}；"
            "晋升职业技能等级{{晋升技术等级}}，表彰集体{{表彰集体}}、表彰个人{{表彰个人}}。",
        ],
    ),
}


def main() -> None:
    """Writes every template into its folder."""
    for name, wording in TEMPLATES.items():
        (SUMMARIES / name).mkdir(parents=True, exist_ok=True)
        write(wording, SUMMARIES / name / "template.docx")


def write(wording: Wording, path: Path) -> None:
    """A template in the look of official papers: A4, 三号仿宋, lines of 28 points, numbered pages."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = wording.title, ""
    properties.created = properties.modified = DAY
    _set_up(document)
    _paragraph(document, wording.heading, "Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph()
    for text in wording.paragraphs:
        style = "Heading 1" if text.startswith("{{序号}}") else "Normal"
        one = _paragraph(document, text, style)
        one.paragraph_format.keep_with_next = style == "Heading 1" or text in SIGNED[:2]
        if text in SIGNED[1:]:
            one.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            one.paragraph_format.right_indent = Pt(2 * BODY)
    document.save(str(path))


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for name, (font, size) in LETTERS.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Times New Roman", Pt(size), False
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        fonts.set(qn("w:eastAsia"), font)
        fonts.set(qn("w:hint"), "eastAsia")  # “” as wide as letters are
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(36 if name == "Title" else 28)
        if (border := style.element.pPr.find(qn("w:pBdr"))) is not None:
            style.element.pPr.remove(border)
    _number_pages(section)
    _name_substitutes(document)


def _name_substitutes(document: Any) -> None:
    """Word and WPS look in the table of fonts for what may stand in for one that is missing."""
    part = next(one for one in document.part.package.iter_parts() if one.partname == "/word/fontTable.xml")
    fonts = part.blob.decode()
    told = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in INSTEAD.items()
    )
    part._blob = fonts.replace("</w:fonts>", f"{told}</w:fonts>").encode()


def _number_pages(section: Any) -> None:
    one = section.footer.paragraphs[0]
    one.alignment = WD_ALIGN_PARAGRAPH.CENTER
    one.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    one._p.append(field)
    one.add_run(" —")


def _paragraph(document: Any, text: str, style: str) -> Any:
    one = document.add_paragraph(text, style=style)
    if style != "Title":
        one.paragraph_format.first_line_indent = Pt(2 * BODY)
    return one


if __name__ == "__main__":
    main()
