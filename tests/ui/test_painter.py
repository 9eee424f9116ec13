"""What is printed: every name whole, inside its box, in letters that the fonts have, on every surface the same."""

from __future__ import annotations

import hashlib
import itertools
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import segno
from PySide6.QtGui import QFontDatabase, QImage, QPainter, QPdfWriter, QTransform
from PySide6.QtPrintSupport import QPrinter

from models import issued
from models.certificates import Code, Frame, Layout, Page, Paper, Picture, TextBox
from models.certificates.fitting import kept_whole
from models.certificates.printers import CORNERS, MARK, Profile, marks
from models.files import safe_name
from models.office import Office
from tests.conftest import IN_CI, needs
from ui.parts.awards import Sheet, send_certificates, write_calibration
from ui.parts.jobs import Cancelled
from ui.parts.painter import borrowed, draft_separately, letters, page_layout, paint_pages, picture, typeset, write_pdf

FONTS = {"黑体": [("Noto Sans CJK SC", 0)], "楷体": [("LXGW WenKai", 0), ("Noto Sans CJK SC", 0)]}
BOX = TextBox(x=40, y=50, width=60, height=20, font="黑体", size=24, smallest=12, say="-")
LAYOUT = Layout("trial", "试验", "entry", Paper(210, 285), FONTS, (), (Frame(x=5, y=5, width=200, height=275),))
RARE = "𠀡𬭊䶮㛃𠮷𬱖㐂㑇龘⺮彧昇喆堃"
DPI = 300
MM = DPI / 25.4


def page(*texts: str, box: TextBox = BOX, layout: Layout = LAYOUT) -> Page:
    """A page with those texts in boxes one below the other."""
    boxes = [replace(box, y=box.y + 25 * at) for at in range(len(texts))]
    filled = [kept_whole(text) for text in texts]
    return Page(replace(layout, texts=tuple(boxes)), 1, "某人", "1", list(zip(boxes, filled, strict=True)), [])


def test_a_text_is_set_once_to_be_measured_and_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    lay_out = letters._set

    def counted(text: str, *rest: Any) -> Any:
        asked.append(text)
        return lay_out(text, *rest)

    monkeypatch.setattr(letters, "_set", counted)
    assert typeset(page("只排一次的字")).problems == []
    assert asked == ["只排一次的字"]


def test_what_does_not_fit_is_told() -> None:
    assert typeset(page("张三")).problems == []
    found = typeset(page("很长的名称" * 40)).problems
    assert [one.subject for one in found] == ["某人"]
    assert "放不进" in found[0].say


def test_letters_that_no_font_has_are_told_one_by_one() -> None:
    found = typeset(page("张\U000f0000三\U000f0001")).problems
    assert len(found) == 1
    assert "\U000f0000 \U000f0001" in found[0].say


def test_a_letter_that_the_first_font_lacks_comes_from_another() -> None:
    assert typeset(page("ᠮᠣᠩᠭᠣᠯ𬭊")).problems == []


def test_letters_that_another_font_lends_are_told() -> None:
    fonts = {"楷体": [("LXGW WenKai", 0)], "补字": [("Noto Sans CJK SC", 0)]}
    kai = replace(BOX, font="楷体")
    one = typeset(page("张三𠀡", "李四", box=kai, layout=replace(LAYOUT, fonts=fonts)))
    assert one.problems == []
    assert borrowed(one) == {"𠀡": "Noto Sans CJK SC"}


def test_traditional_mongolian_runs_down_in_joined_letters(tmp_path: Path) -> None:
    if not QFontDatabase.hasFamily("Noto Sans Mongolian"):
        (pytest.fail if IN_CI else pytest.skip)("no Mongolian font is installed: dev.py test installs fonts-noto-core")
    word = "ᠮᠣᠩᠭᠣᠯ"
    fonts = FONTS | {"蒙古文": [("Noto Sans Mongolian", 0)]}
    column = replace(BOX, width=20, height=60, flow="mongolian", font="蒙古文", size=30)
    one = typeset(page(word, box=column, layout=replace(LAYOUT, fonts=fonts)))
    assert one.problems == []
    left, top, right, bottom = ink(picture(one, DPI), column)
    assert bottom - top > 2 * (right - left)
    letters = [typeset(page(letter, box=column, layout=replace(LAYOUT, fonts=fonts))) for letter in word]
    apart = sum(text.setting.lines[0].width for each in letters for text in each.texts)
    assert abs(one.texts[0].setting.lines[0].width - apart) > 0.5  # joined forms are not the letters side by side


