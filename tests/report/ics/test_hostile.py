"""Names that try to be more than names: each stays the text that it is, in the field where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.cohort.schema import Cohort
from pairmatch.report.ics.calendar import Method
from pairmatch.report.ics.ledger import Organiser
from pairmatch.report.ics.wording import Wording, in_calendar
from pairmatch.rota.rota import AnySession
from tests.report.ics.helpers import (
    OFFICE,
    OURS,
    events_of,
    exported,
    file_of,
    lines_of,
    meeting,
    names_of,
    properties_of,
    shadowing,
    with_mail,
    workshop,
)

EVIL = (
    "x\r\nATTENDEE:mailto:evil@example.com",
    "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil",
    "x\rBEGIN:VALARM\rTRIGGER:-PT1S",
    "BEGIN:VEVENT",
    'a";ROLE=CHAIR:mailto:evil@example.com',
    "a;b,c:d\\e\\,f\\;g\\nh\\Ni^nj^'k^^l",
    "x\x00\x07\x0b\x0c\x1b[2J\x1c\x85\u2028\u2029\ufeffy",
    "\u202eevil\u2066",
    " ATTENDEE:mailto:evil@example.com",
    "%2C%0D%0AATTENDEE:evil",
    "=cmd|' /C calc'!A0",
    "\ud800",
    "ア" * 300 + "\r\n" + "é" * 300,
)
SESSIONS: list[AnySession] = [
    workshop("2026-09-08", "d01 m01"),
    meeting("2026-10-22"),
    shadowing("2026-10-28"),
]


def everywhere(text: str) -> dict[str, Any]:
    """A cohort in which every field that somebody types is this text."""
    data = with_mail(1)
    data["programme"]["name"] = text
    for person in (*data["doctors"], *data["managers"][:1], *data["facilitators"]):
        person["name"] = text
        person["email"] = text
    data["workshops"][0]["title"] = text
    data["rooms"][0]["name"] = text
    data["sites"] = {site: {"name": text} for site in data["sites"]}
    data["projects"][0]["title"] = text
    return data


@pytest.mark.parametrize("text", EVIL, ids=range(len(EVIL)))
@pytest.mark.parametrize("method", [None, Method.REQUEST])
def test_every_field(text: str, method: Method | None) -> None:
    """Three events and no more, no property but ours, and no attendee of an address that is none."""
    made = exported(Cohort.model_validate(everywhere(text)), SESSIONS)
    for person in (None, "d01", "price"):
        content = file_of(made, person, Organiser(name=text, mail=OFFICE.mail), method)
        lines = lines_of(content)
        count = len(SESSIONS) if person != "price" else 1
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == count
        assert sum(line.startswith("BEGIN:") for line in lines) == count + 4
        assert properties_of(content) <= OURS - {"ATTENDEE"}
        assert all(line.partition(":")[0].partition(";")[0].replace("-", "").isupper() for line in lines)
        assert len(events_of(content)) == count


ANYTHING = st.text(max_size=40) | st.sampled_from(EVIL) | st.lists(st.sampled_from(EVIL)).map("".join)


@given(st.tuples(*5 * [ANYTHING]))
@settings(max_examples=30, deadline=None)
def test_read_as_meant(texts: tuple[str, ...]) -> None:
    """Whatever is typed, the title, the place, the text and the names are read back as they were meant."""
    data = with_mail(1)
    data["programme"]["name"], data["workshops"][0]["title"], data["rooms"][0]["name"] = texts[:3]
    data["doctors"][0]["name"], data["facilitators"][0]["name"] = texts[3:]
    made = exported(Cohort.model_validate(data), SESSIONS)
    wording = Wording(made.appointments, OFFICE)
    for event, read in zip(made.of("d01"), events_of(file_of(made, "d01")), strict=True):
        assert str(read["SUMMARY"]) == wording.summary(event, "d01")
        assert str(read["DESCRIPTION"]) == wording.description(event, "d01")
        assert str(read.get("LOCATION", "")) == wording.location(event)
        assert names_of(read) == [wording.name(person).replace('"', "'") for person in event.people]


@given(st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\\"), min_size=1))
@settings(deadline=None)
def test_letters_stay(text: str) -> None:
    """A text of letters and signs is written as it was typed."""
    assert in_calendar(f"Dr {text}") == f"Dr {text}"


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Amara\nOkafor ", "Amara Okafor"), ("A\\B", "A/B"), ("a\x00b\u202ec", "a b c"), ("C\\new", "C ew")],
)
def test_one_line(typed: str, written: str) -> None:
    """Line breaks and what is no letter become spaces; a backslash, which calendars read as more, a slash."""
    assert in_calendar(typed) == written
