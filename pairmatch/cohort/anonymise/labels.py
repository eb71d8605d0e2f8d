"""What every name of a cohort is called once nobody is to be known by it."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pairmatch.cohort.anonymise import words
from pairmatch.cohort.anonymise.fields import Kind
from pairmatch.cohort.anonymise.namespace import Namespace
from pairmatch.cohort.beside import lies_outside
from pairmatch.cohort.scalars import as_written

SCORES_FILE = "scores.anonymous.csv"
_SECTIONS = {"doctor": "doctors", "manager": "managers", "facilitator": "facilitators"}
_OF_ENTRIES = {Kind.PROJECT: "projects", Kind.ROOM: "rooms", Kind.WORKSHOP: "workshops"}
_OF_KEYS = {Kind.SITE: "sites", Kind.ROTA: "rotas"}
_IS_ID = re.compile(r"[a-z0-9][a-z0-9-]*").fullmatch
_IS_HALF = re.compile(r"[a-z][a-z0-9-]*").fullmatch


@dataclass(frozen=True)
class Renamed:
    """One line of the key."""

    kind: str
    old: str
    new: str


class Labels:
    """The labels of one cohort; a name that it does not have yet gets the next one.

    Parameters
    ----------
    data
        The plain data of the cohort file, whatever its faults.
    folder
        The folder of that file, where it has one.
    """

    def __init__(self, data: Any, folder: Path | None = None) -> None:
        self._folder = folder
        self._names = {kind: _namespace(kind) for kind in Kind}
        self._codes = Namespace("code", is_kept=words.is_usual_code)
        self._values: dict[str, _Values] = _values_of(data)
        self._calendars: dict[str, str] = {}
        self._made: dict[tuple[str, str, str], Renamed] = {}
        self._define(data if isinstance(data, dict) else {})

    def of(self, kind: Kind, name: str) -> str:
        """The label of a name."""
        return self._names[kind].of(name)

    def knows(self, kind: Kind, name: str) -> bool:
        """Whether a name has been given a label already."""
        return self._names[kind].knows(name)

    def person(self, name: str) -> str:
        """The label of the id of a doctor, manager or facilitator; of any other, one that nobody has."""
        return self.of(Kind.PERSON, name)

    def codes(self, text: str) -> str:
        """A text of shift codes with their labels."""
        return self._codes.of_words(text)

    def when(self, text: str) -> str:
        """Dates, days and times as they are, and the label of every other word: a half of the day."""
        return self._names[Kind.HALF].of_words(text)

    def value(self, key: str, value: Any) -> Any:
        """What stands for a value of an attribute: equal where the values are, as far apart if numbers."""
        return self._values.setdefault(key, _Values()).of(value)

    def calendar(self, name: str, owner: str) -> str:
        """The name of the copy of a calendar file; one that leads out of the folder still does."""
        if not name.strip():
            return name
        if name not in self._calendars:
            stem = f"../{owner}" if lies_outside(name, self._folder) else f"rotas/{owner}"
            number = 1 + sum(
                used.startswith((f"{stem}.", f"{stem}-post-")) for used in self._calendars.values()
            )
            self._calendars[name] = f"{stem}.ics" if number == 1 else f"{stem}-post-{number}.ics"
        return self._calendars[name]

    def scores(self, name: str) -> str:
        """The name of the copy of a file of scores."""
        if not name.strip():
            return name
        return f"../{SCORES_FILE}" if lies_outside(name, self._folder) else SCORES_FILE

    @property
    def calendars(self) -> Mapping[str, str]:
        """The calendar files that were named, and what their copies are called."""
        return self._calendars

    def made(self, kind: str, old: str, new: str) -> str:
        """Note that something was made up in the place of something else."""
        if old.strip():
            self._made[kind, old, new] = Renamed(kind, old, new)
        return new

    def key(self) -> Iterator[Renamed]:
        """Everything that is called something else now, and what it was."""
        for old, new in self._names[Kind.PERSON].items():
            yield Renamed(new.rpartition("-")[0].lower() or "nobody", old, new)
        yield from self._made.values()
        for kind, names in self._names.items():
            if kind is not Kind.PERSON:
                yield from (Renamed(kind.value, old, new) for old, new in names.items())
        for key, values in self._values.items():
            yield from (Renamed(f"value of {self.of(Kind.ATTRIBUTE, key)}", *two) for two in values.items())
        yield from (Renamed("shift code", old, new) for old, new in self._codes.items())
        yield from (Renamed("calendar file", old, new) for old, new in self._calendars.items())

    def _define(self, data: Mapping[str, Any]) -> None:
        """Number what a file lists in the order of the file, whatever refers to it before."""
        for stem, section in _SECTIONS.items():
            self._define_entries(Kind.PERSON, stem, data.get(section))
        for kind, section in _OF_ENTRIES.items():
            self._define_entries(kind, kind.value, data.get(section))
        for kind, section in _OF_KEYS.items():
            keys = data.get(section)
            for key in keys if isinstance(keys, dict) else ():
                self.of(kind, key)

    def _define_entries(self, kind: Kind, stem: str, entries: Any) -> None:
        entries = entries if isinstance(entries, list) else []
        for at, entry in enumerate(entries):
            name = as_written(entry.get("id")) if isinstance(entry, dict) else None
            if isinstance(name, str):
                self._names[kind].define(name, numbered(stem, at, len(entries)))


def numbered(stem: str, at: int, of: int) -> str:
    """The label of the entry at a position: all of one list have as many digits."""
    return f"{stem}-{at + 1:0{len(str(of))}d}"


def _namespace(kind: Kind) -> Namespace:
    match kind:
        case Kind.PERSON:
            return Namespace("nobody", is_formed=lambda name: bool(_IS_ID(name)))
        case Kind.PROJECT | Kind.ROOM | Kind.WORKSHOP:
            return Namespace(kind.value, is_formed=lambda name: bool(_IS_ID(name)))
        case Kind.HALF:
            return Namespace("half", is_kept=words.says_when, is_formed=lambda name: bool(_IS_HALF(name)))
        case Kind.GRADE:
            return Namespace("grade", is_kept=words.is_usual_grade)
        case Kind.COUNTRY:
            return Namespace("country", is_kept=words.is_country)
        case Kind.ATTRIBUTE:
            return Namespace("attribute", is_kept=words.is_reserved)
    return Namespace(kind.value)


@dataclass
class _Values:
    """The values of one attribute."""

    numbers: dict[Decimal, Decimal] = field(default_factory=dict)
    """What each number becomes."""
    words: Namespace = field(default_factory=lambda: Namespace("value"))

    def of(self, value: Any) -> Any:
        """What stands for a value."""
        number = _decimal(value)
        moved = None if number is None else self.numbers.get(number)
        if isinstance(value, str):
            return self.words.of(value) if moved is None else str(moved)
        if number is None:
            return words.number(value)
        if moved is None:
            return self.words.of(str(as_written(value)))
        return float(moved) if isinstance(value, float) else int(moved)

    def items(self) -> Iterator[tuple[str, str]]:
        """What the values were, and what they are."""
        yield from ((str(old), str(new)) for old, new in self.numbers.items())
        yield from self.words.items()


def _values_of(data: Any) -> dict[str, _Values]:
    """What becomes of the numbers of every attribute.

    Where a criterion or a rule goes by them, all are moved by the same whole number, so that they are as
    far apart as before; elsewhere only equality counts, and they are numbered.
    """
    found: dict[str, dict[Decimal, None]] = defaultdict(dict)
    for key, value in _attributes(data):
        number = None if isinstance(value, str | bool) else _decimal(value)
        if number is not None:
            found[key][number] = None
    used = _gone_by(data)
    made: dict[str, _Values] = {}
    for key, numbers in found.items():
        least = Decimal(math.floor(min(numbers)))
        moved = {one: one - least if key in used else Decimal(at) for at, one in enumerate(numbers, start=1)}
        made[key] = _Values(moved)
    return made


def _attributes(data: Any) -> Iterator[tuple[str, Any]]:
    """Keys and values of every person's attributes."""
    for section in ("doctors", "managers"):
        people = data.get(section) if isinstance(data, dict) else None
        for person in people if isinstance(people, list) else ():
            attributes = person.get("attributes") if isinstance(person, dict) else None
            yield from attributes.items() if isinstance(attributes, dict) else ()


def _gone_by(data: Any) -> set[str]:
    """The attributes that criteria and rules go by."""
    matching = data.get("matching") if isinstance(data, dict) else None
    if not isinstance(matching, dict):
        return set()
    criteria, rules = matching.get("criteria"), matching.get("rules")
    found = set(criteria) if isinstance(criteria, dict) else set()
    for rule in rules if isinstance(rules, list) else ():
        named = rule.values() if isinstance(rule, dict) else ()
        found |= {text for value in named if isinstance(text := as_written(value), str)}
    return found


def _decimal(value: Any) -> Decimal | None:
    """A finite number, or a text that is one as it would be written, exactly; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, int):
        return Decimal(int(value))
    if isinstance(value, float):
        return Decimal(repr(float(value))) if math.isfinite(value) else None
    return Decimal(value) if re.fullmatch(r"-?\d{1,20}(\.\d{1,20})?", value, re.ASCII) else None
