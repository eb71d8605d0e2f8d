"""Shifts and leave of some people → the edits of a cohort file, and the calendar files beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from pairmatch.calendar.duties import DEFAULT_SHIFTS
from pairmatch.calendar.ical import Duty
from pairmatch.cohort.edit import Edit, Loc
from pairmatch.cohort.people import Base, Person, Shift
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import Period
from pairmatch.importing.calendar_file import calendar_bytes, dates_held, leave_made

FOLDER = "rotas"
"""Of the calendar files, beside the cohort file."""


@dataclass(frozen=True)
class Shifts:
    """What is to be put into a cohort for one person."""

    duties: tuple[Duty, ...] = ()
    leave: tuple[Period, ...] = ()
    """Dates, ranges and halves, in order, none twice."""
    first: date | None = None
    """The dates that the source covers; None: those of the shifts and the leave."""
    last: date | None = None


@dataclass(frozen=True)
class CodeToWrite:
    """A shift of `calendar_shifts`."""

    shift: Shift
    is_said: bool = False
    """Whether it was said who can be met on it, so that an entry that is there is changed."""


@dataclass(frozen=True)
class Replaced:
    """What said before when somebody is at work."""

    person: str
    field: str
    """`works`, `rota` or `calendar`, or what it is in words."""
    value: str
    """What stood there, in short."""


@dataclass(frozen=True)
class CalendarToWrite:
    """What goes into one calendar file."""

    person: str
    duties: tuple[Duty, ...]
    leave: tuple[Period, ...]
    """What the import puts into the person's `leave`."""


@dataclass(frozen=True)
class Changes:
    """What an import does."""

    edits: tuple[Edit, ...]
    calendars: Mapping[Path, CalendarToWrite]
    """By their files."""
    replaced: tuple[Replaced, ...]
    """What says now when somebody is at work, and goes."""
    codes: Mapping[str, Shift]
    """Of the shifts worked, as they will stand in the cohort file."""
    new_codes: tuple[str, ...]
    left_codes: tuple[str, ...] = ()
    """Those that stand in the cohort file already, and are left as they are."""

    @cached_property
    def files(self) -> Mapping[Path, bytes]:
        """The whole content of each calendar file; made when it is first asked for, as that takes a while."""
        return {
            path: calendar_bytes(one.person, one.duties, one.leave) for path, one in self.calendars.items()
        }


def changes(cohort: Cohort, people: Mapping[str, Shifts], codes: Mapping[str, CodeToWrite]) -> Changes:
    """Work out what has to be changed.

    Parameters
    ----------
    cohort
        As it is now, read from a file.
    people
        By id.
    codes
        The shifts that are worked, by code.
    """
    folder = cohort.path.parent if cohort.path else Path()
    locs = {
        one.id: (side, at) for side in ("doctors", "managers") for at, one in enumerate(getattr(cohort, side))
    }
    edits: list[Edit] = []
    left: list[str] = []
    calendars: dict[Path, CalendarToWrite] = {}
    replaced: list[Replaced] = []
    for person, shifts in people.items():
        path = folder / FOLDER / f"{person}.ics"
        loc, of_person = locs[person], cohort.person(person)
        old = _content_of(path)
        if not old and of_person.calendar:  # that of an earlier import, before somebody changed the id
            old = _content_of(folder / of_person.calendar)
        leave = _Leave(loc, of_person, leave_made(old), shifts.leave)
        edits += leave.edits()
        calendars[path] = CalendarToWrite(person, shifts.duties, leave.made)
        replaced += _other_dates(person, old, shifts)
        for at, base in _bases(loc, of_person, shifts):
            edits += _pointed(at, base, f"{FOLDER}/{person}.ics")
            replaced += _replaced(person, base)
    wanted = dict(codes)
    if not cohort.calendar_shifts and all(_is_default(code, one.shift) for code, one in codes.items()):
        return Changes(
            tuple(edits), calendars, tuple(replaced), {code: one.shift for code, one in codes.items()}, ()
        )
    if not cohort.calendar_shifts and _others_by_default(cohort, people):
        wanted |= {code: CodeToWrite(shift) for code, shift in DEFAULT_SHIFTS.items() if code not in wanted}
    for code, one in wanted.items():
        there = cohort.calendar_shifts.get(code)
        if there is None or (one.is_said and there != one.shift):
            edits.append(Edit(("calendar_shifts", code), _as_data(one.shift)))
        else:
            left.append(code)
    new = tuple(code for code in wanted if code not in cohort.calendar_shifts)
    after = {
        code: cohort.calendar_shifts[code] if code in left else one.shift for code, one in wanted.items()
    }
    return Changes(tuple(edits), calendars, tuple(replaced), after, new, tuple(left))


