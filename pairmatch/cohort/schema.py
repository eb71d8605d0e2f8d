"""The cohort file, version 1, as one frozen value: `Cohort`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from pairmatch.cohort.calendar_file import CalendarFile
from pairmatch.cohort.model import Count, Flag, Model, Whole
from pairmatch.cohort.pairing_rules import Matching
from pairmatch.cohort.people import Doctor, DutyPattern, Facilitator, Manager, Person, Shift
from pairmatch.cohort.score_file import ScoreTable
from pairmatch.cohort.sessions import Meetings, Project, Room, Scheduling, Shadowing, Workshop
from pairmatch.cohort.source import Source
from pairmatch.cohort.values import Date, Dates, DayNames, Text, Time, TimeRange, Weekdays
from pairmatch.diagnostics import Diagnostic, Span

DEFAULT_HALVES = {"am": TimeRange(9 * 60, 13 * 60), "pm": TimeRange(13 * 60 + 30, 17 * 60 + 30)}
MAX_WEEKS = 104


class Site(Model):
    """A place of the trust."""

    name: Text | None = None
    """As it is to be printed."""
    travel: Mapping[Text, Whole] = {}
    """Minutes to other sites; read both ways."""


class Programme(Model):
    """When the programme runs."""

    name: Text = "Paired Learning"
    """As it is to be printed."""
    start: Date
    """The Monday of week 1."""
    weeks: Annotated[Count, Field(le=MAX_WEEKS)] = 12
    """How long it runs."""
    country: str | None = None
    """Whose public holidays close the day, as `GB-ENG`; absent: none."""
    closed: tuple[Dates, ...] = ()
    """Dates, date ranges and half-days without sessions."""
    days: DayNames = Weekdays((0, 1, 2, 3, 4))
    """The days of the week on which there can be sessions."""
    halves: Annotated[Mapping[str, Time], Field(min_length=1)] = DEFAULT_HALVES
    """The halves of a day, in time order."""
    needs_approval: Flag = False
    """Whether only people with `approved` are paired."""

    def week_of(self, day: date) -> int:
        """The programme week of a date, counted from 1; days before the programme are in week 0 and less."""
        return (day - self.start).days // 7 + 1


class Cohort(Model):
    """All who take part, and what has to be held for them.

    Made by `Cohort.load(path)` from a file, or by `Cohort.model_validate(data)` from plain data;
    only a loaded one knows lines and columns.
    """

    version: Literal[1]
    """The version of the format."""
    programme: Programme
    """When the programme runs."""
    doctors: tuple[Doctor, ...]
    """The doctors who take part."""
    managers: tuple[Manager, ...]
    """The managers who take part."""
    sites: Mapping[Text, Site] = {}
    """The places of the trust."""
    rotas: Mapping[Text, DutyPattern] = {}
    """Rolling duty patterns."""
    calendar_shifts: Mapping[Text, Shift] = {}
    """The shift codes of calendar files; default: `shifts` D, L, N."""
    matching: Matching = Matching()
    """How pairs are scored, and which are allowed."""
    projects: tuple[Project, ...] | None = None
    """When given, every pair leads one."""
    rooms: tuple[Room, ...] = ()
    """Where workshops can be held."""
    facilitators: tuple[Facilitator, ...] = ()
    """Who can hold workshops."""
    workshops: tuple[Workshop, ...] = ()
    """In programme order."""
    shadowing: Shadowing | None = None
    """Half-days at each other's work."""
    meetings: Meetings | None = None
    """The regular meetings of a pair."""
    scheduling: Scheduling = Scheduling()
    """How the rota is made."""

    _source: Source | None = PrivateAttr(default=None)
    _path: Path | None = PrivateAttr(default=None)
    _content: bytes = PrivateAttr(default=b"")
    _warnings: tuple[Diagnostic, ...] = PrivateAttr(default=())
    _is_checked: bool = PrivateAttr(default=False)
    _scores: ScoreTable | None = PrivateAttr(default=None)
    _calendars: Mapping[str, CalendarFile] = PrivateAttr(default_factory=dict)

    @classmethod
    def load(cls, path: Path | str) -> Cohort:
        """Read and check a cohort file.

        Raises
        ------
        UnreadableFile
            When the file cannot be opened.
        CohortError
            When it has faults; the error carries every one of them.
        """
        from pairmatch.calendar.check import load  # the one arrow back: a cohort is loaded with all checks

        return load(Path(path))

    @property
    def path(self) -> Path | None:
        """The file it was read from, where there is one."""
        return self._path

    @property
    def file_name(self) -> str:
        """The name of that file, without its folder."""
        return self._path.name if self._path else "cohort"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes, and of the scores and calendar files it names, in hexadecimal.

        Without these it is that of the file alone. Each calendar file adds, in the order of their
        names, its name and the SHA-256 of its own bytes, as lines.
        """
        made = hashlib.sha256(self._content)
        if self._scores is not None:
            made.update(repr(self._scores.rows).encode())
        for name, file in sorted(self._calendars.items()):
            made.update(
                f"\n{name}\n{hashlib.sha256(file.content).hexdigest()}".encode("utf-8", "surrogatepass")
            )
        return made.hexdigest()

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What the checks found that does not stop a pairing or a rota."""
        return self._warnings

    @property
    def scores(self) -> ScoreTable | None:
        """The scores of `matching.scores`, where the file names any."""
        return self._scores

    @property
    def calendars(self) -> Mapping[str, CalendarFile]:
        """The calendar files that people and posts name, by the name as written."""
        return self._calendars

    @property
    def source(self) -> Source | None:
        """The text it was read from, where there is one."""
        return self._source

    @property
    def text(self) -> str:
        """The whole text it was read from, with its byte-order mark and line ends; empty without a file."""
        return self._content.decode("utf-8")

    def span(self, *loc: str | int) -> Span | None:
        """Where the value at `loc` stands in the file, or the nearest value above it."""
        source = self._source
        return source.span(loc) if source else None

    def key_span(self, *loc: str | int) -> Span | None:
        """Where the key of the value at `loc` stands in the file."""
        source = self._source
        return source.key_span(loc) if source else None

    @property
    def people(self) -> Iterator[Person]:
        """Doctors, then managers, in file order."""
        yield from self.doctors
        yield from self.managers

    @cached_property
    def _person_locs(self) -> Mapping[str, tuple[str, int]]:
        doctors = {d.id: ("doctors", i) for i, d in enumerate(self.doctors)}
        return doctors | {m.id: ("managers", i) for i, m in enumerate(self.managers)}

    @cached_property
    def _people_by_id(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _workshops_by_id(self) -> Mapping[str, Workshop]:
        return {workshop.id: workshop for workshop in self.workshops}

    def person(self, person_id: str) -> Person:
        """The doctor or manager of that id; `KeyError` where there is none."""
        return self._people_by_id[person_id]

    def person_span(self, person_id: str, *below: str | int) -> Span | None:
        """Where the person, or a field of the person's, stands in the file."""
        return self.span(*self._person_locs[person_id], *below)

    def workshop(self, workshop_id: str) -> Workshop:
        """The workshop of that id; `KeyError` where there is none."""
        return self._workshops_by_id[workshop_id]

    def lasting(self, weeks: int | None) -> Cohort:
        """The same cohort with a programme of so many weeks; None: as it is."""
        if weeks is None or weeks == self.programme.weeks:
            return self
        programme = self.programme.model_copy(update={"weeks": weeks})
        return self.model_copy(update={"programme": programme})

    def travel_minutes(self, one: Text | None, other: Text | None) -> int:
        """Minutes between two sites, the longer way round where both are given; 0 when unknown."""
        if one is None or other is None or one == other:
            return 0
        there = self.sites[one].travel.get(other, 0) if one in self.sites else 0
        back = self.sites[other].travel.get(one, 0) if other in self.sites else 0
        return max(there, back)
