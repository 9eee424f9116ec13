"""The forms of the optional pack of other work."""

from __future__ import annotations

from tests.blank_forms.drawing import Column, Sheet
from tests.blank_forms.specs import NOTHING, NUMBER, REMARK, count, money

PACK_SHEETS = {
    "visit_ledger": Sheet(
        "走访慰问与送温暖台账（参考表式）",
        [
            NUMBER,
            Column("慰问对象", 20),
            Column("慰问类别", 12),
            Column("所在单位", 24),
            Column("慰问日期", 12),
            count("慰问人数(人次)", 9),
            money("慰问金(元)"),
            money("慰问品折款(元)"),
            Column("带队领导", 10),
            REMARK,
        ],
        f"注：一次活动一行；{NOTHING}",
    ),
    "dispute_statistics": Sheet(
        "劳动争议调解情况统计表（参考表式）",
        [
            NUMBER,
            Column("填报地区", 16),
            *(Column(one, 11) for one in ("受理(件)", "涉及职工(人)", "办结(件)", "调解成功(件)")),
            Column("调解成功率(%)", 11, format="0.0"),
            Column("涉及金额(万元)", 12, format="0.00"),
        ],
        f"注：受理按受理日期、办结按办结日期统计；{NOTHING}",
        total="",
        rows=["本级"],
    ),
    "station_ledger": Sheet(
        "职工驿站／司机之家情况表（参考表式）",
        [
            NUMBER,
            Column("站点名称", 24),
            Column("类别", 12),
            Column("建设单位", 24),
            Column("启用日期", 12),
            Column("面积(平方米)", 10, format="0.00"),
            count("服务职工(人次)", 10),
            money("投入(万元)"),
            Column("负责人", 10),
            REMARK,
        ],
        f"注：报告期末在用的站点都要列出；{NOTHING}",
    ),
}
