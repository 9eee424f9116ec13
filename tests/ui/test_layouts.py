"""Asked of every shipped layout: it can be set on every paper, plain and preprinted, for short and long names."""

from __future__ import annotations

import datetime

import pytest

from models import certificates, schema
from models.certificates import Layout, Page, Paper
from models.certificates.fitting import corners
from models.office import Office
from models.resources import Resources
from ui.parts.painter import typeset

LIBRARY = Resources()
SCHEMA = schema.load(LIBRARY)
LAYOUTS = certificates.load(LIBRARY, SCHEMA)
PAPERS = certificates.papers(LIBRARY)
NAMES = [
    "王力",
    "钢宝力达",
    "阿拉坦·其木格",
    "额尔德尼巴雅尔·苏布德其其格·敖其尔",
    "乌兰巴特尔·阿拉坦其其格·额尔德尼·苏布德",
]
COLLECTIVES = [
    "一班",
    "云泽旗公路养护中心",
    "云泽旗白塔拉乳业有限责任公司液态奶事业部灌装二车间",
    "中国建筑第九十九工程局有限公司北原盟分公司",
]
CONTESTS = [
    "2025年云泽旗焊工比赛",
    "2025年云泽旗职工职业技能比赛（光伏发电运维值班员）暨北原盟职工职业技能比赛选拔赛",
]
every_layout = pytest.mark.parametrize("name", LAYOUTS)
every_paper = pytest.mark.parametrize("paper", PAPERS)


def filled(layout: Layout, at: int) -> Page:
    """A page with the shortest values, or with longer ones as `at` grows."""
    collective = not any(word in layout.texts[1].say for word in ("同志", "worker"))
    whom = (COLLECTIVES if collective else NAMES)[at % 4]
    told = dict.fromkeys(layout.places, "二等奖") | {
        "worker.name": NAMES[at % len(NAMES)],
        "subject": whom,
        "team.title": ["一班", "采掘三队青年班组"][at % 2],
        "unit.title": ["供电分公司", "云泽旗白塔拉乳业有限责任公司"][at % 2],
        "team.unit.title": ["供电分公司", "云泽旗白塔拉乳业有限责任公司"][at % 2],
        "competition.title": CONTESTS[at % 2],
        "competition.trade": ["焊工", "光伏发电运维值班员"][at % 2],
        "competition.host": ["云泽旗总工会", "云泽旗人力资源和社会保障局"][at % 2],
        "kind": ["先进单位", "优秀组织单位"][at % 2],
        "place": str(at + 1),
        "title": "技术能手",
        "federation": "云泽旗总工会",
        "date": "2025-10-08",
        "awarded_on": ["2025-10", "2025-10-28"][at % 2],
        "number": "北总工竞〔2025〕001号",
    }
    return certificates.page(layout, at, whom, told)


@every_paper
@every_layout
def test_it_can_be_set_for_every_name(name: str, paper: str) -> None:
    for preprinted in (False, True):
        layout = certificates.on_paper(LAYOUTS[name], PAPERS[paper], preprinted)
        for at in range(len(NAMES)):
            one = typeset(filled(layout, at))
            assert one.problems == []
            for text in one.texts:
                (left, top), (right, bottom) = corners(text.box, text.setting)
                assert 0 <= left <= right <= PAPERS[paper].width
                assert 0 <= top <= bottom <= PAPERS[paper].height


@every_layout
def test_no_text_stands_over_another(name: str) -> None:
    for size in (Paper(297, 210), Paper(210, 297)):
        one = typeset(filled(certificates.on_paper(LAYOUTS[name], size), 3))
        placed = [corners(text.box, text.setting) for text in one.texts]
        for at, ((left, top), (right, bottom)) in enumerate(placed):
            for (x, y), (to_x, to_y) in placed[at + 1 :]:
                assert right <= x or to_x <= left or bottom <= y or to_y <= top


def test_they_find_their_winners_in_the_demonstration_office(demo: Office) -> None:
    made = {}
    for name, layout in demo.layouts.items():
        ids = certificates.rows(layout, demo.register)
        numbers = [str(at) for at in range(len(ids))]
        pages = list(certificates.pages(layout, demo.register, ids, numbers, datetime.date(2025, 10, 8)))
        assert not [each for one in pages if not one.blank for each in typeset(one).problems]
        made[name] = len(pages)
    assert made["skilled_worker"] == 18
    assert min(made[name] for name in ("top_worker", "prize", "pioneer")) > 0


def test_each_award_of_the_field_has_a_layout() -> None:
    told = " ".join(f"{one.title} {one.where} {' '.join(box.say for box in one.texts)}" for one in LAYOUTS.values())
    for award in (
        *("技术状元", "技术能手", "{prize}", "先进单位", "先进集体", "先进班组", "优秀建设者"),
        *("优胜单位", "优胜班组", "优秀组织单位", "先进个人", "工人先锋号"),
    ):
        assert award in told
