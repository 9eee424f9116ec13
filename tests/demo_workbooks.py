# ruff: noqa: E501
"""Makes the demonstration workbooks: what the units of an invented county would send its union clerk in one year.

Everything is invented. People bear ID numbers of the region 999999, which does not exist, with a right check digit.
A second run writes the same bytes: `python -m tests.demo_workbooks`.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from tests import demo_assessments

ROOT = Path(__file__).parent.parent
YEAR = 2025
MADE = datetime.datetime(2025, 12, 1, 9, 0, 0)
SEED = 2025
REGION = "999999"  # assigned to no place
FEDERATION = "云泽旗总工会"
PRIVATE_NOTE = "注：本表为演示数据。身份证号前六位 999999 为未启用的行政区划代码，校验码有效，不对应任何真实人员。"

Row = dict[str, Any]


def listed(keys: str, text: str) -> list[Row]:
    """Rows of a table written with | between the cells: numbers and ISO dates become such, nothing stays nothing."""
    return [
        dict(zip(keys.split(), (_meant(cell.strip()) for cell in line.split("|")), strict=True))
        for line in text.strip().splitlines()
    ]


def _meant(cell: str) -> Any:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return datetime.date.fromisoformat(cell)
    if re.fullmatch(r"\d+", cell):
        return int(cell)
    return float(cell) if re.fullmatch(r"\d+\.\d+", cell) else cell or None


# ---- the scene -------------------------------------------------------------------------------------------------

UNITS = listed(
    "key short title industry ownership size since workers women migrant_workers new_employment members teams",
    """
    mine     | 露天煤矿   | 云泽旗青格勒露天煤矿有限责任公司   | 采矿业 | 国有企业 | 大型 | 2008年5月 | 2146 | 386 | 257 | | 2146 | 64
    leadzinc | 赤岭铅锌矿 | 云泽旗赤岭铅锌矿业有限公司         | 采矿业 | 非公企业 | 中型 | 2011年9月 | 624 | 71 | 218 | | 602 | 28
    power    | 供电分公司 | 北原供电公司云泽供电分公司         | 电力、热力、燃气及水生产和供应业 | 国有企业 | 中型 | 1986年4月 | 412 | 96 | | | 412 | 22
    wind     | 苍穹新能源 | 云泽旗苍穹新能源发电有限公司       | 电力、热力、燃气及水生产和供应业 | 国有企业 | 小型 | 2019年3月 | 236 | 38 | 24 | | 231 | 12
    heat     | 恒暖热力   | 云泽旗恒暖热力有限责任公司         | 电力、热力、燃气及水生产和供应业 | 非公企业 | 中型 | 2006年11月 | 305 | 64 | 88 | | 296 | 16
    dairy    | 白塔拉乳业 | 云泽旗白塔拉乳业有限公司           | 乳业 | 非公企业 | 大型 | 2004年6月 | 1268 | 612 | 317 | | 1205 | 46
    meat     | 绿野滩肉业 | 云泽旗绿野滩肉业有限公司           | 制造业 | 非公企业 | 中型 | 2010年8月 | 586 | 268 | 234 | | 540 | 24
    mhosp    | 蒙医医院   | 云泽旗蒙医综合医院                 | 卫生和社会工作 | 事业单位 | 中型 | 1984年7月 | 438 | 318 | | | 436 | 26
    hosp     | 人民医院   | 云泽旗人民医院                     | 卫生和社会工作 | 事业单位 | 大型 | 1979年3月 | 712 | 527 | | | 708 | 38
    mch      | 妇幼保健院 | 云泽旗妇幼保健院                   | 卫生 | 事业单位 | 小型 | 1992年5月 | 126 | 109 | | | 126 | 8
    school   | 第一中学   | 云泽旗第一中学                     | 教育 | 事业单位 | 中型 | 1981年9月 | 386 | 241 | | | 386 | 18
    college  | 职业技术学校 | 云泽旗职业技术学校               | 教育 | 事业单位 | 中型 | 1995年9月 | 214 | 122 | | | 214 | 12
    primary  | 蒙古族小学 | 云泽旗蒙古族小学                   | 教育 | 事业单位 | 小型 | 1982年9月 | 172 | 138 | | | 172 | 10
    rail     | 铁路项目部 | 北原铁路工程公司云泽项目部         | 建筑业 | 国有企业 | 大型 | 2022年4月 | 926 | 84 | 574 | | 873 | 34
    build    | 筑安建筑   | 云泽旗筑安建筑工程有限公司         | 建筑 | 非公企业 | 中型 | 2009年4月 | 743 | 92 | 520 | | 655 | 30
    road     | 公路养护中心 | 云泽旗公路养护中心               | 交通运输 | 事业单位 | 中型 | 1990年6月 | 268 | 45 | 36 | | 268 | 14
    truck    | 驰远物流平台 | 云泽旗驰远智运物流平台有限公司   | 物流 | 非公企业 | 中型 | 2021年7月 | 1350 | 118 | 620 | 1180 | 1106 | 20
    post     | 快递行业工会 | 云泽旗快递行业工会联合会         | 交通运输、仓储和邮政业 | 社会组织 | 小型 | 2022年9月 | 326 | 87 | 142 | 290 | 318 | 15
    port     | 口岸物流   | 云泽口岸国际物流有限公司           | 交通运输、仓储和邮政业 | 国有企业 | 中型 | 2013年10月 | 354 | 76 | 63 | | 350 | 18
    rare     | 稀土新材料 | 云泽稀土新材料有限公司             | 制造业 | 国有企业 | 大型 | 2017年12月 | 684 | 173 | 82 | | 684 | 30
    chem     | 沃源化工   | 云泽旗沃源化工有限责任公司         | 制造业 | 外商及港澳台 | 中型 | 2015年2月 | 527 | 104 | 131 | | 498 | 24
    water    | 供排水公司 | 云泽旗供排水有限公司               | 电力、热力、燃气及水生产和供应业 | 国有企业 | 小型 | 1998年6月 | 158 | 49 | 12 | | 158 | 9
    forest   | 防护林场   | 云泽旗国有防护林场                 | 农、林、牧、渔业 | 事业单位 | 小型 | 1985年3月 | 196 | 58 | 47 | | 196 | 11
    agri     | 农牧推广中心 | 云泽旗农牧技术推广中心           | 农、林、牧、渔业 | 事业单位 | 小型 | 1994年8月 | 124 | 61 | | | 124 | 7
    home     | 家政行业工会 | 云泽旗家政服务行业工会联合会     | 居民服务、修理和其他服务业 | 社会组织 | 小型 | 2023年3月 | 215 | 203 | 96 | 188 | 201 | 6
    food     | 瑞穗食品   | 云泽旗瑞穗粮油食品有限公司         | 制造业 | 非公企业 | 微型 | | 48 | 26 | 31 | | | 3
    """,
)
UNIT = {unit["key"]: unit for unit in UNITS}

FIGURES = {
    row["key"]: row
    for row in listed(
        "key labour_contests skills_contests key_projects safety_contests leader_contests workers participations"
        " migrant_participations trainings trained drilled promotions suggestions_proposed suggestions_adopted"
        " suggestions_implemented suggestions_energy suggestion_participants innovations inventions tackling patents"
        " operating_methods small_five benefit hazards_found hazards_fixed safety_checks quiz_participants spent",
        """
        mine     | 2 | 3 | 1 | 1 | 1 | 1895 | 5169 | 599 | 13 | 556 | 1100 | 59 | 464 | 282 | 241 | 61 | 1104 | 51 | 14 | 18 | 8 | 31 | 38 | 262.32 | 566 | 543 | 20 | 1908 | 17.3
        leadzinc | 1 | 2 | 1 | 1 |   | 513 | 1348 | 388 | 4 | 178 | 281 | 22 | 166 | 106 | 88 | 41 | 371 | 20 | 5 | 7 | 3 | 12 | 15 | 108.42 | 161 | 151 | 41 | 617 | 6.4
        power    | 2 | 2 | 1 | 1 | 1 | 348 | 729 |    | 3 | 133 | 186 | 20 | 141 | 95 | 65 | 25 | 211 | 18 | 5 | 6 | 3 | 11 | 13 | 96.78 | 90 | 87 | 33 | 311 | 4.8
        wind     | 1 | 1 | 1 | 1 | 1 | 201 | 544 | 31 | 2 | 52 | 98 | 11 | 78 | 47 | 41 | 8 | 128 | 10 | 3 | 3 | 2 | 6 | 7 | 49.58 | 68 | 66 | 54 | 185 | 4.8
        dairy    | 2 | 3 | 1 | 1 | 1 | 1068 | 2712 | 647 | 8 | 404 | 491 | 33 | 267 | 182 | 131 | 46 | 574 | 29 | 8 | 10 | 5 | 18 | 22 | 142.85 | 409 | 389 | 29 | 1064 | 7.5
        meat     | 1 | 2 |   | 1 |   | 508 | 1298 | 483 | 4 | 191 | 238 | 28 | 78 | 50 | 39 | 10 | 176 | 7 | 2 | 2 | 1 | 4 | 5 | 32.67 | 205 | 196 | 35 | 478 | 5
        mhosp    |   | 3 |   | 1 |   | 367 | 740 |     | 4 | 147 | 242 | 2 | 36 | 23 | 17 | 7 | 63 | 2 |  | 1 |  | 1 | 1 | 8.19 | 84 | 83 | 49 | 374 | 3.5
        hosp     |   | 4 |   | 1 |   | 646 | 1737 |     | 4 | 150 | 451 | 4 | 64 | 45 | 30 | 11 | 129 | 3 | 1 | 1 | 1 | 2 | 2 | 16.04 | 205 | 203 | 55 | 537 | 6.7
        school   |   | 2 |   | 1 |   | 322 | 792 |     | 2 | 134 | 158 | 3 | 37 | 24 | 18 | 6 | 70 | 2 | 1 | 1 |  | 1 | 2 | 10.81 | 152 | 143 | 34 | 314 | 2.8
        college  |   | 3 |   | 1 |   | 190 | 515 |     | 2 | 47 | 81 | 1 | 20 | 13 | 11 | 5 | 45 | 1 |  |  |  | 1 | 1 | 5.19 | 45 | 45 | 47 | 174 | 1.1
        primary  |   | 2 |   | 1 |   | 143 | 378 |     | 2 | 44 | 109 | 1 | 16 | 11 | 8 | 4 | 28 | 1 |  |  |  | 1 | 1 | 2.31 | 30 | 29 | 53 | 148 | 0.6
        rail     | 2 | 2 | 2 | 1 | 1 | 760 | 1598 | 824 | 7 | 276 | 472 | 16 | 148 | 101 | 77 | 33 | 300 | 14 | 4 | 5 | 2 | 9 | 11 | 70.3 | 228 | 220 | 32 | 805 | 15.8
        build    | 2 | 2 | 1 | 1 |   | 557 | 1203 | 697 | 5 | 256 | 353 | 11 | 107 | 65 | 57 | 19 | 196 | 10 | 3 | 3 | 2 | 6 | 7 | 51.04 | 228 | 226 | 36 | 634 | 8.3
        truck    | 1 | 2 |   | 1 |   | 837 | 1658 | 762 | 10 | 347 | 581 | 6 | 116 | 83 | 62 | 28 | 190 | 6 | 2 | 2 | 1 | 3 | 4 | 30.41 | 290 | 290 | 21 | 12000 | 3.8
        rare     | 2 | 2 | 1 | 1 | 1 | 577 | 1132 | 105 | 5 | 236 | 360 | 33 | 231 | 139 | 113 | 43 | 362 | 29 | 8 | 10 | 5 | 17 | 22 | 145.25 | 178 | 169 | 14 | 529 | 9
        road     |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |   |
        """,
    )
}

LABOUR = listed(
    "title areas organiser builder investment duration contents leading listed begins ends status units teams workers"
    " participations migrant_workers budget actual days_saved saved benefit quality",
    """
    北云铁路云泽段站前工程劳动竞赛 | 交通 | 北原铁路工程公司云泽项目部 | 北原铁路建设指挥部 | 186000 | 36个月 | 六比一创 | 是 | 自治区 | 2025-03-01 | 2025-11-28 | 已总结 | 8 | 62 | 1860 | 3720 | 1240 | 12 | 11.6 | 45 | 1260 | 830 | 优良
    云泽风光储一体化基地劳动竞赛 | 新能源 | 云泽旗苍穹新能源发电有限公司 | 云泽旗苍穹新能源发电有限公司 | 420000 | 24个月 | 六比一创 | 是 | 全国 | 2025-03-10 | 2025-12-20 | 已总结 | 11 | 48 | 1420 | 2910 | 890 | 15 | 14.2 | 38 | 2150 | 1600 | 优良
    “三北”工程云泽沙地歼灭战劳动竞赛 | 防沙治沙、“三北”工程 | 云泽旗国有防护林场 | 云泽旗林业和草原局 | 23800 | 9个月 | 四比四赛 | 是 | 自治区 | 2025-03-20 | 2025-10-31 | 已总结 | 16 | 55 | 1280 | 3600 | 960 | 6 | 5.8 | 20 | 310 | 260 | 优良
    青格勒露天煤矿绿色矿山建设劳动竞赛 | 能源 | 云泽旗青格勒露天煤矿有限责任公司 | 云泽旗青格勒露天煤矿有限责任公司 | 32600 | 18个月 | 五比一创 | 是 | 未列入 | 2025-04-01 | 2025-11-30 | 已总结 | 3 | 64 | 1750 | 4100 | 210 | 10 | 9.4 | 30 | 680 | 920 | 优良
    云泽口岸智慧查验区改扩建劳动竞赛 | 口岸 | 云泽口岸国际物流有限公司 | 云泽口岸管理办公室 | 15400 | 14个月 | 六比一创 | 是 | 未列入 | 2025-04-08 | 2025-12-10 | 结束 | 5 | 18 | 420 | 860 | 205 | 4 | 3.9 | 12 | 96 | 80 | 合格
    云泽至北原一级公路改扩建劳动竞赛 | 交通 | 云泽旗公路养护中心 | 北原盟交通运输局 | 98000 | 30个月 | 五比一创 | 是 | 自治区 | 2025-03-15 | 2025-11-15 | 已总结 | 7 | 41 | 1130 | 2260 | 790 | 8 | 8.1 | 26 | 720 | 410 | 优良
    云泽旗人民医院门诊综合楼劳动竞赛 | 重大项目 | 云泽旗筑安建筑工程有限公司 | 云泽旗人民医院 | 18600 | 20个月 | 六比一创 | 否 | 未列入 | 2025-04-15 | 2025-11-20 | 已总结 | 4 | 22 | 460 | 910 | 330 | 3 | 2.7 | 15 | 120 | 60 | 优质工程
    白塔拉乳业智能工厂建设劳动竞赛 | 乳业振兴 | 云泽旗白塔拉乳业有限公司 | 云泽旗白塔拉乳业有限公司 | 36500 | 16个月 | 五比一创 | 是 | 自治区 | 2025-03-25 | 2025-10-25 | 已总结 | 6 | 35 | 870 | 2040 | 280 | 7 | 6.6 | 22 | 430 | 750 | 优良
    稀土永磁材料二期工程劳动竞赛 | 稀土 | 云泽稀土新材料有限公司 | 云泽稀土新材料有限公司 | 52000 | 22个月 | 六比一创 | 是 | 自治区 | 2025-03-05 | 2025-12-05 | 结束 | 6 | 30 | 690 | 1380 | 160 | 9 | 8.8 | 18 | 560 | 1180 | 优良
    赤岭铅锌矿深部找矿突破劳动竞赛 | 找矿突破 | 云泽旗赤岭铅锌矿业有限公司 | 云泽旗赤岭铅锌矿业有限公司 | 12800 | 12个月 | 其他 | 是 | 未列入 | 2025-04-20 | 2025-11-25 | 已总结 | 3 | 26 | 480 | 1150 | 170 | 5 | 4.6 | 16 | 205 | 640 | 合格
    城区供热管网节能改造劳动竞赛 | 能源 | 云泽旗恒暖热力有限责任公司 | 云泽旗恒暖热力有限责任公司 | 9600 | 5个月 | 节能减排 | 否 | 未列入 | 2025-05-06 | 2025-09-28 | 已总结 | 3 | 16 | 240 | 520 | 90 | 2 | 1.9 | 10 | 150 | 210 | 优良
    云泽旗第二污水处理厂提标改造劳动竞赛 | 节水 | 云泽旗供排水有限公司 | 云泽旗供排水有限公司 | 7800 | 10个月 | 节能减排 | 否 | 未列入 | 2025-04-10 | 2025-12-15 | 结束 | 3 | 11 | 160 | 310 | 70 | 2 | 1.8 | 8 | 66 | 45 | 合格
    高标准农田建设劳动竞赛 | 现代农牧业 | 云泽旗农牧技术推广中心 | 云泽旗农牧局 | 21000 | 8个月 | 四比四赛 | 否 | 未列入 | 2025-03-18 | 2025-10-18 | 已总结 | 9 | 27 | 630 | 1400 | 510 | 3 | 3.2 | 14 | 180 | 120 | 优良
    220千伏云泽输变电工程劳动竞赛 | 能源 | 北原供电公司云泽供电分公司 | 北原供电公司 | 28900 | 15个月 | 六比一创 | 是 | 自治区 | 2025-03-12 | 2025-11-08 | 已总结 | 5 | 24 | 510 | 1120 | 140 | 6 | 5.5 | 28 | 340 | 390 | 优质工程
    化工园区安全环保提升劳动竞赛 | 其他 | 云泽旗沃源化工有限责任公司 | 云泽旗工业园区管理委员会 | 6400 | 8个月 | 安全生产 | 否 | 未列入 | 2025-05-10 | | 进行 | 4 | 33 | 590 | 1260 | 180 | 3 | 1.2 | | 40 | 85 | 合格
    """,
)

SKILLS = listed(
    "trade class organiser stages theory practice venue units workers participations migrant_workers new_employment begins ends status budget actual",
    """
    电工 | 二类 | 北原供电公司云泽供电分公司 | 初赛（线上）、决赛 | 30 | 70 | 云泽旗职业技术学校 | 8 | 54 | 54 | 6 | | 2025-05-20 | 2025-06-13 | 已总结 | 4.8 | 4.6
    焊工 | 二类 | 云泽旗筑安建筑工程有限公司 | 决赛 | 30 | 70 | 云泽旗职业技术学校 | 6 | 46 | 46 | 19 | | 2025-06-18 | 2025-06-20 | 已总结 | 5.2 | 5.67
    护士 | | 云泽旗人民医院 | 初赛（线下）、决赛 | 30 | 70 | 云泽旗人民医院 | 3 | 44 | 44 | | | 2025-05-08 | 2025-05-12 | 已总结 | 2.6 | 2.5
    快递员 | | 云泽旗快递行业工会联合会 | 决赛 | 20 | 80 | 云泽口岸物流园 | 3 | 45 | 45 | 17 | 34 | 2025-09-16 | 2025-09-17 | 结束 | 2.4 | 2.3
    挖掘机司机 | 二类 | 云泽旗青格勒露天煤矿有限责任公司 | 决赛 | 20 | 80 | 青格勒露天煤矿实训场 | 5 | 38 | 38 | 14 | | 2025-07-03 | 2025-07-04 | 已总结 | 4.5 | 4.4
    乳品加工工 | | 云泽旗白塔拉乳业有限公司 | 初赛（线下）、决赛 | 30 | 70 | 白塔拉乳业培训中心 | 2 | 36 | 58 | 9 | | 2025-06-05 | 2025-06-06 | 已总结 | 1.8 | 1.8
    肉制品加工工 | | 云泽旗绿野滩肉业有限公司 | 决赛 | 0 | 100 | 绿野滩肉业分割车间 | 2 | 32 | 32 | 15 | | 2025-08-12 | 2025-08-13 | 已总结 | 1.6 | 1.5
    公路养护工 | | 云泽旗公路养护中心 | 决赛 | 30 | 70 | 云泽公路养护基地 | 3 | 30 | 30 | 4 | | 2025-08-20 | 2025-08-21 | 已总结 | 1.9 | 1.9
    网约配送员 | | 云泽旗驰远智运物流平台有限公司 | 初赛（线上）、决赛 | 30 | 70 | 云泽旗工人文化宫 | 2 | 41 | 66 | 18 | 40 | 2025-09-23 | 2025-09-24 | 结束 | 2.0 | 1.9
    林业有害生物防治员 | | 云泽旗国有防护林场 | 决赛 | 30 | 70 | 云泽旗国有防护林场 | 2 | 24 | 24 | 3 | | 2025-07-15 | 2025-07-16 | 已总结 | 1.5 | 1.4
    光伏发电运维值班员 | 二类 | 云泽旗苍穹新能源发电有限公司 | 初赛（线上）、决赛 | 20 | 80 | 苍穹新能源二号光伏场 | 3 | 28 | 44 | 2 | | 2025-08-26 | 2025-08-27 | 已总结 | 3.2 | 3.3
    """,
)

OTHER_COMPETITIONS = {
    "leaders": listed(
        "title track events weights rounds organiser begins ends status units workers participations budget actual",
        """
        云泽旗2025年电力行业班组长大赛 | 电力 | 理论考试、情景模拟、现场操作 | 30、30、40 | 40 进 12 | 北原供电公司云泽供电分公司 | 2025-07-21 | 2025-07-23 | 已总结 | 4 | 40 | 52 | 2.8 | 2.7
        云泽旗2025年建筑行业班组长大赛 | 建筑 | 理论考试、班前会、攻关克难 | 30、30、40 | 36 进 10 | 云泽旗筑安建筑工程有限公司 | 2025-08-04 | 2025-08-06 | 已总结 | 3 | 36 | 46 | 2.5 | 2.4
        """,
    ),
    "safety": listed(
        "title cycle slogan organiser begins ends status units teams workers participations budget actual",
        "2024—2025年度云泽旗“安康杯”竞赛 | 2024—2025年 | 人人讲安全、个个会应急 | 云泽旗应急管理局 | 2025-04-25 | 2025-11-20 | 已总结 | 21 | 414 | 10756 | 18320 | 6.5 | 6.1",
    ),
    "quiz": listed(
        "title form online squads finals organiser begins ends status units workers participations budget actual",
        """
        云泽旗2025年职工安全生产知识竞赛 | 知识竞赛 | 16480 | 32 | 12 | 云泽旗应急管理局 | 2025-06-01 | 2025-06-27 | 已总结 | 24 | 6120 | 16480 | 2.2 | 2.1
        云泽旗2025年“中国梦·劳动美”职工演讲比赛 | 演讲比赛 | | 18 | 10 | 云泽旗融媒体中心 | 2025-04-22 | 2025-04-29 | 已总结 | 18 | 54 | 54 | 1.2 | 1.2
        """,
    ),
    "innovation": listed(
        "title collected awarded organiser begins ends status units workers participations budget actual",
        "云泽旗2025年职工技术创新竞赛 | 46 | 20 | 云泽旗科学技术协会 | 2025-03-03 | 2025-10-30 | 已总结 | 12 | 168 | 168 | 4.0 | 3.8",
    ),
    "team_contest": listed(
        "title form pioneers organiser begins ends status units teams workers participations budget actual",
        """
        云泽旗2025年“工人先锋号”创建活动 | “工人先锋号”创建 | 10 | 云泽旗总工会劳动和经济工作部 | 2025-03-06 | 2025-12-01 | 已总结 | 19 | 86 | 1340 | 1340 | 3.0 | 3.0
        云泽旗2025年质量信得过班组竞赛 | 质量信得过班组 | | 云泽旗市场监督管理局 | 2025-05-15 | 2025-11-14 | 结束 | 9 | 41 | 580 | 580 | 1.5 | 1.4
        """,
    ),
}
INNOVATION_CONTEST = OTHER_COMPETITIONS["innovation"][0]["title"]
SAFETY_CONTEST = OTHER_COMPETITIONS["safety"][0]["title"]


def skills_title(trade: str) -> str:
    """The name of the skills contest of a trade."""
    return f"云泽旗2025年职工职业技能比赛（{trade}）"


SAFETY_UNITS = listed(
    "key teams workers trainings trained hazards_found hazards_fixed checks suggestions accidents",
    """
    mine | 48 | 1850 | 24 | 2014 | 566 | 543 | 20 | 62 | 0
    leadzinc | 23 | 541 | 13 | 656 | 161 | 151 | 41 | 15 | 0
    power | 16 | 372 | 9 | 655 | 90 | 87 | 33 | 14 | 0
    wind | 11 | 206 | 5 | 241 | 68 | 66 | 54 | 6 | 0
    heat | 15 | 232 | 7 | 453 | 40 | 40 | 32 | 8 | 0
    dairy | 38 | 1054 | 15 | 903 | 409 | 389 | 29 | 22 | 0
    meat | 19 | 532 | 6 | 430 | 205 | 196 | 35 | 18 | 0
    mhosp | 19 | 333 | 8 | 598 | 84 | 83 | 49 | 20 | 0
    hosp | 27 | 596 | 11 | 859 | 205 | 203 | 55 | 25 | 0
    school | 17 | 311 | 6 | 581 | 152 | 143 | 34 | 18 | 0
    college | 10 | 179 | 5 | 276 | 45 | 45 | 47 | 3 | 0
    rail | 26 | 851 | 18 | 1246 | 228 | 220 | 32 | 23 | 0
    build | 25 | 586 | 12 | 512 | 228 | 226 | 36 | 11 | 0
    road | 12 | 217 | 14 | 254 | 22 | 21 | 21 | 11 | 0
    truck | 16 | 1078 | 21 | 1971 | 290 | 290 | 21 | 10 | 0
    post | 11 | 299 | 6 | 460 | 38 | 38 | 22 | 4 | 0
    port | 15 | 313 | 6 | 317 | 47 | 44 | 16 | 13 | 0
    rare | 28 | 535 | 10 | 491 | 178 | 169 | 14 | 16 | 0
    chem | 23 | 398 | 11 | 693 | 176 | 174 | 44 | 21 | 0
    water | 7 | 118 | 3 | 221 | 17 | 17 | 11 | 4 | 0
    forest | 8 | 155 | 3 | 234 | 24 | 24 | 40 | 8 | 0
    """,
)

TRADES_OF_ROSTERS = {  # who enters: unit and how many
    "电工": {"mine": 10, "leadzinc": 6, "power": 12, "wind": 6, "heat": 5, "rare": 6, "chem": 5, "dairy": 4},
    "焊工": {"rail": 10, "build": 12, "mine": 8, "leadzinc": 6, "heat": 4, "chem": 6},
    "护士": {"hosp": 20, "mhosp": 16, "mch": 8},
    "快递员": {"post": 22, "truck": 12, "port": 8},
}
SPECIAL_NAMES = {  # trade, number within it: names that programs stumble over
    ("电工", 17): ("阿拉坦·其木格", "女", "蒙古族"),
    ("电工", 23): ("额尔德尼巴雅尔·苏布德其其格", "女", "蒙古族"),
    ("电工", 29): ("王𬭊", "男", "汉族"),
    ("电工", 3): ("王磊", "男", "汉族"),
    ("焊工", 2): ("钢宝力达", "男", "蒙古族"),
    ("焊工", 11): ("李㛃", "女", "汉族"),
    ("焊工", 15): ("王磊", "男", "汉族"),
    ("焊工", 27): ("青格勒图·阿斯尔", "男", "蒙古族"),
    ("护士", 4): ("乌兰其其格", "女", "蒙古族"),
    ("护士", 26): ("赵𬭊", "女", "汉族"),
    ("快递员", 8): ("欧阳志远", "男", "汉族"),
    ("快递员", 30): ("苏日娜·哈斯图雅", "女", "蒙古族"),
}
POSTS = {
    "电工": ["维修电工", "变电检修", "电气班长", "运行值班员", "电工", "继电保护员"],
    "焊工": ["电焊工", "钢结构焊工", "管道焊工", "焊接班长", "机修焊工"],
    "护士": ["主管护师", "护师", "护士", "护士长"],
    "快递员": ["快递员", "分拣员", "网点负责人", "派送员", "货车驾驶员"],
}

SUGGESTIONS = listed(
    "unit person kind title measures effect adopted implemented energy benefit proposed_on",
    """
    mine | 0 | 节能减排 | 矿用卡车怠速油耗控制 | 加装怠速自动熄火装置，班后统计油耗 | 单车月省柴油 320 升 | 是 | 是 | 是 | 38.6 | 2025-03-06
    mine | 4 | 安全生产 | 边坡位移监测点加密 | 在北帮增设 6 处位移监测点并联网报警 | 险情发现提前 40 分钟 | 是 | 是 | 否 | | 2025-03-18
    mine | 11 | 技术改进 | 电铲电缆快速接头改进 | 改用插拔式接头，免拆螺栓 | 换缆时间由 50 分钟降到 15 分钟 | 是 | 是 | 否 | 12.4 | 2025-04-02
    mine | 7 | 经营管理 | 备件以旧换新台账 | 领用备件须交回旧件并登记 | 月备件费用下降 6% | 是 | 否 | 否 | 5.2 | 2025-05-12
    leadzinc | 1 | 技术改进 | 浮选药剂自动添加 | 由人工加药改为流量计联动 | 铅回收率提高 0.8 个百分点 | 是 | 是 | 否 | 26.5 | 2025-04-11
    leadzinc | 3 | 安全生产 | 斜井人车信号双备份 | 增设无线信号作备用 | 消除信号中断停车 | 是 | 是 | 否 | | 2025-06-09
    leadzinc | 8 | 节能减排 | 尾矿回水利用 | 回水池加高并增设一台回水泵 | 日节水 260 立方米 | 是 | 否 | 是 | 8.1 | 2025-07-01
    power | 0 | 技术改进 | 配网带电作业绝缘罩改进 | 卡扣改为磁吸，适应多种线径 | 单次作业缩短 20 分钟 | 是 | 是 | 否 | 6.8 | 2025-03-21
    power | 2 | 质量提升 | 台区低电压主动预警 | 用采集数据每日筛查低电压用户 | 投诉下降 35% | 是 | 是 | 否 | | 2025-04-28
    power | 5 | 安全生产 | 工器具二维码管理 | 一件一码，过期自动提醒 | 杜绝超期工器具上现场 | 是 | 否 | 否 | | 2025-05-20
    wind | 1 | 技术改进 | 风机偏航余压在线监测 | 加装压力变送器接入主控 | 减少登塔 46 次 | 是 | 是 | 否 | 9.7 | 2025-05-08
    wind | 3 | 节能减排 | 光伏板融雪水再利用 | 支架下设集水槽用于清洗 | 年节水 1800 立方米 | 是 | 否 | 是 | 1.1 | 2025-06-17
    heat | 2 | 节能减排 | 换热站分时分区控温 | 按楼宇性质设定夜间温度曲线 | 采暖季节煤 420 吨 | 是 | 是 | 是 | 25.2 | 2025-03-27
    heat | 6 | 技术改进 | 管网漏点听音定位 | 购置相关仪并建立漏点图 | 抢修时间缩短一半 | 是 | 是 | 否 | 7.5 | 2025-08-19
    dairy | 0 | 质量提升 | 灌装机头快速清洗 | 调整清洗喷嘴角度和时序 | 清洗时间减少 12 分钟/次 | 是 | 是 | 否 | 15.8 | 2025-04-16
    dairy | 2 | 节能减排 | 冷凝水回收做锅炉补水 | 增设冷凝水回收罐 | 年节水 2.6 万吨 | 是 | 是 | 是 | 18.3 | 2025-06-24
    rare | 1 | 技术改进 | 萃取槽界面自动控制 | 用电导仪代替目测 | 产品纯度稳定在 99.99% | 是 | 是 | 否 | 42 | 2025-05-27
    rare | 4 | 安全生产 | 酸雾收集罩改造 | 罩口加软帘，风机变频 | 作业点酸雾浓度下降 70% | 是 | 否 | 否 | | 2025-07-10
    chem | 0 | 节能减排 | 余热锅炉蒸汽梯级利用 | 低压蒸汽并入伴热管网 | 年节约蒸汽 5200 吨 | 是 | 是 | 是 | 62.4 | 2025-04-23
    chem | 7 | 安全生产 | 装卸车静电接地联锁 | 未接地不能启泵 | 消除静电隐患 3 处 | 是 | 是 | 否 | | 2025-09-03
    rail | 0 | 技术改进 | 梁场钢筋骨架整体吊装架 | 自制可调吊架一次入模 | 每片梁节省 2.5 小时 | 是 | 是 | 否 | 33 | 2025-05-14
    rail | 5 | 安全生产 | 临时用电箱门联锁 | 开门自动断电 | 消除触电隐患 | 是 | 否 | 否 | | 2025-06-30
    build | 1 | 技术改进 | 楼梯模板定型化 | 用铝合金定型模板代替木模 | 周转次数提高到 80 次 | 是 | 是 | 否 | 21.6 | 2025-04-30
    build | 6 | 质量提升 | 外墙保温钉定位尺 | 自制定位尺控制间距 | 一次验收合格率 98% | 否 | 否 | 否 | | 2025-07-22
    hosp | 3 | 质量提升 | 输液巡视提醒卡 | 床头三色卡区分巡视间隔 | 呼叫铃次数下降 28% | 是 | 是 | 否 | | 2025-03-13
    mhosp | 2 | 其他 | 蒙汉双语用药说明 | 药袋加印双语服法 | 用药咨询减少一半 | 是 | 是 | 否 | | 2025-05-22
    post | 4 | 经营管理 | 末端驿站错峰投递 | 按小区签收时段排线 | 二次投递率下降 15% | 是 | 否 | 否 | 3.4 | 2025-08-06
    truck | 2 | 安全生产 | 疲劳驾驶语音提醒 | 连续行车 3.5 小时平台推送提醒 | 超时行车下降 60% | 是 | 是 | 否 | | 2025-06-12
    port | 1 | 节能减排 | 口岸场站照明分区控制 | 按作业区感应开灯 | 月节电 9000 度 | 否 | 否 | 是 | | 2025-09-18
    云泽旗环境卫生服务中心 | 包图门巴雅尔 | 经营管理 | 果皮箱分时清运 | 高峰前后各清一次 | 满溢投诉减少 | 否 | 否 | 否 | | 2025-10-09
    """,
)

WORKS = listed(
    "kind title unit people finished applied benefit patent prize",
    """
    小发明 | 电铲电缆自动收放装置 | mine | 0 5 9 | 2025-06-20 | 是 | 46.5 | ZL 2099 9 0000001.X | 一等奖
    小革新 | 矿卡轮胎温压一体监测 | mine | 2 12 | 2025-07-15 | 是 | 28 | | 三等奖
    小设计 | 排土场警示桩快装底座 | mine | 14 | 2025-05-30 | 是 | 3.2 | | 优秀奖
    小创造 | 钻孔测深激光尺 | leadzinc | 0 7 | 2025-08-22 | 是 | 9.6 | ZL 2099 9 0000002.4 | 二等奖
    小革新 | 球磨机润滑油在线过滤 | leadzinc | 4 9 10 | 2025-04-18 | 是 | 17.4 | | 三等奖
    小发明 | 绝缘斗臂车作业防坠扣 | power | 0 1 6 | 2025-05-12 | 是 | 11.2 | ZL 2099 9 0000003.9 | 一等奖
    小革新 | 电能表批量校时工装 | power | 3 8 | 2025-09-10 | 是 | 6.4 | | 二等奖
    小设计 | 变电站端子排防误盖板 | power | 10 | 2025-06-06 | 是 | 1.5 | | 优秀奖
    小发明 | 叶片螺栓预紧力快检仪 | wind | 0 2 5 | 2025-08-08 | 是 | 22 | ZL 2099 9 0000004.3 | 二等奖
    小革新 | 换热站除污器不停机清理 | heat | 1 5 | 2025-09-25 | 是 | 8.8 | | 三等奖
    小创造 | 发酵罐取样无菌阀 | dairy | 1 3 | 2025-07-02 | 是 | 13.6 | ZL 2099 9 0000005.8 | 二等奖
    小建议 | 冷库门封条换季更换制度 | dairy | 0 | 2025-04-25 | 是 | 4.1 | | 优秀奖
    技术革新 | 稀土萃取界面视觉识别系统 | rare | 0 2 3 5 | 2025-10-12 | 是 | 68 | ZL 2099 9 0000006.2 | 一等奖
    小革新 | 磁材毛坯自动倒角机 | rare | 1 | 2025-06-18 | 是 | 15.3 | | 三等奖
    小发明 | 反应釜视镜自清洁刷 | chem | 2 8 | 2025-05-21 | 是 | 7.7 | | 优秀奖
    先进操作法 | 管道氩弧焊“一看二稳三匀”操作法 | chem | 6 10 | 2025-03-28 | 是 | 12 | | 三等奖
    小设计 | 钢筋笼滚焊定位环 | rail | 0 3 4 | 2025-07-28 | 是 | 19.2 | | 二等奖
    小创造 | 高空焊接防风罩 | build | 0 2 | 2025-08-15 | 是 | 5.6 | | 三等奖
    小设计 | 静脉穿刺练习模型 | hosp | 2 6 11 | 2025-04-09 | 是 | | | 优秀奖
    小建议 | 快件易碎品三色标签 | post | 3 | 2025-09-05 | 是 | 2 | | 优秀奖
    """,
)

STUDIOS = listed(
    "topic unit person level named_on named_by members projects results grant",
    """
    电气 | power | 0 | 自治区级 | 2021-11 | 自治区总工会 | 14 | 6 | 21 | 10
    采矿装备 | mine | 0 | 盟市级 | 2022-09 | 北原盟总工会 | 12 | 5 | 16 | 5
    焊接 | build | 0 | 盟市级 | 2023-10 | 北原盟总工会 | 9 | 4 | 11 | 5
    稀土分离 | rare | 0 | 盟市级 | 2024-04-26 | 北原盟总工会 | 11 | 5 | 13 | 5
    乳品工艺 | dairy | 1 | 旗县级 | 2023-04-28 | 云泽旗总工会 | 8 | 3 | 7 | 2
    蒙医护理 | mhosp | 2 | 旗县级 | 2024-05 | 云泽旗总工会 | 7 | 2 | 4 | 2
    新能源运维 | wind | 0 | 旗县级 | 2025-04-27 | 云泽旗总工会 | 6 | 3 | 3 | 2
    铁路施工 | rail | 0 | 企业级 | 2024年6月 | 北原铁路工程公司 | 6 | 2 | 3 |
    """,
)

TRAININGS = listed(
    "title kind unit on sessions people migrant_workers",
    """
    矿用设备检修技能提升班 | 技术培训 | mine | 2025-03-20 | 4 | 186 | 42
    电工安全作业复训 | 安全培训 | mine | 2025-04-16 | 3 | 142 | 20
    井下避灾路线实战演练 | 安全培训 | leadzinc | 2025-05-15 | 2 | 168 | 74
    配网带电作业技术比武 | 技术比武 | power | 2025-06-10 | 1 | 48 |
    光伏组件故障诊断练兵 | 岗位练兵 | wind | 2025-07-08 | 2 | 52 | 6
    供热管网抢修演练 | 岗位练兵 | heat | 2025-09-12 | 2 | 76 | 30
    乳品检验岗位练兵 | 岗位练兵 | dairy | 2025-04-22 | 5 | 210 | 48
    肉品分割师徒帮教 | 师徒帮教 | meat | 2025-05 | 6 | 64 | 37
    护理急救技术比武 | 技术比武 | hosp | 2025-05-10 | 1 | 120 |
    蒙医传统疗法师徒帮教 | 师徒帮教 | mhosp | 2025-06 | 8 | 32 |
    钢结构焊接技术培训 | 技术培训 | build | 2025-04-08 | 3 | 96 | 71
    梁场标准化作业培训 | 技术培训 | rail | 2025-03-28 | 4 | 158 | 102
    货车司机安全文明驾驶培训 | 安全培训 | truck | 2025-08-15 | 6 | 320 | 150
    快递员职业技能等级培训 | 技术培训 | post | 2025-07-25 | 2 | 84 | 38
    稀土萃取工艺培训 | 技术培训 | rare | 2025-06-26 | 3 | 118 | 12
    林草防火安全培训 | 安全培训 | forest | 2025-03-15 | 2 | 130 | 28
    """,
)

HONOURS = listed(
    "subject kind collective rank level unit awarded_on awarded_by document_number",
    """
    unit:mine | 五一劳动奖状 | 是 | | 自治区级 | mine | 2019-04 | 自治区总工会 |
    unit:power | 五一劳动奖状 | 是 | | 盟市级 | power | 2021-04-28 | 北原盟总工会 | 北工发〔2021〕18号
    unit:dairy | 先进单位 | 是 | | 旗县级 | dairy | 2024-12 | 云泽旗总工会 |
    unit:rail | 安康杯优胜单位 | 是 | | 自治区级 | rail | 2023-11-24 | 自治区总工会 | 工竞〔2023〕41号
    unit:chem | 安康杯优胜单位 | 是 | | 盟市级 | chem | 2023-11 | 北原盟总工会 |
    运维一班 | 工人先锋号 | 是 | | 自治区级 | power | 2022-04-27 | 自治区总工会 | 工发〔2022〕12号
    电铲三班 | 工人先锋号 | 是 | | 全国 | mine | 2020-04 | 中华全国总工会 |
    急诊护理组 | 工人先锋号 | 是 | | 盟市级 | hosp | 2023-05-10 | 北原盟总工会 | 北工发〔2023〕22号
    桥梁二队 | 安康杯优胜班组 | 是 | | 自治区级 | rail | 2023-11-24 | 自治区总工会 | 工竞〔2023〕41号
    power:0 | 五一劳动奖章 | 否 | | 自治区级 | power | 2021-04 | 自治区总工会 |
    mine:0 | 五一劳动奖章 | 否 | | 盟市级 | mine | 2022-04-29 | 北原盟总工会 | 北工发〔2022〕16号
    build:0 | 工匠 | 否 | | 盟市级 | build | 2023-12 | 北原盟总工会 |
    rare:0 | 工匠 | 否 | | 旗县级 | rare | 2024-04-30 | 云泽旗总工会 | 云工发〔2024〕9号
    mine:3 | 技术能手 | 否 | 二等奖 | 盟市级 | mine | 2023-09 | 北原盟总工会 |
    chem:6 | 技术标兵 | 否 | 三等奖 | 旗县级 | chem | 2022-10 | 云泽旗总工会 |
    rail:0 | 技术状元 | 否 | 一等奖 | 旗县级 | rail | 2024-06-28 | 云泽旗总工会 | 云工发〔2024〕15号
    hosp:1 | 优秀选手 | 否 | 优秀奖 | 盟市级 | hosp | 2024-05 | 北原盟总工会 |
    truck:1 | 最美货车司机 | 否 | | 自治区级 | truck | 2024-10-17 | 自治区总工会 | 工发〔2024〕37号
    post:2 | 最美快递员 | 否 | | 盟市级 | post | 2025-04-25 | 北原盟总工会 | 北工发〔2025〕14号
    wind:1 | 工人技术明星 | 否 | | 旗县级 | wind | 2025-04-25 | 云泽旗总工会 | 云工发〔2025〕8号
    """,
)

FUNDS = listed(
    "competition kind source budget actual on voucher",
    """
    电工 | 现场布置 | 本级经费 | 6000 | 5860 | 2025-06-11 | 记-0601
    电工 | 裁判津贴 | 本级经费 | 9600 | 9600 | 2025-06-14 | 记-0602
    电工 | 材料损耗 | 单位自筹 | 12400 | 11720 | 2025-06-14 | 记-0603
    电工 | 奖金 | 上级补助 | 16000 | 16000 | 2025-06-20 | 记-0604
    电工 | 奖牌证书 | 本级经费 | 4000 | 2820 | 2025-06-20 | 记-0605
    焊工 | 现场布置 | 本级经费 | 6000 | 5600 | 2025-06-18 | 记-0606
    焊工 | 材料损耗 | 单位自筹 | 14000 | 19600 | 2025-06-21 | 记-0607
    焊工 | 裁判津贴 | 本级经费 | 9600 | 9600 | 2025-06-21 | 记-0608
    焊工 | 奖金 | 上级补助 | 16000 | 16000 | 2025-06-27 | 记-0609
    焊工 | 服装劳保 | 单位自筹 | 6400 | 5900 | 2025-06-16 | 记-0610
    护士 | 材料损耗 | 单位自筹 | 5200 | 4830 | 2025-05-09 | 记-0501
    护士 | 奖金 | 上级补助 | 12000 | 12000 | 2025-05-15 | 记-0502
    护士 | 奖牌证书 | 本级经费 | 3000 | 2760 | 2025-05-15 | 记-0503
    护士 | 食宿 | 本级经费 | 5800 | 5410 | 2025-05-12 | 记-0504
    快递员 | 现场布置 | 本级经费 | 5000 | 4720 | 2025-09-15 | 记-0901
    快递员 | 奖金 | 上级补助 | 12000 | 12000 | 2025-09-22 | 记-0902
    快递员 | 服装劳保 | 本级经费 | 7000 | 6280 | 2025-09-15 | 记-0903
    安康杯 | 奖牌证书 | 本级经费 | 15000 | 14200 | 2025-11-24 | 记-1101
    安康杯 | 办赛补助 | 上级补助 | 50000 | 46800 | 2025-11-25 | 记-1102
    创新 | 创新补助 | 上级补助 | 30000 | 30000 | 2025-10-31 | 记-1001
    创新 | 奖金 | 本级经费 | 10000 | 8000 | 2025-10-31 | 记-1002
    """,
)
COMPETITION_OF_FUND = {"安康杯": SAFETY_CONTEST, "创新": INNOVATION_CONTEST}

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
GIVEN = {  # first and second character of a given name
    "男": ("志建海文晓永国春宏立俊少振德佳宇浩泽", "强军明伟峰平东林涛龙辉斌超刚鹏宁旭山"),
    "女": ("晓玉春秀雅佳丽文海雪慧婷思美艳凤静欣", "芳敏霞娟梅玲燕丽红洁颖琴英云莉萍怡然"),
}
MONGOLIAN = {  # first and second word of a name
    "男": (
        "巴图 孟克 额尔敦 宝音 朝克 那顺 乌力吉 布仁 苏和 阿拉腾 呼日勒 特木尔",
        "巴雅尔 吉日嘎拉 毕力格 朝鲁 达来 巴根 仓 图 宝力高 陶格涛 苏雅拉 桑",
    ),
    "女": (
        "乌兰 娜仁 萨仁 阿拉坦 敖登 格根 苏布德 乌日 塔娜 通拉嘎 莎林 红格尔",
        "其其格 其木格 高娃 花 图雅 托娅 格日勒 娜布其 珠拉 琪琪 娜拉 呼",
    ),
}


# ---- numbers with check digits, people -------------------------------------------------------------------------


def id_number(born: datetime.date, serial: int) -> str:
    """A citizen's number as GB 11643 makes it; its last serial digit is odd for men."""
    first = f"{REGION}{born:%Y%m%d}{serial:03}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(first))
    return first + "10X98765432"[total % 11]


