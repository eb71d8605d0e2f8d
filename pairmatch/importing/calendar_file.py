"""The calendar files that an import writes: a shift an event, with its code and times and nothing else.

The same shifts always give the same bytes. The leave that the import put into the cohort file is remembered
here too, so that a later import takes out what it made and leaves what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pairmatch.calendar.clock import ZONE
from pairmatch.calendar.ical import Duty
from pairmatch.calendar.ical_lines import IcalFault, calendars_in
from pairmatch.cohort.values import Period

if TYPE_CHECKING:
    import icalendar

MAKER = "-//pairmatch//import//EN"
_LEAVE = "X-PAIRMATCH-LEAVE"
_BETWEEN = "|"
_LONDON = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE
"""


def calendar_bytes(person: str, duties: Iterable[Duty], leave: Sequence[Period]) -> bytes:
    """A calendar file of one person's shifts.

    Parameters
    ----------
    person
        The id, which the events' own ids are made of.
    duties
        The shifts; those without times last all day.
    leave
        What the import puts into the person's `leave`.
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    if leave:
        calendar.add(_LEAVE, _BETWEEN.join(map(str, leave)))
    calendar.add_component(icalendar.Timezone.from_ical(_LONDON.replace("\n", "\r\n")))
    for duty in duties:
        calendar.add_component(_event(person, duty))
    made: bytes = calendar.to_ical()
    return made


def _event(person: str, duty: Duty) -> icalendar.Event:
    import icalendar

    event = icalendar.Event()
    event.add("summary", duty.code)
    event.add("dtstart", _moment(duty.start))
    event.add("dtend", _moment(duty.end))
    event.add("dtstamp", datetime(duty.start.year, duty.start.month, duty.start.day, tzinfo=UTC))
    event.add("uid", f"{person}-{duty.code}-{_plain(duty.start)}-{_plain(duty.end)}@pairmatch")
    return event


def _moment(moment: datetime | date) -> datetime | date:
    return moment.replace(tzinfo=ZONE) if isinstance(moment, datetime) else moment


def _plain(moment: datetime | date) -> str:
    return f"{moment:%Y%m%dT%H%M}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"


def dates_held(content: bytes) -> tuple[date, date] | None:
    """The first and the last date on which a calendar file that an import wrote has a shift."""
    try:
        calendars = [one for one in calendars_in(content) if one.text("PRODID") == MAKER]
    except IcalFault:
        return None
    starts = [
        event.text("DTSTART")[:8] for one in calendars for event in one.blocks if event.name == "VEVENT"
    ]
    days = [date.fromisoformat(start) for start in starts if start.isdecimal()]
    return (min(days), max(days)) if days else None


def leave_made(content: bytes) -> frozenset[str]:
    """The entries of `leave` that an import made with a calendar file; none for a file of somebody else's."""
    try:
        calendars = calendars_in(content)
    except IcalFault:
        return frozenset()
    ours = (one for one in calendars if one.text("PRODID") == MAKER)
    return frozenset(part for one in ours for part in one.text(_LEAVE).split(_BETWEEN))
