"""What stands in a calendar file, and that it says the same to whoever reads it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import WrongUsage
from pairmatch.matching.pairing import Pairing
from pairmatch.report.ics import invitations
from pairmatch.report.ics.calendar import Method, require_library
from pairmatch.report.ics.ledger import Organiser
from pairmatch.rota.rota import AnySession
from tests.report.ics.helpers import (
    FIRST_EXPORT,
    OURS,
    events_of,
    exported,
    file_of,
    lines_of,
    meeting,
    names_of,
    properties_of,
    rota_with,
    shadowing,
    small,
    with_mail,
    workshop,
)
from tests.report.samples import pairing_of

COHORT = small()
LONDON = ZoneInfo("Europe/London")
SESSIONS: list[AnySession] = [
    workshop("2026-09-08", "d01 m01 d02 m02"),
    meeting("2026-10-22"),
    shadowing("2026-10-28"),
    meeting("2026-11-05", "d02 m02"),
]


def test_a_workshop() -> None:
    """To one who attends: what, when, where, with whom, held by whom, whom to tell, and who else comes."""
    one = events_of(file_of(exported(COHORT, SESSIONS), "d01"))[0]
    assert str(one["SUMMARY"]) == "Paired Learning: How the NHS works"
    assert (one["DTSTART"].to_ical(), one["DTSTART"].params["TZID"]) == (b"20260908T090000", "Europe/London")
    assert one["DTEND"].to_ical() == b"20260908T130000"
    assert str(one["LOCATION"]) == "education-1, st-thomas"
    assert str(one["DESCRIPTION"]).split("\n") == [
        "Paired Learning, autumn 2026, week 1",
        "Held by Owen Price; with Helen Ward and 2 others",
        "If you cannot come, please tell Medical Education, education@example.nhs.uk.",
    ]
    assert names_of(one) == ["Dr Amara Okafor", "Dr Zoë Lee", "Helen Ward", "Ben Kay", "Owen Price"]
    assert [str(who.params["ROLE"]) for who in one["ATTENDEE"]] == [*4 * ["REQ-PARTICIPANT"], "CHAIR"]
    assert str(one["ORGANIZER"]) == "mailto:education@example.nhs.uk"
    assert one.categories == ["Workshop"]
    assert (str(one["STATUS"]), str(one["TRANSP"])) == ("CONFIRMED", "OPAQUE")
    assert one["DTSTAMP"].dt == one["LAST-MODIFIED"].dt == FIRST_EXPORT


@pytest.mark.parametrize(
    ("person", "summaries"),
    [
        ("d01", ["Paired Learning: How the NHS works", "Meet Helen Ward", "Be shadowed by Helen Ward"]),
        ("m01", ["Paired Learning: How the NHS works", "Meet Dr Amara Okafor", "Shadow Dr Amara Okafor"]),
        ("price", ["Paired Learning: How the NHS works"]),
        (
            None,
            [
                *("Paired Learning: How the NHS works", "Dr Amara Okafor and Helen Ward meet"),
                *("Helen Ward shadows Dr Amara Okafor", "Dr Zoë Lee and Ben Kay meet"),
            ],
        ),
    ],
)
def test_point_of_view(person: str | None, summaries: list[str]) -> None:
    """Each reads what a session is to them; in the file of all it is told of both."""
    events = events_of(file_of(exported(COHORT, SESSIONS), person))
    assert [str(one["SUMMARY"]) for one in events] == summaries


def test_project_and_place() -> None:
    """The project of the pair stands in the text of its own sessions; a meeting has no place."""
    pairing: Pairing = pairing_of(COHORT)
    made = invitations(COHORT, rota_with(COHORT, SESSIONS), pairing, None, FIRST_EXPORT)
    run, met, shadowed, _ = events_of(file_of(made))
    assert "Project: Sepsis six within the hour" in met["DESCRIPTION"]
    assert "Project" not in run["DESCRIPTION"]
    assert "LOCATION" not in met
    assert str(shadowed["LOCATION"]) == "guys"
    online: list[AnySession] = [workshop("2026-09-08", "d01 m01", room=None)]
    assert str(events_of(file_of(exported(COHORT, online)))[0]["LOCATION"]) == "Online"


def test_no_organiser_no_attendees() -> None:
    """Without an organiser no attendees are listed: the reader would be taken for the organiser."""
    content = file_of(exported(COHORT, SESSIONS), "d01", organiser=None)
    assert not properties_of(content) & {"ATTENDEE", "ORGANIZER"}
    assert b"@example.nhs.uk" not in content


def test_head() -> None:
    """A calendar has a name and no method; an invitation has a method, and asks for an answer."""
    made = exported(COHORT, SESSIONS[:1])
    lines = lines_of(file_of(made, "d01"))
    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//pairmatch//pairmatch//EN",
        "CALSCALE:GREGORIAN",
        r"X-WR-CALNAME:Paired Learning\, autumn 2026 – Dr Amara Okafor",
    ]
    content = file_of(made, method=Method.REQUEST)
    assert "METHOD:REQUEST" in lines_of(content)
    (event,) = events_of(content)
    assert {(who.params["RSVP"], who.params["PARTSTAT"]) for who in event["ATTENDEE"]} == {
        ("TRUE", "NEEDS-ACTION")
    }


def test_zone_is_right_for_years() -> None:
    """By the rules in the file alone the clock shows what it shows in London, from 1996 to 2037."""
    (zone,) = icalendar.Calendar.from_ical(file_of(exported(COHORT, SESSIONS))).walk("VTIMEZONE")
    assert isinstance(zone, icalendar.Timezone)
    by_the_file = zone.to_tz(lookup_tzid=False)
    moment = datetime(1996, 1, 1, 0, 30, tzinfo=UTC)
    while moment.year < 2038:
        assert moment.astimezone(by_the_file).utcoffset() == moment.astimezone(LONDON).utcoffset(), moment
        moment += timedelta(hours=97)


def test_folding() -> None:
    """A name of 300 letters of three bytes is folded at 75 bytes, and no letter is cut."""
    data = with_mail()
    data["doctors"][0]["name"] = "ア" * 300
    data["workshops"][0]["title"] = "ab" * 37 + "é" * 300
    content = file_of(exported(Cohort.model_validate(data), SESSIONS))
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert names_of(events_of(content)[0])[0] == "ア" * 300
    assert str(events_of(content)[0]["SUMMARY"]).endswith("é" * 300)


def test_an_address_with_signs() -> None:
    """An address with signs of a link in it is written so that a link reader finds it again."""
    data = with_mail()
    data["doctors"][0]["email"] = "o'brien+a/b%c&d?e@example.nhs.uk"
    (event, *_) = events_of(file_of(exported(Cohort.model_validate(data), SESSIONS)))
    assert str(event["ATTENDEE"][0]) == "mailto:o'brien+a%2Fb%25c%26d%3Fe@example.nhs.uk"


def test_two_halves() -> None:
    """A workshop of both halves of a day is one event, from the first hour to the last."""
    both: AnySession = workshop("2026-10-26", "d01 m01", workshop="finance", room="hall", facilitators=())
    (event,) = events_of(file_of(exported(COHORT, [both])))
    assert (event["DTSTART"].to_ical(), event["DTEND"].to_ical()) == (b"20261026T090000", b"20261026T173000")


def test_only_our_properties() -> None:
    """Nothing stands in an event but what is needed."""
    assert properties_of(file_of(exported(COHORT, SESSIONS))) == OURS


def test_organiser_name_is_data() -> None:
    """A quote in the name of the organiser is written as a single one, which every program reads."""
    office = Organiser(name='The "Office", first floor', mail="office@example.nhs.uk")
    (event, *_) = events_of(file_of(exported(COHORT, SESSIONS), organiser=office))
    assert event["ORGANIZER"].params["CN"] == "The 'Office', first floor"


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is not installed, it is told what to type."""
    monkeypatch.setattr("pairmatch.report.ics.calendar.find_spec", lambda _: None)
    with pytest.raises(WrongUsage, match=r"pip install 'pairmatch\[office\]'"):
        require_library()