def credit_code(serial: int) -> str:
    """A unified social credit code as GB 32100 makes it, of a kind (99) that is given to nobody."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    first = f"99{REGION}MA9K{serial:05}"
    total = sum(letters.index(letter) * (3**place % 31) for place, letter in enumerate(first))
    return first + letters[-total % 31]


def invented_name(rng: random.Random, sex: str) -> tuple[str, str]:
    """A name and the people (民族) it belongs to."""
    if rng.random() < 0.42:
        first, second = (words.split() for words in MONGOLIAN[sex])
        return rng.choice(first) + rng.choice(second), "蒙古族"
    first, second = GIVEN[sex]
    given = rng.choice(second) if rng.random() < 0.2 else rng.choice(first) + rng.choice(second)
    return rng.choice(SURNAMES) + given, "满族" if rng.random() < 0.05 else "汉族"


@cache
def entrants() -> dict[str, list[Row]]:
    """The people of each roster, in the order in which their units list them."""
    rng, used = random.Random(SEED), {name for name, _, _ in SPECIAL_NAMES.values()}
    found: dict[str, list[Row]] = {}
    for trade, units in TRADES_OF_ROSTERS.items():
        keys = [key for key, count in units.items() for _ in range(count)]
        found[trade] = [_person(rng, used, trade, number, key) for number, key in enumerate(keys)]
    return found


def _person(rng: random.Random, used: set[str], trade: str, number: int, key: str) -> Row:
    women = {"护士": 0.93, "快递员": 0.2}.get(trade, 0.12)
    name, sex, nation = SPECIAL_NAMES.get((trade, number)) or _new_name(rng, used, women)
    born = datetime.date(rng.randint(1972, 2001), rng.randint(1, 12), rng.randint(1, 28))
    serial = rng.randint(1, 480) * 2 + (sex == "男")
    years = min(rng.randint(2, 24), YEAR - born.year - 20)
    grade = ["初级工", "中级工", "高级工", "技师", "高级技师"][min(4, years // 6 + rng.randint(0, 1))]
    return {
        "trade": trade,
        "category": "职工组",
        "name": name,
        "sex": sex,
        "nation": nation,
        "id_number": id_number(born, serial),
        "birth": f"{born:%Y.%m}",
        "education": rng.choice(
            ["大专", "本科", "大专", "中专", "技校", "高中"] if trade != "护士" else ["本科", "大专"]
        ),
        "politics": rng.choice(
            ["群众", "群众", "党员", "中共党员", "团员"] if born.year > 1997 else ["群众", "群众", "党员"]
        ),
        "key": key,
        "unit": UNIT[key]["title"],
        "delegation": f"{UNIT[key]['short']}代表队",
        "post": rng.choice(POSTS[trade]),
        "grade": grade,
        "certificate": f"S9999{born.year + 22}{serial:04}{number:03}",
        "trade_years": max(1, years),
        "phone": f"1990000{rng.randint(0, 9999):04}",
    }


def _new_name(rng: random.Random, used: set[str], women: float) -> tuple[str, str, str]:
    while True:
        sex = "女" if rng.random() < women else "男"
        name, nation = invented_name(rng, sex)
        if name not in used:
            used.add(name)
            return name, sex, nation


def person(key: str, number: int) -> Row:
    """One of the people whom a unit sends to the contests."""
    return [each for people in entrants().values() for each in people if each["key"] == key][number]


# ---- a sheet as somebody laid it out ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Flaw:
    """Something wrong that is planted: in which row of the table (from 0), in which of its fields."""

    row: int
    key: str
    kind: str
    what: str


@dataclass(frozen=True)
class Look:
    """How an office likes its tables."""

    font: str = "宋体"
    size: int = 11
    fill: str = ""
    title: int = 16


@dataclass(frozen=True)
class Table:
    """What stands on a sheet. Headings are written `工种=trade | 参赛职工{人=workers | 人次=participations}`."""

    name: str
    record: str
    headings: str
    rows: Sequence[Row]
    above: Sequence[str | Sequence[str]] = ()
    below: Sequence[str | Sequence[str]] = ()
    total: Sequence[str] = ()
    subtotal: str = ""
    merged: Sequence[str] = ()
    hidden: Sequence[str] = ()
    asides: Sequence[Row] = ()  # an example row that the form brings along
    top: int = 0
    left: int = 0
    portrait: bool = False
    flaws: Sequence[Flaw] = ()
    look: Look = Look()


@dataclass(frozen=True)
class Heading:
    """One heading with the key of its column, or with the headings under it."""

    label: str
    key: str
    under: tuple[Heading, ...] = ()

    @property
    def keys(self) -> list[str]:
        """Keys of the columns it spans."""
        return [key for each in self.under for key in each.keys] or [self.key]

    @property
    def depth(self) -> int:
        """Rows of headings from here down."""
        return 1 + max((each.depth for each in self.under), default=0)


def headings_of(text: str) -> tuple[Heading, ...]:
    """The tree of headings in a line of them."""
    found, depth, part = [], 0, ""
    for letter in text + "|":
        depth += (letter == "{") - (letter == "}")
        if letter != "|" or depth:
            part += letter
            continue
        label, brace, inner = part.strip(" \n").partition("{")
        if brace:
            found.append(Heading(label, "", headings_of(inner.removesuffix("}"))))
        else:
            found.append(Heading(*(side.strip(" \n") for side in label.rsplit("=", 1))))
        part = ""
    return tuple(found)


@dataclass
class Grid:
    """A table in cells: value and style by row and column from 0."""

    table: Table
    cells: dict[tuple[int, int], tuple[Any, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)  # for each row of the table, the row of the sheet

    def put(self, row: int, column: int, value: Any, style: str, last_row: int = -1, last_column: int = -1) -> None:
        """Writes a cell, merged as far as the last row and column."""
        bottom, right = max(row, last_row), max(column, last_column)
        for each_row in range(row, bottom + 1):
            for each in range(column, right + 1):
                self.cells[each_row, each] = (None, style)
        self.cells[row, column] = (value, style)
        if (bottom, right) != (row, column):
            self.merged.append((row, column, bottom, right))

    @property
    def width(self) -> int:
        """Columns in use, with the empty ones at the left."""
        return self.table.left + len(self.columns)

    def widths(self) -> list[float]:
        """Wide enough for the longest cell of each column, within reason."""
        found = [4.0] * self.table.left + [6.0] * len(self.columns)
        spanned = {(row, at) for row, left, _, right in self.merged if left != right for at in range(left, right + 1)}
        for (row, column), (value, style) in self.cells.items():
            if value is None or style in ("title", "line", "foot", "note") or (row, column) in spanned:
                continue
            found[column] = max(found[column], min(needed_width(value, style), 28))
        return found

    def address(self, flaw: Flaw) -> str:
        """Where the flaw stands, as A1."""
        return a1(self.lines[flaw.row], self.columns[flaw.key])


def shown_width(value: Any) -> int:
    """Half-width characters that a value takes."""
    text = "2025/12/31" if isinstance(value, datetime.date) else str(value)
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def needed_width(value: Any, style: str) -> float:
    """The width that a cell asks for; a heading wraps at its line break, or else once."""
    lines = str(value).split("\n")
    if style == "head":
        return max(map(shown_width, lines)) / (1 if len(lines) > 1 else 2) + 2
    return shown_width(value) + 2


def a1(row: int, column: int) -> str:
    """The address of a cell counted from 0 (all tables are narrower than ZZ)."""
    tens, ones = divmod(column, 26)
    return f"{chr(64 + tens) if tens else ''}{chr(65 + ones)}{row + 1}"


def lay(table: Table) -> Grid:
    """Puts a table into cells: lines above, headings, rows, total, lines below."""
    grid = Grid(table)
    tree = headings_of(table.headings)
    keys = [key for heading in tree for key in heading.keys]
    grid.columns = {key: table.left + at for at, key in enumerate(keys)}
    row = _lay_lines(grid, table.top, table.above, above=True)
    depth = max(heading.depth for heading in tree)
    _lay_headings(grid, row, table.left, tree, row + depth - 1)
    row = _lay_rows(grid, row + depth)
    if table.total:
        _lay_total(grid, row, "合计", table.rows)
        row += 1
    _lay_lines(grid, row, table.below, above=False)
    return grid


def _lay_lines(grid: Grid, row: int, lines: Sequence[str | Sequence[str]], above: bool) -> int:
    """Titles, `填报单位：…` and notes; several texts of one line share its width."""
    for number, line in enumerate(lines):
        texts = [line] if isinstance(line, str) else line
        style = "title" if above and number == 0 else "line" if above else "note" if isinstance(line, str) else "foot"
        share = len(grid.columns) / len(texts)
        for at, text in enumerate(texts):
            first = grid.table.left + round(at * share)
            last = grid.table.left + round((at + 1) * share) - 1
            if text:
                grid.put(row, first, text, style, row, last)
        grid.heights[row] = {"title": 34, "note": 30}.get(style, 22)
        row += 1
    return row


def _lay_headings(grid: Grid, row: int, column: int, tree: Sequence[Heading], last: int) -> None:
    grid.heights[row] = 32
    for heading in tree:
        span = len(heading.keys)
        grid.put(
            row, column, heading.label.replace("（", "\n（"), "head", row if heading.under else last, column + span - 1
        )
        if heading.under:
            _lay_headings(grid, row + 1, column, heading.under, last)
        column += span


def _lay_rows(grid: Grid, row: int) -> int:
    table = grid.table
    for aside in table.asides:
        _lay_row(grid, row, aside)
        row += 1
    for number, values in enumerate(table.rows):
        grid.lines.append(row)
        _lay_row(grid, row, values | {"#": number + 1})
        row += 1
        if table.subtotal and _next(table, number) != values[table.subtotal]:
            group = [each for each in table.rows if each[table.subtotal] == values[table.subtotal]]
            _lay_total(grid, row, "小计", group, beside=values[table.subtotal])
            row += 1
    for key in table.merged:
        _merge_down(grid, key)
    return row


def _next(table: Table, number: int) -> Any:
    return table.rows[number + 1][table.subtotal] if number + 1 < len(table.rows) else None


def _lay_row(grid: Grid, row: int, values: Row) -> None:
    lines = 1
    for key, column in grid.columns.items():
        value = values.get(key)
        kind = {str: "text", datetime.date: "date", type(None): "text"}.get(type(value), "number")
        wide = kind == "text" and shown_width(value or "") > 28 and key not in grid.table.merged
        lines = max(lines, -(-shown_width(value or "") // 28)) if wide else lines
        grid.put(row, column, value, "left" if wide else kind)
    grid.heights[row] = 6 + 15 * lines


def _lay_total(grid: Grid, row: int, word: str, rows: Sequence[Row], beside: str = "") -> None:
    """A line of sums; 合计 over the columns in front of them, 小计 beside the group's name."""
    columns = list(grid.columns.items())
    first = next(at for key, at in columns if key in grid.table.total)
    if beside:
        grid.put(row, grid.table.left, beside, "text")
        grid.put(row, grid.table.left + 1, word, "text")
    else:
        grid.put(row, grid.table.left, word, "total", row, first - 1)
    for key, column in columns:
        numbers = [value for each in rows if isinstance(value := each.get(key), int | float)]
        if key in grid.table.total:
            grid.put(row, column, round(sum(numbers), 2) if numbers else None, "total")
        elif (row, column) not in grid.cells:
            grid.put(row, column, None, "total")
    grid.heights[row] = 22


