"""Why these two, why not those: parts, margins, alternatives, and what forbids."""

from __future__ import annotations

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import NoAnswerInTime
from pairmatch.matching import Wishes
from pairmatch.matching.answers import Measures, Move
from pairmatch.matching.why import margins, what_ifs, why_lock, why_pair, why_person
from tests.matching.helpers import unchecked

THREE = """
doctors:
  - {id: ann, interests: [a, b], wants: [w]}
  - {id: ben, interests: [a], wants: [w]}
  - {id: cat, interests: [a, b], wants: [w], refuses: [yan]}
managers:
  - {id: xu, interests: [a, b], offers: [w]}
  - {id: yan, interests: [a]}
"""
"""cat may only go to xu. interests: 1000 where alike, 667 else; exchange: 1000 with xu, 0 with yan."""


def three(matching: str = "objective: total, criteria: {interests: 1, exchange: 3}") -> Cohort:
    """Three and two; with these weights a pair with xu has 1000 or 917, one with yan 167 or 250."""
    return unchecked(THREE + f"matching: {{{matching}}}\n")


def test_each_criterions_part_of_the_score() -> None:
    """ann and xu are alike in interests, and xu offers what ann wants: 250 + 750 = 1000 points."""
    parts = why_pair(three(), "ann", "xu").parts
    assert [(part.name, part.value, part.weight, part.points) for part in parts] == [
        ("interests", 1000, 1, 250.0),
        ("exchange", 1000, 3, 750.0),
    ]


def test_what_is_not_known_has_no_points() -> None:
    """A criterion without data is left out of the mean, and the others share its weight."""
    cohort = unchecked(
        "doctors: [{id: ann, interests: [a]}]\nmanagers: [{id: xu, interests: [a]}]\n"
        "matching: {criteria: {interests: 1, exchange: 3}}\n"
    )
    interests, exchange = why_pair(cohort, "ann", "xu").parts
    assert (interests.points, exchange.value, exchange.points) == (1000.0, None, 0.0)


def test_a_pair_that_is_has_its_margin() -> None:
    """The best is ann + xu, ben + yan (1000 + 250). Without the first: cat + xu, which is as good."""
    found = why_pair(three(), "ann", "xu")
    assert found.best == found.margin.without.whole if found.margin and found.margin.without else False
    assert found.margin is not None and found.margin.kind == "interchangeable"
    assert found.margin.without is not None
    assert found.margin.without.moves == (
        Move("ann", ("xu",), ()),
        Move("cat", (), ("xu",)),
        Move("xu", ("ann",), ("cat",)),
    )


def test_a_pair_that_is_not_has_its_price() -> None:
    """With ann + yan, ben or cat has xu: 167 + 1000 is 83 less than 1000 + 250."""
    found = why_pair(three(), "ann", "yan")
    assert (found.score, found.obstacles, found.margin) == (167, (), None)
    assert found.best.total == 1250
    assert found.what_if is not None
    assert found.what_if.whole.total == 1167
    assert [move.person for move in found.what_if.moves] == ["ann", "ben", "cat", "xu", "yan"]


def test_a_forbidden_pair_has_every_obstacle_with_its_line() -> None:
    """A refusal and a rule forbid cat and yan; both are told, each with where it stands."""
    cohort = three("criteria: {interests: 1}, rules: [{apart: [cat, yan], why: they said so}]")
    found = why_pair(cohort, "cat", "yan")
    assert [one.reason for one in found.obstacles] == [
        "cat refuses yan",
        "`apart: [cat, yan]` (they said so)",
    ]
    assert found.what_if is None


def test_a_person_has_the_alternatives_that_were_open() -> None:
    """ben is with yan; xu was open to ben, for 83 + 83 = 166 less, and nobody was forbidden."""
    found = why_person(three(), "ben")
    assert [partner.pair for partner in found.partners] == [("ben", "yan")]
    assert [one.other for one in found.alternatives] == ["xu"]
    assert found.alternatives[0].score == 917
    assert found.alternatives[0].what_if.whole.total == 917 + 167
    assert (found.forbidden, found.waits) == ((), None)


def test_someone_who_waits_has_the_hall_set_and_a_way_out() -> None:
    """Three doctors share two managers; a second place with one of them would place the third."""
    found = why_person(three(), "cat")
    assert found.partners == ()
    assert found.waits is not None and found.waits.too_few is not None
    assert found.waits.too_few.people == ("ann", "ben", "cat")
    assert found.waits.too_few.others == ("xu", "yan")
    assert found.waits.give_way[0].change.startswith("let xu take 2 partners")
    assert found.waits.give_way[0].whole.people == 5
    assert [one.other for one in found.forbidden] == ["yan"]


