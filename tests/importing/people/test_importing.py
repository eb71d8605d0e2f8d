"""People of a sheet become people of the file: who they are, what each cell says, what cannot be used."""

from __future__ import annotations

from datetime import datetime

import pytest

from pairmatch.importing.people import ImportRefused, Outcome
from pairmatch.importing.side import Side
from tests.importing.people.helpers import COHORT, Values, changed_lines, imported, left_out, people

HEAD = ["Full name", "Email address"]


def test_new_doctor() -> None:
    """A new person comes after the last one, laid out as the others; nothing else changes."""
    head = [*HEAD, "Grade", "Base site", "Themes", "What can you offer?", "Working days", "Annual leave"]
    row: Values = [
        *("  Dr Siobhán\xa0 O'Brien ", "s.obrien@example.nhs.uk", "st3", "guy's hospital", "Flow;Handover;"),
        *("Finance;\n finance", "Mon AM;Tue", datetime(2026, 9, 14)),
    ]
    result = imported(head, row)
    assert changed_lines(COHORT, result.text) == [
        "+  - id: obrien",
        "+    name: Dr Siobhán O'Brien",
        "+    email: s.obrien@example.nhs.uk",
        "+    grade: ST3",
        "+    site: guys",
        "+    interests: [flow, Handover]",
        "+    offers: [finance]",
        "+    works: {mon: am, tue: am pm}",
        "+    leave: [2026-09-14]",
    ]
    before = result.text.index("  - id: obrien")
    assert result.text[:before].endswith("# back in January\n\n")
    assert result.is_complete
    assert [entry.id for entry in result.absent] == ["okafor", "lee"]


def test_new_manager_in_a_list_of_one_line_each() -> None:
    """Where the others stand on a line each, so does the new one; a band that is a number is one."""
    result = imported([*HEAD, "Band"], ["Ann Bell", "ann@example.nhs.uk", 7], side=Side.MANAGERS)
    assert changed_lines(COHORT, result.text) == [
        "+  - {id: bell, name: Ann Bell, email: ann@example.nhs.uk, band: 7}"
    ]


@pytest.mark.parametrize("there", ["doctors: []  # none yet\n", "doctors: ~\n", "doctors:\n", ""])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_first_people_of_a_file(there: str, ends: str) -> None:
    """They are put where nothing was, a line a field; comments, line ends and a byte-order mark stay."""
    text = f"\ufeffversion: 1\nprogramme: {{start: 2026-09-07}}\n{there}managers: []\n".replace("\n", ends)
    result = imported(["Name", "Grade"], ["A Bell", "ST4"], ["C Dee", "ST5"], text=text)
    assert list(people(result)) == ["bell", "dee"]
    lines = "  - id: bell\n    name: A Bell\n    grade: ST4\n\n  - id: dee\n    name: C Dee\n    grade: ST5"
    assert lines.replace("\n", ends) in result.text
    assert result.text.count("\r\n") == (result.text.count("\n") if ends == "\r\n" else 0)
    assert result.text.startswith("\ufeffversion: 1")
    assert ("# none yet" in result.text) == ("# none yet" in there)


def test_names_in_several_columns() -> None:
    """Title, first name and surname make the name, and the surname the id."""
    head = ["Title", "First name", "Surname", "Email"]
    result = imported(head, ["Dr", "Jan", "van der Berg", "jan@example.nhs.uk"])
    assert people(result)["van-der-berg"]["name"] == "Dr Jan van der Berg"


def test_who_is_in_the_file_already() -> None:
    """An e-mail address is the person's in any capitals; without one, the name is, with or without title."""
    rows: list[Values] = [["A. O.", "AMARA.Okafor@example.nhs.uk"], ["sam lee", None], ["Sam Lees", None]]
    result = imported(HEAD, *rows)
    assert [(person.outcome, person.id) for person in result.people] == [
        (Outcome.UNCHANGED, "okafor"),
        (Outcome.UNCHANGED, "lee"),
        (Outcome.ADDED, "lees"),
    ]


def test_rows_of_one_person() -> None:
    """The later row counts, by the time of sending where that is known; and that is told."""
    rows: list[Values] = [["A Bell", "bell@example.nhs.uk", "ST4"], ["A Bell", "BELL@example.nhs.uk", "ST5"]]
    result = imported([*HEAD, "Grade"], *rows)
    assert people(result)["bell"]["grade"] == "ST5"
    assert [(one.earlier.row.number, one.used.row.number) for one in result.repeated] == [(2, 3)]
    times = [datetime(2026, 8, 2, 9), datetime(2026, 8, 1, 9)]
    timed: list[Values] = [[*row, time] for row, time in zip(rows, times, strict=True)]
    result = imported([*HEAD, "Grade", "Completion time"], *timed)
    assert people(result)["bell"]["grade"] == "ST4"
    assert [(one.earlier.row.number, one.used.row.number) for one in result.repeated] == [(3, 2)]