def _merge_down(grid: Grid, key: str) -> None:
    """One tall cell where the same value stands in rows below one another; a 小计 beside it is spanned too."""
    column = grid.columns[key]
    rows = sorted(row for row, at in grid.cells if at == column and row >= grid.lines[0])
    groups: list[list[int]] = []
    for row in rows:
        value = grid.cells[row, column][0]
        if groups and value is not None and grid.cells[groups[-1][0], column][0] == value:
            groups[-1].append(row)
        else:
            groups.append([row])
    for group in groups:
        if len(group) > 1:
            grid.put(group[0], column, grid.cells[group[0], column][0], "text", group[-1])


# ---- the kinds of file -----------------------------------------------------------------------------------------


def write_xlsx(grids: Sequence[Grid]) -> bytes:
    """As Excel would save it, with fixed dates."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": FEDERATION, "created": MADE})
    for grid in grids:
        _fill_xlsx(book, book.add_worksheet(grid.table.name), grid)
    book.close()
    return _with_fixed_dates(out.getvalue())


def _fill_xlsx(book: Any, sheet: Any, grid: Grid) -> None:
    formats = {style: book.add_format(words) for style, words in _xlsx_styles(grid.table.look).items()}
    hidden = {grid.columns[key] for key in grid.table.hidden}
    for column, width in enumerate(grid.widths()):
        sheet.set_column(column, column, width, None, {"hidden": column in hidden})
    for row, height in grid.heights.items():
        sheet.set_row(row, height)
    for top, left, bottom, right in grid.merged:
        sheet.merge_range(top, left, bottom, right, "", formats[grid.cells[top, left][1]])
    corners = {(top, left) for top, left, _, _ in grid.merged}
    for (row, column), (value, style) in grid.cells.items():
        if isinstance(value, str):
            sheet.write_string(row, column, value, formats[style])
        elif isinstance(value, datetime.date):
            sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), formats[style])
        elif value is not None:
            sheet.write_number(row, column, value, formats[style])
        elif (row, column) not in corners and not _covered(grid, row, column):
            sheet.write_blank(row, column, None, formats[style])
    if not grid.table.portrait:
        sheet.set_landscape()
    sheet.set_paper(8 if grid.width > 24 else 9)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)


def _covered(grid: Grid, row: int, column: int) -> bool:
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in grid.merged)


def _xlsx_styles(look: Look) -> dict[str, dict[str, Any]]:
    base = {"font_name": look.font, "font_size": look.size, "valign": "vcenter"}
    cell = base | {"border": 1, "align": "center", "text_wrap": True}
    return {
        "title": base | {"bold": True, "font_size": look.title, "align": "center"},
        "line": base,
        "foot": base,
        "note": base | {"font_size": look.size - 1, "text_wrap": True},
        "head": cell | {"bold": True} | ({"bg_color": look.fill} if look.fill else {}),
        "text": cell | {"num_format": "@"},
        "left": cell | {"align": "left"},
        "number": cell | {"text_wrap": False},
        "date": cell | {"num_format": "yyyy/m/d"},
        "total": cell | {"bold": True},
    }


def write_xls(grids: Sequence[Grid]) -> bytes:
    """As Excel 97 saved it."""
    book = xlwt.Workbook(encoding="utf-8", style_compression=2)
    for grid in grids:
        _fill_xls(book.add_sheet(grid.table.name), grid)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_xls(sheet: Any, grid: Grid) -> None:
    styles = _xls_styles(grid.table.look)
    for column, width in enumerate(grid.widths()):
        sheet.col(column).width = int(width * 290)
    for row, height in grid.heights.items():
        sheet.row(row).height_mismatch = True
        sheet.row(row).height = int(height * 20)
    ends = {(top, left): (bottom, right) for top, left, bottom, right in grid.merged}
    for (row, column), (value, style) in sorted(grid.cells.items(), key=lambda cell: cell[0]):
        if (row, column) in ends:
            bottom, right = ends[row, column]
            sheet.write_merge(row, bottom, column, right, value, styles[style])
        elif not _covered(grid, row, column):
            sheet.write(row, column, value, styles[style])
    sheet.header_str = sheet.footer_str = b""
    sheet.portrait = grid.table.portrait
    sheet.paper_size_code = 9
    sheet.fit_num_pages = 1
    sheet.fit_height_to_pages = 0


def _xls_styles(look: Look) -> dict[str, Any]:
    font = f"font: name {look.font}, height {look.size * 20}"
    middle = "align: vert centre"
    cell = f"{font}; {middle}, horiz centre, wrap on; borders: left thin, right thin, top thin, bottom thin"
    words = {
        "title": f"font: name {look.font}, height {look.title * 20}, bold on; {middle}, horiz centre",
        "line": f"{font}; {middle}",
        "foot": f"{font}; {middle}",
        "note": f"{font}; {middle}, wrap on",
        "head": cell.replace("font:", "font: bold on,"),
        "text": cell,
        "left": cell.replace("horiz centre", "horiz left"),
        "number": cell,
        "total": cell.replace("font:", "font: bold on,"),
    }
    texts = {"text": "@", "date": "yyyy/m/d"}
    return {
        style: xlwt.easyxf(words.get(style, cell), num_format_str=texts.get(style, "General"))
        for style in [*words, "date"]
    }


def write_csv(grids: Sequence[Grid]) -> bytes:
    """As WPS saves text on a Chinese computer: GB18030, no merged cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for grid in grids:
        last = max(row for row, _ in grid.cells)
        for row in range(last + 1):
            values = [grid.cells.get((row, column), (None, ""))[0] for column in range(grid.width)]
            writer.writerow(["" if value is None else str(value).replace("\n", "") for value in values])
    return out.getvalue().encode("gb18030")


