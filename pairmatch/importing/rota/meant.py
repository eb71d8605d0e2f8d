"""Entries as written → who is on duty from when to when, and who is on leave. What is doubtful is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pairmatch.calendar.clock import shown_at
from pairmatch.calendar.ical import Duty
from pairmatch.cohort.people import Shift
from pairmatch.cohort.values import DAY_NAMES, TimeRange
from pairmatch.importing.codes import Codes, Kind, Meaning, mostly, one_line, with_presence
from pairmatch.importing.names import Ignored, Known, People, Unknown
from pairmatch.importing.rota.entries import Entry, Unusable

_WEEK = 7
_SEPARATORS = str.maketrans(dict.fromkeys(",;|\n\r\t", " "))


@dataclass(frozen=True)
class UnknownName:
    """A name that means nobody for certain."""

    written: str
    places: tuple[str, ...]
    nearest: tuple[str, ...]
    """Ids of those who may be meant."""
    is_shared: bool
    """Whether it fits each of these."""


@dataclass(frozen=True)
class UnknownCode:
    """A code that nobody said the meaning of."""

    written: str
    places: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True)
class UsedCode:
    """A shift that somebody works."""

    shift: Shift
    """Its commonest times, and who can be met on it."""
    written: tuple[str, ...]
    """As it stands in the sheet."""
    count: int
    source: str
    is_said: bool
    """Whether a file of codes says who can be met on it."""


@dataclass(frozen=True)
class Imported:
    """When one person works and is on leave."""

    duties: tuple[Duty, ...] = ()
    leave: tuple[date, ...] = ()


@dataclass(frozen=True)
class Meant:
    """What a sheet says of the people of a cohort."""

    people: Mapping[str, Imported]
    codes: Mapping[str, UsedCode]
    """By the code in the cohort file."""
    leave_codes: tuple[str, ...] = ()
    off_codes: tuple[str, ...] = ()
    read_as: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Names that were not written out: who is meant, and in how many cells."""
    not_taking_part: Mapping[str, int] = field(default_factory=dict)
    """Names that were said to be nobody's, and in how many cells."""
    unknown_names: tuple[UnknownName, ...] = ()
    unknown_codes: tuple[UnknownCode, ...] = ()
    unusable: tuple[Unusable, ...] = ()
    halved: int = 0
    """Entries that are of half a shift."""


def meant(entries: Iterable[Entry], people: People, codes: Codes, am_ends: int | None) -> Meant:
    """Find out who and what is meant.

    Parameters
    ----------
    entries
        What the sheet says, in its order.
    people, codes
        Who and what can be meant.
    am_ends
        Where a shift that two people share is parted, in minutes after midnight; None: in its middle.
    """
    return _Meaning(people, codes, am_ends).of(entries)