def read(pdf: Path) -> str:
    """The letters of a PDF in the order of drawing, as an independent reader finds them."""
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def names() -> list[str]:
    """A thousand names: short, long, with dots, with rare letters."""
    given = ["三", "力", "其木格", "龙飞", "乌兰·其其格", "敖其尔·苏布德·阿拉坦", *RARE]
    family = "张王李赵欧阿拉坦额尔敦巴雅力龙心钢女" + RARE
    found = [f"{first}{second}{third}" for first, second, third in itertools.product(family, given, ["", "文"])]
    assert len(found) >= 1000
    return found[:1000]


def test_a_thousand_names_are_read_from_the_pdf_as_they_were_written(tmp_path: Path) -> None:
    needs("pdftotext")
    wide = replace(BOX, x=20, width=170, font="楷体")
    told = names()
    ready = [typeset(page(*told[at : at + 8], box=wide)) for at in range(0, 1000, 8)]
    assert not [problem for one in ready for problem in one.problems]
    write_pdf(ready, tmp_path / "out.pdf")
    assert read(tmp_path / "out.pdf").split() == told
    assert (tmp_path / "out.pdf").read_bytes().count(b"/Subtype /Type0") <= 6  # a font is stored once, not per page


def test_a_batch_is_written_on_another_thread_while_pages_are_shown(tmp_path: Path) -> None:
    needs("pdftotext")
    told = names()[:200]
    made: list[int] = []

    def write() -> None:
        write_pdf([typeset(page(name)) for name in told], tmp_path / "out.pdf", progress=lambda at, _: made.append(at))

    worker = Thread(target=write)
    worker.start()
    while worker.is_alive():
        picture(typeset(page(*told[:3])), 30)
    worker.join()
    assert made == list(range(1, 201))
    assert read(tmp_path / "out.pdf").split() == told


def test_calling_a_batch_off_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(made: int, _: int) -> None:
        if made == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf([typeset(page(name)) for name in names()[:5]], tmp_path / "out.pdf", progress=stop)
    assert list(tmp_path.iterdir()) == []


def ink(image: QImage, box: TextBox, around: float = 4) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is dark in and around a box, in millimetres."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    scale = grey.width() / LAYOUT.paper.width
    left, top = round((box.x - around) * scale), round((box.y - around) * scale)
    part = grey.copy(left, top, round((box.width + 2 * around) * scale), round((box.height + 2 * around) * scale))
    line, rows = part.bytesPerLine(), bytes(part.constBits())
    dark = [(x, y) for y in range(part.height()) for x in range(part.width()) if rows[y * line + x] < 128]
    assert dark
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return (
        (left + min(across)) / scale,
        (top + min(down)) / scale,
        (left + max(across) + 1) / scale,
        (top + max(down) + 1) / scale,
    )


def rastered(pdf: Path) -> QImage:
    """The first page as poppler sees it."""
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", "-singlefile", str(pdf), str(pdf.with_suffix(""))], check=True)
    return QImage(str(pdf.with_suffix(".png")))


@pytest.mark.parametrize("flow", ["across", "down", "mongolian"])
@pytest.mark.parametrize("text", ["张三", "阿拉坦·其木格", "额尔德尼巴雅尔·苏布德其其格·敖其尔", "编号2025-00000001"])
def test_each_text_stands_inside_its_box_and_on_every_surface_in_the_same_place(
    tmp_path: Path, text: str, flow: str
) -> None:
    needs("pdftoppm")
    box = BOX if flow == "across" else replace(BOX, width=20, height=60, flow=flow)
    one = typeset(page(text, box=replace(box, align="center")))
    assert one.problems == []
    write_pdf([one], tmp_path / "out.pdf")
    coarse = QPdfWriter(str(tmp_path / "coarse.pdf"))
    coarse.setResolution(1200)
    coarse.setPageLayout(page_layout(LAYOUT.paper))
    list(paint_pages(coarse, [one]))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(LAYOUT.paper))
    list(paint_pages(printer, [one]))
    seen = [
        ink(rastered(tmp_path / "out.pdf"), box),
        ink(rastered(tmp_path / "coarse.pdf"), box),
        ink(rastered(tmp_path / "printer.pdf"), box),
        ink(picture(one, DPI), box),
        ink(picture(one, 150), box),
    ]
    for left, top, right, bottom in seen:
        assert box.x - 0.2 <= left and right <= box.x + box.width + 0.2
        assert box.y - 0.2 <= top and bottom <= box.y + box.height + 0.2
    for corners in zip(*seen, strict=True):
        assert max(corners) - min(corners) <= 0.2


