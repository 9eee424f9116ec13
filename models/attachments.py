"""Files kept with records: copied into the office folder under the hash of what they hold, each once."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from models.files import written_beside
from models.words import Refusal


def keep(office: Path, source: str | Path) -> str:
    """Copies a file into the office; returns what the register keeps: its path within the office folder."""
    path = Path(source)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refusal("sheets.missing", file=path) from error
    kept = f"attachments/{digest}/{path.name}"
    target = office / kept
    if not target.exists():
        with written_beside(target) as beside:
            shutil.copyfile(path, beside)
    return kept
