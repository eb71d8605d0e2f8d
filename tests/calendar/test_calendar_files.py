"""Shifts from iCalendar files: cases small enough to check by hand, and files that cannot be used."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from pairmatch.calendar import availability
from pairmatch.calendar.check import ensure_checked, read_and_check
from pairmatch.calendar.rules import calendar_unreadable
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic
from pairmatch.errors import CohortError
from tests.calendar.test_availability import seen, week
from tests.cohort.helpers import reading, whole

LONDON = ";TZID=Europe/London"
MONDAY = ("SUMMARY:D", "DTSTART:20260907T080000", "DTEND:20260907T173000")


def ics(*events: tuple[str, ...], zone: str = "") -> str:
    """A calendar with these events, each given by its lines."""
    lines = [
        line
        for number, event in enumerate(events)
        for line in ("BEGIN:VEVENT", *_with_uid(event, number), "END:VEVENT")
    ]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *zone.split(), *lines, "END:VCALENDAR", ""])


def _with_uid(event: tuple[str, ...], number: int) -> tuple[str, ...]:
    return event if any(line.startswith("UID:") for line in event) else (f"UID:{number}", *event)


def shift(code: str, start: str, end: str, zone: str = "", *more: str) -> tuple[str, ...]:
    """The lines of an event."""
    return (f"SUMMARY:{code}", f"DTSTART{zone}:{start}", f"DTEND{zone}:{end}", *more)


def write(folder: Path, text: str, rest: str = "", programme: str = "start: 2026-09-07, weeks: 2") -> Path:
    """A cohort file whose doctor okafor has the calendar `a.ics` of this text."""
    (folder / "a.ics").write_bytes(text.encode())
    doctors = "" if "doctors:" in rest else "doctors: [{id: okafor, calendar: a.ics}]\n"
    path = folder / "cohort.yaml"
    path.write_bytes(whole(f"programme: {{{programme}}}\n{doctors}{rest}"))
    return path


def test_a_week_of_events(tmp_path: Path) -> None:
    """Day, long day, night and a part of a half-day give what the shifts of a duty pattern give."""
    text = ics(
        shift("D icu", "20260907T080000", "20260907T173000"),
        shift("L", "20260908T080000", "20260908T203000"),
        shift("N", "20260909T200000", "20260910T133000"),
        shift("D", "20260911T100000", "20260911T173000"),
        shift("Dinner", "20260909T080000", "20260909T173000"),
    )
    made = Cohort.load(write(tmp_path, text))
    assert week(made, "2026-09-07") == ["AH", "AH", "H", "H", "-", "-", "-", "-", "-", "AH"]


def test_over_midnight(tmp_path: Path) -> None:
    """A shift that begins the evening before counts on the morning that it covers, with its own flags."""
    text = ics(shift("W", "20260907T200000", "20260908T130000"))
    shifts = 'calendar_shifts: {W: {time: "08:00-09:00", host: false}}'
    made = Cohort.load(write(tmp_path, text, shifts))
    assert week(made, "2026-09-07")[:4] == ["-", "-", "A", "-"]


@pytest.mark.parametrize(
    ("start", "end", "flags"),
    [
        ("20260907T080000Z", "20260907T120000Z", "AH"),  # 09:00-13:00 in summer
        ("20260907T090000Z", "20260907T130000Z", ""),  # 10:00-14:00
        ("20261102T090000Z", "20261102T130000Z", "AH"),  # 09:00-13:00 in winter
        ("20261102T080000Z", "20261102T120000Z", ""),
    ],
)
def test_universal_time(start: str, end: str, flags: str, tmp_path: Path) -> None:
    """A time in UTC is an hour later by the clock in summer, and the same in winter."""
    made = Cohort.load(write(tmp_path, ics(shift("D", start, end)), "", "start: 2026-09-07, weeks: 10"))
    assert seen(made, f"{datetime.strptime(start[:8], '%Y%m%d').date()} am") == flags


@pytest.mark.parametrize(("zone", "after"), [(LONDON, ["AH", "-"]), ("", ["AH", "-"])])
def test_clock_change(zone: str, after: list[str], tmp_path: Path) -> None:
    """A shift of every Monday keeps its time by the clock when summer time ends on 25 October 2026."""
    text = ics(shift("D", "20261019T090000", "20261019T130000", zone, "RRULE:FREQ=WEEKLY"))
    made = Cohort.load(write(tmp_path, text, "", "start: 2026-10-19, weeks: 2"))
    assert week(made, "2026-10-19")[:2] == ["AH", "-"]
    assert week(made, "2026-10-26")[:2] == after


def test_clock_change_of_a_rule_in_universal_time(tmp_path: Path) -> None:
    """A rule in UTC moves by an hour on the clock when summer time ends, as the standard has it."""
    text = ics(shift("D", "20261019T080000Z", "20261019T120000Z", "", "RRULE:FREQ=WEEKLY"))
    made = Cohort.load(write(tmp_path, text, "", "start: 2026-10-19, weeks: 2"))
    assert (seen(made, "2026-10-19 am"), seen(made, "2026-10-26 am")) == ("AH", "")


def test_recurring_moved_left_out_and_cancelled(tmp_path: Path) -> None:
    """EXDATE, a moved occurrence, one called off, one that is leave, and RDATE all hold."""
    series = shift("D", "20260907T080000", "20260907T173000", LONDON, "UID:s", "RRULE:FREQ=DAILY;COUNT=5")
    text = ics(
        (*series, f"EXDATE{LONDON}:20260908T080000", f"RDATE{LONDON}:20260914T080000"),
        (
            *shift("D", "20260916T080000", "20260916T173000", LONDON, "UID:s"),
            f"RECURRENCE-ID{LONDON}:20260909T080000",
        ),
        (
            *shift("D", "20260910T080000", "20260910T173000", LONDON, "UID:s"),
            f"RECURRENCE-ID{LONDON}:20260910T080000",
            "STATUS:CANCELLED",
        ),
        (
            *shift("Leave", "20260911T080000", "20260911T173000", LONDON, "UID:s"),
            f"RECURRENCE-ID{LONDON}:20260911T080000",
        ),
    )
    made = Cohort.load(write(tmp_path, text))
    assert week(made, "2026-09-07") == ["AH", "AH"] + ["-"] * 8
    assert week(made, "2026-09-14") == ["AH", "AH", "-", "-", "AH", "AH"] + ["-"] * 4


def test_all_day(tmp_path: Path) -> None:
    """An event that lasts all day is the shift at its own time, on each of its dates."""
    text = ics(
        shift("M", "20260908", "20260910", ";VALUE=DATE"), ("SUMMARY:N", "DTSTART;VALUE=DATE:20260906")
    )
    shifts = 'calendar_shifts: {M: {time: "08:30-13:00"}, N: {time: "20:00-13:00", attend: false}}'
    made = Cohort.load(write(tmp_path, text, shifts))
    assert week(made, "2026-09-07")[:8] == ["H", "-", "AH", "-", "AH", "-", "-", "-"]


def test_posts_with_calendars(tmp_path: Path) -> None:
    """Each post goes by its own calendar; a night counts for the post in which it begins."""
    (tmp_path / "b.ics").write_text(
        ics(shift("D", "20260907T080000", "20260907T173000", "", "RRULE:FREQ=DAILY"))
    )
    doctors = (
        "doctors:\n  - id: okafor\n    posts: [{until: 2026-09-08, calendar: a.ics}, "
        "{from: 2026-09-09, calendar: b.ics}]"
    )
    made = Cohort.load(write(tmp_path, ics(shift("L", "20260908T080000", "20260909T133000")), doctors))
    assert week(made, "2026-09-07")[:8] == ["-", "-", "H", "H", "H", "AH", "AH", "AH"]


def test_zone_that_the_file_defines(tmp_path: Path) -> None:
    """A zone of the file's own holds for that file, also after another file called another zone so."""
    for hours, flags in (("05", ""), ("01", "AH")):
        zone = (
            "BEGIN:VTIMEZONE TZID:Ours BEGIN:STANDARD DTSTART:16010101T000000 "
            f"TZOFFSETFROM:+{hours}00 TZOFFSETTO:+{hours}00 END:STANDARD END:VTIMEZONE"
        )
        text = ics(shift("D", "20260907T090000", "20260907T130000", ";TZID=Ours"), zone=zone)
        assert seen(Cohort.load(write(tmp_path, text)), "2026-09-07 am") == flags


