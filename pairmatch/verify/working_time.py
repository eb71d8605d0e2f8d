"""Sessions off duty against the shifts around them: rest before and after, and hours in their sum.

Whoever opens a half-day by `extra` answers for the rest around it, so that a session there is only
warned of; and so is everything where `off_duty` is `never`, because no other session can add hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.calendar.shifts import Worked
from pairmatch.diagnostics import Diagnostic
from pairmatch.verify.rota_view import Held, RotaUnderCheck

_HOUR = 60
_WEEK = 168 * _HOUR


@dataclass(frozen=True)
class _OffDuty:
    """A session that someone on a duty pattern or calendar has outside every shift."""

    held: Held
    start: int
    end: int
    by_extra: bool
    """Whether any of its half-days can be attended only by what `extra` says."""


def rest_around_sessions_off_duty(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """From a session off duty 11 h lie to the shifts before and after, 46 h to the end of nights."""
    for person in check.availability.rosters:
        shifts = check.availability.rosters[person].shifts
        nights = {shift.day.toordinal() for shift in shifts if shift.is_night}
        for session in _off_duty(check, person):
            for shift in shifts:
                last_night = shift.is_night and shift.day.toordinal() + 1 not in nights
                needed = 46 if last_night and shift.end <= session.start else 11
                gap = max(session.start - shift.end, shift.start - session.end)
                if 0 <= gap < needed * _HOUR:
                    yield _too_near(check, person, session, shift, gap, needed)


def _too_near(
    check: RotaUnderCheck, person: str, session: _OffDuty, shift: Worked, gap: int, needed: int
) -> Diagnostic:
    which = "after" if shift.end <= session.start else "before"
    night = "night" if needed == 46 else "shift"
    message = (
        f"the session of {person} on {check.when(session.held)} is {_hours(gap)} h {which} the {night} that "
        f"starts on {shift.day}, and {needed} h are needed"
    )
    return _told(check, "PM535", message, session, person, is_warning=session.by_extra)


def hours_in_168(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Shifts and sessions off duty are at most 72 h in any 168 h."""
    for person in check.availability.rosters:
        sessions = sorted(_off_duty(check, person), key=lambda one: one.start)
        worked = _union(check, person, sessions)
        edges = [edge for start, end in worked for edge in (start, end - _WEEK)]
        for session in sessions:
            near = [since for since in edges if session.start - _WEEK < since < session.end]
            most = max(_within(worked, since, since + _WEEK) for since in near)
            if most > 72 * _HOUR:
                message = (
                    f"with the session on {check.when(session.held)} {person} works {_hours(most)} h "
                    "in 168 h, and 72 h are allowed"
                )
                yield _told(check, "PM536", message, session, person)
                break


def hours_on_average(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Shifts and sessions off duty are at most 48 h a week on average over the programme."""
    for person, roster in check.availability.rosters.items():
        sessions = sorted(_off_duty(check, person), key=lambda one: one.start)
        worked = _within(_union(check, person, sessions), *roster.programme)
        if sessions and worked > check.rota.weeks * 48 * _HOUR:
            average = _hours(worked / check.rota.weeks)
            message = (
                f"with sessions off duty {person} works {average} h a week on average, and 48 h are allowed"
            )
            yield _told(check, "PM537", message, sessions[-1], person)


def _off_duty(check: RotaUnderCheck, person: str) -> Iterator[_OffDuty]:
    """The person's sessions that are not within shifts, on dates on which the person goes by shifts."""
    shifts = check.availability.rosters[person].shifts
    extra = check.cohort.person(person).extra
    for held in check.sessions_of(person):
        half_days = [check.availability.time.slots[t].half_day for t in held.half_days]
        placement = check.availability.placement(person, held.half_days[0])
        start, end = check.availability.time.passing(held.half_days)
        covered = any(shift.start <= start and end <= shift.end for shift in shifts)
        if placement and (placement.rota or placement.calendar) and not covered:
            yield _OffDuty(held, start, end, any(half_day in extra for half_day in half_days))


def _union(check: RotaUnderCheck, person: str, sessions: list[_OffDuty]) -> list[tuple[int, int]]:
    """All time worked: shifts, and sessions off duty or over, what overlaps being counted once."""
    shifts = check.availability.rosters[person].shifts
    found: list[tuple[int, int]] = []
    stretches = [(shift.start, shift.end) for shift in shifts] + [(one.start, one.end) for one in sessions]
    stretches += _over(check, person)
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _over(check: RotaUnderCheck, person: str) -> Iterator[tuple[int, int]]:
    """The person's sessions that are history, on dates on which the person goes by shifts."""
    time = check.availability.time
    for over in check.over:
        slots = [t for t in map(time.index_of, over.half_days) if t is not None]
        if person in over.session.everyone and slots:
            placement = check.availability.placement(person, slots[0])
            if placement and (placement.rota or placement.calendar):
                yield time.passing(slots)


def _within(worked: list[tuple[int, int]], since: int, until: int) -> int:
    return sum(max(0, min(end, until) - max(start, since)) for start, end in worked)


def _told(
    check: RotaUnderCheck,
    code: str,
    message: str,
    session: _OffDuty,
    person: str,
    *,
    is_warning: bool = False,
) -> Diagnostic:
    if is_warning or check.cohort.scheduling.off_duty == "never":
        return check.places.warning(code, message, *session.held.at)
    note = check.places.person_note("whose shifts are given here", person)
    return check.places.fault(code, message, session.held.at, note)


def _hours(minutes: float) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")
