"""Ids are made from names, and are valid and unique whatever the names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.importing.people.new_ids import new_id, parts_of, without_title


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Dr Amara Okafor", "okafor"),
        ("OKAFOR, Amara", "okafor"),
        ("OKAFOR Amara", "okafor"),
        ("Dr O'BRIEN SMITH Siobhan", "obrien-smith"),
        ("JP Morgan", "morgan"),
        ("AMARA OKAFOR", "okafor"),
        ("Prof. Łukasz Ørsted FRCS", "orsted"),
        ("Siobhán O'Brien", "obrien"),
        ("Jo Smith-Jones (she/her)", "smith-jones"),
        ("Ward, MBE", "ward"),
        ("Jan van der Berg", "berg"),
        ("Madonna", "madonna"),
        ("J.Smith", "smith"),
        ("李雷", "li"),
        ("", "li"),
    ],
)
def test_id(name: str, made: str) -> None:
    """The surname, without title, accents and what stands after it; else the end of the mailbox's name."""
    assert new_id(parts_of(name), "lei.li@example.nhs.uk", "doctor", set()) == made


def test_surname_that_is_known() -> None:
    """A surname that has a column of its own is taken whole."""
    assert parts_of("Jan van der Berg", "van der Berg").surname == "van der berg"


def test_ids_of_namesakes() -> None:
    """Then the first letter of the given name, then numbers."""
    taken = {"ward"}
    names = ["Amara Okafor", "Dr Adam Okafor", "Ann Okafor", "Helen Ward", "Ward"]
    made = [new_id(parts_of(name), "", "doctor", taken) for name in names]
    assert made == ["okafor", "okafor-a", "okafor-2", "ward-h", "ward-2"]


def test_title_of_a_name() -> None:
    """Only what stands before a name is a title."""
    assert [without_title(name) for name in ("Dr Prof. A B", "A Dr", "Dr")] == ["A B", "A Dr", "Dr"]


@given(st.lists(st.text(max_size=12), max_size=8), st.text(max_size=8))
def test_any_names(names: list[str], email: str) -> None:
    """Each is an id of the format, and nobody else's."""
    taken: set[str] = set()
    made = [new_id(parts_of(name), email, "doctor", taken) for name in names]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch("[a-z0-9][a-z0-9-]*", one) for one in made)
