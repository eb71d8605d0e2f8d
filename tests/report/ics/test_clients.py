"""After any chain of replans, each person's calendar shows the sessions of the last rota and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.cohort.schema import Cohort
from pairmatch.report.appointments import Appointments
from pairmatch.report.ics import Invitations, invitations
from pairmatch.report.ics.addresses import addresses
from pairmatch.report.ics.folder import calendars, next_round, person_file
from pairmatch.report.ics.ledger import Ledger, Organiser
from pairmatch.rota.rota import Rota
from tests.report.ics.clients import Client
from tests.report.ics.helpers import (
    FIRST_EXPORT,
    OFFICE,
    file_of,
    meeting,
    rota_with,
    shadowing,
    with_mail,
    workshop,
)

DAYS = ("2026-09-08", "2026-09-15", "2026-10-20", "2026-10-27", "2026-11-03")
PEOPLE = ("d01", "d02", "m01", "m02", "m03", "price")
PAIRINGS = (
    (("d01", "m01"), ("d02", "m02")),
    (("d01", "m02"), ("d02", "m01")),
    (("d01", "m01"), ("d01", "m02"), ("d02", "m01")),
)
ATTENDING = ("d01 m01", "d02 m02", "d01 m01 d02 m02", "d01 m02 d02", "m02 m01")
SESSIONS = st.lists(
    st.builds(meeting, st.sampled_from(DAYS), st.sampled_from(["d01 m01", "d02 m02", "d01 m02"]))
    | st.builds(shadowing, st.sampled_from(DAYS), st.just("m01"), st.just("d01"))
    | st.builds(
        workshop,
        st.sampled_from(DAYS),
        st.sampled_from(ATTENDING),
        room=st.sampled_from(["education-1", "hall", None]),
        facilitators=st.sampled_from([("price",), ()]),
    ),
    max_size=6,
)


def _cohort(doctor: str = "Dr Amara Okafor", mail: str = "m01@example.nhs.uk", **more: Any) -> Cohort:
    data = with_mail() | more
    data["doctors"][0]["name"] = doctor
    data["managers"][0]["email"] = mail
    return Cohort.model_validate(data)


COHORTS = (
    _cohort(),
    _cohort(doctor="Helen Ward"),  # the name of m01
    _cohort(doctor="Dr A. Okafor", programme={"name": "Pairs", "start": "2026-09-07"}),
    _cohort(mail="new@example.nhs.uk", workshops=[{"id": "kickoff", "title": "Another title"}]),
    _cohort(sites={"guys": {"name": "Guy's"}, "st-thomas": {}}),
)


@dataclass(frozen=True)
class Replan:
    """A version of the cohort file, its rota, and what was done with them."""

    cohort: Cohort
    rota: Rota
    organiser: Organiser | None
    """Who is named as such by this export; None: who was before."""
    taken_in: frozenset[str]
    """Who takes in the calendar of this export."""
    is_round: bool
    """Whether a round of invitations is sent."""


@st.composite
def replans(draw: st.DrawFn) -> Replan:
    """Any change there can be: sessions, pairs, names, addresses, and who invites."""
    cohort = draw(st.sampled_from(COHORTS))
    rota = rota_with(cohort, draw(SESSIONS)).model_copy(update={"pairs": draw(st.sampled_from(PAIRINGS))})
    organiser = draw(st.sampled_from([None, None, OFFICE, Organiser(name="Jo", mail="jo@example.nhs.uk")]))
    return Replan(cohort, rota, organiser, draw(st.frozensets(st.sampled_from(PEOPLE))), draw(st.booleans()))


def exports(chain: Sequence[Replan]) -> list[Invitations]:
    """Each export, remembering the one before; invitations are sent for those that have a round."""
    made: list[Invitations] = []
    ledger: Ledger | None = None
    for number, one in enumerate(chain):
        now = FIRST_EXPORT + timedelta(days=number)
        made.append(invitations(one.cohort, one.rota, None, ledger, now, one.organiser))
        ledger = made[-1].ledger
    return made


def as_if_first(one: Replan, organiser: Organiser | None) -> Invitations:
    """What the same export would be where nothing was exported before."""
    return invitations(one.cohort, one.rota, None, None, FIRST_EXPORT, organiser)


def reader_of(content: bytes) -> Client:
    """Somebody who takes in this file alone."""
    client = Client()
    client.take_in(content)
    return client


@given(st.lists(replans(), min_size=2, max_size=6))
@settings(max_examples=25, deadline=None)
def test_imported(chain: list[Replan]) -> None:
    """Whichever exports a person skipped, after the last one the calendar is as of one export alone."""
    clients = {person: Client() for person in PEOPLE}
    made = exports(chain)
    for one, export in zip(chain, made, strict=True):
        files = calendars(export, export.ledger.organiser)
        for person, client in clients.items():
            last = one is chain[-1]
            if person_file(person) in files and (last or person in one.taken_in):
                client.take_in(files[person_file(person)])
    fresh = as_if_first(chain[-1], made[-1].ledger.organiser)
    for person, client in clients.items():
        assert client.shows == reader_of(file_of(fresh, person, made[-1].ledger.organiser)).shows


@given(st.lists(replans(), min_size=2, max_size=6))
@settings(max_examples=10, deadline=None)
def test_all_of_it(chain: list[Replan]) -> None:
    """The calendar of all, and that of each, has the times of the rota's sessions by another library."""
    export, last = exports(chain)[-1], chain[-1]
    appointments = Appointments(last.cohort, last.rota)
    for person in (None, *PEOPLE):
        wanted = appointments.all if person is None else appointments.of(person)
        calendar = icalendar.Calendar.from_ical(file_of(export, person))
        found = recurring_ical_events.of(calendar).between(date(2026, 1, 1), date(2028, 1, 1))
        held = [one for one in found if one["STATUS"] == "CONFIRMED"]
        assert sorted(_times(one) for one in held) == sorted((one.starts, one.ends) for one in wanted)


@given(st.lists(replans(), min_size=2, max_size=6))
@settings(max_examples=25, deadline=None)
def test_invited(chain: list[Replan]) -> None:
    """Who follows every invitation and cancellation has the last rota, however many exports went between."""
    clients = {person: Client() for person in PEOPLE}
    ledger: Ledger | None = None
    for number, one in enumerate(chain):
        now = datetime(2026, 8, 20, tzinfo=UTC) + timedelta(days=number)
        export = invitations(one.cohort, one.rota, None, ledger, now, OFFICE)
        ledger = export.ledger
        if one.is_round or one is chain[-1]:
            sent = next_round(export, OFFICE)
            ledger = sent.ledger
            people = {mail: person for person, mail in addresses(one.cohort).items()}
            for invitation in sent.invitations:
                for mail in invitation.to:
                    clients[people[mail]].take_in(invitation.content)
    fresh = next_round(as_if_first(chain[-1], OFFICE), OFFICE)
    for person, client in clients.items():
        mine = Client()
        for invitation in fresh.invitations:
            if person in invitation.event.people:
                mine.take_in(invitation.content)
        assert client.shows == mine.shows


def _times(event: Any) -> tuple[datetime, datetime]:
    return event["DTSTART"].dt.replace(tzinfo=None), event["DTEND"].dt.replace(tzinfo=None)
