"""The people of the cohort file: doctors, managers, facilitators, and when each is at work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, Strict

from pairmatch.cohort.model import Count, Flag, Model, Whole
from pairmatch.cohort.values import (
    AnyHalf,
    Cycle,
    Date,
    DatedHalf,
    Dates,
    Halves,
    Id,
    Text,
    Time,
    Weekly,
)

AttributeValue = (
    Annotated[bool, Strict()] | Annotated[int, Strict()] | Annotated[float, Strict()] | str | tuple[Text, ...]
)


class Presence(Model):
    """Whether a person can be released (`attend`) and can be shadowed (`host`); absent: unchanged."""

    attend: Flag | None = None
    """Can be released to a workshop, a meeting or to shadow."""
    host: Flag | None = None
    """Is at work and can be shadowed."""


class Shift(Model):
    """One code of a duty pattern."""

    time: Time
    """From when to when, as `08:00-17:30`; an end before the start is on the next day."""
    attend: Flag = True
    """Whether someone on this shift can be released."""
    host: Flag = True
    """Whether someone on this shift can be shadowed."""


class DutyPattern(Model):
    """A rolling duty pattern, laid out as on the rota sheet."""

    anchor: Date
    """The Monday on which row 1 of the cycle applies to `row: 1`."""
    shifts: Mapping[Text, Shift]
    """The shift codes of the cycle; `.` is off duty."""
    cycle: Cycle
    """A row a week, Monday to Sunday."""
    release: Whole | None = None
    """At most this many of the rota's doctors away from duty in one half-day."""


class RotaPlace(Model):
    """A person's place on a duty pattern."""

    pattern: Text
    """A key of `rotas`."""
    row: Count
    """The row on which the person is in the week of the pattern's anchor."""


class Base(Model):
    """When a person is at work: by weekly pattern, by duty pattern, or by calendar file."""

    works: Mapping[str, Halves] | None = None
    """The half-days at work in every week, as `{mon: am pm, wed: am}`."""
    rota: RotaPlace | None = None
    """A place on a rolling duty pattern."""
    calendar: Annotated[str, Field(min_length=1)] | None = None
    """An iCalendar file beside the cohort file."""

    @property
    def has_base(self) -> bool:
        """Whether any of the three is given here."""
        return not (self.works is None and self.rota is None and self.calendar is None)


class Post(Base):
    """A stretch of time in one post; what is given here replaces the person's own."""

    first: Annotated[Date | None, Field(alias="from")] = None
    """The first day; absent: since ever."""
    until: Date | None = None
    """The last day; absent: without end."""
    site: Text | None = None
    """Where the person works during this post."""
    directorate: Text | None = None
    """The directorate during this post."""


class Person(Base):
    """What doctors and managers have in common."""

    id: Id
    """Unique across doctors, managers and facilitators."""
    name: Text | None = None
    """As it is to be printed."""
    email: str | None = None
    """Where invitations go."""
    grade: Text | None = None
    """A grade of the seniority ladder, as `ST4`."""
    role: Text | None = None
    """What the person's job is called."""
    specialty: Text | None = None
    """The clinical specialty."""
    directorate: Text | None = None
    """The part of the trust the person belongs to."""
    site: Text | None = None
    """A key of `sites`."""
    interests: tuple[Text, ...] = ()
    """Quality-improvement themes."""
    wants: tuple[Text, ...] = ()
    """What the person hopes to learn."""
    offers: tuple[Text, ...] = ()
    """What the person can show."""
    commitments: Mapping[Weekly, Presence] = {}
    """Fixed half-days of the week that change what the base says, as a clinic."""
    leave: tuple[Dates, ...] = ()
    """Dates and date ranges away."""
    extra: Mapping[DatedHalf, Presence] = {}
    """The last word on single half-days, on any date."""
    posts: tuple[Post, ...] = ()
    """Posts of a person who changes post; outside every post the person is away."""
    approved: Text | None = None
    """Who released the person; free text."""
    avoid_halves: tuple[AnyHalf, ...] = ()
    """Half-days that the person would rather not have."""
    prefers: tuple[Id, ...] = ()
    """Partners the person would like, best first."""
    refuses: tuple[Id, ...] = ()
    """Partners the person will not have."""
    line_manages: tuple[Id, ...] = ()
    """Whom the person manages; never paired, either way round."""
    projects: tuple[Id, ...] = ()
    """Projects the person would like, best first."""
    pairs: Whole = 1
    """How many partners the person takes."""
    attributes: Mapping[Text, AttributeValue] = {}
    """Free keys for `criteria` and `rules`."""

    @property
    def title(self) -> str:
        """The name, or the id where no name is given."""
        return self.name or self.id


class Doctor(Person):
    """A doctor who takes part."""


class Manager(Person):
    """A manager who takes part."""

    band: Text | None = None
    """An Agenda for Change band, as `8a`."""


class Facilitator(Model):
    """Someone who holds workshops."""

    id: Id
    """Unique across doctors, managers and facilitators."""
    name: Text | None = None
    """As it is to be printed."""
    email: str | None = None
    """Where invitations go."""
    site: Text | None = None
    """A key of `sites`."""
    works: Mapping[str, Halves] | None = None
    """The half-days at work in every week; default: Monday to Friday, am pm."""
    leave: tuple[Dates, ...] = ()
    """Dates and date ranges away."""

    @property
    def title(self) -> str:
        """The name, or the id where no name is given."""
        return self.name or self.id
