"""Every table of a small programme, cell by cell."""

from __future__ import annotations

from datetime import date, time

from pairmatch.report.appointments import Appointments
from pairmatch.report.tables.missed import missed_table
from pairmatch.report.tables.pairs import pair_table, unmatched_table
from pairmatch.report.tables.people import people_tables
from pairmatch.report.tables.runs import Attendee, run_table, sign_in_lists
from pairmatch.report.tables.sessions import meeting_table, session_table, shadowing_table
from pairmatch.report.tables.table import Kind
from pairmatch.report.tables.week_grid import Mark, week_grid
from tests.report.tables.sample import sample

AM, NOON, PM, EVENING = time(9), time(13), time(13, 30), time(17, 30)
HALL, THOMAS = "Great Hall, guys", "St Thomas' Hospital"


def _appointments() -> Appointments:
    found = sample().appointments
    assert found is not None
    return found


def test_pairs_with_every_criterion() -> None:
    """Names, sites, scores and the project; a criterion that one pair has not is empty for it."""
    table = pair_table(sample())
    assert table.headings == (
        *("Doctor", "Doctor's site", "Manager", "Manager's site", "Score", "Project", "Fit"),
        *("Interests", "Exchange", "Preferences", "Site", "Seniority"),
    )
    assert table.rows == (
        (
            "Dr Amara Okafor",
            THOMAS,
            "Helen Ward",
            THOMAS,
            872,
            "Sepsis six",
            750,
            667,
            1000,
            1000,
            1000,
            1000,
        ),
        ("Dr Mei Lee", "guys", "Jo Kay", "guys", 1000, None, None, "not known", None, None, 1000, None),
    )
    assert table.columns[4].kind is Kind.SCORE


def test_pairs_of_a_rota_alone() -> None:
    """Without a pairing there are no scores, and nobody is said to wait."""
    outcome = sample(pairing=False)
    assert pair_table(outcome).headings == ("Doctor", "Doctor's site", "Manager", "Manager's site")
    assert [row[0] for row in pair_table(outcome).rows] == ["Dr Amara Okafor", "Dr Mei Lee"]
    assert unmatched_table(outcome).rows == ()


def test_who_waits() -> None:
    """The name and the reason."""
    assert unmatched_table(sample()).rows == (("Ama Osei", "there are 3 managers and 2 doctors"),)


def test_a_row_a_person_and_session() -> None:
    """Person by person in file order, facilitators last; a workshop of two halves ends in the evening."""
    rows = session_table(_appointments()).rows
    workshop, meeting, host = rows[:3]
    assert workshop == (
        *("Dr Amara Okafor", 1, date(2026, 9, 8), AM, EVENING, "workshop", "How the NHS works", HALL),
        "held by Owen Price; with Helen Ward and 1 other",
    )
    assert meeting == (
        *("Dr Amara Okafor", 1, date(2026, 9, 9), PM, EVENING, "meeting", "meet Helen Ward", None),
        "Helen Ward",
    )
    assert host[5:] == ("shadowing", "be shadowed by Helen Ward", THOMAS, "Helen Ward")
    assert [row[0] for row in rows] == [
        *["Dr Amara Okafor"] * 3,
        *["Dr Mei Lee"] * 2,
        *["Helen Ward"] * 3,
        "Jo Kay",
        "Owen Price",
    ]


def test_shadowing_and_meetings() -> None:
    """Each on its own, in time order."""
    assert shadowing_table(_appointments()).rows == (
        (2, date(2026, 9, 14), AM, NOON, "Helen Ward", "Dr Amara Okafor", THOMAS),
        (2, date(2026, 9, 15), PM, EVENING, "Dr Mei Lee", "Jo Kay", "guys"),
    )
    assert meeting_table(_appointments()).rows == (
        (1, date(2026, 9, 9), PM, EVENING, "Dr Amara Okafor", "Helen Ward"),
    )


