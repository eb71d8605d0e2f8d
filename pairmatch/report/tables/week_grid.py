"""The rota as a wall chart: a row a pair, a column a half-day, a code where the pair has a session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pairmatch.calendar.programme import ProgrammeTime, Slot, programme_time
from pairmatch.report.appointments import Appointments
from pairmatch.report.cost import session_length
from pairmatch.rota.rota import AnySession, ShadowingSession, WorkshopSession

CLOSED = "closed"
DOCTOR_VISITS, MANAGER_VISITS, MEETING = "\u25ba", "\u25c4", "M"
"""The doctor stands left of the manager, so that an arrow goes from the guest to the host."""


@dataclass(frozen=True)
class Mark:
    """A session of a pair in one half-day."""

    code: str
    kind: str
    """`workshop`, `shadowing` or `meeting`."""


@dataclass(frozen=True)
class WeekColumns:
    """The columns of one week."""

    number: int
    monday: date
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Grid:
    """A row a pair, a column a half-day."""

    pairs: tuple[tuple[str, str], ...]
    """The names of the two."""
    weeks: tuple[WeekColumns, ...]
    closed: frozenset[int]
    """Indices of half-days without sessions."""
    marks: Mapping[tuple[int, int], tuple[Mark, ...]]
    """By pair and index of the half-day."""
    legend: tuple[tuple[Mark, str], ...]
    """Each code that is used, and what it means."""


def week_grid(appointments: Appointments) -> Grid:
    """The wall chart of a rota."""
    cohort, rota = appointments.cohort, appointments.rota
    time = programme_time(cohort, rota.weeks)
    codes = {workshop.id: f"W{number}" for number, workshop in enumerate(cohort.workshops, start=1)}
    marks: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for session in rota.sessions:
        slots = _slots(time, session, session_length(cohort, session))
        for row, pair in enumerate(rota.pairs):
            mark = _mark(session, pair, codes)
            for slot in slots if mark else ():
                marks[row, slot].append(mark or Mark("", ""))
    person = appointments.names.person
    return Grid(
        tuple((person(doctor), person(manager)) for doctor, manager in rota.pairs),
        tuple(_weeks(time, cohort.programme.start)),
        frozenset(time.closed),
        {place: tuple(dict.fromkeys(found)) for place, found in marks.items()},
        _legend(appointments, codes, {mark for found in marks.values() for mark in found}),
    )


def _slots(time: ProgrammeTime, session: AnySession, length: int) -> Sequence[int]:
    first = time.index_of(session.half_day)
    return () if first is None else range(first, min(first + length, len(time.slots)))


def _mark(session: AnySession, pair: tuple[str, str], codes: Mapping[str, str]) -> Mark | None:
    """How the session stands in the pair's row; None where it is not the pair's."""
    if isinstance(session, WorkshopSession):
        is_theirs = not set(pair).isdisjoint(session.people)
        return Mark(codes.get(session.workshop, "W"), session.kind) if is_theirs else None
    if set(session.everyone) != set(pair):
        return None
    if isinstance(session, ShadowingSession):
        return Mark(DOCTOR_VISITS if session.guest == pair[0] else MANAGER_VISITS, session.kind)
    return Mark(MEETING, session.kind)


def _weeks(time: ProgrammeTime, start: date) -> list[WeekColumns]:
    by_week: dict[int, list[Slot]] = defaultdict(list)
    for slot in time.slots:
        by_week[slot.week].append(slot)
    return [
        WeekColumns(week, start + timedelta(weeks=week - 1), tuple(slots)) for week, slots in by_week.items()
    ]


def _legend(
    appointments: Appointments, codes: Mapping[str, str], used: set[Mark]
) -> tuple[tuple[Mark, str], ...]:
    workshops = [
        (Mark(code, "workshop"), appointments.names.workshop(workshop)) for workshop, code in codes.items()
    ]
    others = [
        (Mark(DOCTOR_VISITS, "shadowing"), "the doctor shadows the manager"),
        (Mark(MANAGER_VISITS, "shadowing"), "the manager shadows the doctor"),
        (Mark(MEETING, "meeting"), "the two meet"),
    ]
    return tuple(line for line in (*workshops, *others) if line[0] in used)
