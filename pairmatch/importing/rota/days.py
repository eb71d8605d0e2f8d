"""The layout `days`: a row a date, a column a role, and names in the cells.

A cell may name several people, and say of each what part of the shift is meant: `James (AM) William (PM)`,
`James (instead of William)`, `James / William`, `James (08:00-13:00)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pairmatch.cohort.values import TimeRange
from pairmatch.importing.codes import Codes, Kind
from pairmatch.importing.names import Known, People
from pairmatch.importing.rota.entries import Content, Entry
from pairmatch.importing.rota.table import Heading, Table
from pairmatch.importing.tables import Cell
from pairmatch.importing.times import hours, hours_within

_NOTES = frozenset(
    ("note", "notes", "comment", "comments", "remark", "remarks", "day", "week", "wk", "week no",
     "bank holiday")
)  # fmt: skip
_NOBODY = frozenset(("", "-", "–", "—", ".", "n/a", "na", "none", "nil", "vacant"))
_INSTEAD = re.compile(r"(?:instead of|in place of|covering|covers|cover for|for|swap(?:ped)? with)\s+\S.*",
                      re.IGNORECASE)  # fmt: skip
_HALF = re.compile(r"(am|pm|a\.m\.|p\.m\.|morning|afternoon)(?: only)?", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"\s*(?:[/&+;\n\r]|\band\b|(?<=\))\s+(?=\w))\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """One person in a cell."""

    who: str
    half: str | None = None
    """`am` or `pm`, where only that part of the shift is meant."""
    time: TimeRange | None = None
    """The times said of this one person."""


@dataclass(frozen=True)
class _Role:
    """What a column is for."""

    code: str
    time: TimeRange | None


def read_days(table: Table, people: People, codes: Codes) -> Content:
    """The people in each cell, on the shift that its column is for."""
    roles = {heading: _role(heading, codes) for heading in table.headings}
    entries: list[Entry] = []
    passed: list[str] = []
    for heading in table.headings:
        if roles[heading] is None:
            passed.append(heading.text)
    for box in table.boxes:
        role = roles[box.heading]
        for named in _in_cell(box.cell, people) if role else ():
            assert role is not None
            entries.append(
                Entry(named.who, box.day, role.code, box.cell.place, named.time or role.time, named.half)
            )
    kind = "row" if table.is_along else "column"
    notes = [f"{kind} `{text}`: not a role, not read" for text in passed]
    return Content(tuple(entries), table.unusable, (*table.notes, *notes))


def _role(heading: Heading, codes: Codes) -> _Role | None:
    """The role of a column; None for one of notes, or one that was said to be off."""
    text = heading.text
    if text.casefold().rstrip(".:") in _NOTES:
        return None
    meaning = codes.find(text)
    time, rest = hours_within(text)
    if meaning is None and rest:
        meaning, text = codes.find(rest), rest
    if meaning is not None and meaning.kind is Kind.OFF:
        return None
    return _Role(text, time)


def _in_cell(cell: Cell, people: People) -> Sequence[Named]:
    """Who is named in a cell; whom nobody knows is named as written."""
    text = str(cell.value) if isinstance(cell.value, str) else cell.text
    return [one for one in named_in(text, people) if one.who.casefold() not in _NOBODY]


def named_in(text: str, people: People) -> Sequence[Named]:
    """The people that a text names, with what it says of each.

    Parameters
    ----------
    text
        As written, line breaks and all.
    people
        Who can be meant: a text that is a name as a whole is not taken apart.
    """
    whole = " ".join(text.split())
    if not isinstance(people.find(whole), Known) and not people.was_said(whole):
        parts = [part for part in _BETWEEN.split(text.strip()) if part.strip()]
        if len(parts) == 1 and "," in whole:
            parts = list(_at_commas(whole, people))
        if len(parts) > 1:
            return [one for part in parts for one in named_in(part, people)]
    return [_named(whole, people)]


def _at_commas(text: str, people: People) -> Iterator[str]:
    """The parts between commas, where the whole is no `Surname, First name` and each part is somebody."""
    parts = [part.strip() for part in text.split(",")]
    if all(people.is_meant(part) for part in parts):
        yield from parts
    else:
        yield text


def _named(text: str, people: People) -> Named:
    """A name, and what stands behind it in brackets; what is not understood there stays part of the name."""
    if people.was_said(text):
        return Named(text)
    half: str | None = None
    time: TimeRange | None = None
    left = text
    for found in _BRACKET.finditer(text):
        said = found[1].strip()
        if _HALF.fullmatch(said):
            half = "am" if said[0].lower() in ("a", "m") else "pm"
        elif hours(said):
            time = hours(said)
        elif not _INSTEAD.fullmatch(said):
            continue
        left = left.replace(found[0], " ", 1)
    bare = re.fullmatch(r"(.*\S)\s+(am|pm)", left.strip(), re.IGNORECASE)
    if bare and half is None and isinstance(people.find(bare[1]), Known):
        left, half = bare[1], bare[2].lower()
    return Named(" ".join(left.split()), half, time)
