"""What the calendar file of a person says about a half-day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from pairmatch.calendar.clock import shown_at
from pairmatch.calendar.ical import CalendarContent, Duty, calendar_content
from pairmatch.calendar.ical_lines import IcalFault, Kind
from pairmatch.cohort.people import Shift
from pairmatch.cohort.rules._common import Loc, bases
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import TimeRange
from pairmatch.diagnostics import Diagnostic, Note, Severity, Span
from pairmatch.errors import CohortError

DEFAULT_SHIFTS: Mapping[str, Shift] = {
    "D": Shift(time=TimeRange(8 * 60, 17 * 60 + 30)),
    "L": Shift(time=TimeRange(8 * 60, 20 * 60 + 30), attend=False),
    "N": Shift(time=TimeRange(20 * 60, 8 * 60 + 30), attend=False, host=False),
}
"""The shifts of calendar files where `calendar_shifts` names none."""


def shifts_of(cohort: Cohort) -> Mapping[str, Shift]:
    """The shifts that events of calendar files can be."""
    return cohort.calendar_shifts or DEFAULT_SHIFTS


def named_calendars(cohort: Cohort) -> Iterator[tuple[Loc, str]]:
    """The calendar files of a cohort, each once, where it is first named."""
    seen: set[str] = set()
    for loc, base in bases(cohort):
        if base.calendar is not None and base.calendar not in seen:
            seen.add(base.calendar)
            yield (*loc, "calendar"), base.calendar


def content_of(cohort: Cohort, name: str) -> CalendarContent:
    """What a calendar file of the cohort, which was read with it, says about the programme."""
    first = cohort.programme.start
    last = first + timedelta(weeks=cohort.programme.weeks, days=-1)
    return calendar_content(cohort.calendars[name].content, frozenset(shifts_of(cohort)), first, last)


def on_calendar(cohort: Cohort, name: str, day: date, half: str) -> Iterator[tuple[date, Shift]]:
    """The shifts of a calendar that cover all of a half-day, each with the date on which it starts.

    Raises
    ------
    CohortError
        When the file cannot be used.
    """
    hours = cohort.programme.halves[half]
    starts, ends = (shown_at(day, minutes) for minutes in (hours.start, hours.end))
    for start, end, shift in calendar_shifts(cohort, name):
        if start <= starts and ends <= end:
            yield start.date(), shift


def calendar_shifts(cohort: Cohort, name: str) -> Iterator[tuple[datetime, datetime, Shift]]:
    """Every shift of a calendar in and around the programme, from when to when by the clock.

    Raises
    ------
    CohortError
        When the file cannot be used.
    """
    content = content_of(cohort, name)
    if content.fault:
        raise CohortError(faults_of_kind(cohort, content.fault.kind, "PM366"))
    shifts = shifts_of(cohort)
    for duty in content.duties:
        for start, end in _stretches(duty, shifts[duty.code]):
            yield start, end, shifts[duty.code]


def _stretches(duty: Duty, shift: Shift) -> Sequence[tuple[datetime, datetime]]:
    """From when to when; an event that lasts all day is the shift at its own time on each of its dates."""
    first, last = duty.start, duty.end
    if isinstance(first, datetime) and isinstance(last, datetime):
        return [(first, last)]
    days = range(first.toordinal(), last.toordinal())
    starts = [shown_at(date.fromordinal(day), shift.time.start) for day in days]
    return [(start, start + timedelta(minutes=shift.time.minutes)) for start in starts]


def faults_of_kind(cohort: Cohort, kind: Kind, code: str) -> Iterator[Diagnostic]:
    """The fault of every calendar file that has one of that kind, under the code of its rule."""
    for loc, name in named_calendars(cohort):
        fault = content_of(cohort, name).fault
        if fault and fault.kind is kind:
            yield _at_fault(cohort, loc, name, code, fault)


def _at_fault(cohort: Cohort, loc: Loc, name: str, code: str, fault: IcalFault) -> Diagnostic:
    """The diagnostic of a fault in a calendar file: where it is named, and the line of the file."""
    line = Span(cohort.calendars[name].path, fault.line, 1, fault.line, 2)
    message = f"`{name}` cannot be used: {fault.message}"
    note = Note(f"line {fault.line} of the calendar", line)
    return Diagnostic(code, Severity.ERROR, message, cohort.span(*loc), fault.help, (note,))
