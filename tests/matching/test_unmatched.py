"""Why someone waits: each kind of sentence, on a cohort in which it is true."""

from __future__ import annotations

import pytest

from pairmatch.matching import match
from pairmatch.matching.answers import TooFew
from pairmatch.matching.unmatched import Waiting, too_few
from tests.cohort.helpers import cohort
from tests.matching.given import best_pairs, candidates_for
from tests.matching.helpers import reasons


def waiting(fragment: str) -> dict[str, str]:
    """Why each person waits, once the cohort is paired."""
    return reasons(match(cohort(fragment)))


def test_nobody_waits() -> None:
    """Where everybody has a partner there is nothing to tell."""
    assert waiting("doctors: [{id: a}]\nmanagers: [{id: k}]") == {}


def test_no_approval() -> None:
    """Someone without an approval that the programme needs waits for it; who takes nobody, does not."""
    found = waiting("""
programme: {start: 2026-09-07, needs_approval: true}
doctors: [{id: a, approved: "dean, 30 June"}, {id: b}, {id: c, pairs: 0}]
managers: [{id: k, approved: "chief, 1 July"}]
""")
    assert found == {
        "b": "no approval is on file, and the programme needs one (`needs_approval: true`)",
        "c": "takes no partner (`pairs: 0`)",
    }


def test_takes_no_partner() -> None:
    """Someone with `pairs: 0` waits because they take nobody."""
    found = waiting("doctors: [{id: a}, {id: b, pairs: 0}]\nmanagers: [{id: k}]")
    assert found == {"b": "takes no partner (`pairs: 0`)"}


def test_nobody_is_allowed() -> None:
    """The sentences that forbid the others are counted, the commonest first, with their lines."""
    text = """
doctors:
  - {id: a, site: north, refuses: [m]}
  - {id: b, site: south}
managers: [{id: k, site: south}, {id: l, site: south}, {id: m, site: north}]
sites: {north: {}, south: {}}
matching:
  rules:
    - {same: site, why: no travel budget}
"""
    line = text.splitlines().index("    - {same: site, why: no travel budget}") + 1
    rule = f"`same: site` (no travel budget) on line {line}"
    assert waiting(text) == {
        "a": f"no manager is allowed: of 3, 2 by {rule} and 1 by a refusal on line 3",
        "l": "2 managers (k and l) may only go to 1 doctor (b) with 1 place",
        "m": f"no doctor is allowed: of 2, 1 by a refusal on line 3 and 1 by {rule}",
    }


def test_each_partner_is_counted_under_the_first_reason() -> None:
    """A partner whom several sentences forbid is counted once, under the first of them."""
    found = waiting("""
doctors: [{id: a, refuses: [k], site: north}, {id: b}]
managers: [{id: k, line_manages: [a]}, {id: l, pairs: 0}]
sites: {north: {}}
""")
    assert found["a"] == (
        "no manager is allowed: of 2, 1 by line management on line 3 and 1 by `pairs: 0` on line 3"
    )


def test_bans_of_one_sort_are_counted_together() -> None:
    """Several refusals are one phrase, with their lines as long as those are few."""
    text = """
doctors: [{id: a, refuses: [k, l]}, {id: b}]
managers:
  - {id: k, refuses: [b]}
  - {id: l, refuses: [b]}
  - {id: m, refuses: [a, b]}
"""
    assert waiting(text) == {
        "a": "no manager is allowed: of 3, 3 by a refusal on lines 2 and 6",
        "b": "no manager is allowed: of 3, 3 by a refusal",
        "k": "no doctor is allowed: of 2, 2 by a refusal on lines 2 and 4",
        "l": "no doctor is allowed: of 2, 2 by a refusal on lines 2 and 5",
        "m": "no doctor is allowed: of 2, 2 by a refusal on line 6",
    }


def test_the_calendar_is_a_reason() -> None:
    """Where the required sessions of a pair have no place, the sentence says which."""
    found = waiting("""
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a, works: {mon: am}}]
managers: [{id: k, works: {tue: am}}]
meetings: {every_weeks: 1}
""")
    why = "1 by the calendar: no half-day for a meeting in weeks 1 that both can attend"
    assert found == {
        "a": f"no manager is allowed: of 1, {why}",
        "k": f"no doctor is allowed: of 1, {why}",
    }


def test_a_reason_of_the_calendar_has_no_line() -> None:
    """That `schedulable: true` is written somewhere does not say where to look for the half-days."""
    candidates = candidates_for("""
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a, works: {mon: am}}]
managers: [{id: k, works: {tue: am}}]
meetings: {every_weeks: 1}
matching: {schedulable: true}
""")
    assert "line" not in Waiting(candidates, []).reasons()["a"]


def test_more_people_than_places() -> None:
    """People who together may go to fewer places than they are, are named with the places."""
    found = waiting("doctors: [{id: a}, {id: b}, {id: c}]\nmanagers: [{id: k, pairs: 2}]")
    assert found == {"c": "3 doctors (a, b and c) may only go to 1 manager (k) with 2 places"}