def test_margins_of_all_pairs() -> None:
    """ann + xu can be exchanged with cat; ben + yan is 83 ahead of ann + yan with cat + xu."""
    first, second = margins(three())
    assert (first.kind, second.kind) == ("interchangeable", "ahead")
    assert second.without is not None
    assert second.without.whole.total == 1167


def test_a_pair_without_which_fewer_are_placed_is_forced() -> None:
    """The only candidate of both is forced; a locked pair is called locked, and has no price."""
    one = unchecked("doctors: [{id: ann}]\nmanagers: [{id: xu}]\n")
    (margin,) = margins(one)
    assert margin.kind == "forced"
    assert margin.without is not None and margin.without.whole.people == 0
    (margin,) = margins(one, Wishes(lock=(("ann", "xu"),)))
    assert (margin.kind, margin.without) == ("locked", None)


@pytest.mark.parametrize("objective", ["fair", "total", "leximin", "rank"])
def test_what_ifs_are_what_locks_give(objective: str) -> None:
    """The price of each other candidate is the very pairing that a lock of it would give."""
    cohort = three(f"objective: {objective}, criteria: {{interests: 1, exchange: 3}}")
    found = what_ifs(cohort)
    assert set(found) == {("ann", "yan"), ("ben", "xu"), ("cat", "xu")}
    for (doctor, manager), what_if in found.items():
        locked = margins(cohort, Wishes(lock=((doctor, manager),)))
        assert (doctor, manager) in [margin.pair for margin in locked]
        assert what_if.whole == why_person(cohort, doctor, Wishes(lock=((doctor, manager),))).best


def test_under_fair_a_lower_worst_pair_is_priced_exactly() -> None:
    """The fair best is 500 + 500. With the pair of 100 the other is 900: worst 100, total 1000."""
    cohort = unchecked(
        "doctors: [{id: a, attributes: {n: 0, k: 0}}, {id: b, attributes: {n: 1}}]\n"
        "managers: [{id: x, attributes: {n: 0}}, {id: y, attributes: {n: 10}}]\n"
        "matching: {criteria: {n: 1}}\n"
    )
    # a+x 1000, a+y 0, b+x 900, b+y 100: fair takes a+x, b+y (worst 100), not a+y, b+x (worst 0).
    (found,) = [one for pair, one in what_ifs(cohort).items() if pair == ("b", "x")]
    assert found.whole == Measures(4, 0, 900, (), 2, found.whole.scores)


def test_a_lock_that_costs_a_place_is_explained() -> None:
    """With ann locked to xu, cat, who may go nowhere else, waits, and so does nobody in ann's stead."""
    cohort = unchecked("doctors: [{id: ann}, {id: cat, refuses: [yan]}]\nmanagers: [{id: xu}, {id: yan}]\n")
    assert why_lock(cohort) is None
    assert why_lock(cohort, Wishes(lock=(("ann", "yan"),))) is None
    found = why_lock(cohort, Wishes(lock=(("ann", "xu"),)))
    assert found is not None
    assert (found.people, found.without) == (2, 4)
    assert [one.reason for one in found.because] == ["cat refuses yan"]


def test_nobody_of_this_name() -> None:
    """An id that the cohort does not have is a `KeyError`, as for every mapping."""
    with pytest.raises(KeyError):
        why_person(three(), "dan")
    with pytest.raises(KeyError):
        why_pair(three(), "ann", "zoe")


def test_no_time_at_all() -> None:
    """Without time nothing is explained, and nothing half."""
    with pytest.raises(NoAnswerInTime):
        margins(three(), time_limit=0)


def test_what_the_allowed_changes_leave_no_room_for() -> None:
    """With no change allowed, no pairing does without an old pair, and none has another instead."""
    cohort = unchecked("doctors: [{id: ann}, {id: ben}]\nmanagers: [{id: xu}, {id: yan}]\n")
    wishes = Wishes(keep=(("ann", "yan"), ("ben", "xu")), changes=0)
    assert [(margin.kind, margin.without) for margin in margins(cohort, wishes)] == [("forced", None)] * 2
    assert why_pair(cohort, "ann", "xu", wishes).what_if is None
    assert what_ifs(cohort, wishes) == {}
