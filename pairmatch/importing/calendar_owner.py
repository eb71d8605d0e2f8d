"""Whose calendar a file is: by the name it gives itself, by its file name, by the addresses in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pairmatch.calendar.ical_lines import Block
from pairmatch.importing.names import Known, People

_SIGNS = re.compile(r"['’]s\b|[\d_.()-]")
_BESIDE = re.compile(
    r"\b(?:calendar|rota|roster|shifts?|duty|duties|export|of|for|my|ics|work|schedule)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Owner:
    """Whose calendar a file is."""

    path: Path
    person: str | None
    """The id; None where that is not clear."""
    why: str


def owner_of(path: Path, calendars: Sequence[Block], people: People) -> Owner:
    """Find out whose calendar a file is.

    The name of the calendar and that of the file have to agree where both are known; addresses of those who
    take part in its events count only where neither is.
    """
    names = [calendar.text("X-WR-CALNAME") for calendar in calendars]
    by_name = {person for name in names for person in _in_words(name, people)}
    if len(by_name) > 1:
        return Owner(path, None, "it holds the calendars of several people: export each alone")
    by_file = set(_in_words(path.stem, people))
    found = by_name | by_file
    if len(found) == 1:
        by = f"its name, `{next(filter(None, names))}`" if by_name else "the name of the file"
        return Owner(path, found.pop(), f"by {by}")
    if len(found) > 1:
        return Owner(path, None, "the name of the calendar and that of the file mean different people")
    by_address = {person for address in _addresses(calendars) for person in _in_words(address, people)}
    if len(by_address) == 1:
        return Owner(path, by_address.pop(), "by the address in its events")
    if by_address:
        return Owner(path, None, f"the addresses of {len(by_address)} people of the cohort stand in it")
    return Owner(path, None, "neither its name nor an address in it is that of somebody in the cohort")


def _in_words(text: str, people: People) -> Iterator[str]:
    """The one person whom a text means, with or without the words that stand beside a name."""
    for words in (text, " ".join(_BESIDE.sub(" ", _SIGNS.sub(" ", text)).split())):
        found = people.find(words) if words.strip() else None
        if isinstance(found, Known):
            yield found.person
            return


def _addresses(calendars: Sequence[Block]) -> Iterator[str]:
    lines = (
        line
        for calendar in calendars
        for event in calendar.blocks
        for line in event.all("ATTENDEE", "ORGANIZER")
    )
    for line in lines:
        scheme, _, address = line.value.partition(":")
        if scheme.lower() == "mailto" and address:
            yield address.strip()
