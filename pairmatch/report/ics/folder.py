"""Which files a folder of calendars holds, and which a round of invitations.

File names are made of ids alone, which are small letters, digits and hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pairmatch.report.ics.addresses import addresses
from pairmatch.report.ics.calendar import Method, calendar_file
from pairmatch.report.ics.event import Event
from pairmatch.report.ics.invitations import Invitations
from pairmatch.report.ics.ledger import Ledger, Organiser
from pairmatch.report.ics.wording import Wording
from pairmatch.rota.rota import ShadowingSession, WorkshopSession

EVERYONE = "all.ics"
"""The calendar of all."""
ROUNDS = "invitations"
"""The folder of the invitations, in that of the calendars."""

_LONGEST = 100
_NOT_OF_IDS = re.compile(r"[^a-z0-9-]+")
_TAKEN = frozenset(
    ("all", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""What no person's file is called: the calendar of all, and what Windows takes for a device."""


@dataclass(frozen=True)
class Invitation:
    """One invitation, or one cancellation, ready to be sent."""

    name: str
    """Of the file."""
    to: tuple[str, ...]
    """The addresses it goes to."""
    content: bytes
    event: Event


@dataclass(frozen=True)
class Round:
    """The invitations that are to be sent now."""

    number: int
    invitations: tuple[Invitation, ...]
    unreachable: tuple[Event, ...]
    """Those of which nobody has an address."""
    ledger: Ledger
    """What is to be remembered once they are written."""

    @property
    def folder(self) -> str:
        """As `invitations/round-2`."""
        return f"{ROUNDS}/round-{self.number}"


def calendars(
    made: Invitations, organiser: Organiser | None, people: Sequence[str] | None = None
) -> Mapping[str, bytes]:
    """The files of the folder: one a person, and that of all.

    Parameters
    ----------
    made
        The events.
    organiser
        Who invites; without one nobody is named as attending, because a program takes whoever reads the
        file for the organiser then, and tells all others when that person strikes an event out.
    people
        Only the files of these people.
    """
    wording, mails = Wording(made.appointments, organiser), addresses(made.cohort)
    files = {
        person_file(person): calendar_file(made.of(person), wording, mails, person)
        for person in (made.people if people is None else people)
        if made.of(person)
    }
    return files if people is not None else {EVERYONE: calendar_file(made.all, wording, mails), **files}


def person_file(person: str) -> str:
    """The name of a person's file."""
    return f"{_stem(person)}.ics"


def next_round(
    made: Invitations, organiser: Organiser, people: Sequence[str] | None = None, *, again: bool = False
) -> Round:
    """The invitations to what is new or changed since the last round, and cancellations of what is gone.

    Parameters
    ----------
    made
        The events.
    organiser
        Who invites.
    people
        Only the sessions of these people.
    again
        Whether sessions are invited to again that have not changed.
    """
    wording, mails = Wording(made.appointments, organiser), addresses(made.cohort)
    due = [one for one in made.events if one.to_send or (again and not one.cancelled)]
    due = [one for one in due if people is None or set(people) & set(one.people)]
    reached = [one for one in due if any(person in mails for person in one.people)]
    names = _names(reached)
    invitations = tuple(
        Invitation(
            names[one.uid, one.sequence, one.cancelled],
            tuple(mails[person] for person in one.people if person in mails),
            calendar_file([one], wording, mails, None, Method.CANCEL if one.cancelled else Method.REQUEST),
            one,
        )
        for one in reached
    )
    number = made.ledger.rounds + 1
    return Round(
        number,
        invitations,
        tuple(one for one in due if one not in reached),
        _remembered(made.ledger, [one.event for one in invitations], number),
    )


def _remembered(ledger: Ledger, sent: Sequence[Event], number: int) -> Ledger:
    if not sent:
        return ledger
    asked = {one.uid for one in sent if not one.cancelled}
    told = {(one.uid, one.sequence) for one in sent if one.cancelled}
    return ledger.model_copy(
        update={
            "rounds": number,
            "events": tuple(
                one.model_copy(update={"invited": one.sequence}) if one.uid in asked else one
                for one in ledger.events
            ),
            "withdrawn": tuple(
                one.model_copy(update={"owed": False}) if (one.uid, one.sequence) in told else one
                for one in ledger.withdrawn
            ),
        }
    )


def _names(events: Sequence[Event]) -> dict[tuple[str, int, bool], str]:
    """A name for each, in which the date, the half and the ids stand."""
    found: dict[tuple[str, int, bool], str] = {}
    given: set[str] = set()
    for one in events:
        stem = _stem("-".join(_parts(one)))
        name = next(name for name in _numbered(stem) if name not in given)
        given.add(name)
        found[one.uid, one.sequence, one.cancelled] = f"{name}.ics"
    return found


def _parts(event: Event) -> Iterator[str]:
    session = event.appointment.session
    if event.cancelled:
        yield "cancel"
    yield session.date.isoformat()
    yield session.half
    if isinstance(session, WorkshopSession):
        yield session.workshop
    elif isinstance(session, ShadowingSession):
        yield f"{session.guest}-shadows-{session.host}"
    else:
        yield "-meets-".join(session.people)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _stem(text: str) -> str:
    """The text as a file may be called on every machine: not too long, and no device of Windows."""
    text = _NOT_OF_IDS.sub("-", text)
    if len(text) > _LONGEST:
        return f"{text[: _LONGEST - 9]}_{sha256(text.encode()).hexdigest()[:8]}"
    return f"{text}_" if text in _TAKEN else text