def test_rows_of_one_name() -> None:
    """A row without an e-mail address is that of the one person of the name, whose address stays."""
    rows: list[Values] = [
        ["A Bell", "bell@example.nhs.uk", "ST4"],
        ["Dr A Bell", None, "ST5"],
        ["C Dee", None, "ST3"],
    ]
    result = imported([*HEAD, "Grade"], *rows, ["c. dee", None, "ST4"])
    assert people(result)["bell"]["email"] == "bell@example.nhs.uk"
    assert people(result)["bell"]["grade"] == "ST5"
    assert people(result)["dee"]["grade"] == "ST4"
    assert len(result.repeated) == 2
    namesakes = imported(HEAD, ["A Bell", "a@example.nhs.uk"], ["A Bell", "b@example.nhs.uk"])
    assert {"bell", "bell-a"} <= people(namesakes).keys()


def test_times_with_the_month_first() -> None:
    """Where any time of sending cannot be read, as the month comes first, rows count in their order."""
    times = ["04/03/2026 09:00", "05/02/2026 09:00", "12/14/2026 09:00"]
    rows = [["A Bell", "a@example.nhs.uk", f"ST{at}", time] for at, time in enumerate(times, 3)]
    result = imported([*HEAD, "Grade", "Completion time"], *rows)
    assert people(result)["bell"]["grade"] == "ST5"
    first_two = imported([*HEAD, "Grade", "Completion time"], *rows[:2])
    assert people(first_two)["bell"]["grade"] == "ST3"


def test_two_people_with_one_address() -> None:
    """Names without a word in common are two people: neither is taken for the other, in sheet or file."""
    rows = [["A Bell", "x@example.nhs.uk"], ["Tom Dee", "X@example.nhs.uk"], ["Ann Bell", "x@example.nhs.uk"]]
    result = imported(HEAD, *rows, ["Jo Fay", "amara.okafor@example.nhs.uk"])
    assert [place for place, _ in left_out(result)] == [
        "Sign-ups!A2",
        "Sign-ups!A3",
        "Sign-ups!A4",
        "Sign-ups!A5",
    ]
    assert left_out(result)[0][1] == "A Bell and Tom Dee (row 3) have one e-mail address"
    assert "that of `okafor`, Dr Amara Okafor, in the file" in left_out(result)[3][1]
    assert result.text == COHORT


def test_notes_around_the_people() -> None:
    """One filled cell alone in a row is a note, and told; headings that come again are nobody."""
    head = [*HEAD, "Grade"]
    rows: list[Values] = [
        ["A Bell", "a@example.nhs.uk", "ST4"],
        head,
        ["C Dee", None, "ST4"],
        ["Sam Lee", None, None],
    ]
    result = imported(head, *rows, ["Total: 3 doctors", None, None], ["Swaps: ask Jo", None, None])
    assert left_out(result) == [
        ("Sign-ups!A6", "`Total: 3 doctors` stands alone in its row, and is taken for a note"),
        ("Sign-ups!A7", "`Swaps: ask Jo` stands alone in its row, and is taken for a note"),
    ]
    assert [one.id for one in result.having(Outcome.ADDED)] == ["bell", "dee"]
    assert [one.id for one in result.having(Outcome.UNCHANGED)] == ["lee"]
    assert "Totals" in str(people(imported(["Name"], ["Totals"]))), "a sheet of names alone has no notes"


def test_cells_that_show_a_failed_formula() -> None:
    """They are told and left out, whichever field they are of."""
    head = [*HEAD, "Grade", "Base site"]
    rows = [["A Bell", "a@example.nhs.uk", "#REF!", "#N/A"], ["C Dee", "c@example.nhs.uk", "ST4", "guys"]]
    result = imported(head, *rows)
    told = "is what the spreadsheet shows for a formula that failed"
    assert left_out(result) == [("Sign-ups!C2", f"`#REF!` {told}"), ("Sign-ups!D2", f"`#N/A` {told}")]
    assert people(result)["bell"] == {"id": "bell", "name": "A Bell", "email": "a@example.nhs.uk"}


def test_a_date_before_all_years() -> None:
    """A date of leave that nobody can mean is left out, and the person is not."""
    result = imported([*HEAD, "Annual leave"], ["A Bell", "a@example.nhs.uk", datetime(1899, 12, 25)])
    assert left_out(result) == [("Sign-ups!C2", "1899-12-25 lies outside the years 2000 to 2100")]
    assert "bell" in people(result)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ([" ", None, "ST4"], "the row has neither a name nor an e-mail address, and is left out"),
        (
            ["H W", "helen.ward@example.nhs.uk"],
            "H W: the e-mail address is that of `ward`, one of the managers",
        ),
        (
            ["O P", "owen.price@example.nhs.uk"],
            "O P: the e-mail address is that of `price`, one of the facilitators",
        ),
        (
            ["Amara Okafor", "other@example.nhs.uk"],
            "Amara Okafor is `okafor` in the file, with another e-mail address",
        ),
        (["A Bell,a@example.nhs.uk,ST4", None], "`A Bell,a@example.nhs.uk,ST4` is no name"),
    ],
)
def test_rows_that_cannot_be_used(row: list[str | None], told: str) -> None:
    """Nothing of such a row is taken, and it is told with its cell."""
    result = imported([*HEAD, "Grade"], row, ["Sam Lee", None, None])
    assert left_out(result) == [("Sign-ups!A2", told)]
    assert result.text == COHORT


