"""Exported calendars → shifts and leave of one person, and nothing else that stands in them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from pairmatch.calendar.shifts import worked_shifts
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import UnreadableFile
from pairmatch.importing.calendar import CalendarImport, CalendarRequest, read_calendars
from pairmatch.importing.calendar_file import calendar_bytes, leave_made
from pairmatch.importing.calendar_text import changed_text
from pairmatch.importing.calendar_trial import write_all
from pairmatch.importing.codes import Kind, Meaning
from tests.importing.rota.sheets import cohort_of


def event(summary: str, start: str, end: str = "", *more: str) -> str:
    """An event; times without a zone are those of England."""
    kind = "" if "T" in start else ";VALUE=DATE"
    lines = ["BEGIN:VEVENT", f"UID:{summary}{start}", f"SUMMARY:{summary}", f"DTSTART{kind}:{start}"]
    lines += [f"DTEND{kind}:{end}"] if end else []
    return "\r\n".join([*lines, *more, "END:VEVENT", ""])


def calendar(*events: str, name: str = "") -> bytes:
    """A calendar file."""
    top = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Outlook", *([f"X-WR-CALNAME:{name}"] if name else [])]
    return ("\r\n".join([*top, ""]) + "".join(events) + "END:VCALENDAR\r\n").encode()


def read(folder: Path, content: bytes, file: str = "okafor.ics", **more: object) -> CalendarImport:
    """What is made of one file."""
    (folder / file).write_bytes(content)
    return read_calendars(CalendarRequest((folder / file,), cohort_of(folder), **more))  # type: ignore[arg-type]


LONG = event("D ward 4", "20261019T080000", "20261019T173000")
BY_ADDRESS = event(
    "D", "20261019T080000", "20261019T173000", "ATTENDEE;CN=x:mailto:Amara.Okafor@example.nhs.uk"
)


def test_shifts_and_nothing_else(tmp_path: Path) -> None:
    """First words that are codes are shifts; what is not known is listed with count and an example."""
    private = ("DESCRIPTION:Secret", "LOCATION:Home", "ATTENDEE:mailto:friend@example.nhs.uk")
    found = read(
        tmp_path,
        calendar(
            event("D ward 4", "20261019T080000", "20261019T173000", *private),
            event("N", "20261024T200000", "20261025T083000"),
            event("Journal club", "20261021T130000", "20261021T140000"),
            event("Journal club", "20261028T130000", "20261028T140000"),
            event("Dentist", "20200101T130000", "20200101T140000"),
        ),
    )
    (content,) = found.changes.files.values()
    assert [(one.code, one.start, one.end) for one in found.people["okafor"].duties] == [
        ("D", datetime(2026, 10, 19, 8), datetime(2026, 10, 19, 17, 30)),
        ("N", datetime(2026, 10, 24, 20), datetime(2026, 10, 25, 8, 30)),
    ]
    assert [(one.summary, one.count, one.example, one.times) for one in found.unknown] == [
        ("Journal club", 2, date(2026, 10, 21), "13:00-14:00")
    ]
    assert not any(word in content for word in (b"Secret", b"Home", b"friend", b"ward", b"Journal"))
    assert all(edit.loc[0] != "calendar_shifts" for edit in found.changes.edits)


def test_repeats_moves_and_cancellations(tmp_path: Path) -> None:
    """What repeats is written out; an instance that is called off, or became something else, is left out."""
    series = event(
        "D", "20261019T080000", "20261019T173000", "RRULE:FREQ=DAILY;COUNT=5", "EXDATE:20261020T080000"
    )
    course = event("Course", "20261021T080000", "20261021T173000", "RECURRENCE-ID:20261021T080000")
    found = read(tmp_path, calendar(series, course.replace("UID:Course20261021", "UID:D20261019")))
    assert [one.start.day for one in found.people["okafor"].duties] == [19, 22, 23]


def test_other_zones(tmp_path: Path) -> None:
    """Times in UTC become those of the clock in England, before and after it is put back."""
    found = read(
        tmp_path,
        calendar(
            event("N", "20261023T190000Z", "20261024T073000Z"),
            event("N", "20261025T200000Z", "20261026T083000Z"),
        ),
    )
    assert [(one.start.hour, one.end.hour) for one in found.people["okafor"].duties] == [(20, 8), (20, 8)]  # type: ignore[union-attr]


def test_whole_summaries(tmp_path: Path) -> None:
    """A file of codes maps whole summaries; folded lines, and codes without times, are no matter."""
    codes = {
        "Long Day - ICU": Meaning(Kind.SHIFT, attend=True, source="codes.yaml"),
        "Teaching": Meaning(Kind.OFF),
        "Shift": Meaning(Kind.SHIFT, same_as="D"),
    }
    found = read(
        tmp_path,
        calendar(
            event("Long Day -\r\n  ICU", "20261019T080000", "20261019T203000"),
            event("Teaching", "20261020T080000", "20261020T203000"),
            event("Shift", "20261021T080000", "20261021T173000"),
        ),
        codes=codes,
    )
    assert [one.code for one in found.people["okafor"].duties] == ["Long-Day-ICU", "D"]
    shift = found.changes.codes["Long-Day-ICU"]
    assert (str(shift.time), shift.attend, shift.host) == ("08:00-20:30", True, True)
    assert not found.unknown


def test_leave(tmp_path: Path) -> None:
    """All-day leave is dates, leave with times the halves it touches; other words with `leave` are none."""
    found = read(
        tmp_path,
        calendar(
            LONG,
            event("Annual Leave (approved)", "20261026", "20261029"),
            event("AL", "20261029", "20261030"),
            event("Study leave: ALS", "20261030T130000", "20261030T170000"),
            event("Leave the keys", "20261020T130000", "20261020T140000"),
        ),
    )
    assert list(map(str, found.people["okafor"].leave)) == ["2026-10-26..2026-10-29", "2026-10-30 pm"]
    assert [one.summary for one in found.unknown] == ["Leave the keys"]


def test_all_day_shifts(tmp_path: Path) -> None:
    """A shift without times stays so where its code has times; else it is not known."""
    found = read(tmp_path, calendar(event("N", "20261019", "20261021"), event("Q", "20261022", "20261023")))
    assert [(one.start, one.end) for one in found.people["okafor"].duties] == [
        (date(2026, 10, 19), date(2026, 10, 21))
    ]
    unknown = read(tmp_path, calendar(event("Q", "20261022", "20261023")), codes={"Q": Meaning(Kind.SHIFT)})
    assert [one.summary for one in unknown.unknown] == ["Q"]


@pytest.mark.parametrize(
    ("file", "name", "events", "person"),
    [
        ("d07.ics", "Dr Amara Okafor", LONG, "okafor"),
        ("d07.ics", "Amara Okafor's rota", LONG, "okafor"),
        ("okafor-rota.ics", "", LONG, "okafor"),
        ("lee_export(1).ics", "Calendar", LONG, "lee"),
        ("d07.ics", "", BY_ADDRESS, "okafor"),
        ("lee.ics", "Amara Okafor", LONG, None),
        ("d07.ics", "Calendar", LONG, None),
        ("d07.ics", "Okafr", LONG, None),
    ],
)  # fmt: skip
def test_whose(tmp_path: Path, file: str, name: str, events: str, person: str | None) -> None:
    """By the calendar's name or the file's, else by an address; nobody where they disagree or say nothing."""
    found = read(tmp_path, calendar(events, name=name), file)
    assert [owner.person for owner in found.owners] == [person]
    assert list(found.people) == ([person] if person else [])


def test_calendars_of_several_people(tmp_path: Path) -> None:
    """A file that holds two people's calendars is neither's, and says so."""
    two = calendar(LONG, name="Amara Okafor") + calendar(LONG, name="James Lee")
    (owner,) = read(tmp_path, two, "both.ics").owners
    assert (owner.person, owner.why) == (None, "it holds the calendars of several people: export each alone")


def test_said_whose(tmp_path: Path) -> None:
    """Who was said goes before all that stands in the file."""
    found = read(tmp_path, calendar(LONG), "lee.ics", owners={tmp_path / "lee.ics": "brown"})
    assert list(found.people) == ["brown"]


def test_round_trip(tmp_path: Path) -> None:
    """The copy, once written, gives the shifts of the calendar, and importing it again changes nothing."""
    nights = event("N", "20261023T200000", "20261024T083000", "RRULE:FREQ=DAILY;COUNT=3")
    found = read(tmp_path, calendar(nights, event("AL", "20261028", "20261030")), "amara-okafor.ics")
    path = tmp_path / "cohort.yaml"
    before = path.read_bytes()
    write_all(
        path, before, changed_text(before.decode(), found.changes.edits), found.changes.files, force=False
    )
    cohort = Cohort.load(path)
    assert [one.minutes for one in worked_shifts(cohort, cohort.person("okafor"))] == [750, 810, 750]
    assert list(map(str, cohort.person("okafor").leave)) == ["2026-10-28..2026-10-29"]
    again = read_calendars(CalendarRequest((tmp_path / "rotas" / "okafor.ics",), cohort))
    assert again.people["okafor"].duties == found.people["okafor"].duties


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", r"d07.ics:1: an iCalendar file starts with"),
        (calendar(LONG)[:-30], r"d07.ics:\d+: the file ends within"),
        (calendar(event("D", "20261019T080000", "20261019T070000")), r"d07.ics:8: a shift that ends before"),
    ],
)
def test_unreadable(tmp_path: Path, content: bytes, said: str) -> None:
    """A broken file is refused with the line of the file itself."""
    with pytest.raises(UnreadableFile, match=said):
        read(tmp_path, content, "d07.ics", owners={tmp_path / "d07.ics": "okafor"})


def test_not_there(tmp_path: Path) -> None:
    """A file that is not there is refused."""
    with pytest.raises(UnreadableFile, match="No such file"):
        read_calendars(CalendarRequest((tmp_path / "x.ics",), cohort_of(tmp_path)))


def test_only_our_own_memory_counts() -> None:
    """The leave an import made is read from its own files only."""
    from pairmatch.cohort.values import Period

    made = (
        Period(date(2026, 10, 12), date(2026, 10, 16)),
        Period(date(2026, 10, 20), date(2026, 10, 20), "am"),
    )
    content = calendar_bytes("okafor", (), made)
    assert leave_made(content) == {"2026-10-12..2026-10-16", "2026-10-20 am"}
    assert leave_made(content.replace(b"pairmatch//import", b"Outlook")) == frozenset()
    assert leave_made(b"nonsense") == frozenset()