def test_only_those_who_compete_are_named() -> None:
    """Someone who may go elsewhere, and a manager whom nobody of them may have, are left out."""
    found = waiting("""
doctors: [{id: a, refuses: [l]}, {id: b, refuses: [l]}, {id: c, refuses: [k]}]
managers: [{id: k}, {id: l}]
""")
    assert found == {"b": "2 doctors (a and b) may only go to 1 manager (k) with 1 place"}


def test_a_chain_of_alternatives_is_followed() -> None:
    """Who could change places is counted in: three for two managers, though none may go to both but one."""
    found = waiting("""
doctors: [{id: a, refuses: [l, m]}, {id: b, refuses: [m]}, {id: c, refuses: [k, m]}, {id: d}]
managers: [{id: k}, {id: l}, {id: m}]
""")
    assert found == {"c": "3 doctors (a, b and c) may only go to 2 managers (k and l) with 2 places"}


def test_long_lists_are_cut() -> None:
    """Of more than six names five stand, and the others are counted."""
    doctors = ", ".join(f"{{id: d{number}}}" for number in range(8))
    found = waiting(f"doctors: [{doctors}]\nmanagers: [{{id: k, pairs: 7}}]")
    assert found == {
        "d7": "8 doctors (d0, d1, d2, d3, d4 and 3 others) may only go to 1 manager (k) with 7 places"
    }


def test_in_file_order_doctors_first() -> None:
    """Those who wait stand in the order of the file."""
    found = waiting(
        "doctors: [{id: z, pairs: 0}, {id: a, pairs: 0}]\nmanagers: [{id: y, pairs: 0}, {id: b, pairs: 0}]"
    )
    assert list(found) == ["z", "a", "y", "b"]


def test_places_that_are_locked_to_others() -> None:
    """Someone whose only partner is locked to somebody else is told of that, not of people who are free."""
    found = waiting("""
doctors: [{id: a, refuses: [l]}, {id: b}]
managers: [{id: k}, {id: l}]
matching: {rules: [{together: [b, k]}]}
""")
    assert found["a"].startswith("may only go to k")
    assert "locked" in found["a"]


def test_places_that_the_command_line_locks() -> None:
    """`--lock` is named where it takes the place, beside `together` where both do."""
    text = "doctors: [{id: a, refuses: [m]}, {id: b}, {id: c}]\nmanagers: [{id: k}, {id: l}, {id: m}]\n"
    for rule, locks, told in (
        ("", [("b", "k"), ("c", "l")], "`--lock`"),
        ("matching: {rules: [{together: [b, k]}]}", [("c", "l")], "`together` and `--lock`"),
    ):
        candidates = candidates_for(text + rule, locks)
        reason = Waiting(candidates, best_pairs(candidates)).reasons()["a"]
        assert reason == f"may only go to k and l, locked to others by {told}"


def test_places_besides_those_that_are_locked() -> None:
    """Where locks take some of the places, those that are left are counted, and it is said so."""
    found = waiting("""
doctors: [{id: a}, {id: b}, {id: c, refuses: [l]}]
managers: [{id: k, pairs: 2}, {id: l, refuses: [a, b]}]
matching: {rules: [{together: [b, k]}]}
""")
    assert found["c"] == (
        "2 doctors (a and c) may only go to 1 manager (k) with 1 place besides those that `together` locks"
    )


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((True, True), "nobody they may go to prefers them to the partners they have (`stable: true`)"),
        ((False, False), "choices come before the number of people placed (`placement: free`)"),
        ((False, True), "a place for them would give up more old pairs than `--changes` allows"),
    ],
)
def test_what_came_before_a_place(options: tuple[bool, bool], reason: str) -> None:
    """Someone for whom a place is free, or could be made, waits because something else came first."""
    candidates = candidates_for("doctors: [{id: a}, {id: b, refuses: [l]}]\nmanagers: [{id: k}, {id: l}]")
    found = Waiting(candidates, [(0, 0)], *options).reasons()
    assert found == {"b": reason, "l": reason}


@pytest.mark.parametrize(
    ("matching", "start"),
    [
        ("stable: true, objective: rank", "nobody they may go to"),
        ("objective: rank, placement: free", "choices"),
    ],
)
def test_what_came_first_is_read_in_the_file(matching: str, start: str) -> None:
    """Unless it is said otherwise, the cohort file tells what comes before the number of people placed."""
    candidates = candidates_for(
        f"doctors: [{{id: a}}, {{id: b}}]\nmanagers: [{{id: k}}, {{id: l}}]\nmatching: {{{matching}}}"
    )
    assert Waiting(candidates, [(0, 0)]).reasons()["b"].startswith(start)


def test_a_hall_set_as_data() -> None:
    """Who competes for which places, and how many these are, in file order."""
    candidates = candidates_for("doctors: [{id: a}, {id: b}, {id: c}]\nmanagers: [{id: k, pairs: 2}]")
    assert too_few(candidates, best_pairs(candidates), "c") == TooFew(("a", "b", "c"), ("k",), 2)


def test_no_hall_set() -> None:
    """There is none where nobody is allowed, and none where a place could be found."""
    candidates = candidates_for("doctors: [{id: a, refuses: [k]}, {id: b}]\nmanagers: [{id: k}]")
    assert too_few(candidates, [(1, 0)], "a") is None
    assert too_few(candidates, [], "b") is None
