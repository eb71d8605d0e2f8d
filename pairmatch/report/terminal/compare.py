"""The objectives side by side: what each reaches, and how far that is from the best of each column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from pairmatch.matching.answers import ComparedPairing
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible
from pairmatch.report.words import first_few

_FEW_BLOCKING = 5


@dataclass(frozen=True)
class _Column:
    """One thing that is told of every pairing."""

    head: str
    number: Callable[[ComparedPairing], float]
    written: str = ",.0f"
    more_is_better: bool = True


def show_compared(page: Page, compared: Sequence[ComparedPairing]) -> None:
    """Print a row an objective."""
    page.text(f"{visible(page.cohort.programme.name)}: the objectives side by side", "bold")
    page.console.print()
    columns = [_Drawn(page, column, compared) for column in _columns(compared)]
    rows = [_row(page, one, columns) for one in compared]
    show_table(page, ("Objective", *(column.head for column in columns)), rows)
    page.console.print()
    page.text("Beside a number: how far it is from the best of its column.", "dim")
    _show_blocking(page, compared)


def _columns(compared: Sequence[ComparedPairing]) -> Iterator[_Column]:
    yield _Column("Placed", lambda one: one.whole.people)
    yield _Column("Worst", lambda one: one.whole.worst)
    yield _Column("Mean", lambda one: one.whole.mean, written=",.1f")
    if any(one.whole.choices for one in compared):
        yield _Column("1st choices", lambda one: (one.whole.choices or (0,))[0])
        yield _Column("Blocking", lambda one: len(one.blocking), more_is_better=False)


class _Drawn:
    """A column whose numbers end at one place, each with its distance from the best behind it."""

    def __init__(self, page: Page, column: _Column, compared: Sequence[ComparedPairing]) -> None:
        self._page = page
        self._column = column
        best = max if column.more_is_better else min
        self._best = best(map(column.number, compared))
        self._cells = max(len(column.head), *(len(self._number(one)) for one in compared))
        self.head = f"{column.head:>{self._cells}}"

    def cell(self, one: ComparedPairing) -> Text:
        return Text(f"{self._number(one):>{self._cells}}").append(self._apart(one), "dim")

    def _number(self, one: ComparedPairing) -> str:
        return format(self._column.number(one), self._column.written)

    def _apart(self, one: ComparedPairing) -> str:
        apart = self._column.number(one) - self._best
        written = format(abs(apart), self._column.written)
        if not written.strip("0."):
            return ""
        return f" {'+' if apart > 0 else self._page.glyphs.minus}{written}"


def _row(page: Page, one: ComparedPairing, columns: Sequence[_Drawn]) -> Row:
    name = Text(_name(one), "bold" if one.is_chosen else "")
    notes = [
        *(["asked for"] if one.is_chosen else []),
        *([f"same pairs as {visible(one.same_as)}"] if one.same_as else []),
        *([] if one.is_proven else ["not proven"]),
    ]
    return Row((name, *(column.cell(one) for column in columns)), page.dot.join(notes))


def _name(one: ComparedPairing) -> str:
    return f"{visible(one.objective)}, stable" if one.stable else visible(one.objective)


def _show_blocking(page: Page, compared: Sequence[ComparedPairing]) -> None:
    """The pairs that the pairing asked for leaves wanting each other."""
    chosen = next((one for one in compared if one.is_chosen), None)
    if chosen is None or not chosen.blocking:
        return
    names = [f" {page.glyphs.plus} ".join(map(page.names.person, pair)) for pair in chosen.blocking]
    told = first_few(names, _FEW_BLOCKING)
    page.text(f"Blocking under {_name(chosen)}, both would rather have each other: {told}")