def test_the_sheet_has_the_exact_size(tmp_path: Path) -> None:
    needs("pdfinfo")
    for width, height in ((210, 285), (420, 285), (263.5, 187.5)):
        layout = replace(LAYOUT, paper=Paper(width, height))
        write_pdf([typeset(page("张三", layout=layout))], tmp_path / "out.pdf")
        told = subprocess.run(["pdfinfo", str(tmp_path / "out.pdf")], capture_output=True, text=True, check=True).stdout
        size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told)
        assert size
        assert [float(one) * 25.4 / 72 for one in size.groups()] == pytest.approx([width, height], abs=0.2)


def test_the_scan_of_the_blank_is_shown_but_never_printed(tmp_path: Path) -> None:
    needs("pdftoppm")
    scan = QImage(20, 20, QImage.Format.Format_RGB32)
    scan.fill(0x202020)
    assert scan.save(str(tmp_path / "scan.png"))
    one = typeset(page("张三", layout=replace(LAYOUT, frames=(), background=str(tmp_path / "scan.png"))))
    assert picture(one, 30).pixelColor(2, 2).value() < 60
    assert picture(one, 30, shown=False).pixelColor(2, 2).value() == 255
    write_pdf([one], tmp_path / "out.pdf")
    assert rastered(tmp_path / "out.pdf").pixelColor(20, 20).value() == 255


def test_pictures_are_printed(tmp_path: Path) -> None:
    seal = QImage(20, 20, QImage.Format.Format_RGB32)
    seal.fill(0xC00000)
    assert seal.save(str(tmp_path / "seal.png"))
    place = Picture(x=100, y=200, width=30, height=30, file=str(tmp_path / "seal.png"))
    drawn = picture(typeset(page("张三", layout=replace(LAYOUT, pictures=(place,)))), 25.4, shown=False)
    assert drawn.pixelColor(115, 215).red() > 150 > drawn.pixelColor(115, 215).green() + 100


def test_the_printed_names_are_the_winners(demo: Office, tmp_path: Path) -> None:
    needs("pdftotext")
    sent = send_certificates(demo, "skilled_worker", 0, tmp_path / "out.pdf")
    assert sent.pages == 18
    text = read(tmp_path / "out.pdf")
    winners = demo.register.ids("entry", within="title = '技术能手'")
    for (name,) in demo.register.table("entry", winners, ["worker"]):
        assert f"{name}同志" in text


def test_findings_on_a_winner_stop_the_certificates(demo: Office, tmp_path: Path) -> None:
    row = demo.register.ids("entry", within="title = '技术能手'")[0]
    demo.register.change("entry", row, {"theory_score": "九十"})
    sent = send_certificates(demo, "skilled_worker", 0, tmp_path / "out.pdf")
    assert sent.stopped and not (tmp_path / "out.pdf").exists()


def test_a_name_that_does_not_fit_stops_the_batch_and_nothing_is_written(demo: Office, tmp_path: Path) -> None:
    winner = demo.register.ids("entry", within="title = '技术能手'")[0]
    worker = demo.register.row("entry", winner)["worker"]
    assert isinstance(worker, int)
    demo.register.change("worker", worker, {"name": "额尔德尼巴雅尔" * 20})
    issued.void(demo.register, [one.id for one in issued.find(demo.register)], "名字写错")
    sent = send_certificates(demo, "skilled_worker", 0, tmp_path / "out.pdf")
    assert any("放不进" in one.say for one in sent.stopped)
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("real", [Profile(2.4, -1.7, 1.008, 0.994, 0.5), Profile(-4, 3, 0.99, 1.01, -0.8)])
def test_under_a_profile_everything_lands_where_it_should(tmp_path: Path, real: Profile) -> None:
    needs("pdftoppm")
    one = typeset(page("张三", "阿拉坦·其木格", "额尔德尼巴雅尔·苏布德其其格·敖其尔"))
    write_pdf([one], tmp_path / "plain.pdf")
    write_pdf([one], tmp_path / "corrected.pdf", QTransform(*real.correction()))
    meant, sent = rastered(tmp_path / "plain.pdf"), rastered(tmp_path / "corrected.pdf")
    came = as_printed(sent, real)
    for box in one.page.layout.texts:
        assert ink(sent, box) != pytest.approx(ink(meant, box), abs=0.5)
        assert ink(came, box) == pytest.approx(ink(meant, box), abs=0.2)
        left, top, right, bottom = ink(came, box)
        assert box.x - 0.2 <= left and right <= box.x + box.width + 0.2
        assert box.y - 0.2 <= top and bottom <= box.y + box.height + 0.2


def as_printed(sent: QImage, real: Profile) -> QImage:
    """What such a printer makes of a picture: each point moved by the affine map, apart from the program's own."""
    sheet = QImage(sent.size(), QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFF)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(real.x * MM, real.y * MM)
    painter.rotate(real.turn)
    painter.scale(real.across, real.down)
    painter.drawImage(0, 0, sent)
    painter.end()
    return sheet


