"""The rota as a grid of pairs and weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pairmatch.cohort.schema import Programme
from pairmatch.matching.answers import Ids
from pairmatch.report.html.people import One, People
from pairmatch.report.html.sessions import SessionRow, Sessions, is_run
from pairmatch.report.words import short_date


@dataclass(frozen=True)
class GridRow:
    """A pair, and its sessions of each week."""

    doctor: One
    manager: One
    weeks: tuple[tuple[SessionRow, ...], ...]


@dataclass(frozen=True)
class Grid:
    """The whole grid."""

    weeks: tuple[str, ...]
    """The Monday of each week, as `7 Sep`."""
    rows: tuple[GridRow, ...]


def grid_of(programme: Programme, pairs: Sequence[Ids], sessions: Sessions, people: People) -> Grid:
    """The grid of some pairs."""
    cells = _cells(pairs, sessions)
    weeks = range(1, sessions.weeks + 1)
    return Grid(
        tuple(_monday(programme, week) for week in weeks),
        tuple(
            GridRow(people[one], people[two], tuple(cells.get(((one, two), week), ()) for week in weeks))
            for one, two in pairs
        ),
    )


def _cells(pairs: Sequence[Ids], sessions: Sessions) -> Mapping[tuple[Ids, int], tuple[SessionRow, ...]]:
    pairs_of: dict[str, list[Ids]] = defaultdict(list)
    for pair in pairs:
        for person in pair:
            pairs_of[person].append(pair)
    found: dict[tuple[Ids, int], list[SessionRow]] = defaultdict(list)
    for row in sessions.all:
        for pair in dict.fromkeys(_pairs_in(row, pairs_of)):
            found[pair, row.week].append(row)
    return {where: tuple(rows) for where, rows in found.items()}


def _pairs_in(row: SessionRow, pairs_of: Mapping[str, Sequence[Ids]]) -> Iterator[Ids]:
    """The pairs whose session it is: every pair of somebody at a workshop, else the two themselves."""
    there = [one.id for one in row.who]
    for person in there:
        yield from (pair for pair in pairs_of.get(person, ()) if is_run(row) or set(pair) == set(there))


def _monday(programme: Programme, week: int) -> str:
    return short_date(programme.start + timedelta(weeks=week - 1)).partition(" ")[2]
