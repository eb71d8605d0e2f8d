"""`Finding`: what in a sheet cannot be used, or should be looked at; and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from pairmatch.importing.tables import Cell


@dataclass(frozen=True)
class Suggestion:
    """What an answer that cannot be used may stand for."""

    field: str
    answer: str
    """As it was typed."""
    meant: str
    """What the cohort file has for it."""
    title: str
    """What that is called."""


@dataclass(frozen=True)
class Finding:
    """One thing about one cell or row."""

    place: str
    """As `Sign-ups!C7`; of a row, its first cell that matters."""
    row: int
    message: str
    """A sentence without its end."""
    help: str = ""
    """What to do; empty where there is nothing."""
    is_left_out: bool = True
    """Whether what it speaks of is not taken over."""
    suggestion: Suggestion | None = None


def left_out(cell: Cell, message: str, help: str = "", suggestion: Suggestion | None = None) -> Finding:
    """Something of a cell is not taken over."""
    return Finding(cell.place, cell.row, message, help, True, suggestion)


def remark(cell: Cell, message: str, help: str = "") -> Finding:
    """Something is taken over, and should be looked at."""
    return Finding(cell.place, cell.row, message, help, False)
