"""A calendar file about nobody: its times and shift codes, and no other word (RFC 5545).

Read line by line, so that a file with faults comes out with the same faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from zoneinfo import available_timezones

from pairmatch.cohort.anonymise.labels import Labels
from pairmatch.cohort.anonymise.namespace import Namespace

_LINE = re.compile(r'(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;(?:[^":;]|"[^"]*")*)*):(?P<value>.*)', re.DOTALL)
_BREAK = re.compile("\r\n|[\r\n]")
_PARAM = re.compile(r';([A-Za-z-]+)=("[^"]*"|[^;:"]*)')
_COMPONENTS = frozenset(("VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM", "VTODO"))
_PARAMS = {"VALUE": {"DATE", "DATE-TIME", "PERIOD"}, "RANGE": {"THISANDFUTURE"}}
_TIMES = re.compile(r"[0-9TZPWDHMSY,/:+-]{1,4000}", re.ASCII).fullmatch
_RULE_PARTS = re.compile(
    r"(FREQ|UNTIL|COUNT|INTERVAL|WKST|BY(SECOND|MINUTE|HOUR|DAY|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS))="
    r"(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY|[0-9TZ,+-]*|([+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU),?)+)",
    re.IGNORECASE | re.ASCII,
).fullmatch
_STATES = frozenset(("CONFIRMED", "TENTATIVE", "CANCELLED"))
_WINDOWS_ZONES = frozenset(
    f"{name} Standard Time"
    for name in (
        "GMT",
        "Greenwich",
        "W. Europe",
        "Central Europe",
        "Central European",
        "Romance",
        "FLE",
        "GTB",
    )
)
_FAULTY = "X"


def anonymous_calendar(content: bytes, labels: Labels, codes: Collection[str]) -> bytes:
    """The calendar with the times and the codes of its shifts, and nothing else.

    Parameters
    ----------
    content
        The bytes of the file.
    labels
        Those of the cohort.
    codes
        The first words of summaries that are shifts, as they were.
    """
    try:
        text, end = content.decode("utf-8-sig"), b""
    except UnicodeDecodeError:
        text, end = content.decode("utf-8-sig", "replace"), b"X:\xff\r\n"  # as unreadable as it was
    lines = _Lines(labels, codes)
    old = list(_unfolded(text))
    private = _no_shifts(old, codes)
    new = (lines.of(line) for at, line in enumerate(old) if at not in private)
    return "".join(f"{line}\r\n" for line in new if line is not None).encode() + end


def _no_shifts(lines: Sequence[str], codes: Collection[str]) -> Container[int]:
    """The lines of appointments that are no shifts; those of a series with a shift or a fault stay."""
    events: list[tuple[range, str, bool]] = []
    started: int | None = None
    for at, line in enumerate(lines):
        if line.strip().upper() == "BEGIN:VEVENT":
            started = at
        elif line.strip().upper() == "END:VEVENT" and started is not None:
            own = [_LINE.fullmatch(one) for one in lines[started : at + 1]]
            values = {one["name"].upper(): one["value"] for one in own if one}
            is_needed = None in own or _code(values.get("SUMMARY", "")) in codes
            events.append((range(started, at + 1), values.get("UID") or f"line {at}", is_needed))
            started = None
    needed = {uid for _, uid, is_needed in events if is_needed}
    return {at for place, uid, _ in events if uid not in needed for at in place}


def _code(summary: str) -> str:
    """The first word of a summary."""
    text = re.sub(r"\\(.)", lambda escape: " " if escape[1] in "nN" else escape[1], summary)
    return next(iter(text.split()), "")


class _Lines:
    """The lines of one file; what is called the same there is called the same again."""

    def __init__(self, labels: Labels, codes: Collection[str]) -> None:
        self._labels = labels
        self._codes = codes
        zones = available_timezones() | _WINDOWS_ZONES
        self._zones = Namespace("zone", is_kept=zones.__contains__)
        self._events = Namespace("event")
        times = dict.fromkeys(("DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE", "RECURRENCE-ID", "DTSTAMP"))
        offsets = dict.fromkeys(("TZOFFSETFROM", "TZOFFSETTO", "SEQUENCE"))
        self._values: Mapping[str, Callable[[str], str | None]] = {
            **dict.fromkeys((*times, *offsets), _time),
            "BEGIN": _component,
            "END": _component,
            "VERSION": lambda value: "2.0",
            "PRODID": lambda value: "-//pairmatch//anonymous//EN",
            "RRULE": _rule,
            "STATUS": lambda value: value if value.strip().upper() in _STATES else None,
            "TZID": self._zones.of,
            "UID": self._events.of,
            "SUMMARY": self._summary,
        }

    def of(self, line: str) -> str | None:
        """What becomes of a line; None where nothing does."""
        found = _LINE.fullmatch(line)
        if found is None:
            return _FAULTY
        name = found["name"].upper()
        change = self._values.get(name)
        value = change(found["value"]) if change else None
        return None if value is None else f"{name}{self._params(found['params'])}:{value}"

    def _params(self, text: str) -> str:
        kept = []
        for name, value in _PARAM.findall(text):
            bare = value.strip('"')
            if name.upper() == "TZID":
                kept.append(f';TZID="{self._zones.of(bare)}"')
            elif bare.upper() in _PARAMS.get(name.upper(), ()):
                kept.append(f";{name.upper()}={bare.upper()}")
        return "".join(kept)

    def _summary(self, value: str) -> str:
        """The code of a shift; a dash for anything else, which is no code."""
        code = _code(value)
        return self._labels.codes(code) if code in self._codes else "(no shift)"


def _component(value: str) -> str:
    return value.strip().upper() if value.strip().upper() in _COMPONENTS else "X-OTHER"


def _time(value: str) -> str:
    """A time as it is; what is none stays none."""
    return value if _TIMES(value) or not value.strip() else _FAULTY


def _rule(value: str) -> str:
    return value if all(_RULE_PARTS(part) for part in value.split(";")) else "FREQ=X"


def _unfolded(text: str) -> Iterator[str]:
    """The content lines: one that begins with a space goes on from the one before."""
    parts: list[str] = []
    for line in _BREAK.split(text):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield "".join(parts)
        parts = [line] if line.strip() else []
    if parts:
        yield "".join(parts)
