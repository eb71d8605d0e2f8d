"""Calendars as they are read back, and small cohorts to write them of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import icalendar

from pairmatch.cohort.document import CohortStamp
from pairmatch.cohort.schema import Cohort
from pairmatch.report.ics.addresses import addresses
from pairmatch.report.ics.calendar import Method, calendar_file
from pairmatch.report.ics.invitations import Invitations, invitations
from pairmatch.report.ics.ledger import Ledger, Organiser
from pairmatch.report.ics.wording import Wording
from pairmatch.rota.rota import AnySession, MeetingSession, Rota, RotaProof, ShadowingSession, WorkshopSession
from tests.report.samples import MADE, cohort_data

FIRST_EXPORT = datetime(2026, 8, 20, 9, 30, tzinfo=UTC)
SECOND_EXPORT = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
OFFICE = Organiser(name="Medical Education", mail="education@example.nhs.uk")
OURS = frozenset(
    (
        *(
            "ATTENDEE",
            "CATEGORIES",
            "DESCRIPTION",
            "DTEND",
            "DTSTAMP",
            "DTSTART",
            "LAST-MODIFIED",
            "LOCATION",
        ),
        *("ORGANIZER", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID"),
    )
)
"""The properties that an event of ours can have."""


def with_mail(pairs: int = 2, **more: Any) -> dict[str, Any]:
    """A cohort of which everybody has an address, and the first two pairs these names."""
    data = cohort_data(pairs)
    for side, names in (
        ("doctors", ("Dr Amara Okafor", "Dr Zoë Lee")),
        ("managers", ("Helen Ward", "Ben Kay")),
    ):
        for one, name in zip(data[side], names, strict=False):
            one["name"] = name
    for side in ("doctors", "managers", "facilitators"):
        for one in data[side]:
            one["email"] = f"{one['id']}@example.nhs.uk"
    return data | more


def small() -> Cohort:
    """Two pairs, d01 with m01 and d02 with m02."""
    return Cohort.model_validate(with_mail())


def rota_with(cohort: Cohort, sessions: Sequence[AnySession]) -> Rota:
    """A rota of just these sessions."""
    pairs = tuple((d.id, m.id) for d, m in zip(cohort.doctors, cohort.managers, strict=False))
    return Rota(
        made=MADE,
        cohort=CohortStamp.of(cohort),
        pairs=pairs,
        weeks=12,
        proof=RotaProof(status="optimal", missed=0, cost=0, bound=0),
        sessions=tuple(sessions),
    )


def workshop(day: str, people: str, half: str = "am", **more: Any) -> WorkshopSession:
    """A run of `kickoff`."""
    fields = {"workshop": "kickoff", "room": "education-1", "facilitators": ("price",)} | more
    return WorkshopSession(date=date.fromisoformat(day), half=half, people=tuple(people.split()), **fields)


def shadowing(day: str, guest: str = "m01", host: str = "d01", half: str = "pm") -> ShadowingSession:
    """A guest at a host."""
    return ShadowingSession(date=date.fromisoformat(day), half=half, guest=guest, host=host, site="guys")


def meeting(day: str, people: str = "d01 m01", half: str = "am") -> MeetingSession:
    """A pair's meeting."""
    return MeetingSession(date=date.fromisoformat(day), half=half, people=tuple(people.split()))


def exported(
    cohort: Cohort,
    sessions: Sequence[AnySession],
    before: Invitations | Ledger | None = None,
    now: datetime | None = None,
) -> Invitations:
    """What an export of these sessions makes, after an earlier one."""
    ledger = before.ledger if isinstance(before, Invitations) else before
    moment = now or (FIRST_EXPORT if before is None else SECOND_EXPORT)
    return invitations(cohort, rota_with(cohort, sessions), None, ledger, moment)


def file_of(
    made: Invitations,
    person: str | None = None,
    organiser: Organiser | None = OFFICE,
    method: Method | None = None,
) -> bytes:
    """A person's calendar, or that of all."""
    events = made.all if person is None else made.of(person)
    wording = Wording(made.appointments, organiser)
    return calendar_file(events, wording, addresses(made.cohort), person, method)


def events_of(content: bytes) -> list[Any]:
    """The events of a file as icalendar reads them; nothing may be amiss in any."""
    found = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
    for event in found:
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"} <= set(event)
    return found


def lines_of(content: bytes) -> list[str]:
    """The lines of a file, unfolded by hand."""
    assert content.endswith(b"\r\n")
    return content.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def blocks_of(content: bytes) -> dict[str, bytes]:
    """The bytes of each event, by UID."""
    found = {}
    for part in content.split(b"BEGIN:VEVENT\r\n")[1:]:
        block = part.partition(b"END:VEVENT\r\n")[0]
        uid = next(line for line in block.split(b"\r\n") if line.startswith(b"UID:"))
        found[uid[4:].decode()] = block
    return found


def properties_of(content: bytes) -> set[str]:
    """The names of all properties of all events."""
    names, inside = set(), False
    for line in lines_of(content):
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            inside = line.startswith("BEGIN")
        elif inside:
            names.add(line.partition(":")[0].partition(";")[0])
    return names


def attendees_of(event: Any) -> list[Any]:
    """Those who attend."""
    found = event.get("ATTENDEE", [])
    return found if isinstance(found, list) else [found]


def names_of(event: Any) -> list[str]:
    """The names of those who attend."""
    return [str(one.params["CN"]) for one in attendees_of(event)]
