"""Calendars of people, as a program keeps them that takes in one file after another.

It reads lines, without a library. An event whose UID it does not have is added, one with a greater SEQUENCE
takes the place of the one it has, and one that is cancelled is struck out. What a file does not name stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.report.ics.helpers import lines_of

Read = Mapping[str, tuple[str, ...]]
"""An event: its lines by the names of the properties, without parameters."""
SHOWN = ("DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "ORGANIZER", "ATTENDEE")
"""What somebody sees of an event."""


OFF = ("CANCELLED",)
"""The status of what is struck out."""


@dataclass
class Client:
    """One person's calendar."""

    events: dict[str, Read] = field(default_factory=dict)

    def take_in(self, content: bytes) -> None:
        """Read a file, as it is imported or comes with an e-mail."""
        lines = lines_of(content)
        off = "METHOD:CANCEL" in lines
        for event in events_in(lines):
            (uid,) = event["UID"]
            known = self.events.get(uid)
            if known is None or _version(known) < _version(event):
                self.events[uid] = {**event, **({"STATUS": OFF} if off else {})}
            elif _version(known) == _version(event) and not off and event["STATUS"] != OFF:
                assert shown(known) == shown(event), "two texts of one version"

    @property
    def shows(self) -> list[tuple[tuple[str, ...], ...]]:
        """What stands in the calendar, in order."""
        return sorted(shown(one) for one in self.events.values() if one["STATUS"] != OFF)


def events_in(lines: list[str]) -> Iterator[Read]:
    """The events of a file."""
    event: dict[str, tuple[str, ...]] | None = None
    for line in lines:
        name, _, value = line.partition(":")
        name, _, parameters = name.partition(";")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            assert event is not None
            yield event
            event = None
        elif event is not None:
            told = f"{parameters}:{value}" if name in ("ATTENDEE", "ORGANIZER") else value
            event[name] = tuple(sorted((*event.get(name, ()), told)))


def shown(event: Read) -> tuple[tuple[str, ...], ...]:
    """What somebody sees of an event."""
    return tuple(event.get(name, ()) for name in SHOWN)


def _version(event: Read) -> int:
    return int(event["SEQUENCE"][0])
