"""What an event is called, where it is, and what its text says: for everybody, or for one of its people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.cohort.schema import Cohort
from pairmatch.report.appointments import Appointments
from pairmatch.report.ics.event import Event
from pairmatch.report.ics.ledger import Organiser
from pairmatch.report.visible import visible
from pairmatch.rota.rota import WorkshopSession

KINDS = {"workshop": "Workshop", "shadowing": "Shadowing", "meeting": "Meeting"}
_OFF = "This session is not held any more."
_LEFT = "You are not part of this session any more."
_ESCAPED = re.compile(r"\\(?:[nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")


def in_calendar(text: str) -> str:
    r"""A text that was typed, on one line and without a backslash.

    Calendars write a line break as `\n`, and many read `\n` as one even behind another backslash; so what
    is no letter becomes a space, and a backslash a slash.
    """
    plain = _ESCAPED.sub(" ", visible(text)).replace("\\", "/")
    return " ".join(plain.split())


@dataclass(frozen=True)
class Wording:
    """The words of a cohort's events."""

    appointments: Appointments
    organiser: Organiser | None = None

    @property
    def cohort(self) -> Cohort:
        """Whose events they are."""
        return self.appointments.cohort

    @property
    def programme(self) -> str:
        """What the programme is called."""
        return in_calendar(self.cohort.programme.name)

    @property
    def _short_programme(self) -> str:
        """As `Paired Learning` for `Paired Learning, autumn 2026`: a calendar shows few letters."""
        return self.programme.partition(",")[0].strip() or self.programme

    def name(self, person: str) -> str:
        """What a person is called."""
        return in_calendar(self.appointments.names.person(person))

    def summary(self, event: Event, person: str | None = None) -> str:
        """What the event is called, to one of its people or to everybody."""
        title = self._title(event, person)
        return f"Cancelled: {title}" if event.cancelled else title

    def location(self, event: Event) -> str:
        """Where it is; empty where it is for the people to say."""
        place = in_calendar(event.appointment.place)
        return "Online" if place == "online" else place

    def description(self, event: Event, person: str | None = None) -> str:
        """The text of the event."""
        return "\n".join(in_calendar(line) for line in self._lines(event, person))

    def _title(self, event: Event, person: str | None) -> str:
        one = event.appointment
        title = one.title if person is None else self.appointments.title_for(one, person)
        if isinstance(one.session, WorkshopSession):
            return f"{self._short_programme}: {in_calendar(title)}"
        title = in_calendar(title)
        return title if person is None else title[:1].upper() + title[1:]

    def _lines(self, event: Event, person: str | None) -> Iterator[str]:
        if event.cancelled:
            yield _OFF if event.whole else _LEFT
        yield f"{self.programme}, week {event.appointment.week}"
        if not event.cancelled:
            yield from self._company(event, person)
        if event.project is not None:
            yield f"Project: {self.appointments.names.project(event.project)}"
        if self.organiser is not None and not event.cancelled:
            who, mail = self.organiser.name, self.organiser.mail
            yield f"If you cannot come, please tell {who if who == mail else f'{who}, {mail}'}."

    def _company(self, event: Event, person: str | None) -> Iterator[str]:
        one, names = event.appointment, self.appointments.names
        if person is not None:
            told = self.appointments.company_of(one, person)
            if told:
                yield f"{told[0].upper()}{told[1:]}"
            return
        if one.facilitators:
            yield f"Held by {names.people(one.facilitators)}"
        if isinstance(one.session, WorkshopSession):
            attending = [each for each in event.people if each not in one.facilitators]
            yield f"For {names.people(attending)}"
