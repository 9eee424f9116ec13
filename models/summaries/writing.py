"""A template and a period become a summary: paragraphs of pieces, each number with its figure; then text or Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from models import documents
from models.certificates.numerals import chinese
from models.measures import Measures
from models.register import Reader
from models.resources import Resources
from models.summaries.clauses import Place, remaining
from models.summaries.figures import Figure, Told, behind, tell
from models.summaries.language import NUMBERED, read_field
from models.summaries.sources import Sources
from models.words import Refusal

SHELF, FILE = "summaries", "template.docx"


@dataclass(frozen=True)
class Template:
    """A document with fields, by the name of its folder."""

    name: str
    title: str
    path: Path
    paragraphs: Sequence[documents.Paragraph]


@dataclass(frozen=True)
class Piece:
    """A stretch of one paragraph: which run of the template it is written in, its text, and the figure in it."""

    run: int
    text: str
    figure: Figure | None = None


@dataclass(frozen=True)
class Line:
    """A paragraph as it stands: `pieces` is empty where it has dropped out, or is blank in the template."""

    paragraph: documents.Paragraph
    pieces: tuple[Piece, ...]
    is_numbered: bool = False
    measures: frozenset[str] = frozenset()
    """What it asked for, also where nothing was reported."""
    is_own: bool = True
    """Whether it is still just as it is in the template."""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(one.text for one in self.pieces)


@dataclass(frozen=True)
class Summary:
    """A template as a period fills it."""

    template: Template
    period: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The text alone, a line for each paragraph."""
        return "\n".join(line.text for line in self.lines if line.text and not line.paragraph.is_margin)

    @property
    def figures(self) -> dict[str, Figure]:
        """All numbers in the order of reading, by the names of their bookmarks."""
        found = [piece.figure for line in self.lines for piece in line.pieces if piece.figure]
        return {f"n{at}_{one.measure}"[:_LONGEST]: one for at, one in enumerate(found, 1)}

    def write(self, target: Path, author: str = "") -> None:
        """Writes the Word document; with an author every number has its source beside it as a comment."""
        marks = iter(self.figures)
        written = [
            [documents.Piece(one.run, one.text, next(marks) if one.figure else "") for one in line.pieces]
            for line in self.lines
        ]
        kept = [None if line.is_own else pieces for line, pieces in zip(self.lines, written, strict=True)]
        sources = {name: one.source for name, one in self.figures.items()}
        documents.compose(self.template.path, target, kept, sources, author)


_LONGEST = 40  # letters of a bookmark's name


def titles(resources: Resources) -> dict[str, str]:
    """What the templates of an office are called, by name; the office's own stand in place of ours."""
    return {
        name: documents.paragraphs(folder / FILE)[0] or name
        for name, folder in resources.folders(SHELF).items()
        if (folder / FILE).is_file()
    }


def look(resources: Resources) -> Path:
    """The document whose styles, paper and page numbers other papers of the year share."""
    return resources.folders(SHELF)["annual"] / FILE


def load(resources: Resources, name: str) -> Template:
    """A template by name; refused when there is none."""
    folders = resources.folders(SHELF)
    if name not in folders:
        raise Refusal("summaries.none", name=name, known="、".join(folders))
    return load_folder(name, folders[name])


def load_folder(name: str, folder: Path) -> Template:
    """The template in a folder; every field is read, so that a wrong one is refused with file, field and word."""
    path = folder / FILE
    if not path.is_file():
        raise Refusal("summaries.no_form", folder=folder, file=FILE)
    title, paragraphs = documents.paragraphs(path)
    for one in paragraphs:
        for found in documents.FIELD.finditer(one.text):
            read_field(found[1], path.name)
    return Template(name, title or name, path, paragraphs)


def summarise(template: Template, sources: Sources) -> Summary:
    """The template filled for a period; refuses a field whose measure or word is not known."""
    lines = [_line(one, sources, f"{template.name}/{template.path.name}") for one in template.paragraphs]
    return Summary(template, sources.period, tuple(_numbered(_without_empty_sections(lines))))


def _line(paragraph: documents.Paragraph, sources: Sources, file: str) -> Line:
    text = paragraph.text
    found = list(documents.FIELD.finditer(text))
    asked = [read_field(one[1], file) for one in found]
    facts = [one.subject in sources.facts for one in asked]
    told = [tell(sources, one, file) for one in asked]
    places = [
        Place(one.start(), one.end(), not each.text, is_fact)
        for one, each, is_fact in zip(found, told, facts, strict=True)
    ]
    fields = {one.start: (one.end, each) for one, each in zip(places, told, strict=True)}
    starts = [sum(map(len, paragraph.runs[:at])) for at in range(len(paragraph.runs))]
    pieces = tuple(piece for span in remaining(text, places) for piece in _pieces(text, span, fields, starts))
    is_numbered = any(one.subject == NUMBERED for one in asked)
    return Line(paragraph, pieces, is_numbered, frozenset(one.measure for one in told if one.measure), not found)


def _pieces(
    text: str, span: tuple[int, int], fields: dict[int, tuple[int, Told]], starts: list[int]
) -> Iterator[Piece]:
    """A stretch that stays, cut where a run or a field begins."""
    at, last = span
    while at < last:
        run = max(number for number, start in enumerate(starts) if start <= at)
        if at in fields:
            at, told = fields[at]
            yield Piece(run, told.text, told.figure)
            continue
        end = min([last, *(start for start in (*fields, *starts) if at < start < last)])
        yield Piece(run, text[at:end])
        at = end


def _without_empty_sections(lines: list[Line]) -> list[Line]:
    """A numbered heading goes, with what is below it, when all that was counted there has dropped out."""
    found = list(lines)
    for at in [at for at, line in enumerate(lines) if line.is_numbered]:
        below = list(takewhile(_is_below, lines[at + 1 :]))
        counted = [one for one in below if one.measures]
        if counted and not any(one.pieces for one in counted):
            end = at + 1 + len(below)
            found[at:end] = [replace(one, pieces=(), is_own=False) for one in lines[at:end]]
    return found


def _is_below(line: Line) -> bool:
    """Whether a paragraph belongs to the heading above: up to the next one, or to an empty line."""
    return not line.is_numbered and (bool(line.pieces or line.measures))


def _numbered(lines: list[Line]) -> Iterator[Line]:
    """一、二、三 for the sections that are left."""
    number = 0
    for line in lines:
        if not (line.is_numbered and line.pieces):
            yield line
            continue
        number += 1
        told = [replace(one, text=one.text.replace(NUMBERED, chinese(str(number)))) for one in line.pieces]
        yield replace(line, pieces=tuple(told))


def sum_up(resources: Resources, measures: Measures, reader: Reader, name: str, period: str) -> Summary:
    """The template of that name filled for a period, from a reader of the calling thread."""
    template = load(resources, name)
    understood = reader.understood()
    try:
        return summarise(template, Sources(measures, reader, understood, period))
    finally:
        understood.close()


def counted(summary: Summary, measures: Measures, reader: Reader) -> dict[str, set[int]]:
    """The records behind all that its template asks for, by table: what could not be read has left the text."""
    found: dict[str, set[int]] = {}
    for key in {key for line in summary.lines for key in line.measures}:
        for record, rows in behind(key, summary.period, measures, reader).items():
            found.setdefault(measures.schema[record].table, set()).update(rows)
    return found
