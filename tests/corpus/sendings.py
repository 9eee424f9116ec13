"""Workbooks as clerks of units send them: words, shapes and values of their own. Persons are of no place."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from tests.corpus.grids import Grid, by_openpyxl, by_xlwt
from tests.corpus.layouts import person

SAME_AS_ABOVE = Grid(
    [
        ["云泽旗2025年电焊工职业技能竞赛报名汇总表", *[None] * 7],
        ["填报单位（盖章）：红山电厂", *[None] * 5, "填报日期：2025年3月6日", None],
        ["序\n号", "职工姓名", "性 别", "身 份 证 号", "所在单位（全称）", "参赛项目/工种", "联系电话（手机）", "备注"],
        [1, "张三", "男", person(1), "红山电厂", "焊工", "13900000001", None],
        [2, "李四", "女", person(3), "〃", "焊工", "139-0000-0002", "替补"],
        [3, "王五", "男", person(5), "同上", "焊工", "0470-1234567", "-"],
        ["合计", None, "3人", *[None] * 5],
        ["填表人：赵六", None, None, "审核人：钱七", None, None, "联系电话：0470-7654321", None],
    ],
    ["A1:H1", "A2:D2"],
)
REPORT_OF_THREE_LEVELS = Grid(
    [
        ["附件2", *[None] * 8],
        ["二〇二五年第一季度劳动竞赛开展情况统计表", *[None] * 8],
        ["序号", "填报单位", "职工参赛情况", None, None, None, "创新成果情况", None, None],
        [
            None,
            None,
            "参赛人数（人）",
            None,
            "参赛人次（人次）",
            "培训",
            "合理化建议（件）",
            None,
            "创经济效益（万元）",
        ],
        [None, None, "总数", "其中：农民工", None, "人次", "提出", "采纳", None],
        [1, "红山电厂", 120, 30, 150, "80人次", 12, "8件", "3.5万"],
        [2, "第一人民医院", "约30人", None, "45", "-", None, "/", "无"],
        ["总 计", None, 150, 30, 195, 80, 12, 8, 3.5],
        ["注：1.参赛人数按实际人数填写；2.没有的不填。", *[None] * 8],
    ],
    ["A1:I1", "A2:I2", "A3:A5", "B3:B5", "C3:F3", "G3:I3", "C4:D4", "E4:E5", "G4:H4", "I4:I5", "A9:I9"],
)
ONE_UNIT = Grid(
    [
        ["基层工会基本情况登记表", None, None, None],
        ["单位名称", "红山电厂", "统一社会信用代码", "911501000000000000"],
        ["单位性质", "国有企业", "所属行业", "电力"],
        ["职工人数", "520人", "其中女职工", "约130"],
        ["工会主席", "张三", "联系电话", "0470-1234567"],
        ["建会时间", "1998年5月", "会员人数", 515],
        ["宿舍栋数", 3, None, None],
        ["备注", None, None, None],
    ],
    ["A1:D1", "B8:D8"],
)
ONE_COLUMN = Grid([["单位名称", "红山电厂"], ["职工人数", 520], ["会员人数", "=515"], ["工会主席", "张三"]])
FIGURES_OF_ONE_UNIT = Grid(
    [
        ["单位报表", None, None, None],
        ["填报单位：红山电厂", None, "报告期：2025年", None],
        ["序号", "指标名称", "计量单位", "数量"],
        [1, "参赛职工", "人", 120],
        [2, "参赛人次", "人次", 150],
        [3, "提出合理化建议", "件", 12],
        [4, "创经济效益", "元", 35000],
    ],
    ["A1:D1"],
)
MONTHS_ACROSS = Grid(
    [
        ["2025年各单位提出合理化建议情况（件）", *[None] * 5],
        ["单位", "1月", "2月", "三月份", "4月", "全年"],
        ["红山电厂", 1, 2, 3, None, 6],
        ["第一人民医院", 1, 1, None, None, 2],
        ["合计", 2, 3, 3, None, 8],
    ],
    ["A1:F1"],
)
QUARTERS_ACROSS = Grid(
    [
        ["2025年劳动竞赛情况表", *[None] * 6],
        ["单位名称", "一季度", None, "二季度", None, "上年同期", None],
        [None, "参赛人数", "提出建议", "参赛人数", "提出建议", "参赛人数", "提出建议"],
        ["红山电厂", 10, 2, 11, 3, 9, 1],
    ],
    ["A1:G1", "A2:A3", "B2:C2", "D2:E2", "F2:G2"],
)
LAST_YEAR_FIRST = Grid(
    [
        ["单位名称", "报告期", "参赛人数（上年）", "参赛人数（人）", "提出建议（其中女职工）", "提出建议"],
        ["红山电厂", "2025年", 90, 100, 2, 12],
    ]
)
SUBTOTALS = Grid(
    [
        ["单位名称", "报告期", "参赛人数", "提出建议"],
        ["红山电厂", "2025年1月", 10, 2],
        ["红山电厂", "2025年2月", 11, 3],
        ["红山电厂小计", None, 21, 5],
        ["第一人民医院", "2025年1月", 5, 1],
        ["总计（2家）", None, 26, 6],
        ["平均", None, 13, 3],
        ["上年同期", None, 20, 5],
        ["同比增减%", None, "30%", "20%"],
    ]
)
TOTAL_FIRST = Grid(
    [
        ["单位名称", "职工人数", "会员人数"],
        ["全旗合计", 180, 173],
        ["甲厂", 120, 118],
        ["其中：国有企业", 120, 118],
        ["乙厂", 60, 55],
    ]
)
NUMBERED_COLUMNS = Grid(
    [
        ["2025年上半年职工技术创新情况统计表", *[None] * 4],
        ["单位名称", "技术革新", "发明创造", "技术攻关", "创经济效益"],
        ["计量单位", "项", "项", "项", "元"],
        ["甲", "1", "2", "3=1+2", "4"],
        ["红山电厂", 5, 1, 2, 125000],
    ],
    ["A1:E1"],
)
GROUP_TITLES = Grid(
    [
        ["参赛人员名单", None, None, None],
        ["序号", "姓名", "身份证号", "电话"],
        ["红山电厂（2人）", None, None, None],
        [1, "张三", person(1), "13900000001"],
        [2, "李四", person(3), "13900000002"],
        ["二、第一人民医院（1人）", None, None, None],
        [1, "赵六", person(7), "13900000004"],
        ["第 1 页 共 1 页", None, None, None],
        ["以上名单截至2025年3月底", None, None, None],
        ["制表：王五    审核：赵六    2025年3月1日", None, None, None],
    ],
    ["A1:D1", "A3:D3", "A6:D6"],
)
PERIODS = Grid(
    [
        ["单位名称", "报告期", "参赛人数（人）"],
        ["甲厂", "2025.3", 10],
        ["乙厂", "三月份", 11],
        ["丙厂", "2025年一季度", 12],
        ["丁厂", "2025年1-6月", 13],
        ["戊厂", datetime.date(2025, 3, 1), 15],
        ["己厂", "二〇二四年", 17],
        ["庚厂", 2025.1, 18],
    ]
)
ODD_FIGURES = Grid(
    [
        ["竞赛名称", "年度", "工种", "理论占比", "实操占比", "开始时间", "结束时间", "参赛人数"],
        ["焊工赛", "2025年", "焊工", 0.3, 0.7, "2025年3月1日", "3月5日", "30余人"],
        ["电工赛", "二〇二五", "电工", "30%", "70%", "二〇二五年三月", "二〇二五年四月三日", "3.5千"],
        ["护士赛", 2025, "护士", 30, 70, "2025/3", "2025-3-5~3-8", "——"],
    ],
    formats={"D2": "0%", "E2": "0%"},
)
ANOTHER_TABLE_BELOW = Grid(
    [
        ["一、单位", None, None, None],
        ["单位全称", "职工人数", "会员人数", "班组数"],
        ["红山电厂", 520, 515, 30],
        ["二、人员", None, None, None],
        ["姓名", "性别", "民族", "学历"],
        ["张三", "男", "汉族", "大专"],
        ["李四", "女", "蒙古族", "本科"],
    ]
)
SEVERAL_IN_A_CELL = Grid(
    [
        ["竞赛名称：2025年焊工技能大赛", None, None, None],
        ["参赛单位", "参赛选手", "身份证号", "联系方式"],
        ["红山电厂", "张三\n李四", f"{person(1)}\n{person(3)}", "13900000001\n13900000002"],
        ["第一人民医院", "王五", f"{person(5)}\n", "13900000003 "],
    ]
)


def sendings() -> dict[str, Callable[[], bytes]]:
    """How each is made."""
    guarded = (
        f'填报单位：红山电厂,,\r\n姓名,身份证号,单位\r\n张三,{person(1)}\t,甲厂\r\n李四,"=""{person(3)}""",甲厂\r\n'
    )
    proposals = [Grid(_proposal(at), ["A1:D1", "B5:D5"], f"建议{at}") for at in range(1, 4)]
    return {
        "同上.xlsx": lambda: by_openpyxl(SAME_AS_ABOVE),
        "三层表头的季报.xlsx": lambda: by_openpyxl(REPORT_OF_THREE_LEVELS),
        "一个单位的登记表.xlsx": lambda: by_openpyxl(ONE_UNIT),
        "一个单位的登记表.xls": lambda: by_xlwt(ONE_UNIT),
        "左列是项目.xlsx": lambda: by_openpyxl(ONE_COLUMN),
        "一个单位的指标表.xlsx": lambda: by_openpyxl(FIGURES_OF_ONE_UNIT),
        "每张一份申报表.xlsx": lambda: by_openpyxl(*proposals),
        "月份横排.xlsx": lambda: by_openpyxl(MONTHS_ACROSS),
        "季度横排.xlsx": lambda: by_openpyxl(QUARTERS_ACROSS),
        "上年在前.xlsx": lambda: by_openpyxl(LAST_YEAR_FIRST),
        "各单位小计.xlsx": lambda: by_openpyxl(SUBTOTALS),
        "合计在上.xlsx": lambda: by_openpyxl(TOTAL_FIRST),
        "计量单位和栏次.xlsx": lambda: by_openpyxl(NUMBERED_COLUMNS),
        "分组标题和页码.xls": lambda: by_xlwt(GROUP_TITLES),
        "各种报告期.xlsx": lambda: by_openpyxl(PERIODS),
        "各种写法.xlsx": lambda: by_openpyxl(ODD_FIGURES),
        "下面另一张表.xlsx": lambda: by_openpyxl(ANOTHER_TABLE_BELOW),
        "一格几个人.xlsx": lambda: by_openpyxl(SEVERAL_IN_A_CELL),
        "等号引号.csv": lambda: guarded.encode("gb18030"),
    }


def _proposal(number: int) -> list[list[object]]:
    return [
        ["职工合理化建议申报表", None, None, None],
        ["建议名称", f"降低厂用电率之{number}", "类别", "节能减排"],
        ["建议人", "张三、李四", "联系电话", "13900000001"],
        ["提出单位", "红山电厂", "提出时间", "2025.3"],
        ["现状分析", "厂用电高", None, None],
        ["是否实施", "是", "经济效益（元）", 10000 * number],
    ]
