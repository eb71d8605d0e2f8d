"""A demand forced into a place of a rota document, whatever that breaks: `verify` is then the judge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from pairmatch.calendar import programme_time
from pairmatch.calendar.posts import placement_on
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import Date
from pairmatch.rota.attendance import At, at_of
from pairmatch.rota.options import Options
from pairmatch.rota.rota import (
    AnyMissed,
    AnySession,
    MeetingSession,
    MissedMeeting,
    MissedShadowing,
    MissedWorkshop,
    Rota,
    RotaProof,
    ShadowingSession,
    WorkshopSession,
)
from pairmatch.verify import levels, verify_rota

Levels = tuple[int, int, int, int, int]


class Where(NamedTuple):
    """A place, as the answers tell places apart."""

    date: Date
    half: str
    room: str | None
    joins: int


def of_free(at: At, joins: int) -> Where:
    """The place of an answer."""
    return Where(at.date, at.half, at.room, joins)


def counted(cohort: Cohort, rota: Rota) -> tuple[Rota, Levels]:
    """The rota with a proof that says what it has, and its levels."""
    reached = levels(cohort, rota)
    proof = RotaProof(status="feasible", missed=len(rota.missed), cost=reached[4], bound=0)
    return rota.model_copy(update={"proof": proof}), reached


def accepted(cohort: Cohort, rota: Rota, asked: Options) -> dict[Where, Levels]:
    """Every place but that of now at which `verify` finds nothing wrong, and the levels of the rota then.

    A new run beside one that could be joined is left out: it is of no use.
    """
    rest = without(rota, asked)
    found: dict[Where, Levels] = {}
    for where, sessions in _forced(cohort, rest, asked):
        if at_now(asked, where):
            continue
        forced, reached = counted(cohort, rest.model_copy(update={"sessions": sessions}))
        if not any(fault.is_error for fault in verify_rota(cohort, forced)):
            found[where] = reached
    joined = {where[:3] for where in found if where.joins}
    return {where: reached for where, reached in found.items() if where.joins or where[:3] not in joined}


def at_now(asked: Options, where: Where) -> bool:
    """Whether a place is where the demand is, others in the run apart."""
    return any((at.date, at.half, at.room) == where[:3] for at in asked.now)


def without(rota: Rota, asked: Options) -> Rota:
    """The rota without the demand: neither held where it is now, nor listed as missed once."""
    sessions: list[AnySession] = []
    for session in rota.sessions:
        if isinstance(session, WorkshopSession) and session.workshop == asked.workshop:
            people = tuple(person for person in session.people if person not in asked.people)
            if people:
                sessions.append(session.model_copy(update={"people": people}))
        elif at_of(session) not in asked.now or not _is_meant(session, asked):
            sessions.append(session)
    missed = list(rota.missed)
    if asked.missed:
        missed.remove(next(one for one in missed if _is_missed(one, asked)))
    return rota.model_copy(update={"sessions": tuple(sessions), "missed": tuple(missed)})


def _is_meant(session: AnySession, asked: Options) -> bool:
    return session.kind == asked.kind and session.everyone == asked.people


def _is_missed(missed: AnyMissed, asked: Options) -> bool:
    if isinstance(missed, MissedWorkshop):
        return missed.workshop == asked.workshop and missed.people == asked.people
    if isinstance(missed, MissedShadowing):
        return asked.kind == "shadowing" and (missed.guest, missed.host) == asked.people
    is_meeting = isinstance(missed, MissedMeeting) and asked.kind == "meeting"
    return is_meeting and (missed.people, missed.weeks) == (asked.people, asked.weeks)


def _forced(cohort: Cohort, rest: Rota, asked: Options) -> Iterator[tuple[Where, tuple[AnySession, ...]]]:
    """Every half-day of the programme that is not past, in every room, with every facilitator."""
    for slot in programme_time(cohort, rest.weeks).slots:
        if rest.frozen_before and slot.date < rest.frozen_before:
            continue
        if asked.kind == "meeting":
            if asked.weeks is None or slot.week in asked.weeks:
                meeting = MeetingSession(people=asked.people, date=slot.date, half=slot.half)
                yield Where(slot.date, slot.half, None, 0), (*rest.sessions, meeting)
        elif asked.kind == "shadowing":
            yield (
                Where(slot.date, slot.half, None, 0),
                (*rest.sessions, _visit(cohort, asked, slot.date, slot.half)),
            )
        else:
            yield from _runs(cohort, rest, asked, slot.date, slot.half)


def _visit(cohort: Cohort, asked: Options, day: Date, half: str) -> ShadowingSession:
    guest, host = asked.people
    placement = placement_on(cohort.person(host), day)
    site = placement.site if placement else None
    return ShadowingSession(guest=guest, host=host, date=day, half=half, site=site)


def _runs(
    cohort: Cohort, rest: Rota, asked: Options, day: Date, half: str
) -> Iterator[tuple[Where, tuple[AnySession, ...]]]:
    workshop = cohort.workshop(asked.workshop or "")
    for at, session in enumerate(rest.sessions):
        is_run = isinstance(session, WorkshopSession) and session.workshop == workshop.id
        if is_run and (session.date, session.half) == (day, half):
            assert isinstance(session, WorkshopSession)
            joined = session.model_copy(update={"people": (*session.people, *asked.people)})
            where = Where(day, half, session.room, len(session.people))
            yield where, (*rest.sessions[:at], joined, *rest.sessions[at + 1 :])
    rooms: tuple[str | None, ...] = workshop.rooms or (None,)
    leads: list[tuple[str, ...]] = [(one,) for one in workshop.facilitators] or [()]
    for room, lead in product(rooms, leads):
        new = WorkshopSession(
            workshop=workshop.id,
            date=day,
            half=half,
            room=room,
            facilitators=(*lead, *workshop.all_of),
            people=asked.people,
        )
        yield Where(day, half, room, 0), (*rest.sessions, new)
