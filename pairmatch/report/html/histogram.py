"""The drawing of how often each value occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

PLOT = 130
"""How high the highest column is."""
_TOP = 18
_BELOW = 34
COLUMN, GAP = 34, 6
_NARROW = 22
_MANY = 14
"""More columns than this are drawn narrow."""


@dataclass(frozen=True)
class Value:
    """One value of somebody."""

    step: int
    series: int
    """Which of the series it belongs to, from 0."""


@dataclass(frozen=True)
class Block:
    """The part of a column that one series has."""

    series: int
    y: float
    height: float
    count: int


@dataclass(frozen=True)
class Column:
    """How often one value occurs."""

    label: str
    x: int
    blocks: tuple[Block, ...]
    counts: tuple[int, ...]
    """Of each series."""

    @property
    def total(self) -> int:
        """Of all series."""
        return sum(self.counts)

    @property
    def top(self) -> float:
        """Where the column ends."""
        return min((block.y for block in self.blocks), default=_TOP + PLOT)


@dataclass(frozen=True)
class Histogram:
    """The whole drawing, and what it says in a sentence."""

    title: str
    what: str
    series: tuple[str, ...]
    columns: tuple[Column, ...]
    column: int
    """How wide a column is."""
    summary: str

    @property
    def width(self) -> int:
        """Of the drawing."""
        return len(self.columns) * (self.column + GAP) + GAP

    @property
    def base(self) -> int:
        """Where the columns stand."""
        return _TOP + PLOT

    @property
    def height(self) -> int:
        """Of the drawing."""
        return self.base + _BELOW

    @property
    def is_narrow(self) -> bool:
        """Whether labels have to be turned."""
        return self.column < COLUMN


def histogram_of(
    title: str, what: str, series: tuple[str, ...], values: Sequence[Value], label: Callable[[int], str]
) -> Histogram:
    """The drawing of some values, at least one; every step between the least and the largest has a column.

    Parameters
    ----------
    title, what
        What the drawing is called, and what is counted along it.
    series
        What each series is called.
    values
        What occurs.
    label
        What a step is called.
    """
    steps = [value.step for value in values]
    wanted = range(min(steps), max(steps) + 1)
    width = COLUMN if len(wanted) <= _MANY else _NARROW
    counts = Counter((value.step, value.series) for value in values)
    most = max(sum(counts[step, one] for one in range(len(series))) for step in wanted)
    columns = tuple(
        _column(
            label(step),
            GAP + number * (width + GAP),
            tuple(counts[step, one] for one in range(len(series))),
            most,
        )
        for number, step in enumerate(wanted)
    )
    return Histogram(title, what, series, columns, width, _summary(steps, label))


def _column(label: str, x: int, counts: tuple[int, ...], most: int) -> Column:
    return Column(label, x, tuple(_blocks(counts, most)), counts)


def _blocks(counts: Sequence[int], most: int) -> Iterator[Block]:
    y = float(_TOP + PLOT)
    for series, count in enumerate(counts):
        if count:
            height = round(PLOT * count / most, 1)
            y = round(y - height, 1)
            yield Block(series, y, height, count)


def _summary(steps: Sequence[int], label: Callable[[int], str]) -> str:
    least, largest = label(min(steps)), label(max(steps))
    middle = label(sorted(steps)[len(steps) // 2])
    if least == largest:
        return f"The same for everyone: {least}."
    return f"From {least} to {largest}; the middle one is {middle}."
