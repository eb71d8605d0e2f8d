"""The sessions of a rota: a row a person and session; the shadowing and the meetings on their own."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.report.appointments import Appointment, Appointments
from pairmatch.report.tables.table import Kind, Table, Value, columns
from pairmatch.rota.rota import MeetingSession, ShadowingSession, WorkshopSession

_WHEN = {"week": Kind.NUMBER, "date": Kind.DATE, "from": Kind.TIME, "to": Kind.TIME}


def session_table(appointments: Appointments) -> Table:
    """Everybody's sessions, person by person in file order, each in time order."""
    head = columns("Person", "Week", "Date", "From", "To", "Kind", "What", "Where", "With whom", **_WHEN)
    rows = (
        (appointments.names.person(person), *_when(one), *_what(appointments, one, person))
        for person in appointments.people
        for one in appointments.of(person)
    )
    return Table("sessions", "Each person", head, tuple(rows))


def shadowing_table(appointments: Appointments) -> Table:
    """Who visits whom, when and where."""
    head = columns("Week", "Date", "From", "To", "Guest", "Host", "Site", **_WHEN)
    person = appointments.names.person
    rows = tuple(
        (*_when(one), person(one.session.guest), person(one.session.host), one.place or None)
        for one in appointments.all
        if isinstance(one.session, ShadowingSession)
    )
    return Table("shadowing", "Shadowing", head, rows)


def meeting_table(appointments: Appointments) -> Table:
    """When each pair meets."""
    head = columns("Week", "Date", "From", "To", "Doctor", "Manager", **_WHEN)
    person = appointments.names.person
    rows = tuple(
        (*_when(one), *map(person, one.session.people))
        for one in appointments.all
        if isinstance(one.session, MeetingSession)
    )
    return Table("meetings", "Meetings", head, rows)


def _when(one: Appointment) -> tuple[Value, ...]:
    return (one.week, one.starts.date(), one.starts.time(), one.ends.time())


def _what(appointments: Appointments, one: Appointment, person: str) -> Iterator[Value]:
    yield one.session.kind
    yield appointments.title_for(one, person)
    yield one.place or None
    if isinstance(one.session, WorkshopSession):
        yield appointments.company_of(one, person) or None
    else:
        yield appointments.names.people(other for other in one.people if other != person)
