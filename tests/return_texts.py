"""Every shipped return, filled from the demonstration office, as text: python -m tests.return_texts writes them anew.

They are looked through before they are kept. A form that is filled for each record is told by its first two.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl

from models import returns
from models.office import Office
from models.returns import Return
from ui.commands import main as run

GOLDEN = Path(__file__).parent / "golden" / "returns"
PERIOD = "2025"
NOMINATED = {
    "labour": ("先进集体", "云泽旗白塔拉乳业有限公司项目部", "提前工期二十天，未发生安全事故。"),
    "leaders": ("先进个人", "某班组长", "带领班组连续三年无事故。"),
    "safety": ("优胜单位", "云泽旗人民医院", "隐患整改率百分之百。"),
    "quiz": ("优秀组织单位", "云泽旗第一中学", "组织三百余名职工参加网上练兵。"),
    "team_contest": ("工人先锋号", "检修一班", "全年完成技术革新五项。"),
}


def nominate(office: Office) -> None:
    """One nomination for each type of contest that has a form for them: the demonstration has none."""
    register = office.register
    for kind, (award, subject, deeds) in NOMINATED.items():
        told = {"kind": award, "subject": subject, "deeds": deeds, "published": "2025-11-03", "frontline": 1}
        register.add("nomination", told | {"competition": register.ids(f"competition/{kind}")[0], "unit": 1})


def filled(office: Office, one: Return, folder: Path) -> str:
    """The return as text, findings or no."""
    target = folder / f"{one.name}{one.form.suffix}"
    written = returns.write(one, office.measures, office.register, PERIOD, target)
    return "\n".join(line for each in written[:2] for line in _lines(each.file, one)) + "\n"


def _lines(path: Path, one: Return) -> Iterator[str]:
    yield f"【{path.stem}】"
    rows = _of_document(path) if one.is_document else _of_sheet(path)
    yield from ("｜".join(row).rstrip("｜") for row in rows)


def _of_sheet(path: Path) -> Iterator[list[str]]:
    results = openpyxl.load_workbook(path, data_only=True)["表1"].iter_rows(values_only=True)
    yield from (["" if cell is None else str(cell) for cell in row] for row in results)


def _of_document(path: Path) -> Iterator[list[str]]:
    document = docx.Document(str(path))
    for row in document.tables[0].rows:
        yield ["/".join(cell.text.split()) for cell in row.cells]


def main() -> None:
    """Writes all texts from a fresh demonstration office."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        run(["demo", f"{folder}/demo"])
        with Office(Path(folder) / "demo") as office:
            nominate(office)
            for name, one in office.returns.items():
                (GOLDEN / f"{name}.txt").write_text(filled(office, one, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