def write_ods(grids: Sequence[Grid]) -> bytes:
    """As LibreOffice and some domestic suites save it."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{office}:manifest:1.0" manifest:version="1.2">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    spaces = " ".join(f'xmlns:{name}="{office}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"'
        ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>'
        f"{_ods_styles(grids)}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(map(_ods_table, grids))}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", manifest),
            ("content.xml", content),
        ]:
            archive.writestr(_entry(name, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED), text)
    return out.getvalue()


def _ods_styles(grids: Sequence[Grid]) -> str:
    border = 'fo:border="0.5pt solid #000000" style:vertical-align="middle" fo:wrap-option="wrap"'
    font = 'style:font-family-asian="宋体" style:font-size-asian="{0}pt" fo:font-size="{0}pt"'
    bold = 'style:font-weight-asian="bold" fo:font-weight="bold"'
    cells = {
        "title": (bold, 16, "", "center"),
        "line": ("", 11, "", "start"),
        "note": ("", 10, "", "start"),
        "foot": ("", 11, "", "start"),
        "head": (bold, 11, border, "center"),
        "cell": ("", 11, border, "center"),
    }
    text = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties {frame}/>'
        f'<style:paragraph-properties fo:text-align="{align}"/>'
        f"<style:text-properties {font.format(size)} {weight}/></style:style>"
        for name, (weight, size, frame, align) in cells.items()
    )
    widths = sorted({width for grid in grids for width in grid.widths()})
    return text + "".join(
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.2:.2f}cm"/></style:style>'
        for width in widths
    )


def _ods_table(grid: Grid) -> str:
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in grid.widths())
    last = max(row for row, _ in grid.cells)
    rows = "".join(f"<table:table-row>{_ods_row(grid, row)}</table:table-row>" for row in range(last + 1))
    return f'<table:table table:name="{grid.table.name}">{columns}{rows}</table:table>'


def _ods_row(grid: Grid, row: int) -> str:
    ends = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merged}
    parts = []
    for column in range(grid.width):
        value, style = grid.cells.get((row, column), (None, "line"))
        words = f' table:style-name="{style if style in ("title", "line", "note", "foot", "head") else "cell"}"'
        if (row, column) in ends:
            high, wide = ends[row, column]
            words += f' table:number-rows-spanned="{high}" table:number-columns-spanned="{wide}"'
        elif _covered(grid, row, column):
            parts.append("<table:covered-table-cell/>")
            continue
        if isinstance(value, int | float):
            words += f' office:value-type="float" office:value="{value}"'
        elif value is not None:
            words += ' office:value-type="string"'
        lines = [] if value is None else str(value).split("\n")
        text = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
        parts.append(f"<table:table-cell{words}>{text}</table:table-cell>")
    return "".join(parts)


def _with_fixed_dates(archive: bytes) -> bytes:
    """The same archive with one date on every entry, so that two runs give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(_entry(entry.filename, zipfile.ZIP_DEFLATED), old.read(entry))
    return out.getvalue()


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
    entry.compress_type = compression
    entry.create_system = 0
    return entry


