"""Objectives compared, changes traded for score, and weights moved until a pair changes."""

from __future__ import annotations

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import WrongUsage
from pairmatch.matching import Wishes, match
from pairmatch.matching.compare import compare
from pairmatch.matching.sensitivity import sensitivity
from pairmatch.matching.trade import trade
from tests.matching.helpers import ids, unchecked


def numbers(prefers: str = "") -> Cohort:
    """a scores 1000 with x and 400 with y, b 500 and 100 less: fair and total differ."""
    return unchecked(
        f"doctors: [{{id: a, attributes: {{n: 0}}{prefers}}}, {{id: b, attributes: {{n: 5}}}}]\n"
        "managers: [{id: x, attributes: {n: 0}}, {id: y, attributes: {n: 10}}]\n"
        "matching: {criteria: {n: 1}}\n"
    )


def test_objectives_side_by_side() -> None:
    """Without preferences three objectives are compared; the file's own is marked, and equals are named."""
    found = compare(numbers())
    assert [one.objective for one in found] == ["fair", "total", "leximin"]
    assert [one.is_chosen for one in found] == [True, False, False]
    assert [one.same_as for one in found] == [None, "fair", "fair"]
    assert all(one.is_proven and not one.blocking for one in found)


def test_preferences_bring_rank_and_stability() -> None:
    """a's first choice is y: rank gives it, and what parts them is not blocked, as y minds nobody."""
    found = {(one.objective, one.stable): one for one in compare(numbers(", prefers: [y]"))}
    assert len(found) == 8
    assert found["rank", False].whole.choices == (1,)
    assert found["total", False].whole.choices == (0,)
    assert found["total", False].whole.total == 1500
    assert found["rank", False].whole.total == 500


def test_blocking_pairs_are_named() -> None:
    """Two who name each other first and are parted by the scores are the one blocking pair."""
    cohort = unchecked(
        "doctors: [{id: a, attributes: {n: 0}, prefers: [y]}, {id: b, attributes: {n: 10}}]\n"
        "managers: [{id: x, attributes: {n: 0}}, {id: y, attributes: {n: 10}, prefers: [a]}]\n"
        "matching: {criteria: {n: 1}, stable: true}\n"
    )
    found = {(one.objective, one.stable): one for one in compare(cohort)}
    assert found["total", False].blocking == (("a", "y"),)
    assert found["total", True].blocking == ()
    assert found["fair", True].is_chosen
    assert found["total", True].whole.total == 0


def test_changes_against_score() -> None:
    """Both old pairs or none: no change keeps 1000 in total, two changes bring 1500."""
    wishes = Wishes("total", keep=(("a", "y"), ("b", "x")))
    first, second = trade(numbers(), wishes)
    assert (first.changes, first.whole.total, first.is_chosen) == (0, 500, True)
    assert (second.changes, second.whole.total, second.is_chosen) == (2, 1500, False)
    assert first.is_proven and second.is_proven


def test_the_chosen_number_of_changes_is_marked() -> None:
    """With --changes 2 the second row is the one that is made."""
    wishes = Wishes("total", keep=(("a", "y"), ("b", "x")), changes=2)
    assert [row.is_chosen for row in trade(numbers(), wishes)] == [False, True]


def test_people_come_before_old_pairs_in_the_chosen_row() -> None:
    """Keeping the old pair would leave b out: the row with one change, which places all, is chosen."""
    cohort = unchecked("doctors: [{id: a}, {id: b, refuses: [y]}]\nmanagers: [{id: x}, {id: y}]\n")
    rows = trade(cohort, Wishes(keep=(("a", "x"),)))
    assert [(row.changes, row.whole.people, row.is_chosen) for row in rows] == [(0, 2, False), (1, 4, True)]


def test_a_trade_needs_old_pairs() -> None:
    """Without old pairs there is nothing to trade."""
    with pytest.raises(WrongUsage, match="--keep"):
        trade(numbers(), Wishes())


WEIGHED = """
doctors:
  - {id: a, interests: [i], attributes: {style: s}}
  - {id: b, interests: [j], attributes: {style: t}}
managers:
  - {id: x, interests: [i], attributes: {style: t}}
  - {id: y, interests: [j], attributes: {style: s}}
matching: {objective: total, criteria: {interests: 5, style: 3}}
"""
"""Interests say a + x and b + y, styles a + y and b + x: the heavier wins, and on equal weight the order."""


def test_weights_move_until_a_pair_changes() -> None:
    """Interests may fall from 5 to 3, where both pairings are equal; style may rise from 3 to 5."""
    interests, style = sensitivity(unchecked(WEIGHED))
    assert (interests.criterion, interests.weight, interests.lowest, interests.highest) == (
        "interests",
        5,
        3,
        10,
    )
    assert (style.lowest, style.highest) == (0, 5)
    assert {move.person for move in interests.below} == {"a", "b", "x", "y"}
    assert (interests.above, style.below) == ((), ())
    assert {move.person for move in style.above} == {"a", "b", "x", "y"}


def test_the_ends_of_a_range_are_real() -> None:
    """At the end of the range the pairs are the same in truth, and one beyond they are not."""
    cohort = unchecked(WEIGHED)
    own = ids(match(cohort))
    for one in sensitivity(cohort):
        for weight in (one.lowest, one.highest):
            assert ids(match(weighing(one.criterion, weight))) == own
        beyond = [weight for weight in (one.lowest - 1, one.highest + 1) if 0 <= weight <= 10]
        assert all(ids(match(weighing(one.criterion, weight))) != own for weight in beyond)


def weighing(criterion: str, weight: int) -> Cohort:
    """The cohort with another weight."""
    own = {"interests": 5, "style": 3}[criterion]
    return unchecked(WEIGHED.replace(f"{criterion}: {own}", f"{criterion}: {weight}"))


def test_a_rule_on_scores_moves_with_the_weights() -> None:
    """With `score: 500`, a weight that lowers the pairs below it changes who may be paired at all."""
    cohort = unchecked(WEIGHED.replace("style: 3}", "style: 3}, rules: [{score: 600}]"))
    interests, _ = sensitivity(cohort)
    assert interests.lowest == 5  # at 4 the pairs score 571, and nobody may be paired
    assert {move.after for move in interests.below} == {()}


def test_a_weight_that_forbids_a_locked_pair_ends_the_range() -> None:
    """At a weight of 4 the rule would forbid the locked pair, and no pairing is left to tell moves of."""
    cohort = unchecked(WEIGHED.replace("style: 3}", "style: 3}, rules: [{score: 600}, {together: [a, x]}]"))
    interests, _ = sensitivity(cohort)
    assert (interests.lowest, interests.below) == (5, ())