class _Meaning:
    """Gathers what entries mean."""

    def __init__(self, people: People, codes: Codes, am_ends: int | None) -> None:
        self._people, self._codes, self._am_ends = people, codes, am_ends
        self._duties: dict[str, dict[Duty, None]] = {}
        self._leave: dict[str, set[date]] = {}
        self._times: dict[str, list[TimeRange]] = {}
        self._meanings: dict[str, Meaning] = {}
        self._written: dict[str, dict[str, None]] = {}
        self._no_shifts: dict[Kind, dict[str, None]] = {Kind.LEAVE: {}, Kind.OFF: {}}
        self._read_as: dict[str, tuple[str, int]] = {}
        self._ignored = Counter[str]()
        self._unknown_names: dict[str, tuple[Unknown, list[str]]] = {}
        self._unknown_codes: dict[str, tuple[str, list[str]]] = {}
        self._unusable: list[Unusable] = []
        self._halved = 0

    def of(self, entries: Iterable[Entry]) -> Meant:
        for entry in entries:
            person = self._who(entry)
            if person:
                self._duties.setdefault(person, {})
                self._leave.setdefault(person, set())
                self._take(person, entry)
        imported = {
            person: Imported(tuple(sorted(duties, key=_in_order)), tuple(sorted(self._leave[person])))
            for person, duties in self._duties.items()
        }
        names = (
            UnknownName(name, tuple(places), found.nearest, found.is_shared)
            for name, (found, places) in self._unknown_names.items()
        )
        return Meant(
            people=imported,
            codes=dict(self._used()),
            leave_codes=tuple(self._no_shifts[Kind.LEAVE]),
            off_codes=tuple(self._no_shifts[Kind.OFF]),
            read_as=self._read_as,
            not_taking_part=self._ignored,
            unknown_names=tuple(names),
            unknown_codes=tuple(
                UnknownCode(code, tuple(places), why) for code, (why, places) in self._unknown_codes.items()
            ),
            unusable=tuple(self._unusable),
            halved=self._halved,
        )

    def _used(self) -> Iterator[tuple[str, UsedCode]]:
        for code, times in self._times.items():
            meaning = self._meanings[code]
            shift = with_presence(meaning, meaning.time or mostly(times))
            is_said = not (meaning.attend is None and meaning.host is None)
            yield code, UsedCode(shift, tuple(self._written[code]), len(times), meaning.source, is_said)

    def _who(self, entry: Entry) -> str | None:
        found = self._people.find(entry.who)
        written = one_line(entry.who)
        if isinstance(found, Known):
            if not found.is_full:
                _, count = self._read_as.get(written, ("", 0))
                self._read_as[written] = found.person, count + 1
            return found.person
        if isinstance(found, Ignored):
            self._ignored[written] += 1
        else:
            self._unknown_names.setdefault(written, (found, []))[1].append(entry.place)
        return None

    def _take(self, person: str, entry: Entry) -> None:
        meaning = self._codes.find(entry.code)
        if meaning is not None and meaning.kind is not Kind.SHIFT:
            self._no_shifts[meaning.kind][one_line(entry.code)] = None
            if meaning.kind is Kind.LEAVE:
                self._leave[person].update(_days(entry.day, _WEEK if entry.is_week else entry.days))
        elif entry.is_week:
            self._take_week(person, entry, meaning)
        elif entry.days > 1:
            self._refuse(entry, "a shift from one date to another, without times")
        elif entry.time:
            self._add(person, entry, meaning or self._own(entry), entry.time)
        elif meaning is None:
            self._unknown(entry.code, entry.place)
        else:
            self._take_day(person, entry, meaning)

    def _own(self, entry: Entry) -> Meaning:
        """What a code means whose times the sheet gives beside it."""
        return Meaning(Kind.SHIFT, self._codes.word(entry.code), source="the sheet")

    def _take_day(self, person: str, entry: Entry, meaning: Meaning) -> None:
        """One shift, at the times that the code has on that day of the week."""
        time = meaning.week.get(entry.day.weekday()) if meaning.week else meaning.time
        if isinstance(time, str):
            self._take_other(person, entry, time)
        elif time is None and meaning.week:
            self._refuse(entry, f"{meaning.source} has no times for it on a {DAY_NAMES[entry.day.weekday()]}")
        elif time is None:
            self._unknown(entry.code, entry.place, "it has no times")
        else:
            self._add(person, entry, meaning, time)

    def _take_other(self, person: str, entry: Entry, code: str) -> None:
        """A day for which the sheet of codes names another code."""
        other = self._codes.find(code)
        if other is None or (other.kind is Kind.SHIFT and other.time is None):
            self._unknown(code, entry.place)
        elif other.kind is Kind.SHIFT and other.time is not None:
            self._add(person, _daily(entry, entry.day, code), other, other.time)
        elif other.kind is Kind.LEAVE:
            self._leave[person].add(entry.day)

    def _take_week(self, person: str, entry: Entry, meaning: Meaning | None) -> None:
        """A code for a whole week, or seven codes in one cell, each for a day."""
        if meaning is not None and meaning.week:
            for day in _days(entry.day, _WEEK):
                if day.weekday() in meaning.week:
                    self._take_day(person, _daily(entry, day, entry.code), meaning)
            return
        run = self._run(entry.code)
        if run:
            for day, code in zip(_days(entry.day, _WEEK), run, strict=True):
                self._take(person, _daily(entry, day, code))
            return
        self._unknown(entry.code, entry.place, "on which days of the week?" if meaning else "")

    def _run(self, text: str) -> list[str] | None:
        """The seven codes in a cell, parted by spaces or, where each is a known letter, by nothing."""
        parts = text.translate(_SEPARATORS).split()
        if len(parts) == _WEEK:
            return parts
        if len(text) == _WEEK and all(self._codes.find(letter) for letter in text):
            return list(text)
        return None

    def _add(self, person: str, entry: Entry, meaning: Meaning, time: TimeRange) -> None:
        start, end = shown_at(entry.day, time.start), shown_at(entry.day, time.start + time.minutes)
        if entry.half:
            self._halved += 1
            middle = self._parted_at(time)
            cut = shown_at(entry.day, middle)
            start, end = (start, cut) if entry.half == "am" else (cut, end)
        code = meaning.code
        self._duties[person][Duty(code, start, end)] = None
        self._times.setdefault(code, []).append(time)
        self._meanings.setdefault(code, meaning)
        self._written.setdefault(code, {})[one_line(entry.code)] = None

    def _parted_at(self, time: TimeRange) -> int:
        end = time.start + time.minutes
        if self._am_ends is not None and time.start < self._am_ends < end:
            return self._am_ends
        return time.start + time.minutes // 2

    def _unknown(self, code: str, place: str, why: str = "") -> None:
        self._unknown_codes.setdefault(one_line(code), (why, []))[1].append(place)

    def _refuse(self, entry: Entry, why: str) -> None:
        self._unusable.append(Unusable(entry.place, one_line(entry.code), why))


def _daily(entry: Entry, day: date, code: str) -> Entry:
    return Entry(entry.who, day, code, entry.place)


def _days(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(count))


def _in_order(duty: Duty) -> tuple[str, str, str]:
    return str(duty.start), str(duty.end), duty.code
