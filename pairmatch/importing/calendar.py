"""A calendar exported by Outlook, Google or a rota system → the shifts and leave of one person, no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from pairmatch.calendar.clock import shown_at
from pairmatch.calendar.duties import DEFAULT_SHIFTS
from pairmatch.calendar.ical import AROUND, Duty, calendar_content
from pairmatch.calendar.ical_lines import Block, IcalFault, calendars_in
from pairmatch.cohort.calendar_file import MAX_BYTES
from pairmatch.cohort.people import Shift
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import Period, TimeRange
from pairmatch.errors import UnreadableFile
from pairmatch.importing.calendar_changes import Changes, CodeToWrite, Shifts, as_periods, changes
from pairmatch.importing.calendar_owner import Owner, owner_of
from pairmatch.importing.codes import Codes, Kind, Meaning, mostly, of_cohort, with_presence
from pairmatch.importing.names import People

_BREAK = re.compile("\r\n|[\r\n]")
_LEAVE = "pairmatch-leave"
_NOTHING = "-"


@dataclass(frozen=True)
class CalendarRequest:
    """What is to be read, and what was said of it."""

    paths: tuple[Path, ...]
    cohort: Cohort
    owners: Mapping[Path, str] = field(default_factory=dict)
    """The id of the person whose calendar each file is, where that was said."""
    codes: Mapping[str, Meaning] = field(default_factory=dict)
    """What was said of codes and summaries."""


@dataclass(frozen=True)
class UnknownSummary:
    """A summary that is no known shift."""

    summary: str
    count: int
    """Events of it; one that repeats counts once."""
    example: date
    times: str
    """Of that example, as `08:00-20:30`; empty where it lasts all day."""


@dataclass(frozen=True)
class OfPerson:
    """What the calendars of one person say."""

    duties: tuple[Duty, ...] = ()
    leave: tuple[Period, ...] = ()


@dataclass(frozen=True)
class CalendarImport:
    """All that some calendars say, and what they would change."""

    owners: tuple[Owner, ...]
    people: Mapping[str, OfPerson]
    unknown: tuple[UnknownSummary, ...]
    """Events of which nothing is taken."""
    changes: Changes
    sources: Mapping[str, str]
    """Where the meaning of each code was said."""

    @property
    def is_owned(self) -> bool:
        """Whether it is clear of every file whose it is."""
        return all(owner.person for owner in self.owners)


def read_calendars(request: CalendarRequest) -> CalendarImport:
    """Read the files, and work out what would change; nothing is written.

    Raises
    ------
    UnreadableFile
        When a file cannot be opened, or is no calendar; the message has the line.
    """
    people = People(request.cohort.people)
    own = of_cohort(request.cohort.calendar_shifts) or of_cohort(DEFAULT_SHIFTS, "the format")
    codes = Codes(request.codes, own)
    gathered = _Gathered(request.cohort, codes)
    owners = []
    for path in request.paths:
        content = _bytes_of(path)
        calendars = _calendars(path, content)
        said = request.owners.get(path)
        owner = Owner(path, said, "as you said") if said else owner_of(path, calendars, people)
        owners.append(owner)
        gathered.take(path, content, calendars, owner.person)
    return gathered.result(tuple(owners))


class _Gathered:
    """Takes one file after the other."""

    def __init__(self, cohort: Cohort, codes: Codes) -> None:
        self._cohort, self._codes = cohort, codes
        programme = cohort.programme
        self._first = programme.start
        self._last = programme.start + timedelta(weeks=programme.weeks, days=-1)
        self._duties: dict[str, dict[Duty, None]] = {}
        self._leave: dict[str, dict[Period, None]] = {}
        self._unknown: dict[str, list[tuple[date, str]]] = {}
        self._meanings: dict[str, Meaning] = {}

    def take(self, path: Path, content: bytes, calendars: Sequence[Block], person: str | None) -> None:
        words = dict(self._words(calendars))
        rewritten = _with_summaries(content, words)
        wanted = frozenset({*self._meanings, _LEAVE})
        found = calendar_content(rewritten, wanted, self._first, self._last)
        if found.fault:
            raise _unreadable(path, found.fault)
        if person is None:
            return
        duties = self._duties.setdefault(person, {})
        leave = self._leave.setdefault(person, {})
        for duty in found.duties:
            if duty.code == _LEAVE:
                leave.update(dict.fromkeys(self._away(duty)))
            else:
                duties[duty] = None

    def _words(self, calendars: Sequence[Block]) -> Iterator[tuple[int, str]]:
        """The line of each summary, and the one word that goes in its place."""
        for event in (event for calendar in calendars for event in calendar.blocks if event.name == "VEVENT"):
            line = event.first("SUMMARY")
            if line is None:
                continue
            meaning = self._meaning(event.summary)
            yield line.line, self._word(event, meaning)

    def _word(self, event: Block, meaning: Meaning | None) -> str:
        if meaning is None or (meaning.kind is Kind.SHIFT and not self._has_times(event, meaning)):
            self._note_unknown(event)
            return _NOTHING
        if meaning.kind is Kind.SHIFT:
            self._meanings.setdefault(meaning.code, meaning)
            return meaning.code
        return _LEAVE if meaning.kind is Kind.LEAVE else _NOTHING

    @staticmethod
    def _has_times(event: Block, meaning: Meaning) -> bool:
        return meaning.time is not None or "T" in event.text("DTSTART")

    def _meaning(self, summary: str) -> Meaning | None:
        """What a summary means: as a whole, by its first two words, or by its first, which is a code then."""
        whole = self._codes.find(summary)
        if whole:
            return whole
        words = summary.split()
        two = self._codes.find(" ".join(words[:2]).rstrip(":,-")) if len(words) > 1 else None
        if two:
            return two
        first = words[0].rstrip(":,") if words else ""
        meaning = self._codes.find(first, any_case=False)
        if meaning is None and first.isupper():  # `AL approved` is leave, `Leave the keys` is none
            meaning = self._codes.find(first)
        return meaning

    def _note_unknown(self, event: Block) -> None:
        """Remember an event of no known meaning, where it may fall into the programme."""
        found = re.match(r"(\d{4})(\d\d)(\d\d)", event.text("DTSTART"))
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            day = None
        around = timedelta(days=AROUND)
        if day is None or day > self._last + around or event.text("STATUS").upper() == "CANCELLED":
            return
        if day >= self._first - around or event.first("RRULE") or event.first("RDATE"):
            self._unknown.setdefault(event.summary, []).append((day, _times_of(event)))

    def _away(self, duty: Duty) -> Iterator[Period]:
        """The dates of leave; of an event with times, the halves of the day that it touches."""
        first, last = duty.start, duty.end
        if not isinstance(first, datetime) or not isinstance(last, datetime):
            yield from (Period(day, day) for day in _days(first, last - timedelta(days=1)))
            return
        halves = self._cohort.programme.halves
        for day in _days(first.date(), last.date()):
            touched = [
                half
                for half, hours in halves.items()
                if first < shown_at(day, hours.end) and shown_at(day, hours.start) < last
            ]
            if len(touched) == len(halves):
                yield Period(day, day)
            else:
                yield from (Period(day, day, half) for half in touched)

    def result(self, owners: tuple[Owner, ...]) -> CalendarImport:
        people = {
            person: OfPerson(tuple(sorted(duties, key=_in_order)), _together(self._leave[person]))
            for person, duties in self._duties.items()
        }
        used = {duty.code for one in people.values() for duty in one.duties}
        codes = {
            code: CodeToWrite(self._shift(code, people.values()), meaning.attend is not None)
            for code, meaning in self._meanings.items()
            if code in used
        }
        unknown = (
            UnknownSummary(summary, len(seen), *min(seen)) for summary, seen in sorted(self._unknown.items())
        )
        to_write = {
            person: Shifts(one.duties, one.leave, self._first, self._last) for person, one in people.items()
        }
        sources = {code: self._meanings[code].source for code in codes}
        return CalendarImport(owners, people, tuple(unknown), changes(self._cohort, to_write, codes), sources)

    def _shift(self, code: str, people: Iterable[OfPerson]) -> Shift:
        """What stands for a code: the times that were said, else the commonest of its events."""
        meaning = self._meanings[code]
        times = [time for one in people for duty in one.duties if duty.code == code and (time := _time(duty))]
        time = meaning.time or mostly(times)
        return with_presence(meaning, time)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from None
    if len(content) > MAX_BYTES:
        raise UnreadableFile(f"{path} is larger than {MAX_BYTES // 1_000_000} MB: export fewer months")
    return content


def _calendars(path: Path, content: bytes) -> Sequence[Block]:
    try:
        return calendars_in(content)
    except IcalFault as fault:
        raise _unreadable(path, fault) from None


def _unreadable(path: Path, fault: IcalFault) -> UnreadableFile:
    advice = f": {fault.help}" if fault.help else ""
    return UnreadableFile(f"{path}:{fault.line}: {fault}{advice}")


def _with_summaries(content: bytes, words: Mapping[int, str]) -> bytes:
    """The same file with other summaries, every line where it was."""
    lines = _BREAK.split(content.decode("utf-8-sig"))
    for number, word in words.items():
        lines[number - 1] = f"SUMMARY:{word}"
        at = number
        while at < len(lines) and lines[at][:1] in (" ", "\t"):
            lines[at] = ""
            at += 1
    return "\r\n".join(lines).encode()


def _times_of(event: Block) -> str:
    """As `08:00-20:30`, where the event has a start and an end of the same form."""
    found = [re.match(r"\d{8}T(\d\d)(\d\d)", event.text(name)) for name in ("DTSTART", "DTEND")]
    return "-".join(f"{one[1]}:{one[2]}" for one in found if one) if all(found) else ""


def _time(duty: Duty) -> TimeRange | None:
    if not isinstance(duty.start, datetime) or not isinstance(duty.end, datetime):
        return None
    start = duty.start.hour * 60 + duty.start.minute
    return TimeRange(start, duty.end.hour * 60 + duty.end.minute or 24 * 60)


def _days(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))


def _together(leave: Iterable[Period]) -> tuple[Period, ...]:
    """Whole dates in ranges, then single halves."""
    found = list(leave)
    whole = as_periods(one.first for one in found if one.half is None)
    halves = [one for one in found if one.half is not None]
    return (*whole, *sorted(halves, key=str))


def _in_order(duty: Duty) -> tuple[str, str, str]:
    return str(duty.start), str(duty.end), duty.code
