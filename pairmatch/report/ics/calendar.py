"""Events → the text of an iCalendar file.

The time zone stands in the file as the two rules by which the clocks of the United Kingdom change: Outlook
reads rules, and where dates alone are given it takes another zone, an hour off.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pairmatch.calendar.clock import ZONE
from pairmatch.errors import WrongUsage
from pairmatch.report.ics.addresses import link
from pairmatch.report.ics.wording import KINDS, in_calendar

if TYPE_CHECKING:
    from collections.abc import Mapping

    import icalendar

    from pairmatch.report.ics.event import Event
    from pairmatch.report.ics.wording import Wording

_MAKER = "-//pairmatch//pairmatch//EN"
"""Without a version, so that a newer one writes the same file."""
_HOUR = timedelta(hours=1)
_CHANGES = (
    ("DAYLIGHT", "BST", datetime(1970, 3, 29, 1), 3, timedelta(), _HOUR),
    ("STANDARD", "GMT", datetime(1970, 10, 25, 2), 10, _HOUR, timedelta()),
)
"""Each change of the clocks, always on the last Sunday of a month: the kind of time after it, its name, its
first date, its month, the offsets before and after."""


class Method(StrEnum):
    """What a file asks of the program that reads it."""

    REQUEST = "REQUEST"
    """To come."""
    CANCEL = "CANCEL"
    """To strike it out."""


def require_library() -> None:
    """Raise `WrongUsage` where what writes calendars is not installed."""
    if find_spec("icalendar") is None:
        raise WrongUsage("calendar files need a library more: type `pip install 'pairmatch[office]'`")


def calendar_file(
    events: Iterable[Event],
    wording: Wording,
    mails: Mapping[str, str],
    person: str | None = None,
    method: Method | None = None,
) -> bytes:
    """The bytes of a file that holds these events.

    Parameters
    ----------
    events
        Each of another UID.
    wording
        What they are called.
    mails
        The e-mail address of each person who has one.
    person
        To whom they are told; None: to everybody.
    method
        None: a calendar to take in. Otherwise an invitation, of one event.
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method is not None:
        calendar.add("method", method.value)
    else:
        owner = f" – {wording.name(person)}" if person else ""
        calendar.add("x-wr-calname", icalendar.vText(f"{wording.programme}{owner}"))
    calendar.add_component(_zone())
    for event in events:
        calendar.add_component(_event(event, wording, mails, person, method))
    content: bytes = calendar.to_ical()
    return content


def _event(
    event: Event, wording: Wording, mails: Mapping[str, str], person: str | None, method: Method | None
) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.stamp)
    made.add("last-modified", event.stamp)
    made.add("dtstart", event.appointment.starts.replace(tzinfo=ZONE))
    made.add("dtend", event.appointment.ends.replace(tzinfo=ZONE))
    made.add("summary", wording.summary(event, person))
    made.add("description", wording.description(event, person))
    place = wording.location(event)
    if place:
        made.add("location", place)
    made.add("categories", [KINDS[event.appointment.session.kind]])
    made.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    # Where only some are uninvited, it must have no status (RFC 5546, 3.2.5).
    if method is not Method.CANCEL or event.whole:
        made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if wording.organiser is not None:
        made.add("organizer", _address(wording.organiser.name, wording.organiser.mail))
        for one in _invited(event, person):
            if one in mails:
                made.add("attendee", _attendee(event, one, wording.name(one), mails[one], method))
    return made


def _invited(event: Event, person: str | None) -> tuple[str, ...]:
    """Who is named as coming; to somebody for whom it is cancelled, nobody else."""
    return (person,) if person is not None and event.cancelled else event.people


def _attendee(
    event: Event, person: str, name: str, mail: str, method: Method | None
) -> icalendar.vCalAddress:
    attendee = _address(name, mail)
    holds = person in event.appointment.facilitators
    attendee.params["ROLE"] = "CHAIR" if holds else "REQ-PARTICIPANT"
    if method is Method.REQUEST:
        attendee.params["PARTSTAT"] = "NEEDS-ACTION"
        attendee.params["RSVP"] = "TRUE"
    return attendee


def _address(name: str, mail: str) -> icalendar.vCalAddress:
    import icalendar

    found = icalendar.vCalAddress(link(mail))
    found.params["CN"] = in_calendar(name).replace('"', "'")  # no program but the newest reads a quote here
    return found


def _zone() -> icalendar.Timezone:
    import icalendar

    kinds = {"DAYLIGHT": icalendar.TimezoneDaylight, "STANDARD": icalendar.TimezoneStandard}
    zone = icalendar.Timezone()
    zone.add("tzid", ZONE.key)
    for kind, name, first, month, before, after in _CHANGES:
        change = kinds[kind]()
        change.add("tzoffsetfrom", before)
        change.add("tzoffsetto", after)
        change.add("tzname", name)
        change.add("dtstart", first)
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(change)
    return zone
