"""The drawing of each person's sessions over time: a row a person, from left to right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.cohort.schema import Cohort
from pairmatch.report.cost import session_length
from pairmatch.report.html.people import One, People
from pairmatch.report.html.sessions import SessionRow, Sessions, half_of
from pairmatch.rota.rota import ShadowingSession

HALF = 7
"""How wide half a day is."""
HEIGHT = 18


@dataclass(frozen=True)
class Mark:
    """One session in the row of one person."""

    row: SessionRow
    x: int
    width: int
    is_host: bool
    """Whether the person is shadowed; drawn hollow."""

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Track:
    """The row of one person."""

    person: One
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Timeline:
    """The whole drawing."""

    tracks: tuple[Track, ...]
    week: int
    """How wide a week is."""
    weeks: int

    @property
    def width(self) -> int:
        """How wide all weeks are."""
        return self.week * self.weeks

    @property
    def lines(self) -> str:
        """The path of the lines between weeks."""
        return "".join(f"M{self.week * week},0V{HEIGHT}" for week in range(1, self.weeks))


def timeline_of(cohort: Cohort, sessions: Sessions, people: People) -> Timeline:
    """The drawing of a rota; those who have no session have no row."""
    week = len(list(cohort.programme.days)) * len(cohort.programme.halves) * HALF
    marks: dict[int, list[Mark]] = defaultdict(list)
    for row in sessions.all:
        for person, mark in _marks(cohort, row, week):
            marks[person.number].append(mark)
    tracks = (Track(one, tuple(marks[one.number])) for one in people.all if one.number in marks)
    return Timeline(tuple(tracks), week, sessions.weeks)


def _marks(cohort: Cohort, row: SessionRow, week: int) -> Iterator[tuple[One, Mark]]:
    day, half = half_of(cohort, row)
    x = (row.week - 1) * week + (day * len(cohort.programme.halves) + half) * HALF
    width = session_length(cohort, row.appointment.session) * HALF
    session = row.appointment.session
    host = session.host if isinstance(session, ShadowingSession) else None
    for person in (*row.who, *row.held_by):
        yield person, Mark(row, x, width, person.id == host)
