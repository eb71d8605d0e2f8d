"""An event: one version of one session, as it stands in the calendars of some people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pairmatch.cohort.schema import Cohort
from pairmatch.report.appointments import Appointment


class Change(StrEnum):
    """What became of a session since the last export."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    SAME = "unchanged"
    CANCELLED = "cancelled"
    BEFORE = "cancelled before"


@dataclass(frozen=True)
class Event:
    """One version of one session, as it stands in the calendars of some people."""

    uid: str
    sequence: int
    stamp: datetime
    """When this version was exported first."""
    appointment: Appointment
    people: tuple[str, ...]
    """Whose calendar it stands in, facilitators last; of a cancelled one, those whose it is no more."""
    change: Change
    newcomers: frozenset[str] = frozenset()
    """Those of the people who were not part of it before."""
    project: str | None = None
    """The id of the project of the pair, where it is a session of one pair."""
    whole: bool = True
    """Whether it is held for nobody any more, where it is cancelled."""
    to_send: bool = False
    """Whether its people have been invited to this version, or told that it is off, by no invitation yet."""

    @property
    def cancelled(self) -> bool:
        """Whether the people have to strike it out."""
        return self.change in (Change.CANCELLED, Change.BEFORE)

    def change_for(self, person: str) -> Change:
        """What became of it for one of its people."""
        return Change.NEW if person in self.newcomers else self.change


def in_file_order(cohort: Cohort, people: set[str] | frozenset[str]) -> tuple[str, ...]:
    """Doctors, managers and facilitators as they stand in the file; those it does not have, last."""
    known = [*(one.id for one in cohort.people), *(one.id for one in cohort.facilitators)]
    return (*(one for one in known if one in people), *sorted(people - set(known)))