def as_periods(days: Iterable[date]) -> tuple[Period, ...]:
    """Dates as ranges, those that follow each other together."""
    periods: list[Period] = []
    for day in sorted(set(days)):
        if periods and periods[-1].last + timedelta(days=1) == day:
            periods[-1] = Period(periods[-1].first, day)
        else:
            periods.append(Period(day, day))
    return tuple(periods)


def _as_data(shift: Shift) -> Mapping[str, object]:
    return {"time": str(shift.time), "attend": shift.attend, "host": shift.host}


def _content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _other_dates(person: str, old: bytes, shifts: Shifts) -> Iterator[Replaced]:
    """What an earlier import had on dates that this one does not cover."""
    held = dates_held(old)
    if held and shifts.first and shifts.last and (held[0] < shifts.first or held[1] > shifts.last):
        yield Replaced(person, "the shifts of an earlier import", f"{held[0]} to {held[1]}")


def _is_default(code: str, shift: Shift) -> bool:
    """Whether the code means this where a cohort file names no codes."""
    return DEFAULT_SHIFTS.get(code) == shift


def _others_by_default(cohort: Cohort, people: Mapping[str, Shifts]) -> bool:
    """Whether calendars that stay go by the codes that hold where `calendar_shifts` names none."""
    others = (one for one in cohort.people if one.id not in people)
    return any(base.calendar for one in others for base in (one, *one.posts))


def _bases(loc: tuple[str, int], person: Person, shifts: Shifts) -> Iterator[tuple[Loc, Base]]:
    """Where it is said when the person is at work in the time that the shifts cover.

    Posts with a base of their own go by that one; every other time goes by the person's own.
    """
    dates = [_day(one) for duty in shifts.duties for one in (duty.start, duty.end)]
    dates += [day for one in shifts.leave for day in (one.first, one.last)]
    first = shifts.first or min(dates, default=date.min)
    last = shifts.last or max(dates, default=date.max)
    own = not person.posts
    for number, post in enumerate(person.posts):
        if (post.first or first) <= last and first <= (post.until or last):
            if post.has_base:
                yield (*loc, "posts", number), post
            else:
                own = True
    if own:
        yield loc, person


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _pointed(loc: Loc, base: Base, name: str) -> Iterator[Edit]:
    """Take out what excludes a calendar, and name the calendar."""
    for field in ("works", "rota"):
        if getattr(base, field) is not None:
            yield Edit((*loc, field), None)
    if base.calendar != name:
        yield Edit((*loc, "calendar"), name)


def _replaced(person: str, base: Base) -> Iterator[Replaced]:
    if base.works is not None:
        yield Replaced(person, "works", ", ".join(base.works))
    if base.rota is not None:
        yield Replaced(person, "rota", f"{base.rota.pattern}, row {base.rota.row}")
    if base.calendar is not None and base.calendar != f"{FOLDER}/{person}.ics":
        yield Replaced(person, "calendar", base.calendar)


class _Leave:
    """What becomes of a person's `leave`: what an import made goes, what was typed stays."""

    def __init__(
        self, loc: Loc, person: Person, made_before: frozenset[str], wanted: Sequence[Period]
    ) -> None:
        self._loc = (*loc, "leave")
        self._entries = person.leave
        typed = [one for one in person.leave if str(one) not in made_before]
        self._typed = typed
        self.made = tuple(_without(wanted, typed))
        """The entries that this import puts there, or leaves there from an earlier one."""

    def edits(self) -> Iterator[Edit]:
        gone = [at for at, one in enumerate(self._entries) if one not in self._typed and one not in self.made]
        there = set(self._entries)
        new = [one for one in self.made if one not in there]
        if not self._entries and new:
            yield Edit(self._loc, [str(one) for one in new])
            return
        for number, one in enumerate(new):
            yield Edit((*self._loc, len(self._entries) + number), str(one))
        for at in reversed(gone):
            yield Edit((*self._loc, at), None)


def _without(wanted: Sequence[Period], typed: Sequence[Period]) -> Iterator[Period]:
    """Leave that nobody typed already: whole dates in ranges, then single halves."""
    whole = [one for one in typed if one.half is None]
    days = {
        one.first + timedelta(days=number)
        for one in wanted
        if one.half is None
        for number in range((one.last - one.first).days + 1)
    }
    yield from as_periods(day for day in days if not any(one.first <= day <= one.last for one in whole))
    for one in wanted:
        is_covered = any(other.first <= one.first <= other.last for other in whole) or one.first in days
        if one.half is not None and one not in typed and not is_covered:
            yield one