@pytest.mark.parametrize(
    "email", ["amara at nhs", "a@b", "a@b.uk; c@d.uk", "@example.nhs.uk", "a b@example.uk"]
)
def test_what_is_no_email_address(email: str) -> None:
    """The cell is left out, and the person is known by name."""
    result = imported(HEAD, ["A Bell", email])
    assert left_out(result) == [("Sign-ups!B2", f"`{email}` is no e-mail address")]
    assert people(result)["bell"] == {"id": "bell", "name": "A Bell"}


@pytest.mark.parametrize(
    "email", ["A Bell <a@example.nhs.uk>", "mailto:a@example.nhs.uk", "a@example.nhs.uk;"]
)
def test_email_address_with_more_around_it(email: str) -> None:
    """The address is taken out of what Outlook copies with it."""
    assert people(imported(HEAD, ["A Bell", email]))["bell"]["email"] == "a@example.nhs.uk"


def test_half_days_of_somebody_on_a_rota() -> None:
    """The rota says when they are at work; the cell is left out, and the file has no second base."""
    result = imported(["Name", "Working days"], ["Sam Lee", "Mon"])
    assert left_out(result) == [
        ("Sign-ups!B2", "Dr Sam Lee has a `rota` in the file, which says when they are at work")
    ]
    assert result.text == COHORT


def test_a_row_that_would_break_the_file() -> None:
    """It is left out with what `check` says; the others are taken."""
    text = COHORT.replace("works: {mon: am pm, tue: am pm}", "works: {mon: am pm}, refuses: [ward]").replace(
        "works: {mon: am pm}, refuses: [ward]", "refuses: [ward]"
    )
    rows: list[Values] = [["Amara Okafor", "Helen Ward"], ["A Aa", "Helen Ward"]]
    result = imported(["Name", "Who would you prefer?"], *rows, text=text)
    told = "with this row the file would have an error: PM307 Dr Amara Okafor both prefers and refuses `ward`"
    assert left_out(result) == [("Sign-ups!A2", told)]
    assert people(result)["aa"]["prefers"] == ["ward"]
    assert "prefers" not in people(result)["okafor"]


def test_an_error_that_is_nobodys() -> None:
    """Where new people make the file wrong as a whole, nothing is given back."""
    text = COHORT.replace("projects:\n", "matching: {scores: none.csv}\nprojects:\n")
    assert imported(["Name"], ["A Aa"], text=text).people  # it was as wrong before
    aliased = COHORT.replace("doctors:\n", "doctors: &all\n") + "# the same again\nrooms: *all\n"
    with pytest.raises(ImportRefused, match="new people cannot be put in"):
        imported(["Name"], ["A Aa"], text=aliased)


def test_a_place_that_an_alias_repeats() -> None:
    """A value that stands in two places is not changed for one of them: the row is left out and told."""
    text = COHORT.replace("works: {mon: am pm, tue: am pm}", "works: &week {mon: am pm}").replace(
        "name: Helen Ward,", "name: Helen Ward, works: *week,"
    )
    result = imported(
        ["Name", "Working days"], ["Amara Okafor", "Mon;Tue"], ["A Aa", "Mon"], text=text, overwrite=True
    )
    assert [place for place, _ in left_out(result)] == ["Sign-ups!A2"]
    assert "aa" in people(result)
    assert people(result)["okafor"]["works"] == {"mon": "am pm"}


@pytest.mark.parametrize(
    "name",
    ["=cmd|' /C calc'!A0", "- id: x", "a: b # c", "No", "~", "{x}", "*a", "2026-09-07", "é\u202eb", "x\x07y"],
)
def test_names_are_only_text(name: str) -> None:
    """Whatever is typed as a name is a name, without signs that cannot be seen."""
    result = imported(HEAD, [name, "a@example.nhs.uk"])
    (made,) = (one for one in people(result).values() if one.get("email") == "a@example.nhs.uk")
    assert made["name"] == name.replace("\u202e", "").replace("\x07", "")


def test_ids_of_the_sheet() -> None:
    """A column that holds ids finds people by them, and new people get them; what is no id is left out."""
    head = ["Name", "PairMatch ID", "Grade"]
    rows: list[Values] = [["Amara O.", "okafor", "ST4"], ["A Bell", "ding", "ST4"], ["C Dee", "C/D", "ST4"]]
    result = imported(head, *rows, ["E Ef", "ward", "ST4"])
    assert [(one.outcome, one.id) for one in result.people] == [
        (Outcome.UNCHANGED, "okafor"),
        (Outcome.ADDED, "ding"),
        (Outcome.LEFT_OUT, ""),
        (Outcome.LEFT_OUT, ""),
    ]
    assert left_out(result) == [
        ("Sign-ups!A4", "C Dee: `c/d` is no id: small letters, digits and hyphens"),
        ("Sign-ups!A5", "E Ef: `ward` is somebody else's"),
    ]
