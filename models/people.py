"""The people who work with an office: whose name history takes, and who may check, audit and restore.

An office that has put nobody down asks nothing of anybody. Duties stop what goes out or goes deep, never a saving.
"""

from __future__ import annotations

from models.kinds.choices import SEPARATOR
from models.register import Reader
from models.words import Refusal

OFFICER = "officer"
KEYS, CHECKS, MANAGES = "录入", "复核", "管理"


def at_work(reader: Reader) -> dict[str, list[str]]:
    """The duties of everyone who has not left, by name."""
    rows = reader.rows(OFFICER, ["name", "duties"], "left is not 1 and name is not null")
    return {str(name): str(duties or "").split(SEPARATOR) for _, name, duties in rows}


def require(reader: Reader, who: str, duty: str) -> None:
    """Refused unless the person has the duty; where nobody is put down, or nobody has it, everyone may."""
    having = [name for name, duties in at_work(reader).items() if duty in duties]
    if having and who not in having:
        raise Refusal("people.not_yours", who=who or "—", duty=duty, having="、".join(having))