def test_later_words_stay_the_last(tmp_path: Path) -> None:
    """Commitments, leave and extra come after the calendar, in that order."""
    text = ics(shift("D", "20260907T080000", "20260907T173000", "", "RRULE:FREQ=DAILY"))
    person = (
        "doctors:\n  - {id: okafor, calendar: a.ics, commitments: {mon am: {attend: false}}, "
        'leave: [2026-09-08], extra: {"2026-09-08 pm": {host: true}}}'
    )
    made = Cohort.load(write(tmp_path, text, person))
    assert week(made, "2026-09-07")[:4] == ["H", "AH", "-", "H"]


def plain_reader(text: str) -> set[tuple[str, str]]:
    """The half-days that a file of single events without zones covers, read by plain text."""
    covered = set()
    for start, end in re.findall(r"DTSTART:(\w+)\r\nDTEND:(\w+)", text):
        for half, first, last in (("am", "090000", "130000"), ("pm", "133000", "173000")):
            if start <= f"{start[:8]}T{first}" and f"{start[:8]}T{last}" <= end:
                covered.add((start[:8], half))
    return covered


def test_a_second_reader_agrees(tmp_path: Path) -> None:
    """On single events the half-days are those that a reader by plain text finds."""
    events = [
        shift("D", f"202609{day:02d}T{start:02d}0000", f"202609{day:02d}T{end:02d}3000")
        for day in range(7, 19)
        for start, end in [(7 + day % 4, 12 + day % 7)]
    ]
    text = ics(*events)
    worked_out = availability(Cohort.load(write(tmp_path, text)))
    slots = worked_out.time.slots
    found = {(f"{s.date:%Y%m%d}", s.half) for s in slots if worked_out.can_attend("okafor", s.index)}
    wanted = {(day, half) for day, half in plain_reader(text) if day not in ("20260912", "20260913")}
    assert found == wanted and 3 < len(found) < 20


