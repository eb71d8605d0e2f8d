"""How full each run of a workshop is, and how much each room is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.cohort.schema import Cohort
from pairmatch.report.cost import session_length
from pairmatch.report.html.sessions import SessionRow, Sessions
from pairmatch.report.names import Names
from pairmatch.report.seats import seats
from pairmatch.report.words import counted
from pairmatch.rota.rota import WorkshopSession


@dataclass(frozen=True)
class Run:
    """One run."""

    row: SessionRow
    people: int
    seats: int | None
    """None where there is no limit."""

    @property
    def filled(self) -> str:
        """As `16 of 30`."""
        return f"{self.people} of {self.seats}" if self.seats else f"{self.people}, no limit"

    @property
    def share(self) -> int:
        """Percent of the seats that are taken; 0 without a limit."""
        return round(100 * self.people / self.seats) if self.seats else 0


@dataclass(frozen=True)
class Workshop:
    """A workshop and its runs."""

    title: str
    held: str
    """As `2 of 3 runs`."""
    people: int
    runs: tuple[Run, ...]
    is_required: bool


@dataclass(frozen=True)
class RoomUse:
    """Half-days that a room is used, week by week."""

    name: str
    weeks: tuple[int, ...]
    fullest: str

    @property
    def total(self) -> int:
        """In all weeks."""
        return sum(self.weeks)


@dataclass(frozen=True)
class Occupancy:
    """Runs and rooms."""

    workshops: tuple[Workshop, ...]
    rooms: tuple[RoomUse, ...]


def occupancy_of(cohort: Cohort, sessions: Sessions, names: Names) -> Occupancy:
    """What a rota takes of seats and rooms; rooms that are never used are left out."""
    runs = list(_runs(cohort, sessions))
    return Occupancy(tuple(_workshops(cohort, runs, names)), tuple(_rooms(cohort, sessions, runs, names)))


def _runs(cohort: Cohort, sessions: Sessions) -> Iterator[tuple[WorkshopSession, Run]]:
    for row in sessions.all:
        session = row.appointment.session
        if isinstance(session, WorkshopSession):
            yield session, Run(row, len(session.people), seats(cohort, session))


def _workshops(cohort: Cohort, runs: list[tuple[WorkshopSession, Run]], names: Names) -> Iterator[Workshop]:
    for workshop in cohort.workshops:
        held = tuple(run for session, run in runs if session.workshop == workshop.id)
        yield Workshop(
            names.workshop(workshop.id),
            f"{len(held)} of {counted(workshop.runs, 'run')}",
            sum(run.people for run in held),
            held,
            workshop.required,
        )


def _rooms(
    cohort: Cohort, sessions: Sessions, runs: list[tuple[WorkshopSession, Run]], names: Names
) -> Iterator[RoomUse]:
    for room in (*(one.id for one in cohort.rooms), None):
        held = [(session, run) for session, run in runs if session.room == room]
        if held:
            used: Counter[int] = Counter()
            for session, run in held:
                used[run.row.week] += session_length(cohort, session)
            fullest = max((run for _, run in held), key=lambda run: run.people)
            weeks = tuple(used[week] for week in range(1, sessions.weeks + 1))
            yield RoomUse(names.room(room), weeks, fullest.filled)
