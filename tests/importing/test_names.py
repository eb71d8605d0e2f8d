"""Whom a name in a sheet means: for certain, for nobody, or not for certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.cohort.people import Doctor
from pairmatch.importing.names import Ignored, Known, People, Unknown

DOCTORS = (
    Doctor(id="okafor", name="Dr Amara Joy Okafor", email="amara.okafor@example.nhs.uk"),
    Doctor(id="lee", name="Dr Mei Lee"),
    Doctor(id="obrien", name="Dr James O'Brien"),
    Doctor(id="berg", name="Zoë van der Berg"),
    Doctor(id="will", name="William James"),
    Doctor(id="smith", name="Ann Smith-Jones"),
)
PEOPLE = People(DOCTORS, {"Locum X": None, "Jim": "obrien", "Ward  round": None})


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Dr Amara Joy Okafor", "okafor"),
        ("  amara  joy OKAFOR ", "okafor"),
        ("OKAFOR, Amara", "okafor"),
        ("Okafor A.", "okafor"),
        ("A Okafor", "okafor"),
        ("A. J. Okafor", "okafor"),
        ("AJ Okafor", "okafor"),
        ("Okafor AJ", "okafor"),
        ("Amara O", "okafor"),
        ("Okafor", "okafor"),
        ("Amara\nOkafor", "okafor"),
        ("Amara Okafor ST4", "okafor"),
        ("amara.okafor@example.nhs.uk", "okafor"),
        ("Prof Lee", "lee"),
        ("O’Brien", "obrien"),
        ("J OBRIEN", "obrien"),
        ("Berg", "berg"),
        ("Zoe van der Berg", "berg"),
        ("smith jones", "smith"),
        ("Smith-Jones, Ann", "smith"),
        ("jim", "obrien"),
    ],
)
def test_known(written: str, person: str) -> None:
    """Titles, case, accents, order, initials and grades do not matter; one word will do if only one fits."""
    found = PEOPLE.find(written)
    assert isinstance(found, Known)
    assert found.person == person


def test_full_or_not() -> None:
    """It is told whether the name was written out, so that the rest can be shown."""
    assert PEOPLE.find("Mei Lee") == Known("lee", is_full=True)
    assert PEOPLE.find("Mei") == Known("lee", is_full=False)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("Okafr", ("okafor",)),
        ("Mei Li", ("lee",)),
        ("B Okafor", ("okafor",)),
        ("Lee (TBC)", ("lee",)),
        ("Amara Lee", ("okafor", "lee")),
        ("Amara 08-13, Lee 13-20", ("lee", "okafor")),
    ],
)
def test_only_suggested(written: str, nearest: tuple[str, ...]) -> None:
    """A misspelling, another initial or a doubt beside the name is a suggestion, never a match."""
    found = PEOPLE.find(written)
    assert isinstance(found, Unknown)
    assert found.nearest == nearest
    assert not found.is_shared


def test_shared() -> None:
    """A word that is the name of two people is nobody's for certain."""
    assert PEOPLE.find("James") == Unknown(("obrien", "will"), is_shared=True)


def test_id_is_no_way_round_that() -> None:
    """An id does not make a shared name certain."""
    both = People([Doctor(id="lee", name="Mei Lee"), Doctor(id="lee-2", name="Tom Lee")])
    assert both.find("Lee") == Unknown(("lee", "lee-2"), is_shared=True)
    assert both.find("lee-2") == Known("lee-2")


@pytest.mark.parametrize("written", ["Robert'); DROP", "=1+1", "", "\n", "Bank", "@", "x" * 5000])
def test_nobody(written: str) -> None:
    """What is near nobody suggests nobody, however hostile."""
    assert PEOPLE.find(written) == Unknown()


def test_said() -> None:
    """What was said of a name goes before all; spaces and case do not matter."""
    assert PEOPLE.find("LOCUM  x") == Ignored()
    assert PEOPLE.find("ward round") == Ignored()


def test_seldom() -> None:
    """Managers are meant on a doctors' rota only by their names written out."""
    people = People(DOCTORS, seldom=["lee"])
    assert people.find("Mei Lee") == Known("lee", is_full=True)
    assert people.find("Lee") == Unknown(("lee",))


@given(st.text(max_size=30))
def test_any_text(written: str) -> None:
    """Any text has an answer, and the same one with more spaces round it."""
    assert PEOPLE.find(written) == PEOPLE.find(f"  {written} ")