WRITERS: dict[str, Callable[[Sequence[Grid]], bytes]] = {
    ".xlsx": write_xlsx,
    ".xls": write_xls,
    ".csv": write_csv,
    ".ods": write_ods,
}


# ---- the workbooks ---------------------------------------------------------------------------------------------

Book = tuple[str, list[Table]]

SPELLINGS: list[Callable[[datetime.date], Any]] = [
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%Y%m%d}",
    lambda day: day,
]
MONTHS: list[Callable[[str, str], str]] = [
    lambda year, month: f"{year}年{int(month)}月",
    lambda year, month: f"{year}.{month}",
    lambda year, month: f"{year}-{month}",
]


def spelled(when: Any, number: int) -> Any:
    """A day in one of five spellings, or a month in one of three; anything else as it is."""
    if isinstance(when, datetime.date):
        return SPELLINGS[number % 5](when)
    if isinstance(when, str) and re.fullmatch(r"\d{4}-\d\d", when):
        return MONTHS[number % 3](*when.split("-"))
    return when


def unit_roll() -> list[Book]:
    """01: all units of the county."""
    rng = random.Random(SEED + 1)
    rows = []
    for number, unit in enumerate(UNITS):
        names = [invented_name(rng, rng.choice("男女"))[0] for _ in range(2)]
        rows.append(
            unit
            | {"credit_code": credit_code(number + 1), "unionised": "是" if unit["since"] else "否"}
            | {
                "chair": names[0] if unit["since"] else None,
                "contact": names[1],
                "phone": f"0000-82{number + 10:02}{rng.randint(100, 999)}",
            }
        )
    table = Table(
        "单位名册",
        "unit",
        "序号=# | 单位名称=title | 统一社会信用代码=credit_code | 产业=industry | 单位性质=ownership | 规模=size | 是否建会=unionised | 建会时间=since"
        " | 职工人数{合计=workers | 其中女职工=women | 其中农民工=migrant_workers | 新就业形态=new_employment}"
        " | 会员人数=members | 班组数=teams | 工会主席=chair | 联系人=contact | 电话=phone",
        rows,
        above=[
            "云泽旗基层工会单位名册（2025年）",
            "说明：统计时点为2025年9月30日；统一社会信用代码为演示用虚构代码（以99开头），校验码有效。",
        ],
        total=("workers", "women", "migrant_workers", "new_employment", "members", "teams"),
        look=Look(fill="#DDEBF7"),
    )
    return [("01_单位名册.xlsx", [table])]


LEDGER_START = "序号=# | {title}=title | 年度=year | 级别=level"
LEDGER_DATES = (
    "主办单位=host | 承办单位=organiser | 方案文号=document_number | {begin}=begins | {end}=ends | 状态=status"
)
LEDGER_SIZE = "参赛单位（家）=units | 参赛职工{人=workers | 人次=participations}"
LEDGER_MONEY = "经费预算（万元）=budget | 实际经费（万元）=actual"


LEDGER_NUMBERS = {
    "labour": 12,
    "skills": 31,
    "leaders": 45,
    "safety": 11,
    "quiz": 28,
    "innovation": 9,
    "team_contest": 47,
}


def _ledger(name: str, key: str, headings: Sequence[str], rows: Sequence[Row], flaws: Sequence[Flaw] = ()) -> Table:
    """One sheet of the ledger of competitions; each row spells its dates in its own way."""
    shared = {"year": YEAR, "level": "旗县级", "host": FEDERATION}
    full = [
        shared
        | row
        | {"document_number": f"云工发〔2025〕{LEDGER_NUMBERS[key] + number}号"}
        | {"begins": spelled(row["begins"], number), "ends": spelled(row["ends"], number + (key == "skills"))}
        for number, row in enumerate(rows)
    ]
    title = f"云泽旗2025年{name}台账"
    return Table(
        name, f"competition/{key}", " | ".join(headings), full, above=[title], flaws=flaws, look=Look(fill="#FFF2CC")
    )


LEDGERS = [  # sheet, type, heading of the name, headings of its own, flaws
    ("班组长大赛", "leaders", "竞赛名称", "赛道=track | 赛项=events | 赛项权重=weights | 晋级办法=rounds", []),
    (
        "“安康杯”竞赛",
        "safety",
        "竞赛名称",
        "竞赛周期=cycle | 安康杯主题=slogan | 参赛班组=teams",
        [
            Flaw(
                0,
                "teams",
                "teams_differ_from_units",
                "参赛班组 414 与 09 表各单位之和 422 不同（09 表快递行业工会填错所致）",
            )
        ],
    ),
    (
        "知识竞赛、演讲比赛和网上练兵",
        "quiz",
        "活动名称",
        "形式=form | 线上参与（人次）=online | 参赛队数=squads | 决赛队数=finals",
        [],
    ),
    ("职工技术创新竞赛", "innovation", "竞赛名称", "征集成果（项）=collected | 获奖成果（项）=awarded", []),
    ("班组竞赛", "team_contest", "竞赛名称", "竞赛形式=form | 参赛班组=teams | 命名工人先锋号（个）=pioneers", []),
]


def competitions() -> list[Book]:
    """02: the federation's own ledger, one sheet a type of competition."""
    dates = LEDGER_DATES.format(begin="开始日期", end="结束日期")
    others = [
        _ledger(
            sheet,
            key,
            [LEDGER_START.format(title=title), own, dates, LEDGER_SIZE, LEDGER_MONEY],
            OTHER_COMPETITIONS[key],
            flaws,
        )
        for sheet, key, title, own, flaws in LEDGERS
    ]
    return [("02_竞赛台账.xlsx", [_labour_sheet(), _skills_sheet(), *others])]


def _labour_sheet() -> Table:
    rng = random.Random(SEED + 2)
    people = [
        {
            "person": invented_name(rng, "男")[0],
            "phone": f"1990000{rng.randint(0, 9999):04}",
            "accidents": 0,
            "theme": "建功“十四五”、奋进新征程",
        }
        for _ in LABOUR
    ]
    headings = [
        LEDGER_START.format(title="项目名称"),
        "引领性=leading | 主题=theme | 重点领域=areas | 建设单位=builder | 总投资（万元）=investment | 计划工期=duration | 竞赛内容=contents | 项目库=listed",
        LEDGER_DATES.format(begin="起止日期{起", end="止").replace("=ends", "=ends}"),
        "参建单位数=units | 参赛班组=teams | 参赛职工{人=workers | 人次=participations} | 其中农民工=migrant_workers",
        LEDGER_MONEY,
        "提前工期（天）=days_saved | 节约资金（万元）=saved | 创造效益（万元）=benefit | 工程质量=quality | 安全事故（起）=accidents | 负责人=person | 联系电话=phone",
    ]
    rows = [row | person for row, person in zip(LABOUR, people, strict=True)]
    flaw = Flaw(14, "actual", "actual_far_from_budget", "实际经费 1.2 万元比预算 3 万元少 60%（竞赛仍在进行）")
    return _ledger("重点工程劳动竞赛", "labour", headings, rows, [flaw])


