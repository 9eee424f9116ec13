"""Adopts a blank without a window: every proposal is taken over, and what else is said."""

from __future__ import annotations

from pathlib import Path

from models.office import Office
from models.returns import adopting
from models.returns.grammar import CellWords, CheckWords


def adopted(office: Office, blank: Path, cells: dict[str, CellWords], checks: dict[str, CheckWords]) -> str:
    """The name of the return that the office has from now on."""
    context = adopting.Context(office.resources, office.schema, office.measures, office.register)
    form = adopting.open_blank(context, blank, blank.parent)
    for one in form.proposed_lists():
        form.put_list("", one.words)
    for address, proposal in form.proposals().items():
        form.bind(address, proposal.meaning)
    for address, meaning in cells.items():
        form.bind(address, meaning)
    for key, check in checks.items():
        form.put_check(key, check)
    folder = form.write(office.folder / "formats" / "returns")
    office.renew_returns()
    return folder.name
