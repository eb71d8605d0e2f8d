"""A table: headings, and rows of plain values. Whoever writes it chooses how a date or a time looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

Value = str | int | date | time | None
"""What a cell holds; None where nothing is known or meant."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    SCORE = "score"
    """From 0 to 1000, or `not known`."""
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True)
class Column:
    """One column."""

    heading: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """Columns and rows."""

    name: str
    """As it is called on the command line, and its file."""
    title: str
    """As it is printed."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in order."""
        return tuple(column.heading for column in self.columns)

    def at(self, heading: str) -> int:
        """The number of the column with this heading, from 0."""
        return self.headings.index(heading)


def columns(*headings: str, **kinds: Kind) -> tuple[Column, ...]:
    """Columns of text, but for those whose heading in small letters is given a kind."""
    return tuple(Column(heading, kinds.get(heading.lower(), Kind.TEXT)) for heading in headings)


def without_empty(table: Table, keep: Sequence[str]) -> Table:
    """The table without columns in which no row has anything, but for those to keep."""
    used = [
        at
        for at, column in enumerate(table.columns)
        if column.heading in keep or any(row[at] is not None for row in table.rows)
    ]
    return Table(
        table.name,
        table.title,
        tuple(table.columns[at] for at in used),
        tuple(tuple(row[at] for at in used) for row in table.rows),
    )