def _skills_sheet() -> Table:
    headings = [
        LEDGER_START.format(title="比赛名称"),
        "类别=class | 参赛工种=trade | 比赛阶段=stages | 理论占比=theory | 实操占比=practice | 比赛地点=venue",
        LEDGER_DATES.format(begin="开赛日期", end="结束时间"),
        LEDGER_SIZE,
        "其中农民工=migrant_workers | 其中新就业形态=new_employment",
        LEDGER_MONEY,
    ]
    rows = [{"title": skills_title(row["trade"])} | row for row in SKILLS]
    flaws = [
        Flaw(3, "workers", "workers_differ_from_roster", "填报参赛 45 人，报名汇总表只有 42 人"),
        Flaw(3, "participations", "participations_differ_from_roster", "填报参赛 45 人次，报名汇总表只有 42 行"),
    ]
    return _ledger("职工职业技能比赛", "skills", headings, rows, flaws)


# ---- unit reports: each unit has a way of its own --------------------------------------------------------------

Dress = Callable[[Any], Any]
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def comma(number: Any) -> Any:
    """1,234 as text."""
    return f"{number:,}" if number is not None else None


def with_word(word: str) -> Dress:
    """30人 as text."""
    return lambda number: f"{number}{word}" if number is not None else None


def full_width(number: Any) -> Any:
    """１２３ as text."""
    return str(number).translate(FULL_WIDTH) if number is not None else None


def in_yuan(number: Any) -> Any:
    """160,400元 for 16.04 万元."""
    return f"{round(number * 10000):,}元"


def as_text(number: Any) -> Any:
    """123 as text."""
    return str(number) if number is not None else None


@dataclass(frozen=True)
class Report:
    """The workbook of one unit (or of a few): how its form looks and how it types its figures."""

    file: str
    units: Sequence[str]
    headings: str
    sheet: str = "Sheet1"
    spelling: str = ""  # how the unit writes its name
    period: Any = "2025年"
    dress: dict[str, Dress] = field(default_factory=dict)
    wrong: dict[str, tuple[Any, str, str]] = field(default_factory=dict)
    """For a measure: what is typed instead, the kind of flaw, and the flaw in words."""
    flaw: tuple[str, str, str] | None = None
    """Field, kind and words of a flaw that needs no wrong value."""
    extra: Row = field(default_factory=dict)  # what the form holds besides
    table: dict[str, Any] = field(default_factory=dict)
    also: Sequence[Table] = ()

    @property
    def keys(self) -> list[str]:
        """The measures that the form asks for."""
        asked = [key for heading in headings_of(self.headings) for key in heading.keys]
        return [key for key in asked if key in FIGURES["mine"]]

    def sheets(self, correct: bool = False) -> list[Table]:
        """The form filled in, with or without what is wrong in it."""
        wrong = {} if correct else self.wrong
        rows = [self._row(key, wrong) for key in self.units]
        flaws = [Flaw(0, key, kind, what) for key, (_, kind, what) in wrong.items()]
        flaws += [Flaw(0, *self.flaw)] if self.flaw else []
        words = dict(self.table)
        if correct:
            words["above"] = [words["above"][0] + "（更正）", *words["above"][1:]]
        return [Table(self.sheet, "unit_report", self.headings, rows, flaws=flaws, **words), *self.also]

    def _row(self, key: str, wrong: dict[str, tuple[Any, str, str]]) -> Row:
        figures = {name: self._dressed(name, FIGURES[key][name]) for name in self.keys}
        typed = {name: value for name, (value, _, _) in wrong.items()}
        unit = {"unit": self.spelling or UNIT[key]["title"], "period": self.period}
        return unit | figures | self.extra | typed

    def _dressed(self, name: str, value: Any) -> Any:
        return (self.dress.get(name) or self.dress.get("*") or (lambda same: same))(value)


MINE = Report(
    "03_报表_露天煤矿.xlsx",
    ["mine"],
    "竞赛开展情况{竞赛项目数（项）{劳动竞赛=labour_contests | 技能竞赛=skills_contests | 重点工程=key_projects | 安康杯=safety_contests | 班组长=leader_contests}"
    " | 参赛职工{人=workers | 人次=participations | 其中农民工=migrant_participations}}"
    " | 职工素质提升{技术培训{场次=trainings | 人次=trained} | 岗位练兵技术比武（人次）=drilled | 晋升技术等级（人次）=promotions}"
    " | 群众性创新{合理化建议{提出（件）=suggestions_proposed | 采纳（件）=suggestions_adopted | 实施（件）=suggestions_implemented | 其中节能减排（件）=suggestions_energy | 参与（人次）=suggestion_participants}"
    " | 技术革新（项）=innovations | 发明创造（项）=inventions | 技术攻关（项）=tackling | 专利（项）=patents | 先进操作法（项）=operating_methods | “五小”成果（项）=small_five | 创经济效益（万元）=benefit}"
    " | 安全生产{排查隐患（条）=hazards_found | 整改隐患（条）=hazards_fixed | 安全检查（次）=safety_checks}",
    "2025年报",
    dress={key: comma for key in ("workers", "participations", "drilled", "suggestion_participants")},
    table={
        "above": [
            "2025年度劳动和技能竞赛情况统计表",
            ["填报单位（盖章）：云泽旗青格勒露天煤矿有限责任公司", "报告期：2025年"],
        ],
        "below": [["单位负责人：额尔敦巴根", "填表人：许晓霞", "联系电话：0000-8210417", "报出日期：2025年10月15日"]],
    },
)
LEADZINC = Report(
    "03_报表_赤岭铅锌矿.xlsx",
    ["leadzinc"],
    "序号=# | 单位名称=unit | 统计期=period | 开展劳动竞赛（项）=labour_contests | 技能比赛（项）=skills_contests | 参赛职工{人=workers | 人次=participations} | 其中农民工（人次）=migrant_participations"
    " | 合理化建议{提出（条）=suggestions_proposed | 采纳（条）=suggestions_adopted | 实施（条）=suggestions_implemented}"
    " | 技术革新项目（项）=innovations | 技术攻关（项）=tackling | 发明创造（项）=inventions | 专利（项）=patents | 推广先进操作法（项）=operating_methods | 经济效益（万元）=benefit"
    " | 技术培训{场次=trainings | 人次=trained} | 排查隐患（条）=hazards_found | 整改隐患（条）=hazards_fixed | 备注=remark",
    wrong={
        "suggestions_implemented": (
            188,
            "implemented_over_proposed",
            "实施 188 条多于提出 166 条（也多于采纳 106 条），应为 88 条",
        )
    },
    table={
        "above": ["赤岭铅锌矿业公司群众性经济技术创新活动统计表"],
        "below": ["注：合理化建议按条统计，实施数含上年结转。", ["负责人：何永旭", "制表人：萨仁花", "2025年10月18日"]],
        "look": Look("仿宋", 12, "", 18),
    },
)
POWER = Report(
    "03_报表_供电分公司.xls",
    ["power"],
    "填报单位=unit | 统计年度=period | 劳动竞赛项数=labour_contests | 技能竞赛项数=skills_contests | 重点工程竞赛=key_projects | 安康杯竞赛=safety_contests | 班组长竞赛=leader_contests"
    " | 参赛人数=workers | 参赛人次=participations | 培训{场次=trainings | 人次=trained} | 岗位练兵、技术比武=drilled | 晋升等级=promotions"
    " | 提出建议（项）=suggestions_proposed | 采纳建议（项）=suggestions_adopted | 实施建议（项）=suggestions_implemented | 参与建议=suggestion_participants"
    " | 技术革新=innovations | 技术发明=inventions | 攻关项目=tackling | 专利数=patents | 先进操作法=operating_methods | 五小成果=small_five | 创效益（万元）=benefit | 知识竞赛=quiz_participants",
    "统计表",
    period="2025",
    dress={"*": as_text},
    table={
        "above": ["供电分公司2025年劳动竞赛统计报表", ""],
        "below": [["审核人：徐国峰", "填表人：吴佳怡", "联系电话：0000-8212366"]],
        "look": Look(title=18),
    },
)
WIND = Report(
    "03_报表_苍穹新能源.csv",
    ["wind"],
    " 单 位 名 称 =unit | 报　告　期=period | 劳动竞赛（项） =labour_contests | 技能比赛（项）=skills_contests | 参赛职工（人）=workers | 参赛（人次）=participations | 农民工参赛（人次）=migrant_participations"
    " | 培训场次=trainings | 培训人次=trained | 岗位练兵=drilled | 晋升职业技能等级=promotions | 提出合理化建议 （件）=suggestions_proposed | 建议采纳（件）=suggestions_adopted | 建议实施（件）=suggestions_implemented"
    " | 其中节能减排建议=suggestions_energy | 技术革新=innovations | 发明=inventions | 技术攻关=tackling | 专利=patents | 先进操作法=operating_methods | “五小”=small_five | 创经济效益 (万元)=benefit | 竞赛经费（万元）=spent",
    "苍穹",
    spelling="云泽旗　苍穹新能源发电有限公司 ",
    period="２０２５年度",
    dress={"*": full_width, "participations": as_text},
    table={"above": ["苍穹新能源公司工会劳动和技能竞赛统计表"], "below": [["填表人：那顺毕力格", "审核：田海宁"]]},
)
DAIRY = Report(
    "03_报表_白塔拉乳业.xlsx",
    ["dairy"],
    "序号=# | 企业名称=unit | 内部代码=code | 报告时间=period | 劳动竞赛（项）=labour_contests | 技能竞赛（项）=skills_contests | 参赛职工（人）=workers | 参赛（人次）=participations | 去年人次=before | 农民工参赛（人次）=migrant_participations"
    " | 技术培训{场次=trainings | 人次=trained} | 技术练兵技术比武=drilled | 晋升等级=promotions"
    " | 合理化建议{提出（件）=suggestions_proposed | 采纳（件）=suggestions_adopted | 采纳实施（件）=suggestions_implemented | 其中节能减排=suggestions_energy | 参与人次=suggestion_participants}"
    " | 技术革新（项）=innovations | 发明创造（项）=inventions | 技术攻关（项）=tackling | 获得专利（项）=patents | 总结推广先进操作法（项）=operating_methods | 五小成果（项）=small_five | 经济效益（万元）=benefit | 投入经费（万元）=spent",
    "乳业工会",
    dress={"participations": comma, "benefit": with_word("万元")},
    extra={"code": "RY-07", "before": 2605},
    table={
        "above": ["白塔拉乳业有限公司工会2025年劳动和技能竞赛情况表", "单位：件、项、人次、万元"],
        "below": [["单位负责人：邓立峰", "填表人：敖登托娅", "报出日期：2025.10.20"]],
        "hidden": ("code", "before", "patents"),
        "look": Look("微软雅黑", 10, "#E2EFDA", 14),
    },
)
MEAT = Report(
    "03_报表_绿野滩肉业.xlsx",
    ["meat"],
    "企业名称=unit | 年度=period | 劳动竞赛=labour_contests | 技能竞赛=skills_contests | 参赛职工人数=workers | 参赛人次=participations | 其中农民工参赛=migrant_participations | 培训场次=trainings | 培训人次=trained | 晋升等级（人次）=promotions"
    " | 收到合理化建议（件）=suggestions_proposed | 采纳建议=suggestions_adopted | 被采纳实施（件）=suggestions_implemented | 技术革新=innovations | 技术发明=inventions | 先进操作法=operating_methods | 创造效益（万元）=benefit",
    "表一",
    period="2025年",
    wrong={"promotions": ("约30人", "not_a_number", "整数格内填了“约30人”，更正后为 28")},
    table={
        "above": ["2025年竞赛数据", ""],
        "below": ["备注：晋升等级人数以人社部门核定为准。"],
        "look": Look(title=14),
    },
)
MONGOL_HOSPITAL = Report(
    "03_报表_蒙医医院.ods",
    ["mhosp"],
    "序号=# | 基层单位=unit | 统计年度=period | 技能比赛（项）=skills_contests | 安康杯（项）=safety_contests | 参赛职工（人）=workers | 参赛（人次）=participations | 培训场次=trainings | 培训人次=trained | 岗位练兵（人次）=drilled"
    " | 晋升等级=promotions | 提出建议（件）=suggestions_proposed | 采纳（件）=suggestions_adopted | 实施（件）=suggestions_implemented | 技术革新（项）=innovations | 技术攻关（项）=tackling | 先进操作法（项）=operating_methods | 创效益（万元）=benefit",
    "蒙医医院",
    period=2025,
    table={"above": ["云泽旗蒙医综合医院工会劳动和技能竞赛报表"], "below": [["负责人：乌日高娃", "填报人：格根塔娜"]]},
)
HOSPITAL = Report(
    "03_报表_人民医院.xlsx",
    ["hosp"],
    "单位=unit | 报告期=period | 竞赛{竞赛项目数{技能竞赛=skills_contests | 安康杯=safety_contests} | 参赛职工{人=workers | 人次=participations}} | 培训{场次=trainings | 人次=trained} | 岗位练兵=drilled | 晋升技术等级=promotions"
    " | 合理化建议{提出=suggestions_proposed | 采纳=suggestions_adopted | 实施=suggestions_implemented} | 创新{技术革新=innovations | 技术攻关=tackling | 发明创造=inventions | 专利=patents | 先进操作法=operating_methods} | 创经济效益=benefit | 安全检查=safety_checks",
    "人民医院",
    dress={
        "workers": with_word("人"),
        "participations": with_word(" 人次"),
        "trained": with_word("人次"),
        "trainings": full_width,
        "suggestions_proposed": with_word("件"),
        "benefit": in_yuan,
    },
    table={
        "above": [
            "劳动和技能竞赛情况统计表",
            ["填报单位：云泽旗人民医院工会委员会", "报告期：2025年", "计量单位：人、件、项"],
        ],
        "below": ["说明：本表不含编外实习人员。"],
    },
)
EDUCATION = Report(
    "03_报表_教育系统.xlsx",
    ["school", "college", "primary"],
    "序号=# | 单位名称=unit | 报告期=period | 技能竞赛（项）=skills_contests | 参赛职工{人=workers | 人次=participations} | 培训{场次=trainings | 人次=trained} | 岗位练兵（人次）=drilled"
    " | 合理化建议{提出（件）=suggestions_proposed | 采纳（件）=suggestions_adopted | 实施（件）=suggestions_implemented} | 技术革新（项）=innovations | 先进操作法（项）=operating_methods | 经济效益（万元）=benefit | 备注=remark",
    "教育工会汇总",
    table={
        "above": [
            "云泽旗教育系统2025年劳动和技能竞赛情况汇总表",
            ["报送：云泽旗教育系统工会工作委员会", "2025年10月22日"],
        ],
        "total": (
            "skills_contests",
            "workers",
            "participations",
            "trainings",
            "trained",
            "drilled",
            "suggestions_proposed",
            "suggestions_adopted",
            "suggestions_implemented",
            "innovations",
            "operating_methods",
            "benefit",
        ),
        "below": [
            "注：1.各校教学技能竞赛计入技能竞赛；2.其他学校未开展。",
            ["单位负责人：崔文涛", "填表人：郝雅琴", "联系电话：0000-8219955"],
        ],
    },
)
RAIL = Report(
    "03_报表_铁路项目部.xlsx",
    ["rail"],
    "创经济效益（万元）=benefit | 实施建议（件）=suggestions_implemented | 采纳建议（件）=suggestions_adopted | 提出建议（件）=suggestions_proposed | 先进操作法=operating_methods | 专利=patents | 发明创造=inventions | 技术攻关=tackling | 技术革新=innovations"
    " | 晋升技术等级（人次）=promotions | 技术培训人次=trained | 技术培训场次=trainings | 农民工（人次）=migrant_participations | 参赛人次=participations | 参赛人数=workers | 重点工程（项）=key_projects | 劳动竞赛（项）=labour_contests | 技能竞赛（项）=skills_contests | 单位名称=unit",
    "项目部",
    table={
        "above": ["北云铁路云泽段项目部2025年度劳动竞赛完成情况", ""],
        "below": [["审核人：", "经办：韩振东", "2025年10月9日"]],
        "look": Look("黑体", 11, "#FCE4D6", 16),
    },
)
BUILD = Report(
    "03_报表_筑安建筑.xlsx",
    ["build"],
    "★单位名称=unit | ★统计期=period | 1.劳动竞赛（项）=labour_contests | 2.技能竞赛（项）=skills_contests | 3.重点工程（项）=key_projects | 4.参赛职工（人）=workers | 5.参赛人次=participations | 6.其中农民工=migrant_participations"
    " | 7.培训场次=trainings | 8.培训人次=trained | 9.提出建议=suggestions_proposed | 10.采纳建议=suggestions_adopted | 11.实施建议=suggestions_implemented | 12.技术革新=innovations | 13.技术发明=inventions | 14.技术攻关=tackling | 15.专利=patents | 16.先进操作法=operating_methods | 17.创造效益（万元）=benefit",
    "Sheet2",
    wrong={
        "trainings": (256, "trained_under_sessions", "培训场次和人次填反：256 场次、5 人次"),
        "trained": (5, "trained_under_sessions", "培训场次和人次填反：256 场次、5 人次"),
    },
    table={
        "above": ["筑安建筑公司群众性创新与竞赛报表", "注意：带★的为必填项"],
        "below": [["工会主席（签字）：", "经办人（签字）：", "日期：    年  月  日"]],
        "look": Look("宋体", 12),
    },
)
TRUCK = Report(
    "03_报表_驰远物流平台.xlsx",
    ["truck"],
    "单位名称=unit | 报告期=period | 劳动竞赛（项）=labour_contests | 技能竞赛（项）=skills_contests | 参赛职工{人=workers | 人次=participations} | 农民工（人次）=migrant_participations | 知识竞赛参与（人次）=quiz_participants | 技术培训{场次=trainings | 人次=trained}"
    " | 合理化建议{提出（件）=suggestions_proposed | 采纳（件）=suggestions_adopted | 实施（件）=suggestions_implemented} | 技术革新（项）=innovations | 发明创造（项）=inventions | 先进操作法（项）=operating_methods | 经济效益（万元）=benefit",
    "平台工会",
    dress={"participations": comma, "quiz_participants": lambda number: "1.2万"},
    table={
        "above": ["货车司机工会竞赛情况表", "填报要求：按示例填写，人次可填“万”"],
        "asides": [
            {
                "unit": "示例：某某物流公司",
                "period": "2025年",
                "labour_contests": 1,
                "workers": 30,
                "participations": 60,
                "suggestions_proposed": 5,
            }
        ],
        "below": [["单位负责人：陆建军", "填表人：莎林琪琪", "联系电话：199-0000-6621"]],
        "look": Look("等线", 11, "#D9E1F2", 16),
    },
)
RARE = Report(
    "03_报表_稀土新材料.xlsx",
    ["rare"],
    "单位名称=unit | 统计期=period | 一、竞赛{劳动竞赛（项）=labour_contests | 技能竞赛（项）=skills_contests | 重点工程（项）=key_projects | 班组长（项）=leader_contests | 参赛人数=workers | 参赛人次=participations | 农民工参赛=migrant_participations}"
    " | 二、素质提升{培训场次=trainings | 培训人次=trained | 岗位练兵=drilled | 晋升等级=promotions}"
    " | 三、创新创效{提出建议（件）=suggestions_proposed | 采纳建议（件）=suggestions_adopted | 实施建议（件）=suggestions_implemented | 节能减排（件）=suggestions_energy | 技术革新=innovations | 技术攻关=tackling | 发明创造=inventions | 专利=patents | 先进操作法=operating_methods | 五小成果=small_five | 创效益（万元）=benefit}",
    "数据表",
    table={
        "above": ["稀土新材料公司工会工作统计", "制表时间：2025/10/16"],
        "below": [["填表人：蒋思洁", "工会（盖章）"]],
        "top": 2,
        "left": 2,
        "look": Look("宋体", 11, "#EDEDED"),
    },
    also=[
        Table(
            "填表说明",
            "",
            "项目=item | 口径=meaning",
            [{"item": "参赛人数", "meaning": "同一职工只计一次"}, {"item": "参赛人次", "meaning": "每参加一项计一次"}],
            above=["填表说明"],
            portrait=True,
        ),
    ],
)
ROAD = Report(
    "03_报表_公路养护中心.xlsx",
    ["road"],
    "序号=# | 单位名称=unit | 报告期=period | 劳动竞赛（项）=labour_contests | 技能竞赛（项）=skills_contests | 参赛职工{人=workers | 人次=participations} | 技术培训{场次=trainings | 人次=trained}"
    " | 合理化建议{提出（件）=suggestions_proposed | 采纳（件）=suggestions_adopted | 实施（件）=suggestions_implemented} | 技术革新（项）=innovations | 创经济效益（万元）=benefit | 备注=remark",
    "报表",
    flaw=("workers", "empty_return", "空表：除单位和报告期外全部未填"),
    table={
        "above": ["劳动和技能竞赛情况统计表", ["填报单位（盖章）：云泽旗公路养护中心", "报告期：2025年"]],
        "below": [["单位负责人：", "填表人：", "联系电话：", "报出日期："]],
    },
)
REPORTS = [
    MINE,
    LEADZINC,
    POWER,
    WIND,
    DAIRY,
    MEAT,
    MONGOL_HOSPITAL,
    HOSPITAL,
    EDUCATION,
    RAIL,
    BUILD,
    TRUCK,
    RARE,
    ROAD,
]


