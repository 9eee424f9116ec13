"""Makes the blank forms that are shipped: python -m tests.blank_forms.

They stand in for an upper level's workbooks and documents, so they are made by other libraries than those that fill
them. Their `cells.toml` are written by hand.
"""

from __future__ import annotations

from pathlib import Path

from tests.blank_forms.applications import APPLICATIONS, draw_application
from tests.blank_forms.crosstabs import CROSSTABS
from tests.blank_forms.drawing import draw
from tests.blank_forms.pack import PACK_SHEETS
from tests.blank_forms.specs import SHEETS

RETURNS = Path(__file__).parents[2] / "resources" / "returns"
PACK = RETURNS.parent / "packs" / "other_work"


def main() -> None:
    """Writes every blank form into its folder."""
    for name, spec in (SHEETS | CROSSTABS).items():
        (RETURNS / name).mkdir(parents=True, exist_ok=True)
        draw(spec, RETURNS / name / "form.xlsx")
    for name, spec in PACK_SHEETS.items():
        draw(spec, PACK / "returns" / name / "form.xlsx")
    for name, application in APPLICATIONS.items():
        (RETURNS / name).mkdir(parents=True, exist_ok=True)
        draw_application(application, RETURNS / name / "form.docx")


if __name__ == "__main__":
    main()
