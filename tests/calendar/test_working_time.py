"""Shifts against the limits on working time: patterns and people's own shifts, worked out by hand."""

from __future__ import annotations

import pytest

from pairmatch.diagnostics import Diagnostic, Severity
from tests.cohort.helpers import reading

SHIFTS = (
    'D: {time: "08:00-17:30"}, T: {time: "08:00-18:00"}, L: {time: "08:00-20:30"}, '
    'X: {time: "08:00-21:00"}, Y: {time: "08:00-21:15"}, E: {time: "07:00-15:00"}, '
    'N: {time: "20:00-08:30"}, S: {time: "21:00-07:00"}'
)
FREE = ". . . . . . ."
PROGRAMME = "programme: {start: 2026-09-07, weeks: 4}\n"


def pattern(*rows: str, name: str = "icu") -> str:
    """A duty pattern of these rows."""
    cycle = "".join(f"\n      {row}" for row in rows)
    return f"  {name}:\n    anchor: 2026-09-07\n    shifts: {{{SHIFTS}}}\n    cycle: |{cycle}\n"


def told(fragment: str) -> list[Diagnostic]:
    """What the rules on working time find in a fragment."""
    return [one for one in reading(fragment).diagnostics if one.code.startswith("PM37")]


def messages(*rows: str) -> list[str]:
    """What they say of one duty pattern."""
    return [one.message for one in told(PROGRAMME + "rotas:\n" + pattern(*rows))]


def test_a_pattern_within_every_limit_is_not_told() -> None:
    """Five days, four long days, four nights, each with its rest: nothing is found."""
    assert messages("D D D D D . .", "L L L L . . .", ". . D D D . .", "N N N N . . .") == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("T T T T T . .",), "icu: 50 h a week on average; at most 48 h"),
        (
            ("L L L D L L L", FREE),
            "row 1 of icu, Monday 08:00: 84.5 h in the 168 h from then; at most 72 h",
        ),
        (("Y . . . . . .",), "row 1 of icu, Monday 08:00: a shift of 13.25 h; at most 13 h"),
        (("L E . . . . .",), "row 1 of icu, Monday 08:00: 10.5 h between two shifts; at least 11 h"),
        (
            ("N . D . . . .", FREE),
            "row 1 of icu, Monday 20:00: 23.5 h after the last of the nights; at least 46 h",
        ),
        (("L L L L L . .", FREE), "row 1 of icu, Monday 08:00: 5 long shifts in a row; at most 4"),
        (
            ("L L L L . D .", FREE),
            "row 1 of icu, Monday 08:00: 35.5 h after 4 long shifts in a row; at least 48 h",
        ),
        (("S S S S S . .", FREE), "row 1 of icu, Monday 21:00: 5 nights in a row; at most 4"),
        (
            ("E E E E E E E", "E . . . . . ."),
            "row 1 of icu, Monday 07:00: 8 shifts in a row; at most 7",
        ),
        (
            ("E E E E E E E", ". E . . . . ."),
            "row 1 of icu, Monday 07:00: 40 h after 7 shifts in a row; at least 48 h",
        ),
        ((". . . . . D .",), "icu: 1 of 1 weekends worked; at most every second one"),
        (("D . . . . . N",), "row 1 of icu, Sunday 20:00: 0 h between two shifts; at least 11 h"),
    ],
)
def test_each_limit_is_told(rows: tuple[str, ...], said: str) -> None:
    """A pattern that breaks a limit is told so, with what was found and what is allowed."""
    assert said in messages(*rows)


@pytest.mark.parametrize(
    "rows",
    [
        ("X . . . . . .",),
        ("N . . D . . .", FREE),
        ("N N N N . . .", FREE),
        ("L L L L . . D", FREE, FREE),
        ("E E E E E E E", ". . E . . . ."),
        ("D D D D N . .", FREE),
        (". . . . . D D", "D D D D . . ."),
    ],
)
def test_a_limit_that_is_just_met_is_not_told(rows: tuple[str, ...]) -> None:
    """13 h, 46 h after nights, 48 after the fourth long day, seven in a row, every second weekend."""
    assert messages(*rows) == []


def test_the_last_row_is_followed_by_the_first() -> None:
    """Nights to the end of the last row leave no rest to the first, and the code is pointed at."""
    text = PROGRAMME + "rotas:\n" + pattern("D D D D . . .", ". . . . . N N")
    (after, *_) = [one for one in told(text) if one.code == "PM375"]
    assert after.message.startswith("row 2 of icu, Sunday 20:00: 0 h after the last of the nights")
    assert after.span is not None
    line = text.splitlines()[after.span.line - 1]
    assert (line.strip(), after.span.column) == (". . . . . N N", len(line))
    assert after.severity is Severity.WARNING


def test_other_places_are_counted() -> None:
    """One warning tells the first of two long shifts, and that there is another."""
    (found,) = messages("Y . . Y . . .")
    assert found.endswith("a shift of 13.25 h; at most 13 h (and at 1 other place)")


@pytest.mark.parametrize(
    ("start", "code"), [("2026-10-19", ["PM373"]), ("2026-10-12", []), ("2027-03-22", [])]
)
def test_the_night_of_the_clock_change_is_longer(start: str, code: list[str]) -> None:
    """A night from 20:00 to 08:30 lasts 13.5 h when the clocks go back, and the doctor's line is quoted."""
    fragment = (
        f"programme: {{start: {start}, weeks: 1}}\nrotas:\n{pattern('. . . . . N .', FREE)}"
        "doctors:\n  - {id: okafor, rota: {pattern: icu, row: ROW}}\n"
    )
    row = 1 if start != "2026-10-12" else 2
    anchor = fragment.replace("anchor: 2026-09-07", f"anchor: {start}").replace("ROW", str(row))
    found = told(anchor)
    assert [one.code for one in found] == code
    if found:
        assert found[0].message == "okafor, Sat 24 Oct 2026 20:00: a shift of 13.5 h; at most 13 h"
        assert found[0].span and "okafor" in anchor.splitlines()[found[0].span.line - 1]


def test_a_changeover_from_one_pattern_to_another() -> None:
    """Two patterns that are right by themselves leave no rest where one follows the other."""
    posts = (
        "doctors:\n  - id: okafor\n    posts:\n"
        "      - {until: 2026-09-08, rota: {pattern: icu, row: 1}}\n"
        "      - {from: 2026-09-09, rota: {pattern: ward, row: 1}}\n"
    )
    rotas = pattern("N N . . . . .", FREE) + pattern("D D D D . . .", name="ward")
    found = told(PROGRAMME + "rotas:\n" + rotas + posts)
    assert {one.code for one in found} == {"PM374", "PM375"}
    assert all(one.message.startswith("okafor, Tue 8 Sep 2026 20:00: 0 h") for one in found)


def test_what_the_pattern_breaks_is_not_told_again_of_its_people() -> None:
    """A shift that is too long is told once, of the pattern, and not of the two who work it."""
    doctors = "doctors:\n" + "".join(
        f"  - {{id: d{row}, rota: {{pattern: icu, row: {row}}}}}\n" for row in (1, 2)
    )
    found = told(PROGRAMME + "rotas:\n" + pattern("Y . . . . . .", FREE) + doctors)
    assert [one.code for one in found] == ["PM373"]
