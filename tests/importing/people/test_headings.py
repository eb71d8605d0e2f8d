"""Columns are known by their headings, and what is not clear is told."""

from __future__ import annotations

import pytest

from pairmatch.errors import WrongUsage
from pairmatch.importing.people.headings import guess
from pairmatch.importing.side import Side
from tests.importing.people.helpers import sheet, table


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Full name", "name"),
        ("Name2", "name"),
        ("Your NHS email address", "email"),
        ("E-mail", "email"),
        ("What is your current training grade?", "grade"),
        ("Which quality improvement themes interest you? (choose all that apply)", "interests"),
        ("Directorate / Division", "directorate"),
        ("Where are you based?", "site"),
        ("Hospital", "site"),
        ("Who would you prefer to be paired with?", "prefers"),
        ("Is there anyone you would rather not be paired with?", "refuses"),
        ("What do you hope to learn from your partner?", "wants"),
        ("What could you teach or show?", "offers"),
        ("Which half-days do you work?", "works"),
        ("Planned annual leave", "leave"),
        ("Job title", "role"),
        ("Monday", "works.mon"),
        ("How many partners would you take?", "pairs"),
        ("Timestamp", "submitted"),
    ],
)
def test_heading(heading: str, field: str) -> None:
    """A question is that field, and no other."""
    columns = guess(table([heading, "Shoe size"], ["x", "y"]), Side.DOCTORS)
    assert list(columns.of) == [field]
    assert [(column.heading, why) for column, why in columns.unused] == [("Shoe size", "like no field")]


@pytest.mark.parametrize(
    "heading",
    [
        "Line manager's name",
        "Supervisor email",
        "Emergency contact name",
        "Name of your clinical supervisor",
        "Preferred contact email",
        "Days you cannot do",
        "Years in role",
        "Dietary requirements",
        "How did you hear about this programme?",
        "GMC number",
    ],
)
def test_heading_of_something_else(heading: str) -> None:
    """What belongs to somebody else, or to nothing, is not used."""
    assert guess(table([heading], ["x"]), Side.DOCTORS).of == {}


def test_a_band_is_asked_for_as_a_grade() -> None:
    """In a manager's sheet `Grade` is the band; in a doctor's `Band` is the grade."""
    assert list(guess(table(["Grade"], ["8a"]), Side.MANAGERS).of) == ["band"]
    assert list(guess(table(["Band"], ["ST4"]), Side.DOCTORS).of) == ["grade"]


def test_columns_of_forms() -> None:
    """Of what Forms adds, only the time counts; its name and e-mail give way to those that were asked."""
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Full name", "Email address"]
    columns = guess(table(head, ["1", "x", "y", "a@x.org", "A", "Dr A", "b@x.org"]), Side.DOCTORS)
    assert {name: some[0].letter for name, some in columns.of.items()} == {
        "name": "F",
        "email": "G",
        "submitted": "C",
    }
    assert {column.letter: why for column, why in columns.unused} == {
        "A": "comes from Microsoft Forms",
        "B": "comes from Microsoft Forms",
        "D": "`Email address` is nearer to email",
        "E": "`Full name` is nearer to name",
    }
    alone = guess(table(head[:5], ["1", "x", "y", "a@x.org", "A"]), Side.DOCTORS)
    assert {name: some[0].letter for name, some in alone.of.items()} == {
        "name": "E",
        "email": "D",
        "submitted": "C",
    }


def test_columns_without_answers() -> None:
    """Empty and anonymous columns, and those that number the rows, are told, not used."""
    head = ["ID", "Email", "Name", "", "Grade"]
    columns = guess(table(head, ["1", "anonymous", "", "x", "ST4"]), Side.DOCTORS)
    assert list(columns.of) == ["grade"]
    assert [why for _, why in columns.unused] == [
        "like no field",
        "is anonymous",
        "is empty",
        "has no heading",
    ]


def test_two_columns_for_one_field() -> None:
    """Of two that fit equally, neither is taken; one that fits better is."""
    columns = guess(table(["Hospital", "Base site"], ["x", "y"]), Side.DOCTORS)
    assert columns.of == {}
    assert [column.letter for column in columns.rivals["site"]] == ["A", "B"]
    better = guess(table(["Grade", "Grade when you started out"], ["ST4", "F1"]), Side.DOCTORS)
    assert [column.letter for column in better.of["grade"]] == ["A"]
    assert [(column.letter, why) for column, why in better.unused] == [("B", "`Grade` is nearer to grade")]


def test_ranked_choices() -> None:
    """First and second choices are one list, in the order that their headings say."""
    columns = guess(table(["Second choice", "1st choice"], ["x", "y"]), Side.DOCTORS)
    assert [column.letter for column in columns.of["prefers"]] == ["B", "A"]


def test_headings_below_a_title() -> None:
    """The row of the headings is the one with the most of them; empty rows below are passed over."""
    found = table(["Sign-ups 2026"], [], ["Name", "Email"], ["A", "a@x.org"], [None, " "], ["B", "b@x.org"])
    assert found.head == 3
    assert [row.number for row in found.rows] == [4, 6]


def test_empty_sheet() -> None:
    """A sheet without anything says so."""
    from pairmatch.importing.people.headings import table_of

    with pytest.raises(WrongUsage, match="the sheet `Sign-ups` is empty"):
        table_of(sheet([None]), Side.DOCTORS)
    with pytest.raises(WrongUsage, match="has 501 columns"):
        table_of(sheet(["Name"] * 501), Side.DOCTORS)
    with pytest.raises(WrongUsage, match="has 2,001 rows of people"):
        table_of(sheet(["Name"], *[["A Bell"]] * 2001), Side.DOCTORS)
