"""What a re-check asks of a cohort's people again and again, each thing worked out once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from pairmatch.calendar.availability import Availability, availability
from pairmatch.cohort.people import Manager, Person
from pairmatch.cohort.schema import Cohort

Datum = bool | int | float | str | tuple[str, ...] | None


@dataclass(frozen=True)
class Facts:
    """A cohort and its people's calendars, lists and data, by id."""

    cohort: Cohort
    _data: dict[str, Mapping[str, Datum]] = field(default_factory=dict)
    _entries: dict[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    _numbers: dict[str, Mapping[str, Fraction | None]] = field(default_factory=dict)

    @cached_property
    def availability(self) -> Availability:
        """Over all weeks of the programme."""
        return availability(self.cohort)

    @cached_property
    def locs(self) -> Mapping[str, tuple[str, int]]:
        """Where in the cohort file each person stands: the side, and the position on it."""
        doctors = {one.id: ("doctors", at) for at, one in enumerate(self.cohort.doctors)}
        return doctors | {one.id: ("managers", at) for at, one in enumerate(self.cohort.managers)}

    @cached_property
    def ranks(self) -> Mapping[str, Mapping[str, int]]:
        """For each person, the place of each partner on the person's own list, counted from 1."""
        return {
            person.id: {other: place for place, other in enumerate(person.prefers, start=1)}
            for person in self.cohort.people
        }

    @cached_property
    def longest_list(self) -> int:
        """The length of the longest list of preferences."""
        return max((len(person.prefers) for person in self.cohort.people), default=0)

    @cached_property
    def attended(self) -> Mapping[str, int]:
        """For each person the open half-days that the person can attend, a bit each."""
        slots = [slot.index for slot in self.availability.time.slots]
        open_slots = [t for t in slots if t not in self.availability.time.closed]
        return {
            person.id: sum(1 << t for t in open_slots if self.availability.can_attend(person.id, t))
            for person in self.cohort.people
        }

    def common_half_days(self, doctor: str, manager: str) -> int:
        """On how many half-days of the programme both can attend."""
        return (self.attended[doctor] & self.attended[manager]).bit_count()

    def data(self, name: str) -> Mapping[str, Datum]:
        """For each person what a rule or criterion of that name looks at; None: no data."""
        if name not in self._data:
            self._data[name] = {person.id: datum(self.cohort, name, person) for person in self.cohort.people}
        return self._data[name]

    def entries(self, name: str) -> Mapping[str, frozenset[str]]:
        """For each person that data as a set of words."""
        if name not in self._entries:
            self._entries[name] = {one: entries_of(value) for one, value in self.data(name).items()}
        return self._entries[name]

    def numbers(self, name: str) -> Mapping[str, Fraction | None]:
        """For each person that data as an exact number; None where it is none."""
        if name not in self._numbers:
            self._numbers[name] = {one: number(value) for one, value in self.data(name).items()}
        return self._numbers[name]


def datum(cohort: Cohort, name: str, person: Person) -> Datum:
    """What a rule or criterion of that name looks at in a person; None: no data."""
    if name in ("site", "directorate"):
        return home(person, name)
    if name == "specialty":
        return person.specialty
    if name in ("interests", "wants", "offers"):
        entries: tuple[str, ...] = getattr(person, name)
        return entries or None
    if name == "seniority":
        return level(cohort, person)
    return person.attributes.get(name)


def home(person: Person, what: str) -> str | None:
    """The person's own site or directorate, else that of the first post that gives one."""
    own: str | None = getattr(person, what)
    for post in person.posts:
        own = own or getattr(post, what)
    return own


def level(cohort: Cohort, person: Person) -> int | None:
    """The person's level on the seniority ladder: by band, else by grade."""
    band = person.band if isinstance(person, Manager) else None
    label = person.grade if band is None else band
    for place, labels in enumerate(cohort.matching.seniority):
        if label is not None and label in labels:
            return place
    return None


def number(value: Datum) -> Fraction | None:
    """A number as it was written, exactly; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return Fraction(str(value))


def entries_of(value: Datum) -> frozenset[str]:
    """A list as a set of words; one word is a set of one, and no data an empty one."""
    if value is None:
        return frozenset()
    return frozenset(value) if isinstance(value, tuple) else frozenset({str(value)})


def is_equal(one: Datum, other: Datum) -> bool:
    """Whether two values are the same; lists in any order, and true is not the number 1."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        return entries_of(one) == entries_of(other)
    return isinstance(one, bool) == isinstance(other, bool) and one == other
