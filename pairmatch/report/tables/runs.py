"""The workshop runs: a row a run; and for each run the list that is laid out to be signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.calendar.posts import placement_on
from pairmatch.report.appointments import Appointment, Appointments
from pairmatch.report.seats import seats
from pairmatch.report.tables.table import Kind, Table, columns
from pairmatch.report.tables.words import job_of, long_date
from pairmatch.report.visible import visible
from pairmatch.report.words import counted
from pairmatch.rota.rota import WorkshopSession


@dataclass(frozen=True)
class Attendee:
    """A line to sign."""

    name: str
    job: str
    """The grade, or the role with its band."""
    directorate: str


@dataclass(frozen=True)
class SignIn:
    """The attendance list of one run."""

    title: str
    when: str
    """As `Tue 8 Sep 2026, 09:00 to 13:00`."""
    where: str
    held_by: str
    """Empty where nobody has to be found."""
    places: str
    """As `24 people, 30 places`."""
    people: tuple[Attendee, ...]


def run_table(appointments: Appointments) -> Table:
    """Each run: when, where, who holds it, and how full it is."""
    kinds = {
        "week": Kind.NUMBER,
        "date": Kind.DATE,
        "from": Kind.TIME,
        "to": Kind.TIME,
        "people": Kind.NUMBER,
        "places": Kind.NUMBER,
    }
    head = columns("Workshop", "Week", "Date", "From", "To", "Where", "Held by", "People", "Places", **kinds)
    rows = tuple(
        (
            one.title,
            one.week,
            one.starts.date(),
            one.starts.time(),
            one.ends.time(),
            one.place,
            appointments.names.people(one.facilitators) or None,
            len(run.people),
            seats(appointments.cohort, run),
        )
        for one, run in _runs(appointments)
    )
    return Table("workshops", "Workshops", head, rows)


def sign_in_lists(appointments: Appointments) -> tuple[SignIn, ...]:
    """A list for each run, the people by the alphabet of their last words."""
    return tuple(_sign_in(appointments, one, run) for one, run in _runs(appointments))


def _runs(appointments: Appointments) -> Iterator[tuple[Appointment, WorkshopSession]]:
    for one in appointments.all:
        if isinstance(one.session, WorkshopSession):
            yield one, one.session


def _sign_in(appointments: Appointments, one: Appointment, run: WorkshopSession) -> SignIn:
    limit = seats(appointments.cohort, run)
    places = "" if limit is None else f", {counted(limit, 'place')}"
    attendees = [_attendee(appointments, one, person) for person in run.people]
    return SignIn(
        one.title,
        f"{long_date(one.starts.date())}, {one.starts:%H:%M} to {one.ends:%H:%M}",
        one.place,
        appointments.names.people(one.facilitators),
        f"{counted(len(run.people), 'person', 'people')}{places}",
        tuple(sorted(attendees, key=lambda attendee: _by_last_name(attendee.name))),
    )


def _by_last_name(name: str) -> tuple[str, str]:
    """Of two people of one name, the id in brackets decides."""
    words = name.split(" (")[0].split()
    return (words[-1].casefold() if words else "", name.casefold())


def _attendee(appointments: Appointments, one: Appointment, person: str) -> Attendee:
    who = appointments.cohort.person(person)
    placement = placement_on(who, one.starts.date())
    directorate = placement.directorate if placement else who.directorate
    return Attendee(appointments.names.person(person), job_of(who), visible(directorate or ""))
