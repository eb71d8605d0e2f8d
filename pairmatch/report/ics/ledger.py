"""`COHORT.invites.yaml`: which events were exported before, so that a calendar knows them again.

It stands beside the cohort file and is to be kept with it: without it, every session would be a new one to
the calendars that have the old. It holds ids, not names; and the organiser, where one was named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.model import Flag, Model, Whole
from pairmatch.cohort.schema import Cohort
from pairmatch.report.document import plain, under_seal, yaml_text
from pairmatch.report.ics.same_session import Demand
from pairmatch.rota.rota import AnySession

INVITES = "invites"
"""What stands in the name of the document: `cohort.invites.yaml`."""

_STAMP = "%Y-%m-%dT%H:%M:%SZ"
_CLOCK = "%Y-%m-%d %H:%M"


def _written_as(form: str, example: str) -> AfterValidator:
    def check(text: str) -> str:
        try:
            datetime.strptime(text, form)
        except ValueError:
            raise PydanticCustomError(
                "form", "expected a time such as `{example}`", {"example": example}
            ) from None
        return text

    return AfterValidator(check)


Stamp = Annotated[str, _written_as(_STAMP, "2026-09-01T09:30:00Z")]
Clock = Annotated[str, _written_as(_CLOCK, "2026-09-08 09:00")]


class Remembered(Model):
    """One version of one session, as it was exported."""

    uid: str
    """By which calendars know it."""
    sequence: Whole
    """The number of this version, from 0."""
    stamp: Stamp
    """When this version was exported first."""
    starts: Clock
    """By the clock of the United Kingdom."""
    ends: Clock
    session: AnySession


class Invite(Remembered):
    """A session that is held."""

    words: str
    """Stands for everything else that its text says, so that a change of it is known."""
    invited: Whole | None = None
    """The version of which an invitation was written last."""


class Withdrawn(Remembered):
    """A session that is not held any more, or not for some people; as they know it."""

    people: tuple[str, ...]
    """Whose session it is no more."""
    whole: Flag = False
    """Whether it is held for nobody any more."""
    owed: Flag = False
    """Whether it was an invitation, and nobody has been told yet."""


class Organiser(Model):
    """Who invites."""

    name: str
    mail: str


class Ledger(Model):
    """Everything that was exported for one cohort."""

    version: Literal[1] = 1
    made: Made
    cohort: CohortStamp
    key: str
    """Goes into every UID, so that no other cohort has the same."""
    rounds: Whole = 0
    """How many rounds of invitations were written."""
    organiser: Organiser | None = None
    """Who was named as the organiser last."""
    events: tuple[Invite, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    @classmethod
    def begun(cls, cohort: Cohort, made: Made, lost: str = "") -> Ledger:
        """One of a cohort of which nothing was exported yet.

        Where the document was `lost`, that text has to stand for what was exported: a UID that was given
        before, with SEQUENCE 0 again, would be passed over by the calendars that have it.
        """
        start = cohort.programme.start.isoformat()
        text = json.dumps([cohort.sha256, cohort.programme.name, start, *([lost] if lost else [])])
        return cls(made=made, cohort=CohortStamp.of(cohort), key=_digits(text, 32))

    @property
    def uids(self) -> frozenset[str]:
        """Every UID that was ever given."""
        return frozenset(one.uid for one in (*self.events, *self.withdrawn))

    def to_yaml(self) -> str:
        """The document, the seal in its first line."""
        return under_seal(yaml_text(plain(self)), self.made.pairmatch)


def new_uid(key: str, demand: Demand, taken: Iterable[str]) -> str:
    """A UID that no session has had; the first, second, … of a demand has the same one on every machine."""
    known = frozenset(taken)
    number = 1
    while (uid := f"{_digits(json.dumps([key, demand, number]), 32)}@pairmatch") in known:
        number += 1
    return uid


def fingerprint(*facts: object) -> str:
    """A short text that stands for some facts."""
    return _digits(json.dumps(facts), 16)


def as_stamp(moment: datetime) -> str:
    """A moment as the ledger writes it."""
    return moment.astimezone(UTC).strftime(_STAMP)


def from_stamp(text: str) -> datetime:
    """The moment that a text of the ledger stands for."""
    return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)


def as_clock(shown: datetime) -> str:
    """What the clock shows, as the ledger writes it."""
    return shown.strftime(_CLOCK)


def from_clock(text: str) -> datetime:
    """What the clock shows, of a text of the ledger."""
    return datetime.strptime(text, _CLOCK)


def _digits(text: str, length: int) -> str:
    return sha256(text.encode()).hexdigest()[:length]
