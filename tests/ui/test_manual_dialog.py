"""The manual beside the work: F1 by page, links and the way back, search, pictures, and the card of two pages."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPdfWriter, QTextDocument
from PySide6.QtTest import QTest

from models import manual
from ui.parts import quick_card
from ui.parts.manual import Manual, read

PAGES = {
    "home": "home",
    "intake": "intake",
    "records:worker": "records",
    "records:officer": "people",
    "returns": "returns",
    "security": "security",
}


@pytest.fixture
def book(window, qtbot):
    told = read(window, "home")
    qtbot.waitExposed(told)
    return told


@pytest.mark.parametrize("page", PAGES)
def test_f1_opens_the_part_of_the_page(window, qtbot, page):
    qtbot.waitUntil(lambda: bool(window.actions()))
    window.open_page(page)
    QTest.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: window.findChild(Manual) is not None)
    book = window.findChild(Manual)
    assert book.leaf.name == PAGES[page]
    assert book.contents.currentItem().text(0) == book.leaf.toPlainText().splitlines()[0]
    assert not book.isModal() and window.isEnabled()


def test_there_is_one_manual(window, book):
    assert read(window, "returns") is book and book.leaf.name == "returns"


def test_a_link_leads_to_a_heading_of_another_part_and_back(book):
    book.open_part("history")
    book.leaf.setSource(book.leaf.source().resolved("records.md#修改历史"))
    assert book.leaf.name == "records" and book.leaf.textCursor().selectedText() == "修改历史"
    book.leaf.backward()
    assert book.leaf.name == "history"


def test_what_is_searched_is_listed_and_marked(book):
    book.sought.setText("钢尺")
    QTest.keyClick(book.sought, Qt.Key.Key_Return)
    assert book.leaf.name == "calibrating" and book.leaf.textCursor().selectedText() == "钢尺"
    book.sought.setText("没有这样的话")
    assert "没有找到" in book.contents.topLevelItem(0).text(0)
    book.sought.clear()
    assert book.contents.topLevelItemCount() == len(manual.chapters())


def test_a_picture_is_as_wide_as_the_text_and_follows_it(book, qtbot):
    book.open_part("returns")
    for width in (1100, 700):
        book.resize(QSize(width, 600))
        qtbot.waitUntil(lambda: not book.leaf._calm.isActive())
        assert book.leaf.horizontalScrollBar().maximum() == 0
        document = book.leaf.document()
        kind = QTextDocument.ResourceType.ImageResource.value
        shown = book.leaf.loadResource(kind, "../pictures/return.png")
        assert book.leaf.viewport().width() * 0.85 < shown.width() / shown.devicePixelRatio() < document.textWidth()


def test_the_card_has_exactly_two_pages_of_a4(qapp, tmp_path):
    writer = QPdfWriter(str(tmp_path / "card.pdf"))
    quick_card.paint(writer)
    del writer
    told = (tmp_path / "card.pdf").read_bytes()
    assert told.count(b"/Type /Page\n") == 2
    assert told.count(b"/MediaBox [0 0 595") >= 1


def test_no_part_shows_its_markdown():
    """Behind a bracket or a mark, ** ends nothing where a Chinese letter follows."""
    for part in (one for parts in manual.chapters().values() for one in parts):
        document = QTextDocument()
        document.setMarkdown(part.text)
        assert "**" not in document.toPlainText(), part.name
