"""Writes the golden texts of summaries anew, to be looked through: python -m tests.summary_texts."""

from __future__ import annotations

import tempfile
from pathlib import Path

from models.office import Office
from tests import region_office
from tests.models.test_summaries import GOLDEN, PERIODS, summary_of
from ui.commands import main as command


def main() -> None:
    """The demonstration office by every template, the region by that of a year."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command(["demo", f"{folder}/demo"])
        region_office.make(Path(folder) / "region")
        for office, names in (("demo", ("annual", "report", "brief", "plan")), ("region", ("annual",))):
            with Office(Path(folder) / office) as opened:
                for name in names:
                    text = summary_of(opened, name, PERIODS.get(name, "2025")).text
                    (GOLDEN / f"{office}_{name}.txt").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
