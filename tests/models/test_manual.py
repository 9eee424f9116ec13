"""The manual is whole: each page has a part, each part a place in the contents, each link and picture an aim."""

import re
from pathlib import Path

import pytest

from models import manual, resources

TEXTS = sorted(resources.manual().glob("*.md"))
PAGES = Path(__file__).parents[2] / "ui" / "pages"
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#]*)#?([^)]*)\)")


def test_every_part_stands_once_in_the_contents():
    listed = [part.name for parts in manual.chapters().values() for part in parts]
    assert sorted(listed) == [path.stem for path in TEXTS]


def test_every_page_of_the_window_has_a_part():
    told = resources.read_toml(resources.manual() / "contents.toml")["pages"]
    pages = {path.stem for path in PAGES.iterdir() if path.stem not in ("__init__", "__pycache__")}
    assert pages == {key.partition(":")[0] for key in told}
    assert all(manual.path_of(name).exists() for name in told.values())


def test_a_record_type_may_have_a_part_of_its_own():
    told = resources.read_toml(resources.manual() / "contents.toml")["pages"]
    types = {key.partition(":")[2] for key in told if ":" in key}
    assert types <= resources.Resources().declarations("records").keys()
    assert manual.part_of("records:printer") == "calibrating" and manual.part_of("records:worker") == "records"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_links_and_pictures_have_an_aim_that_travels_with_the_program(path):
    for picture, _, place, heading in _LINK.findall(path.read_text(encoding="utf-8")):
        aim = (path.parent / place).resolve() if place else path
        assert aim.exists(), place
        assert aim.parent.name == ("pictures" if picture else "manual"), place
        assert not heading or re.search(rf"^#+ {re.escape(heading)}$", aim.read_text(encoding="utf-8"), re.M), heading


def test_pictures_of_the_manual_are_light():
    shown = {one[2] for path in TEXTS for one in _LINK.findall(path.read_text(encoding="utf-8")) if one[0]}
    assert sum((resources.manual() / place).stat().st_size for place in shown) < 3_000_000


def test_words_are_found_under_their_heading_without_the_marks():
    hits = list(manual.find("恢复码 口令"))
    assert {hit.part.name for hit in hits} >= {"security", "trouble"}
    assert not any(mark in hit.line for hit in hits for mark in "*`|[")
    assert [hit.heading for hit in manual.find("钢尺")] == ["校准打印机"]
    assert list(manual.find("  ")) == list(manual.find("没有这样的话")) == []
