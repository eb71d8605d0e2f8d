"""The finished rota: every session, every miss, and the proof. It is the rota document."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.model import Flag, Model
from pairmatch.cohort.values import Date, HalfDay, Weeks


class Session(Model):
    """What every session has: a date and a half of it."""

    date: Date
    half: str
    """The half of the day; the first, where a workshop is two long."""
    pin: Flag | None = None
    """Whether it stays as it is whenever the rota is made again; written by hand."""

    @property
    def half_day(self) -> HalfDay:
        """The (first) half-day of the session."""
        return HalfDay(self.date, self.half)


class WorkshopSession(Session):
    """One run of a workshop."""

    kind: Literal["workshop"] = "workshop"
    workshop: str
    room: str | None = None
    """Absent: online."""
    facilitators: tuple[str, ...] = ()
    people: tuple[str, ...]
    """Who attends, facilitators apart."""

    @property
    def everyone(self) -> tuple[str, ...]:
        """Whose session it is."""
        return self.people


class ShadowingSession(Session):
    """One half-day that a guest spends at the host's work."""

    kind: Literal["shadowing"] = "shadowing"
    guest: str
    host: str
    site: str | None = None
    """The host's site of that day."""

    @property
    def everyone(self) -> tuple[str, str]:
        """Whose session it is."""
        return (self.guest, self.host)


class MeetingSession(Session):
    """One meeting of a pair."""

    kind: Literal["meeting"] = "meeting"
    people: Annotated[tuple[str, ...], Field(min_length=2, max_length=2)]

    @property
    def everyone(self) -> tuple[str, ...]:
        """Whose session it is."""
        return self.people


AnySession = Annotated[WorkshopSession | ShadowingSession | MeetingSession, Field(discriminator="kind")]


class Missed(Model):
    """A demand that could not be placed, and the reason."""

    why: str


class MissedWorkshop(Missed):
    """A workshop that a pair (a person, where not together) does not attend."""

    kind: Literal["workshop"] = "workshop"
    workshop: str
    people: tuple[str, ...]

    @property
    def everyone(self) -> tuple[str, ...]:
        """Who misses it."""
        return self.people


class MissedShadowing(Missed):
    """One shadowing half-day that is not held."""

    kind: Literal["shadowing"] = "shadowing"
    guest: str
    host: str

    @property
    def everyone(self) -> tuple[str, ...]:
        """Who misses it."""
        return (self.guest, self.host)


class MissedMeeting(Missed):
    """One meeting that is not held."""

    kind: Literal["meeting"] = "meeting"
    people: Annotated[tuple[str, ...], Field(min_length=2, max_length=2)]
    weeks: Weeks | None = None
    """The weeks in which it had to be."""

    @property
    def everyone(self) -> tuple[str, ...]:
        """Who misses it."""
        return self.people


AnyMissed = Annotated[MissedWorkshop | MissedShadowing | MissedMeeting, Field(discriminator="kind")]


class Moved(Model):
    """How much a rota that was made again differs from the one before, from the first day to come on."""

    within_notice: int
    """People of whom a session within the notice moved."""
    people: int
    """People of whom any session moved: doctors, managers and facilitators."""
    points: int
    """Over people and sessions, 2 for another half-day, 1 for another room, site or facilitator."""


class RotaProof(Model):
    """What is known of how good the rota is."""

    status: Literal["optimal", "feasible"]
    """`optimal`: no rota of this pairing is better, in the order of the format page."""
    missed: int
    """How many entries `missed` has."""
    cost: int
    """Level 5 of the format page."""
    bound: int
    """No rota is below this in the first level that is not proven, else in the cost."""
    level: str | None = None
    """The level that `bound` speaks of, where it is not the cost."""
    moved: Moved | None = None
    """Against the rota that was kept, where one was."""


class Rota(Model):
    """Every session of a programme, in time order."""

    version: Literal[1] = 1
    made: Made
    cohort: CohortStamp
    pairs: tuple[tuple[str, str], ...]
    """(doctor, manager) of each pair it was made for."""
    weeks: int
    frozen_before: Date | None = None
    """Sessions of earlier dates are history, as they were in the rota that was kept; absent: none is."""
    proof: RotaProof
    sessions: tuple[AnySession, ...]
    missed: tuple[AnyMissed, ...] = ()


__all__ = [
    "AnyMissed",
    "AnySession",
    "MeetingSession",
    "MissedMeeting",
    "MissedShadowing",
    "MissedWorkshop",
    "Moved",
    "Rota",
    "RotaProof",
    "ShadowingSession",
    "WorkshopSession",
]
