"""The headings of a sheet of people, and what each column is likely to be.

Nothing is guessed in silence: what matches nothing well is told as not used, and two columns that match one
field equally well are left for somebody to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pairmatch.errors import WrongUsage
from pairmatch.importing.people.cleaning import bare, folded, needs_rapidfuzz, text_of
from pairmatch.importing.people.fields import AS_EXPORTED, ATTRIBUTE, Field, fields_of
from pairmatch.importing.side import Side
from pairmatch.importing.tables import Cell, Row, Sheet, letters

_HEAD_WITHIN = 12
"""So many rows from the top are looked at for the headings."""
_MOST_COLUMNS = 500
_GOOD = 75
"""From which likeness on, of 100, a heading is taken for a field."""
_SAME = 5
"""Likenesses that are no further apart are as good as equal."""
_FORMS = ("start time", "completion time")
_FORMS_OWN = {"id", "start time", "last modified time", "language", "total points", "quiz feedback"}
_ANONYMOUS = {"anonymous", "anonym", "anonyme"}
_ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|[1-5])\b")
_CHOICE = re.compile(r"\b(choice|preference|preferred|pick)\b")
_RANKS = {word: at for at, word in enumerate(("first", "second", "third", "fourth", "fifth"), start=1)}
_QUESTION = (
    "what whats which is are your you yours the a an of do does did would will please enter choose select "
    "give state all that apply to for in at on have has any this these us we tell me my and or if so be by "
    "current currently s interested"
)
_EXACT = frozenset(one.name for one in AS_EXPORTED)
_IS_ID = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9-]*").fullmatch
_SMALL = frozenset(_QUESTION.split())
"""Words that say nothing of what a question asks for."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet."""

    number: int
    """From 1, as the spreadsheet counts."""
    heading: str
    example: str = ""
    """What the first row has there that has anything."""

    @property
    def letter(self) -> str:
        """As the spreadsheet calls it."""
        return letters(self.number)


@dataclass(frozen=True)
class Table:
    """A sheet whose headings are found."""

    sheet: str
    head: int
    """The row of the headings, as the spreadsheet counts."""
    columns: tuple[Column, ...]
    """Those that have a heading or anything else."""
    rows: tuple[Row, ...]
    """Those below the headings, without the empty ones."""

    def cell(self, row: Row, column: Column) -> Cell:
        """What a row has in a column."""
        return row.cells[column.number - 1]

    def column_of(self, cell: Cell) -> Column:
        """The column that a cell stands in."""
        return next(column for column in self.columns if column.number == cell.column)


@dataclass(frozen=True)
class Columns:
    """Which column is which field."""

    of: Mapping[str, tuple[Column, ...]]
    """The columns of each field, in the order in which they count."""
    unused: tuple[tuple[Column, str], ...] = ()
    """All others, and why."""
    rivals: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    """Fields that several columns match equally well, of which somebody has to choose."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What an answer stands for, by field."""
    split: str = ""
    """What separates the answers of a list, besides `;`."""


def table_of(sheet: Sheet, side: Side, headings: Sequence[str] = ()) -> Table:
    """Find the row of the headings: the first one that has the most of what is looked for.

    Parameters
    ----------
    sheet
        The sheet.
    side
        Which people it tells of.
    headings
        Those that have to be there; empty: any that look like fields.

    Raises
    ------
    WrongUsage
        When the sheet is empty, or is no table of people by its width.
    """
    width = max((len(row.cells) for row in sheet.rows), default=0)
    if width > _MOST_COLUMNS:
        raise WrongUsage(
            f"the sheet `{sheet.name}` has {width:,} columns, and at most {_MOST_COLUMNS} are read"
        )
    top = [row for row in sheet.rows if not row.is_empty][:_HEAD_WITHIN]
    if not top:
        raise WrongUsage(f"the sheet `{sheet.name}` is empty")
    wanted = {folded(heading) for heading in headings}

    def found(row: Row) -> int:
        texts = [text_of(cell) for cell in row.cells if not cell.is_merged]
        if wanted:
            return len(wanted & set(map(folded, texts)))
        return sum(bool(_likely(text, side)) for text in texts)

    head = max(top, key=found)
    rows = tuple(row for row in sheet.rows if row.number > head.number and not row.is_empty)
    return Table(sheet.name, head.number, tuple(_columns(head, rows)), rows)


def _columns(head: Row, rows: Sequence[Row]) -> Iterator[Column]:
    for at, cell in enumerate(head.cells):
        example = next((text for row in rows if (text := text_of(row.cells[at]))), "")
        heading = "" if cell.is_merged else text_of(cell)
        if heading or example:
            yield Column(cell.column, heading, example)


def guess(table: Table, side: Side) -> Columns:
    """Say of each column which field it is likely to be.

    Parameters
    ----------
    table
        The sheet.
    side
        Which people it tells of.
    """
    unused: dict[Column, str] = {}
    is_form = {*_FORMS} <= {folded(column.heading) for column in table.columns}
    wanted: dict[str, dict[Column, int]] = {}
    for column in table.columns:
        reason = _unusable(table, column, is_form)
        is_id = not is_form and _holds_ids(table, column)
        likely = {} if reason else {"id": 100} if is_id else _likely(column.heading, side)
        if not likely:
            unused[column] = reason or "like no field"
            continue
        best = max(likely.values())
        near = [
            name for name, score in likely.items() if score == best or (best < 100 and best - score < _SAME)
        ]
        if len(near) > 1:
            unused[column] = f"could be {' or '.join(near)}"
        else:
            wanted.setdefault(near[0], {})[column] = best
    return _settled(wanted, unused, table, side, is_form)