# ---- rosters and score sheets ----------------------------------------------------------------------------------

GRADE_SPELLINGS = {
    "初级工": ["初级", "五级", "五级/初级工"],
    "中级工": ["中级", "四级", "中级工"],
    "高级工": ["高级工", "三级", "三级/高级工"],
    "技师": ["技师", "二级/技师", "二级"],
    "高级技师": ["高级技师", "一级/高级技师", "一级"],
}


def with_changes(rows: Sequence[Row], changes: dict[int, Row]) -> list[Row]:
    """The rows, some of them typed in another way."""
    return [row | changes.get(number, {}) for number, row in enumerate(rows)]


def dashed(rows: Sequence[Row]) -> list[Row]:
    """Telephones as people write them: some with dashes, some with spaces."""
    ways = {1: "{}-{}-{}", 4: "{} {} {}"}
    return [
        row | {"phone": ways.get(number % 6, "{}{}{}").format(row["phone"][:3], row["phone"][3:7], row["phone"][7:])}
        for number, row in enumerate(rows)
    ]


def rosters() -> list[Book]:
    """04: who enters four of the skills contests."""
    return [
        ("04_报名_电工_全旗汇总.xlsx", [_electricians()]),
        ("04_报名_焊工_建筑矿山.xls", [_welders()]),
        ("04_报名_护士_卫健系统.csv", [_nurses()]),
        ("04_报名_快递员_新就业形态.xlsx", [_couriers()]),
    ]


def _electricians() -> Table:
    people = dashed(entrants()["电工"])
    number = people[8]["id_number"]
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    return Table(
        "报名汇总",
        "entry",
        "序号=# | 参赛工种=trade | 组别=category | 姓名=name | 性别=sex | 民族=nation | 身份证号=id_number | 学历=education | 政治面貌=politics | 工作单位=unit"
        " | 岗位=post | 职业技能等级=grade | 证书编号=certificate | 从事本工种年限=trade_years | 联系电话=phone | 备注=remark",
        with_changes(people, {8: {"id_number": wrong}, 20: {"nation": " "}}),
        above=["参赛选手报名汇总表", [f"竞赛名称：{skills_title('电工')}", "填报单位：云泽旗总工会劳动和经济工作部"]],
        below=[PRIVATE_NOTE, ["单位负责人：", "填表人：孟克图", "报出日期：2025年5月16日"]],
        merged=("unit",),
        flaws=[
            Flaw(8, "id_number", "id_check_digit", "身份证号校验码不对（最后一位抄错）"),
            Flaw(20, "nation", "only_a_space", "民族一格里只有一个空格"),
        ],
        look=Look(fill="#F2F2F2"),
    )


def _welders() -> Table:
    people = [
        row | {"grade": GRADE_SPELLINGS[row["grade"]][number % 3], "trade_years": f"{row['trade_years']}年"}
        for number, row in enumerate(dashed(entrants()["焊工"]))
    ]
    again = people[5] | {"phone": "199-0000-0000"}
    return Table(
        "焊工",
        "entry",
        "序号=# | 单位名称=unit | 选手姓名=name | 性别=sex | 民族=nation | 身份证号码=id_number | 文化程度=education | 政治面貌=politics"
        " | 职务=post | 技能等级=grade | 职业资格证书编号=certificate | 工种年限=trade_years | 手机号码=phone",
        [*people, again],
        above=["云泽旗焊工技能比赛参赛人员名单", f"竞赛名称：{skills_title('焊工')}"],
        below=["备注：最后一名为补报。"],
        flaws=[Flaw(len(people), "name", "same_person_twice", "与第 6 名是同一人（身份证号相同），电话不同")],
    )


def _nurses() -> Table:
    people = entrants()["护士"]
    wide = people[11]["id_number"].translate(FULL_WIDTH)
    changes = {
        6: {"sex": None},
        19: {"sex": None},
        11: {"id_number": wide},
        14: {"id_number": people[14]["id_number"].lower() + " "},
    }
    return Table(
        "护士",
        "entry",
        "姓 名=name | 性别=sex | 出生年月=birth | 民族=nation | 公民身份号码=id_number | 所在单位=unit | 岗位=post | 学历=education | 政治面貌=politics | 联系方式=phone",
        with_changes(people, changes),
        above=["卫健系统护理技能比赛报名表", f"竞赛名称：{skills_title('护士')}"],
        flaws=[Flaw(6, "sex", "blank", "性别没有填"), Flaw(19, "sex", "blank", "性别没有填")],
    )


def _couriers() -> Table:
    people = dashed(entrants()["快递员"])
    as_number = int(people[12]["id_number"][:17] + "0")
    other = {"男": "女", "女": "男"}[people[25]["sex"]]
    rows = [row | {"number": f"KD{at + 1:03}", "identity": "新就业形态"} for at, row in enumerate(people)]
    return Table(
        "Sheet1",
        "entry",
        "参赛编号=number | 基本情况{姓　名=name | 性 别=sex | 民族=nation | 身份证=id_number | 手机=phone} | 工作情况{单位=unit | 岗位名称=post | 职业等级=grade | 从业年限=trade_years | 人员类别=identity} | 备注=remark",
        with_changes(rows, {12: {"id_number": as_number}, 25: {"sex": other}}),
        above=["快递员职业技能比赛报名表", [f"比赛名称：{skills_title('快递员')}", "2025年9月10日"]],
        flaws=[
            Flaw(12, "id_number", "id_as_number", "身份证号按数字录入，末几位已被 Excel 丢掉"),
            Flaw(25, "sex", "sex_against_id", "性别与身份证号不符"),
        ],
        look=Look("微软雅黑", 10, "#E2EFDA"),
    )


def scores(people: Sequence[Row], first: Sequence[str], seed: int, tie: str) -> list[Row]:
    """Theory and practical in half points, 30:70; the named people first; one tie: `settled` by practical or `shared`."""
    rng = random.Random(seed)
    marks = [(rng.randint(120, 188) / 2, rng.randint(130, 194) / 2) for _ in people]
    marks.sort(key=_worth, reverse=True)
    if tie == "settled":
        marks[8] = (marks[7][0] + 3.5, marks[7][1] - 1.5)
    else:
        marks[11] = marks[10]
    leading = [each for name in first for each in people if each["name"] == name]
    others = [each for each in people if each["name"] not in first]
    rng.shuffle(others)
    ranked = [*leading, *others]
    places = [1 + sum(_worth(other) > _worth(mark) for other in marks) for mark in marks]
    return [
        each
        | {"theory_score": mark[0], "practical_score": mark[1], "total_score": _worth(mark)[0]}
        | _awards(each, place, len(people))
        for each, mark, place in zip(ranked, marks, places, strict=True)
    ]


def _worth(mark: tuple[float, float]) -> tuple[float, float]:
    """What decides: the total, then the practical part."""
    return round(mark[0] * 0.3 + mark[1] * 0.7, 2), mark[1]


def _awards(each: Row, place: int, entrants: int) -> Row:
    prize = (
        "一等奖"
        if place == 1
        else "二等奖"
        if place <= 3
        else "三等奖"
        if place <= 6
        else "优胜奖"
        if place <= entrants // 2
        else None
    )
    title = "技术状元" if place == 1 else "技术能手" if place <= 10 else None
    promotion = {"技师": "高级技师", "高级技师": None}.get(each["grade"], "技师") if place <= 10 else None
    return {"place": place, "prize": prize, "title": title, "grade_before": each["grade"], "grade_after": promotion}


