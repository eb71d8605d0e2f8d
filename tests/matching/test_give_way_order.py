"""What to change so that someone who waits can be placed: what comes first, and how many are shown."""

from __future__ import annotations

import pytest

from pairmatch.matching.answers import Measures
from pairmatch.matching.candidates import Candidates
from pairmatch.matching.give_way import MEASURED_AT_MOST, SHOWN_AT_MOST, SHOWN_OF_A_KIND, give_way
from tests.matching.given import candidates_for, changes, measured, ways


def test_the_order_of_who_gives_way() -> None:
    """An option costs nobody; then a rule, an approval, a refusal, and last who manages whom."""
    text = """
programme: {start: 2026-09-07, needs_approval: true}
doctors: [{id: a, approved: x}]
managers:
  - {id: k, approved: x, line_manages: [a]}
  - {id: l, approved: x, refuses: [a]}
  - {id: m}
  - {id: n, approved: x}
  - {id: o, approved: x}
matching: {rules: [{apart: [a, n]}]}
"""
    assert changes("a", text, ban=(("a", "o"),)) == [
        "leave out `--ban a:o`",
        "drop `apart: [a, n]`",
        "get m approved (`approved`)",
        "drop that l refuses a",
        "drop that k manages a",
    ]


def test_the_calendar_gives_way_before_a_person() -> None:
    """Whoever has said no is asked after the calendar, and a rule before it."""
    text = """
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a, works: {mon: am}}]
managers: [{id: k, refuses: [a]}, {id: l, works: {tue: am}}, {id: m}]
meetings: {every_weeks: 1}
matching: {rules: [{apart: [a, m]}]}
"""
    assert changes("a", text) == [
        "drop `apart: [a, m]`",
        "allow pairs whose sessions cannot all be held (`schedulable: false`)",
        "drop that k refuses a",
    ]


def test_of_equal_cost_the_better_pairing_comes_first() -> None:
    """Of three refusals two are shown, those with the better pairings, the best first."""
    found = ways(
        "a",
        """
doctors: [{id: a, interests: [x, y, z]}]
managers:
  - {id: k, refuses: [a], interests: [x]}
  - {id: l, refuses: [a], interests: [x, y, z]}
  - {id: m, refuses: [a], interests: [x, y]}
""",
    )
    assert [(one.change, one.whole.worst) for one in found] == [
        ("drop that l refuses a", 1000),
        ("drop that m refuses a", 800),
    ]


def test_the_number_of_suggestions_is_limited() -> None:
    """Two of a kind, five in all, and no more than three pairings worked out for one place of the order."""
    rules = ", ".join(f"{{apart: [a, m{at}]}}" for at in range(8))
    managers = ", ".join(f"{{id: m{at}, interests: [i{at}]}}" for at in range(8))
    refusing = ", ".join(f"{{id: r{at}, refuses: [a]}}" for at in range(8))
    text = f"doctors: [{{id: a}}]\nmanagers: [{managers}, {refusing}]\nmatching: {{rules: [{rules}]}}"
    candidates = candidates_for(text)
    asked: list[Candidates] = []

    def watched(changed: Candidates) -> Measures:
        asked.append(changed)
        return measured(changed)

    found = give_way(candidates, (), "a", watched, "fair")
    assert [one.kind for one in found] == ["rule", "rule", "veto", "veto"]
    assert (SHOWN_OF_A_KIND, SHOWN_AT_MOST, MEASURED_AT_MOST, len(asked)) == (2, 5, 3, 6)


def test_no_more_than_five() -> None:
    """Two options, two places and two rules would help: the second rule is not shown."""
    text = """
doctors: [{id: a}, {id: b}, {id: c}]
managers: [{id: k}, {id: l}, {id: m}, {id: n}, {id: o}, {id: p}]
matching: {rules: [{apart: [a, b, c, m]}, {apart: [a, b, c, n]}, {apart: [a, b, o, p]}]}
"""
    assert [one.kind for one in ways("c", text, ban=(("c", "o"), ("c", "p")))] == [
        "other",
        "other",
        "capacity",
        "capacity",
        "rule",
    ]


@pytest.mark.parametrize(
    ("objective", "first"), [("total", "total"), ("fair", "worst"), ("leximin", "worst"), ("rank", "choices")]
)
def test_what_is_better_is_said_by_the_objective(objective: str, first: str) -> None:
    """Of two changes the one comes first whose pairing is better in what is maximised."""
    worth = {
        "total": Measures(2, worst=1, total=9, choices=(0, 2), pairs=1),
        "worst": Measures(2, worst=3, total=8, choices=(0, 1), pairs=1),
        "choices": Measures(2, worst=2, total=7, choices=(1, 0), pairs=1),
    }
    names = dict(zip("klm", worth, strict=True))
    candidates = candidates_for(
        "doctors: [{id: a}]\nmanagers: [{id: k, refuses: [a]}, {id: l, refuses: [a]}, {id: m, refuses: [a]}]"
    )

    def stub(changed: Candidates) -> Measures:
        return worth[names["klm"[int(changed.allowed[0].argmax())]]]

    best = give_way(candidates, (), "a", stub, objective)[0]
    assert best.whole == worth[first]