def test_summaries_seen_are_told(tmp_path: Path) -> None:
    """Where no event is a shift the warning names the summaries, hostile ones as they are."""
    (told,) = reading_of(write(tmp_path, ics(("SUMMARY:[bold]x\\, y\\nz", *MONDAY[1:]))))
    assert (told.code, told.is_error) == ("PM368", False)
    assert "`[bold]x, y z`" in told.message


def reading_of(path: Path) -> tuple[Diagnostic, ...]:
    """What checking the file finds."""
    return read_and_check(path).diagnostics


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "PM365", 1),
        ("id,shift\n", "PM365", 1),
        (ics(MONDAY)[:-16], "PM365", 8),
        (ics(MONDAY).replace("END:VEVENT", "END:VTODO"), "PM365", 8),
        (ics((MONDAY[0], "DTSTART:2026090", MONDAY[2])), "PM366", 6),
        (ics((MONDAY[0], MONDAY[2])), "PM366", 3),
        (ics(MONDAY[:2]), "PM366", 6),
        (ics((*MONDAY[:2], "DTEND:20260907T070000")), "PM366", 7),
        (ics((*MONDAY[:2], "DTEND;VALUE=DATE:20260908")), "PM366", 7),
        (ics(shift("D", "20260907T080000", "20260907T170000", ";TZID=Mars/X")), "PM366", 6),
        (ics((*MONDAY, "RRULE:FREQ=NEVER")), "PM366", 8),
        (ics((*MONDAY, "RRULE:FREQ=DAILY;INTERVAL=0")), "PM366", 8),
        (ics((*MONDAY, "RRULE:FREQ=DAILY;INTERVAL=x")), "PM366", 8),
        (ics((*MONDAY, "EXDATE:2026x")), "PM366", 8),
        (ics((*MONDAY, "RRULE:FREQ=SECONDLY")), "PM367", 8),
        (ics((*MONDAY, "RRULE:FREQ=DAILY;BYHOUR=1,2,3")), "PM367", 8),
    ],
)
def test_bad_files(text: str, code: str, line: int | None, tmp_path: Path) -> None:
    """A file that cannot be used is one fault, at the `calendar:` value and the line of the file."""
    (told,) = reading_of(write(tmp_path, text))
    assert (told.code, told.is_error) == (code, True)
    there = told.notes[0].span
    assert told.span is not None and there is not None
    assert (told.span.line, there.file) == (2, str(tmp_path / "a.ics"))
    assert line in (None, there.line)