def score_sheets() -> list[Book]:
    """05: results of two contests; the people are those of the rosters."""
    finalists = [
        each for at, each in enumerate(entrants()["电工"]) if (at % 9 not in (0, 4, 6, 7) and at != 8) or at == 18
    ]
    numbered = [each | {"number": f"DG-{at + 1:02}"} for at, each in enumerate(finalists)]
    electricians = scores(
        numbered, ["阿拉坦·其木格", "王磊", "额尔德尼巴雅尔·苏布德其其格", "王𬭊"], SEED + 3, "settled"
    )
    electricians = [each | {"name": each["name"].replace("阿拉坦·", "阿拉坦•")} for each in electricians]
    welders = [each | {"number": f"{at + 1:03}", "status": "参赛"} for at, each in enumerate(entrants()["焊工"])]
    absent = [each | {"status": "缺考", "remark": "缺考"} for each in (welders[13], welders[40])]
    present = [each for at, each in enumerate(welders) if at not in (13, 40)]
    ranked = scores(present, ["钢宝力达", "李㛃", "青格勒图·阿斯尔"], SEED + 4, "shared")
    return [
        ("05_成绩册_电工.xlsx", [_electricians_scored(electricians)]),
        ("05_成绩册_焊工.xlsx", [_welders_scored([*ranked, *absent])]),
    ]


JURY = ["裁判长：宋国栋", "统分员：托娅", "监督员：冯志刚"]


def _electricians_scored(rows: list[Row]) -> Table:
    return Table(
        "成绩册",
        "entry",
        "名次=place | 参赛号=number | 姓名=name | 性别=sex | 身份证号=id_number | 工作单位=unit | 代表队=delegation | 理论成绩=theory_score | 实操成绩=practical_score | 总成绩=total_score"
        " | 奖项=prize | 称号=title | 原等级=grade_before | 拟晋等级=grade_after | 备注=remark",
        rows,
        above=[f"{skills_title('电工')}成绩册", ["比赛时间：2025年6月12日至13日", "比赛地点：云泽旗职业技术学校"]],
        below=["说明：总成绩＝理论成绩×30%＋实操成绩×70%；总成绩相同的，实操成绩高者名次在前。", JURY],
        hidden=("id_number",),
        look=Look(fill="#FFF2CC"),
    )


def _welders_scored(rows: list[Row]) -> Table:
    return Table(
        "焊工决赛",
        "entry",
        "名次=place | 参赛编号=number | 姓名=name | 身份证号码=id_number | 工作单位=unit | 成绩{理论（30%）=theory_score | 实操（70%）=practical_score | 总分=total_score}"
        " | 获奖等次=prize | 授予称号=title | 等级晋升{原等级=grade_before | 拟晋等级=grade_after} | 到场情况=status | 备注=remark",
        rows,
        above=["焊工比赛决赛成绩册", [f"竞赛名称：{skills_title('焊工')}", "2025年6月20日"]],
        below=["注：成绩完全相同的名次并列，下一名次空缺。", JURY],
    )


# ---- the other registers ---------------------------------------------------------------------------------------


def other_registers() -> list[Book]:
    """06–12: suggestions, studios, works, safety, training, honours, money."""
    return [
        ("06_合理化建议.xlsx", [_suggestions()]),
        ("07_创新工作室.xlsx", [_studios()]),
        ("08_五小成果.xlsx", [_works()]),
        ("09_安康杯参赛情况.xlsx", [_safety()]),
        ("10_培训.xlsx", [_trainings()]),
        ("11_荣誉.xlsx", [_honours()]),
        ("12_经费.xlsx", [_funds()]),
    ]


def _suggestions() -> Table:
    rows = []
    for number, row in enumerate(SUGGESTIONS):
        known = person(row["unit"], row["person"]) if isinstance(row["person"], int) else None
        who = (
            {"proposer": known["name"], "phone": known["phone"], "unit": known["unit"]}
            if known
            else {"proposer": row["person"]}
        )
        rows.append(row | who | {"proposed_on": spelled(row["proposed_on"], number)})
    return Table(
        "合理化建议",
        "suggestion",
        "序号=# | 建议名称=title | 类别=kind | 建议人=proposer | 联系电话=phone | 提出单位=unit | 提出时间=proposed_on | 改进措施=measures | 改进效果=effect"
        " | 是否采纳=adopted | 是否实施=implemented | 其中节能减排=energy | 经济效益（万元）=benefit",
        rows,
        above=["云泽旗2025年职工合理化建议征集登记表"],
        flaws=[
            Flaw(29, "unit", "unknown_unit", "单位名册里没有这个单位"),
            Flaw(29, "proposer", "unknown_person", "登记的职工里没有这个人"),
        ],
        look=Look("仿宋", 11, "#F2F2F2", 18),
    )


def _studios() -> Table:
    have = ["有标识", "有场地", "有团队", "有制度", "有经费", "有课题", "有成果"]
    rows = []
    for number, row in enumerate(STUDIOS):
        leader = person(row["unit"], row["person"])
        rows.append(
            row
            | {"title": f"{leader['name']}{row['topic']}创新工作室", "leader": leader["name"], "unit": leader["unit"]}
            | {"seven": "、".join(have[: 5 if number == 6 else 7]), "named_on": spelled(row["named_on"], number)}
        )
    return Table(
        "工作室",
        "studio",
        "序号=# | 名称=title | 领衔人=leader | 单位=unit | 级别=level | 命名时间=named_on | 命名单位=named_by | 成员数（人）=members | “七有”情况=seven | 项目数=projects | 成果数=results | 补助（万元）=grant",
        rows,
        above=["云泽旗劳模和工匠人才创新工作室汇总表", ["填报单位：云泽旗总工会", "2025年11月"]],
        total=("members", "projects", "results", "grant"),
        flaws=[Flaw(6, "seven", "seven_incomplete", "旗县级工作室“七有”只有五项")],
    )


def _works() -> Table:
    rows = []
    for number, row in enumerate(WORKS):
        authors = [person(row["unit"], int(at)) for at in str(row["people"]).split()]
        rows.append(
            row
            | {
                "authors": "、".join(each["name"] for each in authors),
                "unit": authors[0]["unit"],
                "phone": authors[0]["phone"],
            }
            | {
                "finished": spelled(row["finished"], number),
                "used_since": "2023.6" if row["kind"] == "先进操作法" else None,
            }
        )
    return Table(
        "五小成果",
        "work",
        "序号=# | 类别=kind | 成果名称=title | 主要完成人=authors | 单位=unit | 完成时间=finished | 是否应用=applied | 应用起始=used_since | 经济效益（万元）=benefit | 专利号=patent | 获奖等次=prize | 联系电话=phone",
        rows,
        above=["“五小”创新成果征集汇总表", f"竞赛名称：{INNOVATION_CONTEST}"],
        total=("benefit",),
        look=Look(fill="#E2EFDA"),
    )


def _safety() -> Table:
    rows = [
        row | {"unit": UNIT[row["key"]]["title"], "rate": f"{row['hazards_fixed'] / row['hazards_found']:.1%}"}
        for row in with_changes(SAFETY_UNITS, {9: {"hazards_fixed": 154}, 15: {"teams": 19}})
    ]
    return Table(
        "安康杯",
        "safety_unit",
        "序号=# | 单位名称=unit | 参赛班组（个）=teams | 参赛职工（人）=workers | 安全培训{场次=trainings | 人次=trained} | 排查隐患（条）=hazards_found | 整改隐患（条）=hazards_fixed | 整改率（%）=rate"
        " | 安全检查（次）=checks | 合理化建议（条）=suggestions | 事故（起）=accidents | 备注=remark",
        rows,
        above=["“安康杯”竞赛参赛情况汇总表", [f"竞赛名称：{SAFETY_CONTEST}", "填报单位（盖章）：云泽旗总工会"]],
        below=[["单位负责人：", "填表人：孟克图", "联系电话：0000-8210001", "报出日期：2025年11月21日"]],
        total=(
            "teams",
            "workers",
            "trainings",
            "trained",
            "hazards_found",
            "hazards_fixed",
            "checks",
            "suggestions",
            "accidents",
        ),
        flaws=[
            Flaw(9, "hazards_fixed", "fixed_over_found", "整改 154 条多于排查 152 条"),
            Flaw(15, "teams", "teams_over_roll", "参赛班组 19 个多于单位名册的 15 个"),
        ],
    )


def _trainings() -> Table:
    rows = [
        row | {"unit": UNIT[row["unit"]]["title"], "on": spelled(row["on"], number)}
        for number, row in enumerate(TRAININGS)
    ]
    return Table(
        "培训练兵",
        "training",
        "序号=# | 培训名称=title | 形式=kind | 举办单位=unit | 培训时间=on | 期数=sessions | 参训人次=people | 其中农民工=migrant_workers | 备注=remark",
        rows,
        above=["云泽旗2025年职工培训和岗位练兵情况表"],
        total=("sessions", "people", "migrant_workers"),
        look=Look("仿宋", 12, "", 18),
    )


def _honours() -> Table:
    rows = []
    for number, row in enumerate(HONOURS):
        whose, _, at = row["subject"].partition(":")
        subject = UNIT[at]["title"] if whose == "unit" else person(whose, int(at))["name"] if at else whose
        rows.append(
            row
            | {"subject": subject, "unit": UNIT[row["unit"]]["title"], "awarded_on": spelled(row["awarded_on"], number)}
        )
    return Table(
        "历年表彰",
        "honour",
        "序号=# | 获奖对象=subject | 荣誉称号=kind | 是否集体=collective | 等次=rank | 级别=level | 所在单位=unit | 授予时间=awarded_on | 授予单位=awarded_by | 文号=document_number",
        rows,
        above=["云泽旗历年表彰荣誉登记表（2019—2025年）", "说明：早年证书遗失的，只登记到月。"],
    )


def _funds() -> Table:
    rows = [
        row
        | {"competition": COMPETITION_OF_FUND.get(row["competition"]) or skills_title(row["competition"])}
        | {"year": YEAR, "on": spelled(row["on"], number)}
        for number, row in enumerate(FUNDS)
    ]
    return Table(
        "经费",
        "fund",
        "竞赛名称=competition | 科目=kind | 资金来源=source | 预算数（元）=budget | 实际支出（元）=actual | 支出日期=on | 凭证号=voucher | 备注=remark",
        rows,
        above=["2025年劳动和技能竞赛经费使用情况表", "单位：元"],
        below=[["单位负责人：", "填表人：托娅"]],
        total=("budget", "actual"),
        subtotal="competition",
        merged=("competition",),
        flaws=[Flaw(6, "actual", "actual_far_from_budget", "焊工材料损耗实际 19600 元比预算 14000 元多 40%")],
        look=Look(fill="#DDEBF7"),
    )


# ---- all of it -------------------------------------------------------------------------------------------------

ABOUT = """赛报 演示资料说明

本文件夹里的工作簿模拟“北原盟云泽旗”各单位 2025 年报送旗总工会的材料。地名、单位、人名、电话、代码、文号、专利号全部虚构。

一、身份证号：前六位一律为 999999。该行政区划代码没有分配给任何地方，校验码按 GB 11643 计算，不对应任何真实人员。
二、统一社会信用代码：以 99 开头，不是登记管理部门使用的代码，校验码按 GB 32100 计算。
三、电话：手机号为 1990000 开头，固定电话区号为 0000，均不能拨通。
四、材料中故意留有常见差错（约数、填反、抄错的身份证号、重复报名、空表等），用来演示程序如何指出差错。
五、“更正”文件夹里是有差错的单位退回后重新报送的报表。

文件按编号顺序读入即可：01 单位名册，02 竞赛台账，03 单位报表，04 报名表，05 成绩册，06—12 其他登记，13 一项在程序中评分的比赛，14 前五年的统计，15 规划目标和分解。
“考核”文件夹里是 6 个单位两年的“安康杯”考核表，在“考核”页读入，或用命令 assess import 读入。
"""


def books() -> Iterator[Book]:
    """Every workbook, by its path in the folder, in reading order."""
    yield from unit_roll()
    yield from competitions()
    for report in sorted(REPORTS, key=lambda report: report.file):
        yield report.file, report.sheets()
    yield from rosters()
    yield from score_sheets()
    yield from other_registers()
    for made_of_these in ("tests.demo_contest", "tests.demo_history"):
        yield from import_module(made_of_these).books()
    for report in REPORTS:
        if report.wrong:
            path = Path(report.file)
            yield f"更正/{path.stem}_更正{path.suffix}", report.sheets(correct=True)


def expected() -> str:
    """What tests may expect of these workbooks, as TOML."""
    lines = [
        "# Written by tests/demo_workbooks.py: what the demonstration workbooks hold and what is wrong in them.",
        "",
    ]
    for path, tables in books():
        for table in tables:
            lines += _expected_of(path, table)
    people = {trade: len(entered) for trade, entered in entrants().items()}
    return "\n".join(
        [*lines, *_expected_figures(), "[entrants]  # people of each roster, each once", *_words(people), ""]
    )


def _expected_of(path: str, table: Table) -> list[str]:
    """The rows of a sheet, and what is wrong in it where."""
    where = {"file": path, "sheet": Path(path).stem if path.endswith(".csv") else table.name}
    rows = {"record": table.record, "rows": len(table.rows) if table.record else 0}
    lines = ["[[sheets]]", *_words(where | rows), ""]
    grid = lay(table)
    for flaw in table.flaws:
        what = {"cell": grid.address(flaw), "field": flaw.key, "kind": flaw.kind, "what": flaw.what}
        lines += ["[[flaws]]", *_words(where | what), ""]
    return lines


def _expected_figures() -> list[str]:
    lines = ["# Figures of the units as they are when the corrections have been read; money in yuan.", ""]
    totals: dict[str, float] = {}
    for report in REPORTS:
        for key in report.units:
            told = {name: figure for name in report.keys if (figure := FIGURES[key][name]) is not None}
            figures = {name: _in_yuan(name, figure) for name, figure in told.items()}
            totals |= {name: totals.get(name, 0) + figure for name, figure in figures.items()}
            lines += [f'[reports."{UNIT[key]["title"]}"]', *_words(figures), ""]
    return [*lines, "[totals]", *_words(totals), ""]


def _in_yuan(name: str, value: Any) -> Any:
    return round(value * 10000) if name in ("benefit", "spent") else value


def _words(values: Row) -> list[str]:
    def word(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    return [f"{key if key.isascii() else word(key)} = {word(value)}" for key, value in values.items()]


def main(folder: Path) -> None:
    """Writes all workbooks, and what they are, into a folder."""
    for path, tables in books():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(WRITERS[target.suffix]([lay(table) for table in tables]))
    demo_assessments.write(folder, {unit["key"]: unit["title"] for unit in UNITS}, SAFETY_CONTEST)
    (folder / "说明.txt").write_bytes(ABOUT.encode())


if __name__ == "__main__":
    main(ROOT / "resources" / "demo")
    (ROOT / "tests" / "golden" / "demo_expected.toml").write_bytes(expected().encode())
