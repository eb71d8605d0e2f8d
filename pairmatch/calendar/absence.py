"""Why someone cannot attend or host on a half-day, or a room cannot be had: in words, with the file's line.

The order is that of the format page, read from its end: whatever has the last word is what is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from pairmatch.calendar.availability import roster_of
from pairmatch.calendar.duties import on_calendar, shifts_of
from pairmatch.calendar.duty import OFF, code_on, covers, row_on
from pairmatch.calendar.off_duty import Roster
from pairmatch.calendar.posts import placement_on, post_on
from pairmatch.calendar.presence import base_presence, piece_of
from pairmatch.calendar.programme import ProgrammeTime, Slot
from pairmatch.cohort.people import Facilitator, Person, RotaPlace, Shift
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Room
from pairmatch.cohort.source import Loc
from pairmatch.cohort.values import Period, TimeRange, WeeklyHalf
from pairmatch.diagnostics import Note, Span

Flag = Literal["attend", "host"]
_DAY_MINUTES = 24 * 60
_TOO_NEAR = ", too near a shift (11 h of rest, 46 h after nights)"
_OVER_HOURS = ", and would work over 72 h in 168 h, or 48 h a week on average"


def closure(cohort: Cohort, time: ProgrammeTime, t: int) -> Note:
    """Why the half-day `t`, which is closed, is closed."""
    slot, reason = time.slots[t], time.closed[t]
    at = _holding(cohort.programme.closed, slot)
    if at is not None:
        return Note(reason, cohort.span("programme", "closed", at))
    return Note(f"closed: {reason}", cohort.span("programme", "country"))


def absence(cohort: Cohort, person: Person, slot: Slot, flag: Flag, roster: Roster | None = None) -> Note:
    """Why a person cannot attend, or cannot be shadowed, on an open half-day.

    Parameters
    ----------
    cohort
        The cohort of the person.
    person
        A doctor or a manager.
    slot
        An open half-day on which `presence` has the flag as false.
    flag
        What the person cannot do.
    roster
        The person's shifts, where they are worked out already.
    """
    found = next(_last_words(cohort, person, slot, flag), None)
    if found is not None:
        return found
    base = _base(cohort, person, slot, flag)
    return replace(base, message=base.message + _off_duty_limit(cohort, person, slot, flag, roster))


def facilitator_absence(cohort: Cohort, one: Facilitator, slot: Slot) -> Note:
    """Why a facilitator cannot hold a run on an open half-day."""
    loc = ("facilitators", cohort.facilitators.index(one))
    at = _holding(one.leave, slot)
    if at is not None:
        return Note(f"{one.id} is on leave", cohort.span(*loc, "leave", at))
    return Note(f"{one.id} does not work then", cohort.span(*loc, "works"))


def room_closure(cohort: Cohort, room: Room, slot: Slot) -> Note:
    """Why a room cannot be had on an open half-day."""
    loc = ("rooms", cohort.rooms.index(room))
    at = _holding(room.closed, slot)
    if at is not None:
        return Note(f"{room.id} is closed", cohort.span(*loc, "closed", at))
    return Note(f"{room.id} is not open then", cohort.span(*loc, "open"))


def _last_words(cohort: Cohort, person: Person, slot: Slot, flag: Flag) -> Iterator[Note]:
    """What stands above the base, the last word first."""
    said = person.extra.get(slot.half_day)
    if said and getattr(said, flag) is False:
        span = cohort.person_span(person.id, "extra", str(slot.half_day))
        yield Note(f"{person.id} is taken out by `extra`", span)
    at = _holding(person.leave, slot)
    if at is not None:
        yield Note(f"{person.id} is on leave", cohort.person_span(person.id, "leave", at))
    if placement_on(person, slot.date) is None:
        yield Note(f"{person.id} is in no post then", cohort.person_span(person.id, "posts"))
    weekly = WeeklyHalf(slot.date.weekday(), slot.half)
    fixed = person.commitments.get(weekly)
    if fixed and getattr(fixed, flag) is False and any(base_presence(cohort, person, slot.date, slot.half)):
        span = cohort.person_span(person.id, "commitments", str(weekly))
        yield Note(f"{person.id} has a commitment, {weekly}", span)


def _base(cohort: Cohort, person: Person, slot: Slot, flag: Flag) -> Note:
    """What the work pattern, the duty pattern or the calendar file says."""
    place = placement_on(person, slot.date)
    if place and place.calendar is not None:
        return _by_calendar(cohort, person, slot, flag, place.calendar)
    if place and place.rota is not None:
        return _by_pattern(cohort, person, slot, flag, place.rota)
    return Note(f"{person.id} does not work then", _base_span(cohort, person, slot.date, "works"))


def _by_pattern(cohort: Cohort, person: Person, slot: Slot, flag: Flag, place: RotaPlace) -> Note:
    """The shift of the day, or the one before it, that covers the half-day or a part of it; else off duty."""
    hours = cohort.programme.halves[slot.half]
    partly: Note | None = None
    for days_later in (0, 1):
        started = slot.date - timedelta(days=days_later)
        then = placement_on(person, started)
        if then is None or then.rota is None:
            continue
        pattern = cohort.rotas[then.rota.pattern]
        code = code_on(pattern, then.rota.row, started)
        if code == OFF:
            continue
        shift = pattern.shifts[code]
        on = f"{person.id} is on {code} ({shift.time}) of {then.rota.pattern}"
        span = _cycle_span(cohort, then.rota, started)
        if covers(shift, hours, days_later):
            return Note(f"{on}, {_which(flag)}", span)
        if _overlaps(shift, hours, days_later):
            partly = partly or Note(f"{on}, which covers only a part of it", span)
    span = _cycle_span(cohort, place, slot.date)
    return partly or Note(f"{person.id} is off duty by {place.pattern}", span)


def _off_duty_limit(cohort: Cohort, person: Person, slot: Slot, flag: Flag, roster: Roster | None) -> str:
    """What is added of a half-day off duty, where such can be attended; empty where there is a shift."""
    place = placement_on(person, slot.date)
    if flag == "host" or cohort.scheduling.off_duty != "allowed" or not (place and place.has_duty):
        return ""
    roster, session = roster or roster_of(cohort, person), piece_of(cohort, slot.date, slot.half)
    if roster.shift_at(session):
        return ""
    return _OVER_HOURS if roster.has_rested(session) else _TOO_NEAR


def _by_calendar(cohort: Cohort, person: Person, slot: Slot, flag: Flag, name: str) -> Note:
    span = _base_span(cohort, person, slot.date, "calendar")
    codes = {id(shift): code for code, shift in shifts_of(cohort).items()}
    for _, shift in on_calendar(cohort, name, slot.date, slot.half):
        if not getattr(shift, flag):
            return Note(f"{person.id} is on {codes[id(shift)]} by {name}, {_which(flag)}", span)
    return Note(f"{person.id} has no shift by {name} that covers it", span)


def _which(flag: Flag) -> str:
    return "which releases nobody" if flag == "attend" else "on which nobody is shadowed"


def _overlaps(shift: Shift, half: TimeRange, days_later: int) -> bool:
    start = shift.time.start - days_later * _DAY_MINUTES
    return start < half.end and half.start < start + shift.time.minutes


def _holding(periods: tuple[Period, ...], slot: Slot) -> int | None:
    """The place of the first period that holds a half-day."""
    return next((at for at, period in enumerate(periods) if period.holds(slot.date, slot.half)), None)


def _cycle_span(cohort: Cohort, place: RotaPlace, day: date) -> Span | None:
    """The code of a day in the cycle, as the file has it."""
    row = row_on(cohort.rotas[place.pattern], place.row, day) - 1
    loc = ("rotas", place.pattern, "cycle")
    return cohort.source.row_span(loc, row, day.weekday()) if cohort.source else None


def _base_span(cohort: Cohort, person: Person, day: date, field: str) -> Span | None:
    """Where the base that holds on a day stands: in the post, where that has one of its own."""
    number = post_on(person, day)
    within: Loc = ()
    if number is not None and person.posts[number].has_base:
        within = ("posts", number)
    return cohort.person_span(person.id, *within, field)
