"""The shipped statistics: cross-tables of contests by level, form, track, kind …, a total over the first split."""

from __future__ import annotations

from tests.blank_forms.drawing import Column, Sheet
from tests.blank_forms.specs import NOTHING, money


def count(heading: str, width: float = 8) -> Column:
    """A column of whole numbers; nothing is seen where there are none."""
    return Column(heading, width, total=True, format="0;-0;", count=True)


LEVELS = ["企业级", "旗县级", "盟市级", "自治区级", "国家级"]
OWNERSHIPS = ["国有企业", "集体企业", "非公企业", "外商及港澳台", "机关", "事业单位", "社会组织"]
KINDS = ["小发明", "小创造", "小革新", "小设计", "小建议", "小改造", "小制作"]
KINDS += ["技术革新", "发明创造", "先进操作法", "技术攻关"]
PEOPLE = [count(f"参赛职工/{one}", 9) for one in ("人", "人次")]
MIGRANTS = count("参赛职工/其中农民工(人)", 9)
SPENT = money("实际经费(万元)")
UNITS, TEAMS = count("参赛单位(家)"), count("参赛班组(个)")
RULE = "“合计”按第一种分组相加，其他分组是同一些竞赛的另一种分法"


def crosstab(
    title: str, splits: dict[str, list[str]], columns: list[Column], note: str = "", ratio: dict[str, str] | None = None
) -> Sheet:
    """A form with a row for each value of each split, numbered in the column 行次."""
    rows = [label for labels in splits.values() for label in labels]
    return Sheet(
        f"{title}（参考表式）",
        [Column("分组", 9), Column("项目", 18), Column("行次", 6), *columns],
        f"注：{note or RULE}；{NOTHING}",
        rows=rows,
        groups=tuple((label, len(labels)) for label, labels in splits.items()),
        full=tuple(range(1, len(rows) + 1)),
        height=20,
        ratio=ratio or {},
    )


_RATE = '=IF(J{row}>0,ROUND(K{row}/J{row}*100,2),"")'

CROSSTABS = {
    "labour_statistics": crosstab(
        "重点工程劳动竞赛情况统计表",
        {
            "按级别分": LEVELS,
            "按竞赛内容分": ["六比一创", "五比一创", "四比四赛", "节能减排", "安全生产", "其他"],
            "按项目库分": ["未列入", "自治区", "全国"],
        },
        [
            count("竞赛项数(项)"),
            UNITS,
            TEAMS,
            *PEOPLE,
            MIGRANTS,
            money("项目总投资(万元)", 12),
            count("竞赛成效/提前工期(天)", 9),
            money("竞赛成效/节约资金(万元)"),
            money("竞赛成效/创造效益(万元)"),
            count("安全事故(起)"),
        ],
    ),
    "skills_statistics": crosstab(
        "职工职业技能比赛情况统计表",
        {"按级别分": LEVELS, "按赛制分": ["个人赛", "团体赛", "个人赛和团体赛"]},
        [
            count("比赛项数(项)"),
            UNITS,
            *PEOPLE,
            MIGRANTS,
            *(count(f"名册选手(人次)/{one}") for one in ("报名", "进入决赛", "获奖")),
            *(count(f"授予称号(人次)/{one}") for one in ("技术状元", "技术能手")),
            count("晋升技能等级(人次)"),
            SPENT,
        ],
    ),
    "leaders_statistics": crosstab(
        "班组长大赛情况统计表",
        {
            "按赛道分": ["钢铁", "轻工", "机械", "电力", "铁路", "建筑", "化工", "有色", "建材", "国防科技"],
            "按级别分": LEVELS,
        },
        [
            count("竞赛项数(项)"),
            UNITS,
            TEAMS,
            *PEOPLE,
            *(count(f"名册选手(人次)/{one}") for one in ("报名", "进入决赛", "获奖")),
            SPENT,
        ],
    ),
    "safety_statistics": crosstab(
        "“安康杯”竞赛情况统计表",
        {"按单位性质分": OWNERSHIPS},
        [
            UNITS,
            TEAMS,
            count("参赛职工(人)", 9),
            *(count(f"安全培训/{one}") for one in ("场次", "人次")),
            count("安全检查(次)"),
            *(count(f"隐患治理/{one}") for one in ("排查(条)", "整改(条)")),
            Column("隐患治理/整改率(%)", 8, formula=_RATE, format="0.00"),
            count("合理化建议(条)"),
            *(count(f"生产安全事故/{one}") for one in ("起数(起)", "重伤(人)", "死亡(人)")),
        ],
        "整改率=整改隐患÷排查隐患×100%",
        {"隐患治理/整改率(%)": _RATE},
    ),
    "quiz_statistics": crosstab(
        "知识竞赛、演讲比赛和网上练兵情况统计表",
        {"按活动形式分": ["知识竞赛", "演讲比赛", "网上练兵", "征文", "短视频大赛"], "按级别分": LEVELS},
        [
            count("活动项数(项)"),
            UNITS,
            count("线上参与(人次)", 10),
            *(count(f"队伍(支)/{one}") for one in ("参赛", "决赛")),
            *PEOPLE,
            MIGRANTS,
            SPENT,
        ],
    ),
    "innovation_results": crosstab(
        "职工技术创新竞赛成果统计表",
        {"按类别分": KINDS, "按获奖级别分": LEVELS},
        [
            count("成果数(项)"),
            *(count(f"其中/{one}") for one in ("采纳(项)", "实施(项)", "转化(项)", "获奖(项)", "有专利(项)")),
            money("年节约或创造价值(万元)", 14),
        ],
        "“五小”成果指小发明、小创造、小革新、小设计、小建议、小改造、小制作；没有获奖的成果不在后一种分组内",
    ),
    "team_statistics": crosstab(
        "班组竞赛和“工人先锋号”创建情况统计表",
        {"按竞赛形式分": ["班组竞赛", "“工人先锋号”创建", "质量信得过班组", "安全班组创建"], "按级别分": LEVELS},
        [count("竞赛项数(项)"), UNITS, TEAMS, *PEOPLE, MIGRANTS, count("命名工人先锋号(个)", 10), SPENT],
    ),
}
