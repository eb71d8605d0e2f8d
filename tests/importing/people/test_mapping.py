"""The mapping file names columns, and every fault of it has its line."""

from __future__ import annotations

import pytest

from pairmatch.errors import CohortError
from pairmatch.importing.people.mapping import columns_of, mapping_text, read_mapping
from pairmatch.importing.side import Side
from tests.importing.people.helpers import table

TEXT = """\
name: Who are you?
prefers: [First, Second]
works.mon: Mondays
attributes.style: Style
values: {site: {St Thomas: st-thomas, Elsewhere: }}
split: ","
"""


def faults(text: str, side: Side = Side.DOCTORS) -> list[str]:
    """Line and sentence of each fault of a mapping file."""
    with pytest.raises(CohortError) as caught:
        read_mapping(text.encode(), "map.yaml", side)
    return [f"{one.span.line if one.span else 0} {one.message}" for one in caught.value.diagnostics]


def test_columns_that_are_named() -> None:
    """Headings are found whatever their capitals and spaces; what is not named is not used."""
    found = table(["who are  you?", "Second", "First", "Mondays", "Style", "Email"], ["A"] * 6)
    columns = columns_of(read_mapping(TEXT.encode(), "map.yaml", Side.DOCTORS), found)
    assert {name: [one.letter for one in some] for name, some in columns.of.items()} == {
        "name": ["A"],
        "prefers": ["C", "B"],
        "works.mon": ["D"],
        "attributes.style": ["E"],
    }
    assert columns.values == {"site": {"St Thomas": "st-thomas", "Elsewhere": ""}}
    assert columns.split == ","
    assert [(column.heading, why) for column, why in columns.unused] == [("Email", "is not in the mapping")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n", ["1 a mapping file has lines such as `name: Full name`"]),
        ("name: A\ngrad: B\n", ["2 `grad` is no field of doctors"]),
        ("band: A\n", ["1 `band` is no field of doctors"]),
        ("name: [A, B]\n", ["1 `name` can have one column only"]),
        ("name:\n", ["1 after `name:` comes the heading of a column"]),
        ("name: a\nsite: {a: b}\n", ["2 after `site:` comes the heading of a column"]),
        ("split: ab\n", ['1 `split` is signs between answers, as `split: ","`']),
        ("values: x\n", ["1 `values` says what an answer of a field stands for"]),
        ("values: {sit: {a: b}}\n", ["1 `sit` is no field of doctors"]),
        ("values: {site: x}\n", ["1 an answer is followed by what it stands for"]),
    ],
)
def test_faults(text: str, told: list[str]) -> None:
    """All of them are told, with their lines."""
    assert faults(text) == told


def test_headings_that_are_not_there() -> None:
    """A heading that no column has, or that two have, is a fault at its place in the file."""
    mapping = read_mapping(b"name: Nme\nprefers: [A, B]\n", "map.yaml", Side.DOCTORS)
    with pytest.raises(CohortError) as caught:
        columns_of(mapping, table(["Name", "A", "B", "b"], ["x"] * 4))
    assert [(str(one.span), one.message, one.help) for one in caught.value.diagnostics] == [
        ("map.yaml:1:7", "no column of `Sign-ups` is headed `Nme`", "did you mean `Name`?"),
        (
            "map.yaml:2:14",
            "the columns C and D of `Sign-ups` are both headed `B`",
            "rename one of them in the sheet",
        ),
    ]


def test_what_is_written_is_read_again() -> None:
    """A mapping that is saved gives the same columns."""
    found = table(["Who are you?", "Second", "First", "Mondays", "Style"], ["A"] * 5)
    columns = columns_of(read_mapping(TEXT.encode(), "map.yaml", Side.DOCTORS), found)
    text = mapping_text(columns)
    assert text.startswith("# Which column of the sheet is which field")
    assert columns_of(read_mapping(text.encode(), "saved.yaml", Side.DOCTORS), found) == columns
