# ruff: noqa: E501
"""What the demonstration office has of earlier years, and the plan that it is held against: 14 and 15."""

from __future__ import annotations

import random
from typing import Any

from tests.demo_workbooks import FEDERATION, FIGURES, REPORTS, SEED, UNIT, YEAR, Book, Look, Row, Table, listed

YEARS = (2020, 2021, 2022, 2023, 2024)
ASKED = [
    "workers",
    "participations",
    "migrant_participations",
    "trainings",
    "trained",
    "drilled",
    "promotions",
    "suggestions_proposed",
    "suggestions_adopted",
    "suggestions_implemented",
    "innovations",
    "inventions",
    "tackling",
    "operating_methods",
    "small_five",
    "benefit",
]
SINCE = {"rail": 2022, "truck": 2022, "wind": 2020}
"""First year of units that are younger than the plan."""
GROWTH = 0.05  # a year, as a plan asks of suggestions

PLAN = listed(
    "measure measured_in demand growth plan y2021 y2022 y2023 y2024 y2025 remark",
    """
    竞赛项数 | 项 | | | | | | | | 32 | 含引领性竞赛
    参赛人次 | 人次 | 累计达到 | | 95000 | 17000 | 18000 | 19000 | 20000 | 21000 |
    职工参与率 | % | 不低于 | | | | | | 62 | 65 |
    竞赛覆盖率 | % | 不低于 | | | | | | 75 | 80 |
    合理化建议提出 | 件 | 年均增长 | 5 | | | | | | | 以2020年为基数
    建议实施率 | % | 不低于 | | 60 | | | | | |
    技术培训人次 | 人次 | 累计达到 | | 14000 | 2500 | 2600 | 2800 | 2900 | 3200 |
    晋升技术等级 | 人次 | 累计达到 | | 1000 | 180 | 190 | 200 | 210 | 220 |
    先进操作法 | 项 | 累计达到 | | 500 | | | | | |
    创新工作室 | 个 | 累计达到 | | 10 | | | | | 8 | 含各级
    """,
)
SHARED = ("mine", "dairy", "hosp", "truck", "rail", "leadzinc", "meat", "build", "rare", "power")


def books() -> list[Book]:
    """14: the figures of five years, a sheet each; 15: the plan, and the year's share of each unit."""
    return [
        ("14_历年统计_2020—2024.xlsx", [_year(year) for year in YEARS]),
        ("15_目标任务分解表.xlsx", [_plan(), _shares()]),
    ]


def _year(year: int) -> Table:
    return Table(
        f"{year}年",
        "unit_report",
        "序号=# | 单位名称=unit | 参赛职工{人=workers | 人次=participations} | 其中农民工（人次）=migrant_participations | 技术培训{场次=trainings | 人次=trained} | 岗位练兵技术比武（人次）=drilled | 晋升技术等级（人次）=promotions"
        " | 合理化建议{提出（件）=suggestions_proposed | 采纳（件）=suggestions_adopted | 实施（件）=suggestions_implemented} | 技术革新（项）=innovations | 发明创造（项）=inventions | 技术攻关（项）=tackling | 先进操作法（项）=operating_methods | “五小”成果（项）=small_five | 创经济效益（万元）=benefit",
        [
            _report(key, keys, year)
            for one in REPORTS
            for key in one.units
            if (keys := one.keys) and _is_there(key, year)
        ],
        above=[f"{FEDERATION}{year}年劳动和技能竞赛情况汇总表"],
        total=ASKED,
    )


def _is_there(key: str, year: int) -> bool:
    return SINCE.get(key, year) <= year and FIGURES[key]["workers"] is not None


def _report(key: str, keys: list[str], year: int) -> Row:
    """A unit's figures of a year: those that it reports now, smaller by some years' growth, all by the same part."""
    share = (1 + GROWTH) ** (year - YEAR) * random.Random(f"{SEED} {key} {year}").uniform(0.95, 1.05)
    figures = {name: _smaller(FIGURES[key][name], share) for name in ASKED if name in keys}
    return {"unit": UNIT[key]["title"], **dict.fromkeys(ASKED), **figures}


def _smaller(figure: Any, share: float) -> Any:
    if figure is None:
        return None
    return round(figure * share, 2) if isinstance(figure, float) else int(figure * share)


def _plan() -> Table:
    return Table(
        "规划目标",
        "",
        "序号=# | 指标=measure | 计量单位=measured_in | 目标方式=demand | 年增长（%）=growth | 五年目标=plan | 年度目标{2021年=y2021 | 2022年=y2022 | 2023年=y2023 | 2024年=y2024 | 2025年=y2025} | 备注=remark",
        PLAN,
        above=["云泽旗“十四五”职工劳动和技能竞赛目标任务分解表", "规划期：2021—2025年"],
        below=["注：参与率、覆盖率、实施率为每年都要达到的数。"],
        look=Look("仿宋", 12, "#E2EFDA", 18),
    )


def _shares() -> Table:
    rows = [
        {"unit": UNIT[key]["title"]}
        | {
            name: _rounded(FIGURES[key][name], by)
            for name, by in (("participations", 50), ("suggestions_proposed", 10), ("promotions", 5))
        }
        for key in SHARED
    ]
    return Table(
        "2025年分解到单位",
        "",
        "序号=# | 责任单位=unit | 参赛人次（人次）=participations | 合理化建议提出（件）=suggestions_proposed | 晋升技术等级（人次）=promotions | 备注=remark",
        rows,
        above=["云泽旗2025年劳动和技能竞赛目标任务分解表（重点单位）"],
        look=Look("仿宋", 12, "#E2EFDA", 18),
    )


def _rounded(figure: int, by: int) -> int:
    """What a plan would have asked of a unit: its figure less the growth of a year, in round numbers."""
    return max(by, round(figure * random.Random(f"{SEED} {figure}").uniform(0.85, 1.1) / by) * by)
