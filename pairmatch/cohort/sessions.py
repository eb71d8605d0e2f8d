"""The sessions of the cohort file: projects, rooms, workshops, shadowing, meetings, scheduling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pairmatch.cohort.model import Count, Flag, Model, Weight, Whole
from pairmatch.cohort.values import DatedHalf, Dates, Halves, Id, Text, Weeks


class Project(Model):
    """A quality-improvement project that a pair can lead."""

    id: Id
    """Unique among projects."""
    title: Text | None = None
    """As it is to be printed."""
    themes: tuple[Text, ...] = ()
    """What it is about, in the words of `interests`."""
    site: Text | None = None
    """A key of `sites`."""
    directorate: Text | None = None
    """Where it is led."""
    pairs: Whole = 1
    """How many pairs can lead it."""


class Room(Model):
    """A room in which workshops can be held."""

    id: Id
    """Unique among rooms."""
    name: Text | None = None
    """As it is to be printed."""
    site: Text | None = None
    """A key of `sites`."""
    capacity: Count | None = None
    """How many people it holds, facilitators apart; absent: any number."""
    open: Mapping[str, Halves] | None = None
    """The half-days of every week on which it can be had; absent: all."""
    closed: tuple[Dates, ...] = ()
    """Dates and date ranges on which it cannot be had."""


class Workshop(Model):
    """A workshop of the programme; each person attends one of its runs."""

    id: Id
    """Unique among workshops."""
    title: Text | None = None
    """As it is to be printed."""
    weeks: Weeks | None = None
    """The programme weeks in which it may be held; absent: all."""
    length: Literal[1, 2] = 1
    """Half-days; 2: both halves of one day."""
    runs: Count = 1
    """How many times it may be held."""
    capacity: Count | None = None
    """People a run, facilitators apart; the room's capacity binds too."""
    min_size: Count = 1
    """A run with fewer people is not worth holding."""
    rooms: tuple[Id, ...] = ()
    """Any one of these; none: online."""
    facilitators: tuple[Id, ...] = ()
    """Any one of these; none: nobody has to be found."""
    all_of: tuple[Id, ...] = ()
    """Facilitators who all have to be there."""
    dates: tuple[DatedHalf, ...] | None = None
    """Only these half-days (the first, where it is two long); absent: any."""
    gap_weeks: Whole = 0
    """Whole weeks between this and the previous workshop; 0: any later half-day."""
    required: Flag = True
    """Whether missing it counts as a gap, or as a soft cost."""

    @property
    def name(self) -> str:
        """The title, or the id where no title is given."""
        return self.title or self.id


class Shadowing(Model):
    """Half-days that the two of a pair spend at each other's work."""

    each_way: Whole
    """Half-days the manager spends with the doctor, and as many the other way."""
    weeks: Weeks | None = None
    """The programme weeks in which they may be held; absent: all."""
    gap_weeks: Whole = 1
    """Weeks between two shadowing half-days of one pair; 1: never in one week."""
    area_visitors: Whole | None = None
    """Visitors at once in one directorate and site; absent: any number."""


class Meetings(Model):
    """The regular meetings of a pair."""

    every_weeks: Count
    """The pair meets once in each block of this many weeks."""
    weeks: Weeks | None = None
    """The programme weeks that are cut into blocks; absent: all."""


class Soft(Model):
    """Weights of the rota's cost."""

    avoid_halves: Weight = 3
    """A person in a session on a half-day that the person avoids."""
    travel: Weight = 2
    """A person in a session away from the person's site."""
    same_week: Weight = 1
    """A session beyond a person's first of a week."""
    runs: Weight = 1
    """A workshop run held."""
    balance: Weight = 4
    """The largest number, over people, of sessions avoided or away."""


class Scheduling(Model):
    """How the rota is made."""

    together: Flag = True
    """Whether a pair attends the same run."""
    max_per_week: Whole = 3
    """Programme half-days a person a week."""
    off_duty: Literal["never", "allowed"] = "never"
    """Whether sessions may be on days off, within the working-time limits."""
    soft: Soft = Soft()
    """Weights of the cost."""
    notice_weeks: Whole = 6
    """Replanning disturbs sessions nearer than this only when it must."""
