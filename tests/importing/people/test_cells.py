"""What each cell says becomes a field as the cohort file writes it, or is told."""

from __future__ import annotations

import pytest

from pairmatch.importing.people.headings import Columns, guess
from pairmatch.importing.side import Side
from tests.importing.people.helpers import Values, imported, left_out, people, table


def test_sites() -> None:
    """A key or a name of `sites`; what is only like one is suggested, not taken."""
    rows: list[Values] = [
        ["A Aa", "st-thomas"],
        ["B Bb", "ST THOMAS’ HOSPITAL"],
        ["C Cc", "St Thomas"],
        ["D Dd", "Leeds"],
    ]
    result = imported(["Name", "Site"], *rows)
    assert [people(result)[one].get("site") for one in ("aa", "bb", "cc", "dd")] == [
        "st-thomas",
        "st-thomas",
        "st-thomas",
        None,
    ]
    nearly = imported(["Name", "Site"], ["C Cc", "St Tomas Hosp"])
    assert left_out(nearly) == [("Sign-ups!B2", "no site is called `St Tomas Hosp`")]
    assert nearly.findings[0].help == "did you mean `st-thomas` (St Thomas' Hospital)?"
    assert nearly.findings[0].suggestion is not None
    assert nearly.findings[0].suggestion.meant == "st-thomas"
    assert left_out(result) == [("Sign-ups!B5", "no site is called `Leeds`")]


def test_answers_that_stand_for_others() -> None:
    """What a mapping says that an answer stands for is taken, in any capitals; nothing: no answer."""
    found = table(["Name", "Site", "Themes"], ["A Aa", "Leeds", "Sepsiss; None of these"])
    guessed = guess(found, Side.DOCTORS)
    values = {"site": {"LEEDS": "guys"}, "interests": {"sepsiss": "sepsis", "none of these": ""}}
    result = imported(
        ["Name", "Site", "Themes"],
        ["A Aa", "Leeds", "Sepsiss; None of these"],
        columns=Columns(guessed.of, values=values),
    )
    assert people(result)["aa"] == {"id": "aa", "name": "A Aa", "site": "guys", "interests": ["sepsis"]}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Band 8a", "8a"), ("st 4", "ST4"), ("FY1", "F1"), ("ST4 (specialty trainee)", "ST4"), (7.0, 7)],
)
def test_grades(typed: str | float, meant: str | int) -> None:
    """A grade is that of the ladder, whatever stands around it."""
    assert people(imported(["Name", "Grade"], ["A Aa", typed]))["aa"]["grade"] == meant


def test_grade_off_the_ladder() -> None:
    """It is taken as it is, and told."""
    result = imported(["Name", "Grade"], ["A Aa", "ST44"])
    assert people(result)["aa"]["grade"] == "ST44"
    assert [(one.message, one.help, one.is_left_out) for one in result.findings] == [
        (
            "the grade `ST44` is not on the seniority ladder, and is taken as it is",
            "did you mean `ST4`?",
            False,
        )
    ]


def test_partners() -> None:
    """Full names, e-mail addresses and ids of the other side are taken; all else is told."""
    head = ["Name", "Who would you prefer?", "Who would you rather not be paired with?"]
    rows: list[Values] = [
        ["A Aa", "1. Ruth Kay; Ward, Helen", None],
        ["B Bb", "helen.ward@example.nhs.uk and kay", "no one"],
        ["C Cc", "Helen Wrad; Ruth Kay; Zoe; Sam Lee; H Ward", "N/A"],
        ["D Dd", "Helen Ward; Ruth Kay", "ward"],
    ]
    result = imported(head, *rows)
    found = people(result)
    assert found["aa"]["prefers"] == ["kay", "ward"]
    assert found["bb"]["prefers"] == ["ward", "kay"]
    assert found["cc"]["prefers"] == ["kay"]
    assert (found["dd"]["prefers"], found["dd"]["refuses"]) == (["kay"], ["ward"])
    assert left_out(result) == [
        ("Sign-ups!B4", "prefers: `Helen Wrad` is none of the managers of the file"),
        ("Sign-ups!B4", "prefers: `Zoe` is none of the managers of the file"),
        ("Sign-ups!B4", "prefers: `Sam Lee` is none of the managers of the file"),
        ("Sign-ups!B4", "prefers: `H Ward` is none of the managers of the file"),
        ("Sign-ups!B5", "Helen Ward is both preferred and refused"),
    ]


def test_projects_pairs_and_approval() -> None:
    """Projects by id or title; a number of partners; an approval that means no is none."""
    head = ["Name", "Preferred project", "How many partners", "Approved by"]
    rows: list[Values] = [
        ["A Aa", "sepsis six within the hour", 2, "Dr Boss, 1 July"],
        ["B Bb", "Sepsis bundel", "two", "Not yet."],
    ]
    result = imported(head, *rows)
    assert people(result)["aa"] == {
        "id": "aa",
        "name": "A Aa",
        "approved": "Dr Boss, 1 July",
        "projects": ["sepsis-bundle"],
        "pairs": 2,
    }
    assert people(result)["bb"] == {"id": "bb", "name": "B Bb"}
    assert [place for place, _ in left_out(result)] == ["Sign-ups!B3", "Sign-ups!C3"]


def test_attributes_and_columns_of_days() -> None:
    """A mapping can make any column an attribute; a column a day makes the week."""
    found = table(["Name", "Mon", "Tue", "Style", "Years"], ["A Aa", "am", "x", "Planner; Doer", 3.0])
    guessed = guess(found, Side.DOCTORS)
    more = {"attributes.style": (found.columns[3],), "attributes.years": (found.columns[4],)}
    result = imported(
        ["Name", "Mon", "Tue", "Style", "Years"],
        ["A Aa", "am", "x", "Planner; Doer", 3.0],
        columns=Columns({**guessed.of, **more}),
    )
    assert people(result)["aa"]["works"] == {"mon": "am", "tue": "am pm"}
    assert people(result)["aa"]["attributes"] == {"style": ["Planner", "Doer"], "years": 3}


def test_words_that_are_looked_at() -> None:
    """A new word that is nearly one of the file, or that has commas, is taken and told."""
    result = imported(["Name", "Themes"], ["A Aa", "Sepsiss"], ["B Bb", "flow, handover, falls"])
    assert people(result)["bb"]["interests"] == ["flow, handover, falls"]
    assert [(one.place, one.message) for one in result.findings] == [
        ("Sign-ups!B2", "`Sepsiss` is new in interests, and nearly `sepsis`"),
        ("Sign-ups!B3", "`flow, handover, falls` is taken as one of the interests"),
    ]
