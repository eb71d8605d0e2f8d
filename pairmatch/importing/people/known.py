"""What a cohort file says already: its people, sites, projects and spellings, read from its plain data.

The file may have faults, as one has that waits for its first people: what is wrong in it is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pairmatch.cohort.pairing_rules import LADDER
from pairmatch.cohort.people import Person
from pairmatch.cohort.scalars import as_written
from pairmatch.cohort.schema import DEFAULT_HALVES
from pairmatch.cohort.source import Source
from pairmatch.cohort.values import parse_date
from pairmatch.importing.dates import DateReader
from pairmatch.importing.names import People
from pairmatch.importing.people.cleaning import folded
from pairmatch.importing.side import Side

FACILITATORS = "facilitators"
_WEEKS = 12
_LEARNT = ("wants", "offers")
_SPELT = ("interests", *_LEARNT, "specialty", "directorate")


@dataclass(frozen=True)
class Entry:
    """A person as the file has them."""

    side: str
    at: int
    """The position in the list of the side."""
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The id; empty where there is none."""
        return self.text("id")

    @property
    def name(self) -> str:
        """The name; empty where there is none."""
        return self.text("name")

    @property
    def email(self) -> str:
        """The e-mail address in small letters; empty where there is none."""
        return self.text("email").strip().casefold()

    @property
    def title(self) -> str:
        """The name, or the id where no name is given."""
        return self.name or self.id

    def text(self, field: str) -> str:
        """A field as it is written; empty where there is none."""
        value = as_written(self.data.get(field))
        return value if isinstance(value, str) else ""


class Known:
    """What the file says."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.data: Mapping[str, Any] = source.data if isinstance(source.data, dict) else {}
        self.entries = {side: list(self._entries(side)) for side in (*Side, FACILITATORS)}
        self.sites = {
            key: _text(_mapping(site).get("name")) or key for key, site in self._mapping("sites").items()
        }
        self.projects = {
            _text(one.get("id")): _text(one.get("title")) or _text(one.get("id"))
            for one in map(_mapping, self._list("projects"))
        }
        self.halves = tuple(_mapping(self._mapping("programme").get("halves"))) or tuple(DEFAULT_HALVES)
        self.dates = self._dates()
        self.spelling = Spelling()
        self._learn_spellings()

    @property
    def ids(self) -> set[str]:
        """Those of everybody."""
        return {entry.id for some in self.entries.values() for entry in some}

    @property
    def ladder(self) -> tuple[str, ...]:
        """The grades and bands that have a level."""
        levels = self._mapping("matching").get("seniority")
        written = levels if isinstance(levels, list) else LADDER
        return tuple(_text(one) for level in written if isinstance(level, list | tuple) for one in level)

    def partners(self, side: Side) -> People:
        """Those with whom people of a side are paired, to be found by name."""
        return People(
            Person.model_construct(id=entry.id, name=entry.name or None, email=entry.email or None)
            for entry in self.entries[side.other]
            if entry.id
        )

    def _entries(self, side: str) -> Iterator[Entry]:
        for at, data in enumerate(self._list(side)):
            if isinstance(data, dict):
                yield Entry(side, at, data)

    def _learn_spellings(self) -> None:
        for side in Side:
            for entry in self.entries[side]:
                for field in _SPELT:
                    self.spelling.learn(field, _texts(entry.data.get(field)))
                for key, value in _mapping(entry.data.get("attributes")).items():
                    self.spelling.learn(f"attributes.{key}", _texts(value))
        for project in map(_mapping, self._list("projects")):
            self.spelling.learn("interests", _texts(project.get("themes")))
            self.spelling.learn("directorate", _texts(project.get("directorate")))

    def _dates(self) -> DateReader:
        programme = self._mapping("programme")
        try:
            first = parse_date(_text(programme.get("start")))
        except ValueError:
            first = date.today()
        weeks = programme.get("weeks")
        length = weeks if isinstance(weeks, int) and 0 < weeks < 1000 else _WEEKS
        return DateReader(first, first + timedelta(weeks=length))

    def _mapping(self, key: str) -> Mapping[str, Any]:
        return _mapping(self.data.get(key))

    def _list(self, key: str) -> list[Any]:
        value = self.data.get(key)
        return value if isinstance(value, list) else []


class Spelling:
    """One spelling of each word: that of the file, else the one that was met first."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, str]] = {}

    def learn(self, field: str, words: Iterable[str]) -> None:
        """Take over the spelling of words, where none like them is known."""
        known = self._known.setdefault(_group(field), {})
        for word in words:
            known.setdefault(folded(word), word)

    def of(self, field: str, word: str) -> str:
        """The spelling of a word, which is kept for those that are like it."""
        return self._known.setdefault(_group(field), {}).setdefault(folded(word), word)

    def others(self, field: str) -> list[str]:
        """All words known for a field."""
        return list(self._known.get(_group(field), {}).values())


def _group(field: str) -> str:
    """What one person wants is compared with what another offers, so that both are spelt alike."""
    return "learnt" if field in _LEARNT else field


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    text = as_written(value)
    return text if isinstance(text, str) else ""


def _texts(value: Any) -> list[str]:
    return [text for one in (value if isinstance(value, list) else [value]) if (text := _text(one))]
