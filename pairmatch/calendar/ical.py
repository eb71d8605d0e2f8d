"""iCalendar files → the stretches of time that are shifts, in local time (RFC 5545).

The only module that knows `icalendar` and `recurring_ical_events`, which are loaded when a cohort
has a calendar and not before. Times with a zone become those of the clock in England; times
without one are meant so already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from typing import Any

from pairmatch.calendar.clock import by_the_clock
from pairmatch.calendar.ical_lines import Block, IcalFault, Kind, Property, calendars_in, events_of_shifts
from pairmatch.cohort.schema import MAX_WEEKS

LIBRARIES = ("icalendar", "recurring_ical_events")
AROUND = 14
"""Shifts so many days before and after the dates asked for are told too: rest and runs reach beyond them."""
_TIMES = ("DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE", "RECURRENCE-ID")
_USED = ("UID", "SUMMARY", "STATUS", "SEQUENCE", "RRULE", *_TIMES)
_OFTEN_ENOUGH = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_MOST_DAYS = 500_000
"""Days that the repeating events of one file may run over together: seconds of work."""
_MOST_LONG_SHOTS = 5
"""Rules that may never come true; each is followed to the year 9999, for up to three seconds."""
_MOST_ZONE_RULES = 200
_FOUND_NEVER = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")


@dataclass(frozen=True)
class Duty:
    """One shift of a calendar: its code, and from when to when by the clock in England."""

    code: str
    start: datetime | date
    end: datetime | date
    """Exclusive; of dates, without times, where the event lasts all day."""


@dataclass(frozen=True)
class CalendarContent:
    """The shifts in a file, and what can be said of it."""

    duties: tuple[Duty, ...]
    summaries: tuple[str, ...]
    """Those of all its events, each once, in file order."""
    has_shifts: bool
    """Whether any event of the file is a shift, in whatever weeks."""
    fault: IcalFault | None = None


def libraries_missing() -> bool:
    """Whether what reads calendar files is not installed."""
    return any(find_spec(name) is None for name in LIBRARIES)


@lru_cache(maxsize=1024)
def calendar_content(content: bytes, codes: frozenset[str], first: date, last: date) -> CalendarContent:
    """What a file says about the dates from `first` to `last`, both in.

    Parameters
    ----------
    content
        The bytes of the file.
    codes
        The first words of summaries that are shifts.
    first, last
        Shifts of these dates, and of those around them, are told.
    """
    try:
        calendars = calendars_in(content)
        series = events_of_shifts(calendars, codes)
        events = [event for calendar in calendars for event in calendar.blocks if event.name == "VEVENT"]
        summaries = tuple(dict.fromkeys(event.summary for event in events if event.summary))
        _check_work(series, last)
        zones = _zones(calendars, series)
        duties = _duties(series, zones, codes, first, last)
    except IcalFault as fault:
        return CalendarContent((), (), True, fault)
    ordered = sorted(duties, key=lambda duty: (str(duty.start), str(duty.end), duty.code))
    return CalendarContent(tuple(dict.fromkeys(ordered)), summaries, bool(series))


def _check_work(series: Sequence[Sequence[Block]], last: date) -> None:
    """Refuse rules that would take the libraries for ever, by what they say."""
    days = long_shots = 0
    for event in (event for events in series for event in events):
        for rule in event.all("RRULE"):
            parts = _parts(rule)
            days += _days_of(event, rule, last)
            long_shots += _may_never_come(parts)
            if days > _MOST_DAYS or long_shots > _MOST_LONG_SHOTS:
                message = "the repeating events of this file are too many, or begin too long ago"
                raise IcalFault(
                    Kind.REPEATS_TOO_OFTEN, message, rule.line, "export only the programme's weeks"
                )


def _days_of(event: Block, rule: Property, last: date) -> int:
    match = re.match(r"(\d{4})(\d\d)(\d\d)", event.text("DTSTART"))
    if not match:
        raise _broken("an event that repeats has no date to start from", rule.line)
    return max(1, (last.year + MAX_WEEKS // 52 - int(match[1])) * 366)


def _parts(rule: Property) -> Mapping[str, str]:
    """The parts of a rule that repeats at most once a day."""
    parts: dict[str, str] = {}
    for part in rule.value.upper().split(";"):
        name, _, value = part.partition("=")
        parts[name.strip()] = value.strip()
    often = parts.get("FREQ")
    if often in ("SECONDLY", "MINUTELY", "HOURLY") or any(
        "," in parts.get(name, "") for name in ("BYHOUR", "BYMINUTE", "BYSECOND")
    ):
        message = "an event repeats more than once a day"
        raise IcalFault(Kind.REPEATS_TOO_OFTEN, message, rule.line, "write an event for each shift of a day")
    if often not in _OFTEN_ENOUGH:
        raise _broken("a rule without a known `FREQ`", rule.line)
    if not re.fullmatch(r"0*[1-9]\d{0,4}", parts.get("INTERVAL", "1")):  # of 0 there is no end
        raise _broken("`INTERVAL` is a whole number from 1", rule.line)
    return parts


def _may_never_come(parts: Mapping[str, str]) -> bool:
    sparse = parts.get("INTERVAL", "1").lstrip("0") != "1" and parts["FREQ"] != "WEEKLY"
    return any(name in parts for name in _FOUND_NEVER) or (sparse and any(one[:2] == "BY" for one in parts))


def _zones(calendars: Sequence[Block], series: Sequence[Sequence[Block]]) -> Sequence[Block]:
    """The time zones that a file defines, and its shifts use."""
    used = {_zone(one) for events in series for event in events for one in event.all(*_TIMES)}
    zones = [
        zone
        for calendar in calendars
        for zone in calendar.blocks
        if zone.name == "VTIMEZONE" and zone.text("TZID") in used
    ]
    rules = [rule for zone in zones for part in zone.blocks for rule in part.all("RRULE")]
    for number, rule in enumerate(rules):
        if _parts(rule)["FREQ"] != "YEARLY" or number >= _MOST_ZONE_RULES:
            message = "clocks that change more than once a year by one rule"
            raise IcalFault(Kind.REPEATS_TOO_OFTEN, message, rule.line)
    return zones


def _zone(one: Property) -> str | None:
    match = re.search(r';TZID=("[^"]*"|[^;:"]*)', one.params, re.IGNORECASE)
    return match[1].strip('"') if match else None


def _duties(
    series: Sequence[Sequence[Block]],
    zones: Sequence[Block],
    codes: frozenset[str],
    first: date,
    last: date,
) -> Sequence[Duty]:
    """Those of every series, read at once, which is far quicker; one by one only to find whose a fault is."""
    names = [_uid(events[0]) for events in series]
    if len(set(names)) == len(names):
        with suppress(IcalFault):
            return list(_duties_of_series([*chain(*series)], zones, codes, first, last))
    return [duty for events in series for duty in _duties_of_series(events, zones, codes, first, last)]


def _duties_of_series(
    events: Sequence[Block], zones: Sequence[Block], codes: frozenset[str], first: date, last: date
) -> Iterator[Duty]:
    calendar = _parsed(events, zones)
    for event, parsed in zip(events, calendar.walk("VEVENT"), strict=True):
        _check_event(event, parsed)
    import recurring_ical_events

    around = timedelta(days=AROUND)
    try:
        found = recurring_ical_events.of(calendar, components=["VEVENT"]).between(
            first - around, last + around
        )
        for one in found:
            yield from _duty(one, codes)
    except Exception as error:  # whatever the libraries trip over is a fault of this event
        raise _broken(f"an event that cannot be worked out: {_said(error)}", events[0].line) from None


def _parsed(events: Sequence[Block], zones: Sequence[Block]) -> Any:
    """The events as the library reads them: without a zone of an earlier file, which it would keep."""
    import icalendar
    from icalendar.timezone import tzp

    tzp.use_zoneinfo()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-"]
    for zone in zones:
        lines += _lines(zone, None)
    for event in events:
        lines += _lines(event, _USED)
    lines.append("END:VCALENDAR")
    try:
        return icalendar.Calendar.from_ical("\r\n".join(lines) + "\r\n")
    except Exception as error:  # a zone that the library cannot read ends the whole
        raise _broken(f"an event that cannot be read: {_said(error)}", events[0].line) from None


def _lines(block: Block, used: Sequence[str] | None) -> Iterator[str]:
    yield f"BEGIN:{block.name}"
    if used is not None and not block.text("UID"):
        yield f"UID:{_uid(block)}"
    for one in block.properties:
        if (used is None or one.name in used) and not (one.name == "UID" and not one.value):
            yield str(one)
    for inner in block.blocks if used is None else ():
        yield from _lines(inner, None)
    yield f"END:{block.name}"


def _uid(event: Block) -> str:
    return event.text("UID") or f"line {event.line}"


def _check_event(event: Block, parsed: Any) -> None:
    """Refuse an event whose times are missing, damaged or the wrong way round."""
    for name, _ in parsed.errors:
        wrong = event.first(str(name)) or event.first("DTSTART")
        raise _broken(f"`{name}` cannot be read", wrong.line if wrong else event.line)
    start = event.first("DTSTART")
    if start is None:
        raise _broken("an event without `DTSTART`", event.line)
    for one in event.all("DTSTART", "DTEND"):
        value = parsed[one.name].dt
        zone = _zone(one)
        if zone and isinstance(value, datetime) and value.tzinfo is None:
            advice = "export the calendar with its time zones, or as UTC"
            raise _broken(f"no time zone `{zone}` is known", one.line, advice)
    if parsed.get("STATUS") == "CANCELLED":
        return
    if isinstance(parsed["DTSTART"].dt, datetime):
        ends = event.first("DTEND") or event.first("DURATION")
        if ends is None:
            raise _broken("a shift without an end", start.line, "give `DTEND`, or make it last all day")
        try:
            length = _length(parsed)
        except (TypeError, AttributeError):
            raise _broken("an end of another kind than the start", ends.line) from None
        if length <= timedelta(0):
            raise _broken("a shift that ends before it starts", ends.line)


def _length(parsed: Any) -> timedelta:
    if "DTEND" not in parsed:
        return timedelta(seconds=parsed["DURATION"].dt.total_seconds())
    length: timedelta = parsed["DTEND"].dt - parsed["DTSTART"].dt
    return length


def _duty(occurrence: Any, codes: frozenset[str]) -> Iterator[Duty]:
    code = next(iter(str(occurrence.get("SUMMARY", "")).split()), "")
    if code in codes and str(occurrence.get("STATUS", "")).upper() != "CANCELLED":
        start, end = occurrence["DTSTART"].dt, occurrence["DTEND"].dt
        if isinstance(start, datetime):
            yield Duty(code, _local(start), _local(end))
        else:
            yield Duty(code, start, max(end, start + timedelta(days=1)))


def _local(moment: datetime | date) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return by_the_clock(moment)


def _broken(message: str, line: int, help: str | None = None) -> IcalFault:
    return IcalFault(Kind.BROKEN_EVENT, message, line, help)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
