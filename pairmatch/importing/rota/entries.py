"""What a sheet says, before anybody knows who and what is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pairmatch.cohort.values import TimeRange


class Layout(StrEnum):
    """How a rota sheet is laid out."""

    AUTO = "auto"
    WEEKS = "weeks"
    DAYS = "days"
    GRID = "grid"
    SHIFTS = "shifts"


@dataclass(frozen=True)
class Entry:
    """One person, one date, one code; as written."""

    who: str
    day: date
    code: str
    place: str
    """Of the cell that says so, as `Rota!C7`."""
    time: TimeRange | None = None
    """From when to when, where the sheet itself says that."""
    half: str | None = None
    """`am` or `pm`, where the person works only that part of the shift."""
    is_week: bool = False
    """Whether the code is that of the whole week which begins on the date."""
    days: int = 1
    """On how many dates, one after the other."""


@dataclass(frozen=True)
class Unusable:
    """A cell of which nothing is taken."""

    place: str
    text: str
    why: str


@dataclass(frozen=True)
class Content:
    """What was read from a sheet in some layout."""

    entries: tuple[Entry, ...]
    unusable: tuple[Unusable, ...] = ()
    notes: tuple[str, ...] = ()
    """What was passed over, in sentences."""


def rows_named(numbers: Sequence[int], word: str = "row") -> str:
    """As `row 7`, `rows 3, 9 and 12` or `500 rows (3 to 560)`."""
    if len(numbers) == 1:
        return f"{word} {numbers[0]}"
    if len(numbers) > 6:
        return f"{len(numbers):,} {word}s ({numbers[0]} to {numbers[-1]})"
    return f"{word}s {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