def _settled(
    wanted: Mapping[str, Mapping[Column, int]],
    unused: dict[Column, str],
    table: Table,
    side: Side,
    is_form: bool,
) -> Columns:
    """One column a field, where one is better than the others."""
    known = fields_of(side)
    chosen: dict[str, tuple[Column, ...]] = {}
    rivals: dict[str, tuple[Column, ...]] = {}
    for name, columns in wanted.items():
        asked = _without_forms_own(columns, is_form)
        if name == "prefers" and all(map(_rank, (column.heading for column in asked))):
            chosen[name] = tuple(sorted(asked, key=lambda column: _rank(column.heading)))
            continue
        best = max(asked.values())
        near = [column for column, score in asked.items() if best - score < _SAME]
        for column in columns:
            if column not in near:
                unused[column] = f"`{near[0].heading}` is nearer to {name}"
        if len(near) > 1:
            rivals[name] = tuple(near)
        else:
            chosen[name] = tuple(near)
    return Columns(
        {name: chosen[name] for name in (*known, *chosen) if name in chosen},
        tuple((column, unused[column]) for column in table.columns if column in unused),
        rivals,
    )


def _holds_ids(table: Table, column: Column) -> bool:
    """Whether it is the column of ids that `export` writes; numbers, by which Forms counts, are none."""
    texts = {text_of(table.cell(row, column)) for row in table.rows} - {""}
    return folded(column.heading) == "id" and all(map(_IS_ID, texts))


def _without_forms_own(columns: Mapping[Column, int], is_form: bool) -> Mapping[Column, int]:
    """What was asked counts more than the name and the e-mail that Forms puts before the questions."""
    if not is_form:
        return columns
    asked = {
        column: score
        for column, score in columns.items()
        if folded(column.heading) not in ("name", "email") or column.number > len(_FORMS) + 3
    }
    return asked or columns


def _unusable(table: Table, column: Column, is_form: bool) -> str:
    """Why a column cannot be any field; empty where it can."""
    texts = {text_of(table.cell(row, column)) for row in table.rows} - {""}
    if not column.heading:
        return "has no heading"
    if not texts:
        return "is empty"
    if {folded(text) for text in texts} <= _ANONYMOUS:
        return "is anonymous"
    if is_form and folded(column.heading) in _FORMS_OWN:
        return "comes from Microsoft Forms"
    return ""


def _likely(heading: str, side: Side) -> dict[str, int]:
    """How like each field a heading is, of 100, for those that it is like enough."""
    if _rank(heading):
        return {"prefers": 100}
    if heading in _EXACT or (heading.startswith(ATTRIBUTE) and heading != ATTRIBUTE):
        return {heading: 100}
    scores = {name: _likeness(heading, one, side) for name, one in fields_of(side).items()}
    return {name: score for name, score in scores.items() if score >= _GOOD}


def _likeness(heading: str, known: Field, side: Side) -> int:
    needs_rapidfuzz()
    from rapidfuzz import fuzz

    words = _words(heading)
    never = known.never | ({side.other.value, side.other.one} if "partner" in known.never else set())
    if not words or not never.isdisjoint(words):
        return 0
    best = 0
    for one in known.headings:
        others = [word for word in one.split() if word not in _SMALL] or one.split()
        if sorted(others) == sorted(words) or one.split() == bare(heading).split():
            return 100
        best = max(
            best, int(fuzz.token_sort_ratio(" ".join(words), " ".join(others))) - 4, _held(others, words)
        )
    return best


def _held(few: Sequence[str], many: Sequence[str]) -> int:
    """How like a heading is that has all the words of a shorter one: each further word makes it less so."""
    from rapidfuzz import fuzz

    for word in few:
        if not any(word == other or (len(word) > 4 and fuzz.ratio(word, other) >= 88) for other in many):
            return 0
    return 98 - 6 * (len(many) - len(few))


def _words(heading: str) -> list[str]:
    """The words of a heading that say something: not those in brackets, nor what follows the question."""
    text = re.sub(r"\([^)]*\)", " ", folded(heading).replace("e mail", "email"))
    text = text.partition("?")[0] or text
    words = [re.sub(r"(?<=[a-z])\d+$", "", word) for word in bare(text).split()]
    return [word for word in words if word not in _SMALL] or words


def _rank(heading: str) -> int:
    """Which wish a heading such as `Second choice` asks for, from 1; 0 for any other heading."""
    text = bare(heading)
    found = _ORDINAL.search(text)
    others = {"project", "site", "theme", "date", "day", "workshop", "specialty", "topic"}
    if not found or not _CHOICE.search(text) or not others.isdisjoint(text.split()):
        return 0
    return _RANKS.get(found[1]) or int(found[1][0])
