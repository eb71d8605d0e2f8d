"""Whether everything that a rota names exists: people, pairs, workshops, rooms, half-days."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.programme import programme_time
from pairmatch.cohort.schema import MAX_WEEKS
from pairmatch.cohort.source import Loc
from pairmatch.diagnostics import Diagnostic
from pairmatch.rota.rota import (
    AnyMissed,
    AnySession,
    MissedShadowing,
    MissedWorkshop,
    ShadowingSession,
    WorkshopSession,
)
from pairmatch.verify.rota_view import RotaUnderCheck


def length_possible(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A rota is of at least one week, and no longer than a programme can be."""
    if not 1 <= check.rota.weeks <= MAX_WEEKS:
        message = f"a programme of {check.rota.weeks} weeks cannot be"
        yield check.places.fault("PM506", message, ("weeks",))


def pairs_exist(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Every pair is a doctor and a manager of the cohort, and is listed once."""
    doctors = {doctor.id for doctor in check.cohort.doctors}
    managers = {manager.id for manager in check.cohort.managers}
    for i, (doctor, manager) in enumerate(check.rota.pairs):
        for side, name, step, known in (("doctor", doctor, 0, doctors), ("manager", manager, 1, managers)):
            if name not in known:
                yield check.places.fault("PM501", f"`{name}` is no {side} of the cohort", ("pairs", i, step))
        if (doctor, manager) in check.rota.pairs[:i]:
            yield check.places.fault("PM501", f"{doctor} and {manager} are listed twice", ("pairs", i))


def half_days_exist(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Every session is on a half-day of the programme's weeks, days and halves."""
    if check.rota.weeks < 1:
        return
    time = programme_time(check.cohort, check.rota.weeks)
    for i, session in enumerate(check.rota.sessions):
        if not check.is_over(session) and time.index_of(session.half_day) is None:
            message = f"{session.half_day} is no half-day of a programme of {check.rota.weeks} weeks"
            note = check.places.note("the programme", "programme", "start")
            yield check.places.fault("PM504", message, ("sessions", i, "date"), note)


def names_exist(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Every session and every miss names workshops, rooms, facilitators and people of the cohort."""
    rooms = {room.id for room in check.cohort.rooms}
    facilitators = {one.id for one in check.cohort.facilitators}
    people = {person.id for person in check.cohort.people}
    workshops = {workshop.id for workshop in check.cohort.workshops}
    for at, entry in _entries(check):
        if isinstance(entry, WorkshopSession | MissedWorkshop):
            yield from _unknown(check, at, "workshop", [entry.workshop], workshops)
        if isinstance(entry, WorkshopSession):
            yield from _unknown(check, at, "room", [entry.room] if entry.room else [], rooms)
            yield from _unknown(check, at, "facilitator", entry.facilitators, facilitators)
        yield from _unknown(check, at, "doctor or manager", _people(entry), people)


def only_the_paired(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Only people who are paired take part, and only a pair's two shadow each other and meet."""
    pairs = {frozenset(pair) for pair in check.rota.pairs}
    paired = {person for pair in check.rota.pairs for person in pair}
    for at, entry in _entries(check):
        people = _people(entry)
        if isinstance(entry, WorkshopSession | MissedWorkshop):
            alone = [person for person in people if person not in paired]
            if alone:
                yield check.places.fault("PM503", f"{', '.join(alone)} has no partner and takes no part", at)
        elif frozenset(people) not in pairs:
            yield check.places.fault("PM503", f"{people[0]} and {people[1]} are not paired", at)


def nobody_twice_in_a_session(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Nobody is named twice in one session or one miss."""
    for at, entry in _entries(check):
        people = _people(entry)
        for person in dict.fromkeys(p for p in people if people.count(p) > 1):
            yield check.places.fault("PM505", f"{person} is named twice here", at)


def _entries(check: RotaUnderCheck) -> Iterator[tuple[Loc, AnySession | AnyMissed]]:
    """Everything but history, which speaks of a file that may have changed."""
    for i, session in enumerate(check.rota.sessions):
        if not check.is_over(session):
            yield ("sessions", i), session
    for i, missed in enumerate(check.rota.missed):
        yield ("missed", i), missed


def _people(entry: AnySession | AnyMissed) -> tuple[str, ...]:
    if isinstance(entry, ShadowingSession | MissedShadowing):
        return (entry.guest, entry.host)
    return entry.people


def _unknown(
    check: RotaUnderCheck, at: Loc, what: str, names: list[str] | tuple[str, ...], known: set[str]
) -> Iterator[Diagnostic]:
    for name in names:
        if name not in known:
            yield check.places.fault("PM502", f"`{name}` is no {what} of the cohort", at)
