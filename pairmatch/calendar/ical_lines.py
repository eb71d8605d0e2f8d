"""The lines of an iCalendar file (RFC 5545, section 3.1): which event stands where, and whose is a shift.

Read before any library sees the file, so that a fault can be told with its line, and so that the
libraries are only given what a duty needs: no text that runs away with them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

_LINE_BREAK = re.compile("\r\n|[\r\n]")
_PROPERTY = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;(?:[^":;]|"[^"]*")*)*):(?P<value>.*)', re.DOTALL
)
_DEEPEST = 20


class Kind(Enum):
    """What is wrong with a file."""

    NOT_A_CALENDAR = 1
    BROKEN_EVENT = 2
    REPEATS_TOO_OFTEN = 3


class IcalFault(Exception):
    """One fault of a file, at a line counted from 1."""

    def __init__(self, kind: Kind, message: str, line: int, help: str | None = None) -> None:
        super().__init__(message)
        self.kind, self.message, self.line, self.help = kind, message, line, help


@dataclass(frozen=True)
class Property:
    """One content line, unfolded."""

    name: str
    params: str
    value: str
    line: int

    def __str__(self) -> str:
        return f"{self.name}{self.params}:{self.value}"


@dataclass
class Block:
    """A component: its name, its own properties and the components in it."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[Property]:
        """Its properties of these names."""
        return (one for one in self.properties if one.name in names)

    def first(self, name: str) -> Property | None:
        """Its first property of that name."""
        return next(self.all(name), None)

    def text(self, name: str) -> str:
        """The value of the first property of that name, `""` without one."""
        found = self.first(name)
        return found.value if found else ""

    @property
    def summary(self) -> str:
        """The summary without its escapes, on one line."""
        text = re.sub(r"\\(.)", lambda escape: " " if escape[1] in "nN" else escape[1], self.text("SUMMARY"))
        return " ".join(text.split())

    @property
    def code(self) -> str:
        """The summary's first word."""
        return self.summary.partition(" ")[0]


def calendars_in(content: bytes) -> Sequence[Block]:
    """The calendars of a file.

    Raises
    ------
    IcalFault
        When it is no iCalendar file, or ends too early.
    """
    text = _text(content)
    top = Block("", 1)
    open_blocks = [top]
    line = 1
    for line, content_line in _unfolded(text):
        match = _PROPERTY.fullmatch(content_line)
        if len(open_blocks) == 1 and content_line.strip().upper() != "BEGIN:VCALENDAR":
            message = (
                "an iCalendar file starts with `BEGIN:VCALENDAR`" if not top.blocks else "text after its end"
            )
            raise IcalFault(Kind.NOT_A_CALENDAR, message, line, "export it as iCalendar (.ics)")
        if match is None:
            raise IcalFault(Kind.NOT_A_CALENDAR, "a line without `NAME:`", line, "export the calendar again")
        name, value = match["name"].upper(), match["value"]
        if name == "BEGIN":
            if len(open_blocks) > _DEEPEST:
                raise IcalFault(Kind.NOT_A_CALENDAR, "components nested too deeply", line)
            block = Block(value.strip().upper(), line)
            open_blocks[-1].blocks.append(block)
            open_blocks.append(block)
        elif name == "END":
            if value.strip().upper() != open_blocks[-1].name:
                message = (
                    f"`BEGIN:{open_blocks[-1].name}` on line {open_blocks[-1].line} has no end of its own"
                )
                raise IcalFault(Kind.NOT_A_CALENDAR, message, line, "export the calendar again")
            open_blocks.pop()
        else:
            open_blocks[-1].properties.append(Property(name, match["params"], value, line))
    if len(open_blocks) > 1:
        message = (
            f"the file ends within the {open_blocks[-1].name} that begins on line {open_blocks[-1].line}"
        )
        raise IcalFault(Kind.NOT_A_CALENDAR, message, line, "export the calendar again: this one is cut off")
    if not top.blocks:
        raise IcalFault(Kind.NOT_A_CALENDAR, "the file is empty", 1, "export it as iCalendar (.ics)")
    return top.blocks


def events_of_shifts(calendars: Sequence[Block], codes: Container[str]) -> Sequence[Sequence[Block]]:
    """The events that are shifts, those of one UID together with their exceptions, in file order.

    An exception whose summary is no shift belongs to its series all the same: it takes one away.
    """
    series: dict[str, list[Block]] = {}
    for calendar in calendars:
        for event in calendar.blocks:
            if event.name == "VEVENT":
                series.setdefault(event.text("UID") or f"line {event.line}", []).append(event)
    return [events for events in series.values() if any(event.code in codes for event in events)]


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_LINE_BREAK.split(content[: error.start].decode("utf-8", "replace")))
        raise IcalFault(Kind.NOT_A_CALENDAR, "not UTF-8 text", line, "save it as UTF-8") from None


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Content lines and where they start: one that begins with a space goes on from the one before."""
    started, parts = 1, list[str]()
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield started, "".join(parts)
        started, parts = number, [line] if line.strip() else []
    if parts:
        yield started, "".join(parts)
