"""Numbers are seen in a form as Excel shows them."""

from __future__ import annotations

import pytest

from models.sheets.formats import shown

DAY = 45658  # 1 January 2025


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (929.95, "", "929.95"),
        (929.95, "General", "929.95"),
        (929.95, "@", "929.95"),
        (2.5, "0", "3"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (0.845, "0.0%", "84.5%"),
        (0.5, "#.##", ".5"),
        (7, "000", "007"),
        (12, '0"人"', "12人"),
        (12, r"0\人", "12人"),
        (-3, "#,##0;[Red]-#,##0", "-3"),
        (-3, "#,##0_);(#,##0)", "(3)"),
        (0, "0;-0;", ""),
        (0, '0;-0;"—"', "—"),
        (1234, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "1,234"),
        (DAY, 'yyyy"年"m"月"d"日"', "2025年1月1日"),
        (DAY, "yyyy-mm-dd", "2025-01-01"),
        (DAY + 0.5, "yyyy/m/d h:mm", "2025/1/1 12:00"),
        (0.5, "# ?/?", "0.5"),
        (12000, "0.0E+00", "12000"),
    ],
)
def test_a_number_in_its_format(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text