def test_runs_and_their_lists() -> None:
    """The smaller of the two capacities counts; people are listed by surname with their jobs."""
    assert run_table(_appointments()).rows == (
        ("How the NHS works", 1, date(2026, 9, 8), AM, EVENING, HALL, "Owen Price", 3, 20),
    )
    (found,) = sign_in_lists(_appointments())
    assert (found.title, found.when) == ("How the NHS works", "Tue 8 Sep 2026, 09:00 to 17:30")
    assert (found.where, found.held_by, found.places) == (HALL, "Owen Price", "3 people, 20 places")
    assert found.people == (
        Attendee("Dr Mei Lee", "F2", ""),
        Attendee("Dr Amara Okafor", "ST4, critical care", "theatres"),
        Attendee("Helen Ward", "Deputy General Manager, band 8a", "surgery"),
    )


def test_what_is_missed() -> None:
    """People without a partner, then sessions, each with its reason."""
    assert missed_table(sample()).rows == (
        ("a partner", "Ama Osei", None, "there are 3 managers and 2 doctors"),
        ("Money", "Dr Amara Okafor and Helen Ward", None, "every run is full"),
        ("shadowing", "Jo Kay shadowing Dr Mei Lee", None, "lee is on nights"),
        ("meeting", "Dr Mei Lee and Jo Kay", "1 to 2", "kay is away"),
    )
    assert len(missed_table(sample(rota=False)).rows) == 1


def test_the_wall_chart() -> None:
    """A code in each half-day that a session of the pair takes; arrows go from the guest to the host."""
    grid = week_grid(_appointments())
    assert grid.pairs == (("Dr Amara Okafor", "Helen Ward"), ("Dr Mei Lee", "Jo Kay"))
    assert [(week.number, week.monday, len(week.slots)) for week in grid.weeks] == [
        (1, date(2026, 9, 7), 10),
        (2, date(2026, 9, 14), 10),
    ]
    assert {place: [mark.code for mark in marks] for place, marks in grid.marks.items()} == {
        (0, 2): ["W1"],
        (0, 3): ["W1"],
        (0, 5): ["M"],
        (0, 10): ["◄"],
        (1, 2): ["W1"],
        (1, 3): ["W1"],
        (1, 13): ["►"],
    }
    assert grid.closed == {8, 9}
    assert grid.legend[0] == (Mark("W1", "workshop"), "How the NHS works")
    assert [mark.code for mark, _ in grid.legend] == ["W1", "►", "◄", "M"]


def test_people_by_field() -> None:
    """Headings are field names; lists are joined; what nobody has and what is usual is left out."""
    doctors, managers, facilitators = people_tables(sample().cohort)
    assert doctors.headings == (
        *("id", "name", "email", "grade", "specialty", "directorate", "site"),
        *("interests", "wants", "offers", "prefers", "pairs"),
        *("rota", "leave", "commitments", "attributes.style"),
    )
    okafor = dict(zip(doctors.headings, doctors.rows[0], strict=True))
    assert okafor["interests"] == "sepsis; flow"
    assert okafor["leave"] == "2026-10-12..2026-10-16; 2026-11-02"
    assert (okafor["rota"], okafor["pairs"]) == ('{"pattern": "icu", "row": 2}', None)
    assert okafor["commitments"] == '{"wed pm": {"attend": false, "host": true}}'
    assert doctors.rows[1][doctors.at("pairs")] == 2
    assert managers.rows[0][managers.at("works")] == "mon am pm; tue am"
    assert managers.rows[2][managers.at("name")] == "Ama Osei"
    assert facilitators.headings == ("id", "name", "works")


def test_where_it_comes_from() -> None:
    """Programme, dates, file, and what is proven, in one line."""
    assert sample().stamp == (
        "Paired Learning · Mon 7 Sep 2026 to Fri 18 Sep 2026 · made from cohort · "
        "pairing proven · rota not proven"
    )
    assert sample(rota=False).stamp.endswith("pairing proven")