def test_too_large(tmp_path: Path) -> None:
    """A file beyond the limit is refused before it is read."""
    (told,) = reading_of(write(tmp_path, " " * 5_000_001))
    assert told.code == "PM364" and "larger than 5 MB" in told.message


def test_faults_of_other_events_do_not_matter(tmp_path: Path) -> None:
    """An event that is no shift is not looked at, whatever is wrong with it."""
    assert (
        reading_of(write(tmp_path, ics(MONDAY, ("SUMMARY:Party", "DTSTART:x", "RRULE:FREQ=SECONDLY")))) == ()
    )


def test_plain_data_has_no_calendar() -> None:
    """A cohort that was not read from a file has nothing to look beside, and is refused."""
    made = Cohort.model_validate(
        {
            "version": 1,
            "programme": {"start": "2026-09-07"},
            "doctors": [{"id": "okafor", "calendar": "a.ics"}],
            "managers": [{"id": "ward"}],
        }
    )
    with pytest.raises(CohortError, match="PM364"):
        ensure_checked(made)


def test_without_the_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the libraries are not installed there is one error, which says what to type."""
    monkeypatch.setattr(calendar_unreadable, "libraries_missing", lambda: True)
    (told,) = reading_of(write(tmp_path, ics(MONDAY)))
    assert told.code == "PM364"
    assert told.help == "type `pip install 'pairmatch[calendar]'`"


def test_the_hash_covers_calendars(tmp_path: Path) -> None:
    """A changed calendar file changes the hash by which documents know their cohort."""
    before = Cohort.load(write(tmp_path, ics(MONDAY))).sha256
    assert Cohort.load(write(tmp_path, ics(MONDAY))).sha256 == before
    assert Cohort.load(write(tmp_path, ics((*MONDAY, "SEQUENCE:1")))).sha256 != before


def test_longer_than_the_file_says(tmp_path: Path) -> None:
    """With more weeks than the file says, the calendar is followed through those too."""
    made = Cohort.load(write(tmp_path, ics((*MONDAY, "RRULE:FREQ=DAILY"))))
    assert availability(made, 6).attend[0].all()


def test_only_a_calendar_loads_the_libraries(tmp_path: Path) -> None:
    """A cohort with a calendar loads the libraries; this is the other side of a test in test_read."""
    code = (
        "import sys; from pairmatch.cohort.schema import Cohort; Cohort.load(sys.argv[1]);"
        "sys.exit('recurring_ical_events' not in sys.modules)"
    )
    path = write(tmp_path, ics(MONDAY))
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == 0


def test_a_path_is_needed() -> None:
    """A fragment without a folder cannot have a calendar."""
    assert [one.code for one in reading("doctors: [{id: okafor, calendar: a.ics}]").diagnostics] == ["PM364"]
