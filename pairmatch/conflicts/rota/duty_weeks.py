"""What a person's duty says of one week, as one fact: a row of a pattern, or a week of a calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from pairmatch.calendar import Slot
from pairmatch.calendar.absence import Flag
from pairmatch.calendar.duties import calendar_shifts, shifts_of
from pairmatch.calendar.duty import OFF, code_on, covers, row_on, shift_on
from pairmatch.calendar.posts import Placement, placement_on, post_on
from pairmatch.calendar.presence import base_presence
from pairmatch.cohort.people import Person, RotaPlace, Shift
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Loc
from pairmatch.cohort.values import DAYS, monday_of
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.words import listed, stretch_words
from pairmatch.diagnostics import Span

_OFF_DUTY = "off duty"


class DutyWeeks:
    """The facts of duty of a cohort, each made once."""

    def __init__(self, cohort: Cohort) -> None:
        self._cohort = cohort
        self._found: dict[tuple[str, date, Kind], Fact] = {}

    def against(self, person: Person, slot: Slot, flag: Flag) -> Iterator[Fact]:
        """The weeks of duty that keep a person from a half-day, which the base gives them not.

        Beside that of the date itself it may be that of the day before, whose shift lasts so long.
        """
        yield self._week(person, slot.date, Kind.DUTY)
        before = slot.date - timedelta(days=1)
        shift = self._shift(person, before)
        hours = self._cohort.programme.halves[slot.half]
        if shift and covers(shift, hours, 1) and not getattr(shift, flag):
            yield self._week(person, before, Kind.DUTY)

    def rest(self, person: Person, day: date) -> Fact:
        """That the shifts around a day off duty leave too little rest, or too few hours, for a session."""
        return self._week(person, day, Kind.WORKING_TIME)

    def _week(self, person: Person, day: date, kind: Kind) -> Fact:
        key = (person.id, monday_of(day), kind)
        if key not in self._found:
            self._found[key] = self._fact(person, day, kind)
        return self._found[key]

    def _fact(self, person: Person, day: date, kind: Kind) -> Fact:
        place = placement_on(person, day)
        days = [monday_of(day) + timedelta(days=at) for at in range(7)]
        days = [one for one in days if placement_on(person, one) == place]
        where, span = self._source(person, place, day)
        if kind is Kind.WORKING_TIME:
            week = stretch_words(days[0], days[-1])
            said = f"has too little rest, or too many hours, for sessions off duty {week}"
        else:
            doing = list(self._doing(person, place, days))
            said = f"is {listed(doing or [f'{self._label(place, day)} {stretch_words(day, day)}'])}"
        return Fact(kind, f"{person.id} {said} ({where})", (span,) if span else (), (person.id,))

    def _doing(self, person: Person, place: Placement | None, days: list[date]) -> Iterator[str]:
        """What keeps the person away on which days, as `on N (20:00-08:30) from 14 to 17 September`."""
        for label, group in groupby(
            days, key=lambda one: self._label(place, one) if self._is_away(person, one) else None
        ):
            dates = list(group)
            if label is not None:
                yield f"{label} {stretch_words(dates[0], dates[-1])}"

    def _is_away(self, person: Person, day: date) -> bool:
        """Whether a half of a programme day is not all the person's, that day or by its shift the next."""
        programme, shift = self._cohort.programme, self._shift(person, day)
        halves = (base_presence(self._cohort, person, day, half) for half in programme.halves)
        if day.weekday() in programme.days.days and not all(all(flags) for flags in halves):
            return True
        is_next = (day + timedelta(days=1)).weekday() in programme.days.days
        is_kept = shift is not None and not (shift.attend and shift.host)
        return (
            is_next
            and is_kept
            and any(covers(shift, hours, 1) for hours in programme.halves.values() if shift)
        )

    def _shift(self, person: Person, day: date) -> Shift | None:
        """The shift of a pattern that starts on a date."""
        place = placement_on(person, day)
        if place is None or place.rota is None or place.rota.pattern not in self._cohort.rotas:
            return None
        return shift_on(self._cohort.rotas[place.rota.pattern], place.rota.row, day)

    def _label(self, place: Placement | None, day: date) -> str:
        if place and place.rota:
            pattern = self._cohort.rotas[place.rota.pattern]
            code = code_on(pattern, place.rota.row, day)
            return _OFF_DUTY if code == OFF else f"on {code} ({pattern.shifts[code].time})"
        codes = self._codes_on(place.calendar, day) if place and place.calendar else []
        return f"on {listed(codes)}" if codes else "on no shift"

    def _codes_on(self, name: str, day: date) -> list[str]:
        codes = {id(shift): code for code, shift in shifts_of(self._cohort).items()}
        found = (
            codes[id(shift)] for start, _, shift in calendar_shifts(self._cohort, name) if start.date() == day
        )
        return list(dict.fromkeys(found))

    def _source(self, person: Person, place: Placement | None, day: date) -> tuple[str, Span | None]:
        """What is quoted, and where it stands: the row of the cycle, or where the calendar file is named."""
        if place and place.rota:
            row = row_on(self._cohort.rotas[place.rota.pattern], place.rota.row, day)
            return f"row {row} of {place.rota.pattern}", self._row_span(place.rota, row)
        number = post_on(person, day)
        below: Loc = ("calendar",)
        if number is not None and person.posts[number].has_base:
            below = ("posts", number, "calendar")
        return str(place and place.calendar), self._cohort.person_span(person.id, *below)

    def _row_span(self, place: RotaPlace, row: int) -> Span | None:
        if self._cohort.source is None:
            return None
        loc = ("rotas", place.pattern, "cycle")
        first, last = (self._cohort.source.row_span(loc, row - 1, at) for at in (0, len(DAYS) - 1))
        return Span(first.file, first.line, first.column, last.end_line, last.end_column)