def test_the_calibration_sheet_has_its_crosses_where_they_are_measured(office: Office, tmp_path: Path) -> None:
    needs("pdftoppm")
    write_calibration(office, Sheet("210×285"), tmp_path / "sheet.pdf")
    for x, y in marks(LAYOUT.paper):
        cross = TextBox(x=x - 3, y=y - 3, width=6, height=6, say="-")
        left, top, right, bottom = ink(rastered(tmp_path / "sheet.pdf"), cross, around=0)
        assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((x, y), abs=0.1)


def test_texts_on_the_edge_that_a_printer_can_not_reach_are_told(demo: Office, tmp_path: Path) -> None:
    told = {f"{corner}_{way}": MARK for corner in CORNERS for way in "xy"}
    demo.register.add("printer", {"printer": "激光", "paper": "A4横", "margin_bottom": 33} | told)
    sent = send_certificates(demo, "skilled_worker", 0, tmp_path / "out.pdf", Sheet(printer="激光"))
    assert sent.pages == 18
    assert {one.say[:3] for one in sent.doubts} == {"“二〇", "“编号"}
    assert len(sent.doubts) == 36


def test_each_certificate_in_a_file_of_its_own(demo: Office, tmp_path: Path) -> None:
    needs("pdftotext")
    sent = send_certificates(demo, "skilled_worker", 0, tmp_path / "each", separately=True)
    files = sorted((tmp_path / "each").iterdir())
    assert len(files) == sent.pages == 18
    told = demo.register.ask("select number, subject, digest from issued order by id desc limit 18")
    assert {f"{number} {subject}.pdf" for number, subject, _ in told} == {file.name for file in files}
    assert {digest for *_, digest in told} == {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    for file in files:
        assert file.stem.split()[-1] in read(file)


def test_files_of_their_own_have_safe_names_and_go_away_together(tmp_path: Path) -> None:
    pages = [page("张三")._replace(subject=subject, number="1") for subject in ("甲/乙", "甲乙", "CON", "A", "a")]
    written = draft_separately([typeset(one) for one in pages], tmp_path / "each")
    assert [file.name for file in written] == ["1 甲乙.pdf", "1 甲乙（2）.pdf", "1 CON.pdf", "1 A.pdf", "1 a（2）.pdf"]

    def stop(made: int, _: int) -> None:
        if made == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        draft_separately([typeset(one) for one in pages], tmp_path / "other", progress=stop)
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("a/b:c", "abc"), ("NUL", "_NUL"), ("..", "_"), ("", "_"), ("名" * 200, "名" * 70), ("甲. ", "甲")],
)
def test_names_of_files_are_safe_on_any_system(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_code_drawn_into_a_pdf_has_the_squares_of_segno(tmp_path: Path) -> None:
    needs("pdftoppm")
    told = "盟总工竞〔2025〕001号 K7QM-2FXD"
    code = Code(x=120, y=40, width=22, height=26)
    one = typeset(page("张三")._replace(codes=[(code, told)]))
    write_pdf([one], tmp_path / "out.pdf")
    drawn = rastered(tmp_path / "out.pdf")
    squares = [list(row) for row in segno.make_qr(told, error="m", encoding="utf-8", boost_error=False).matrix]
    broad = len(squares) + 8
    side, top = 22 / broad * MM, (40 + 2) * MM
    middles = [[(120 * MM + (x + 0.5) * side, top + (y + 0.5) * side) for x in range(broad)] for y in range(broad)]
    seen = [[drawn.pixelColor(int(x), int(y)).lightness() < 128 for x, y in row] for row in middles]
    assert [row[4:-4] for row in seen[4:-4]] == [[bool(square) for square in row] for row in squares]
    assert not any(any(row) for row in (*seen[:4], *seen[-4:]))
    assert b"/Subtype /Image" not in (tmp_path / "out.pdf").read_bytes()


def test_a_layout_with_a_code_carries_number_and_check(demo: Office, tmp_path: Path) -> None:
    folder = demo.folder / "formats" / "certificates" / "coded"
    folder.mkdir(parents=True)
    words = 'like = "skilled_worker"\ntitle = "带二维码"\n[qr.code]\nx = 40\ny = 154\nwidth = 20\nheight = 20\n'
    (folder / "layout.toml").write_text(words, encoding="utf-8")
    demo.forget_layouts()
    sent = send_certificates(demo, "coded", 0, tmp_path / "out.pdf")
    entry = issued.find(demo.register, form="coded")[0]
    assert sent.pages == 18
    assert entry.check == issued.check_text(entry.number, entry.told)
    assert issued.find(demo.register, f"{entry.number} {entry.check}") == [entry]
