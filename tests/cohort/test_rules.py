"""The rules: their documentation is true, their codes are unique, and what files cannot show."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

from pairmatch.calendar import rules as calendar_rules
from pairmatch.cohort import rules as cohort_rules
from pairmatch.cohort.rules import _common
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import CODES, GROUPS
from tests.cohort.helpers import found, reading

ALL = cohort_rules.ALL + calendar_rules.ALL
BESIDE = Path(__file__).parents[1] / "calendar" / "files" / "cohort.yaml"
"""Where the examples stand: beside the calendar files that they name."""


def name(rule: ModuleType) -> str:
    """The last part of a module's name."""
    return rule.__name__.rpartition(".")[2]


@pytest.mark.parametrize("rule", ALL, ids=name)
def test_documentation_holds(rule: ModuleType) -> None:
    """A rule's wrong example has its fault and no other, and its right example no error at all."""
    wrong, right = re.split(r"^Right::$", (rule.__doc__ or "").split("Wrong::\n")[1], flags=re.MULTILINE)
    alongside = {"PM321"}  # nothing scored: a warning of a short example
    codes = found(textwrap.dedent(wrong), BESIDE)
    mended = reading(textwrap.dedent(right), BESIDE).diagnostics
    assert set(codes) - alongside <= {rule.CODE}
    assert rule.CODE in codes
    assert rule.CODE not in {diagnostic.code for diagnostic in mended}
    assert not any(diagnostic.is_error for diagnostic in mended)


@pytest.mark.parametrize("rule", ALL, ids=name)
def test_summary_is_one_line(rule: ModuleType) -> None:
    """A rule has a summary of one line that fits a table, and its code is of a known group."""
    assert 10 < len(rule.SUMMARY) <= 75
    assert "\n" not in rule.SUMMARY
    assert rule.CODE[:3] in GROUPS


def test_codes_are_unique_and_in_order() -> None:
    """No two rules share a code, nor use one of the reader's, and each list is in code order."""
    codes = [rule.CODE for rule in ALL]
    assert len(set(codes)) == len(codes)
    assert not set(codes) & set(CODES)
    for rules in (cohort_rules.ALL, calendar_rules.ALL):
        assert [rule.CODE for rule in rules] == sorted(rule.CODE for rule in rules)


def test_every_module_is_listed() -> None:
    """Each file of a rules folder that is not private is in that folder's `ALL`."""
    for rules in (cohort_rules, calendar_rules):
        folder = rules.__path__[0]
        files = {path.stem for path in Path(folder).glob("[a-z]*.py")}
        assert files == {name(rule) for rule in rules.ALL}


def test_plain_data_without_a_file() -> None:
    """A cohort made from plain data is checked as well; its diagnostics have no place."""
    data = {
        "version": 1,
        "programme": {"start": "2026-09-08"},
        "doctors": [{"id": "okafor", "prefers": ["wrad"], "commitments": {"wed xx": {"attend": False}}}],
        "managers": [{"id": "ward"}],
    }
    diagnostics = cohort_rules.check(Cohort.model_validate(data))
    assert {diagnostic.code for diagnostic in diagnostics} == {"PM203", "PM210", "PM301", "PM321"}
    assert all(diagnostic.span is None for diagnostic in diagnostics)


def test_lock_and_ban_quote_both_lines() -> None:
    """A lock that a ban contradicts quotes the line of the lock, with its reason, and that of the ban."""
    (clash,) = reading(
        "doctors:\n  - {id: okafor, refuses: [ward]}\nmatching:\n  criteria: {interests: 1}\n"
        "  rules: [{together: [okafor, ward], why: already a pair}]"
    ).diagnostics
    lock, ban = clash.notes
    assert lock.span is not None and ban.span is not None
    assert (lock.span.line, ban.span.line) == (5, 2)
    assert "already a pair" in lock.message


def test_places_say_how_many_runs_would_do() -> None:
    """Too few places come with the number of runs that would do, whole pairs counted."""
    (few,) = reading(
        "doctors: [{id: a}, {id: b}, {id: c}]\nmanagers: [{id: d}, {id: e}, {id: f}]\n"
        "workshops: [{id: kickoff, capacity: 3, runs: 1}]"
    ).diagnostics
    assert few.help == "3 runs would do"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8A", "8a"),
        ("Band 7", "7"),
        ("Band 8 a", "8a"),
        ("Consultant", "consultant"),
        ("consultant anaesthetist", "consultant"),
        ("ST 4", "ST4"),
        ("st44", "ST4"),
    ],
)
def test_grade_that_is_nearly_on_the_ladder(written: str, meant: str) -> None:
    """A grade or band that differs in case, in a space or in a word is told with the ladder's own name."""
    (off,) = reading(
        f"managers: [{{id: ward, band: {written}}}]\nmatching: {{criteria: {{seniority: 1}}}}"
    ).diagnostics
    assert off.help == f"did you mean `{meant}`?"


