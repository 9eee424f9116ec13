"""Makes an office as large as a region: its registers come to the published figures of 2021–2025, as of one year.

Everything in it is invented; only the sums are those of the region. ID numbers are left out.
"""

from __future__ import annotations

from pathlib import Path

from models.office import Office

YEAR = "2025"
UNITS, COMPETING, EMPLOYEES, PARTICIPANTS = 2000, 1690, 2_000_000, 1_670_000
TRADES, LEADING, FINALISTS, FUND = 409, 70, 16_000, 33_442_000
STUDIOS = {"全国示范": 11, "自治区级": 458, "盟市级": 882, "旗县级": 700, "企业级": 1000}
HONOURS = {"安康杯优胜单位": 14, "安康杯优胜班组": 17, "安康杯优秀组织单位": 3}
REPORTED = {
    "workers": (PARTICIPANTS, 0),
    "participations": (2_134_000, 2_000_000),
    "suggestions_proposed": (1_014_500, 966_190),
    "innovations": (104_200, 104_200),
    "inventions": (28_600, 30_000),
    "operating_methods": (62_300, 0),
    "trained": (1_619_900, 1_619_500),
    "promotions": (118_200, 0),
}
"""What the units reported in all, this year and the year before (0: nothing)."""


def make(folder: Path) -> None:
    """Fills an empty folder; the trades are a list of the office's own."""
    codes = folder / "formats" / "codes"
    codes.mkdir(parents=True)
    trades = ", ".join(f'"工种{at:03}"' for at in range(1, TRADES + 1))
    (codes / "trades.toml").write_text(f"title = '工种'\nvalues = [{trades}]\n", encoding="utf-8")
    with Office(folder) as office, office.register.step("示例"):
        register = office.register
        settings = {"federation": "某自治区总工会", "level": "自治区（省）级", "region": "某自治区"}
        register.add("settings", {**settings})
        _units(office)
        _contests(office)
        _rest(office)


def _units(office: Office) -> None:
    employees = shares(EMPLOYEES, UNITS)
    units = [(f"单位{at:04}", 1, employees[at]) for at in range(UNITS)]
    ids = office.register.add_many("unit", ["title", "unionised", "workers"], units).ids
    for year, at in ((YEAR, 0), (str(int(YEAR) - 1), 1)):
        columns = [shares(both[at], COMPETING) if both[at] else [None] * COMPETING for both in REPORTED.values()]
        rows = [(unit, year, *figures) for unit, *figures in zip(ids[:COMPETING], *columns, strict=True)]
        office.register.add_many("unit_report", ["unit", "period", *REPORTED], rows)


def _contests(office: Office) -> None:
    register = office.register
    skills = [(f"技能比赛{at:03}", int(YEAR), f"工种{at:03}") for at in range(1, TRADES + 1)]
    contest = register.add_many("competition/skills", ["title", "year", "trade"], skills).ids[0]
    leading = [(f"引领性竞赛{at}", int(YEAR), 1) for at in range(LEADING)]
    register.add_many("competition/labour", ["title", "year", "leading"], leading)
    workers = register.add_many("worker", ["name"], [(f"职工{at}",) for at in range(FINALISTS)]).ids
    entries = [(contest, worker, 1) for worker in workers]
    register.add_many("entry", ["competition", "worker", "finalist"], entries)
    register.add("fund", {"competition": contest, "actual": FUND})


def _rest(office: Office) -> None:
    studios = [(f"{level}工作室{at}", level) for level, count in STUDIOS.items() for at in range(count)]
    office.register.add_many("studio", ["title", "level"], studios)
    office.register.add_many("alliance", ["title"], [(f"联盟{at}",) for at in range(12)])
    honours = [(f"{kind}{at}", kind, 1, f"{YEAR}-11-20") for kind, count in HONOURS.items() for at in range(count)]
    office.register.add_many("honour", ["subject", "kind", "collective", "awarded_on"], honours)


def shares(total: int, parts: int) -> list[int]:
    """A whole number in parts that come to it."""
    each, rest = divmod(total, parts)
    return [each + (at < rest) for at in range(parts)]