@pytest.mark.parametrize("country", ["gb-eng", "england", "uk", "United Kingdom", "GB_ENG", "Englnd"])
def test_country_in_other_words(country: str) -> None:
    """A country that is written in words or small letters is told with its code."""
    (unknown,) = reading(f"programme: {{start: 2026-09-07, country: {country}}}").diagnostics
    assert unknown.help == "did you mean `GB-ENG`?"


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        ("workshops: [{id: w, capacity: 1}]", "nobody can attend `w`: a run of 1 place holds no pair"),
        (
            "workshops: [{id: w, capacity: 1}]\nscheduling: {together: false}",
            "`w` has 1 place (1 run of 1) for 2 people",
        ),
        (
            "meetings: {every_weeks: 2, weeks: 1}",
            "no meeting is ever held: week 1 is less than one block of 2 weeks",
        ),
        (
            "meetings: {every_weeks: 3, weeks: 1..2}",
            "no meeting is ever held: weeks 1..2 are less than one block of 3 weeks",
        ),
    ],
)
def test_ones_and_manys(fragment: str, message: str) -> None:
    """A message says one place, one week and one person as one does."""
    (said,) = reading(fragment).diagnostics
    assert said.message == message


@pytest.mark.parametrize(
    ("people", "places", "fault"),
    [
        ("doctors: [{id: a}, {id: b}]\nmanagers: [{id: c}]", 2, False),
        ("doctors: [{id: a, pairs: 2}]\nmanagers: [{id: c}, {id: d}]", 2, True),
        ("doctors: [{id: a, pairs: 2}]\nmanagers: [{id: c}, {id: d}]", 3, False),
        ("doctors: [{id: a, pairs: 0}, {id: b}]\nmanagers: [{id: c}, {id: d}]", 2, False),
    ],
)
def test_places_count_people_who_can_be_paired(people: str, places: int, fault: bool) -> None:
    """The people of a workshop are the most who can have a partner, by what each of them takes."""
    codes = found(f"{people}\nworkshops: [{{id: kickoff, capacity: {places}}}]")
    assert ("PM354" in codes) is fault


def test_places_go_by_the_largest_room() -> None:
    """The largest of a workshop's rooms limits a run, and no room does when one of them is unlimited."""
    people = "doctors: [{id: a}, {id: b}]\nmanagers: [{id: c}, {id: d}]\n"
    rooms = "rooms: [{id: small, capacity: 2}, {id: large, capacity: 4}, {id: hall}]\n"
    assert found(f"{people}{rooms}workshops: [{{id: w, rooms: [small, large]}}]") == []
    assert found(f"{people}{rooms}workshops: [{{id: w, rooms: [small]}}]") == ["PM354"]
    assert found(f"{people}{rooms}workshops: [{{id: w, rooms: [small, hall]}}]") == []


def test_room_too_small_is_no_place() -> None:
    """A room below a workshop's `min_size` does not count as a place, however free it is."""
    rooms = "rooms: [{id: small, capacity: 2}, {id: large, open: {mon: am}}]\n"
    workshop = "workshops: [{id: w, min_size: 3, weeks: 1, rooms: [small, large], dates: [2026-09-08 am]}]"
    assert found(rooms + workshop) == ["PM355", "PM316"]


def test_approval_counts_for_places() -> None:
    """Where approval is needed, people without it take no places."""
    text = (
        "programme: {start: 2026-09-07, needs_approval: true}\n"
        "doctors: [{id: a, approved: x}, {id: b}]\nmanagers: [{id: c, approved: x}, {id: d, approved: x}]\n"
        "workshops: [{id: kickoff, capacity: 2}]"
    )
    assert found(text) == []


def test_few_unknown_names_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of unknown names each is told, and only the first hundred are compared with all known."""
    compared: list[str] = []
    monkeypatch.setattr(_common, "did_you_mean", lambda word, _: compared.append(word))
    doctors = "".join(f"  - {{id: d{i}, prefers: [x{i}, y{i}, z{i}]}}\n" for i in range(1000))
    managers = "".join(f"  - {{id: manager-{i}}}\n" for i in range(1000))
    assert len(found(f"doctors:\n{doctors}managers:\n{managers}")) == 3000
    assert compared == [f"{letter}{i}" for i in range(34) for letter in "xyz"][:100]


def test_a_cohort_of_a_thousand() -> None:
    """A cohort of a thousand people, each in order, is read and checked without a fault."""
    doctors = "".join(
        f"  - {{id: d{i}, prefers: [m{i}], leave: [2026-10-12..2026-10-16]}}\n" for i in range(500)
    )
    managers = "".join(f"  - {{id: m{i}, works: {{mon: am pm, thu: am}}}}\n" for i in range(500))
    text = f"doctors:\n{doctors}managers:\n{managers}workshops: [{{id: kickoff}}]\nshadowing: {{each_way: 2}}"
    assert found(text) == []
