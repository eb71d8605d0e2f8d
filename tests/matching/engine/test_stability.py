"""Stable pairings: nobody would rather, with ties, places and locks, and the largest of them."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from pairmatch.matching.engine import Aim, Conditions, Objective, Problem, best
from pairmatch.matching.engine.stability import blocking, narrowed, some_stable
from pairmatch.progress import Watch
from tests.matching.engine.choices import Pairs, all_choices
from tests.matching.helpers import Table, problem

STABLE = Conditions(stable=True)


def stable(of: Problem, objective: Objective = "total") -> Pairs:
    """The best stable pairs."""
    return list(best(of, Aim(objective, conditions=STABLE)).pairs)


def test_two_who_both_prefer_each_other_block() -> None:
    """Left 0 and right 0 are each other's first choice: any pairing that parts them is not stable."""
    of = problem([[0, 900], [900, 0]], prefers=([[0, 1], [0, 1]], [[0, 1], [0, 1]]))
    assert blocking(of, of.chosen([(0, 1), (1, 0)])) == ((0, 0),)
    assert stable(of) == [(0, 0), (1, 1)]


def test_one_who_is_indifferent_blocks_nothing() -> None:
    """The rights list nobody: they do not mind, so the total decides."""
    of = problem([[0, 900], [900, 0]], prefers=([[0], [1]], [[], []]))
    assert blocking(of, of.chosen([(0, 1), (1, 0)])) == ()
    assert stable(of) == [(0, 1), (1, 0)]


def test_a_free_place_is_worse_than_anyone() -> None:
    """Two allowed people who both wait would rather have each other."""
    of = problem([[5]])
    assert blocking(of, of.chosen([])) == ((0, 0),)


def test_breaking_ties_well_places_more() -> None:
    """Right 0 is indifferent: with left 1, who can go nowhere else, all are placed; with left 0, not."""
    of = problem([[9, 0], [0, None]], prefers=([[0, 1], [0]], [[], [0]]))
    assert blocking(of, of.chosen([(0, 0)])) == ()
    assert stable(of) == [(0, 1), (1, 0)]


def test_the_objective_chooses_among_stable_pairings() -> None:
    """Each way of proposing gives one of two stable pairings; the scores say which is taken."""
    prefers: tuple[Table, Table] = ([[0, 1], [1, 0]], [[1, 0], [0, 1]])
    assert stable(problem([[5, 0], [0, 5]], prefers=prefers)) == [(0, 0), (1, 1)]
    assert stable(problem([[0, 5], [5, 0]], prefers=prefers)) == [(0, 1), (1, 0)]


def test_a_locked_partner_is_never_given_up() -> None:
    """Left 0 and right 0 would rather have each other, but left 0 is locked elsewhere: nothing blocks."""
    of = problem([[0, 0], [0, 0]], locks=[(0, 1)], prefers=([[0], []], [[0], []]))
    assert blocking(of, of.chosen([(0, 1), (1, 0)])) == ()
    assert stable(of) == [(0, 1), (1, 0)]


def test_the_worst_of_several_partners_is_given_up() -> None:
    """Left 0 holds its first and third choice, and would rather have its second, who waits."""
    of = problem([[0, 0, 0]], left=[2], prefers=([[0, 1, 2]], [[], [], []]))
    assert blocking(of, of.chosen([(0, 0), (0, 2)])) == ((0, 1),)
    assert stable(of) == [(0, 0), (0, 1)]


def test_strict_preferences_are_narrowed_to_stable_pairs() -> None:
    """The classic of three and three has three stable pairings, which use all nine pairs but none besides."""
    lefts: Table = [[0, 1, 2], [1, 2, 0], [2, 0, 1]]
    rights: Table = [[1, 2, 0], [2, 0, 1], [0, 1, 2]]
    strict = narrowed(problem([[0] * 3] * 3, prefers=(lefts, rights)))
    assert strict is not None
    assert strict.stable.sum() == 9
    agreed = narrowed(problem([[0] * 3] * 3, prefers=([[0, 1, 2]] * 3, [[0, 1, 2]] * 3)))
    assert agreed is not None
    assert agreed.possible.pairs(agreed.stable) == ((0, 0), (1, 1), (2, 2))


def test_ties_are_not_narrowed() -> None:
    """Whoever does not list everyone has a tie, for which the narrowing does not hold."""
    assert narrowed(problem([[0, 0, 0]] * 3, prefers=([[0]] * 3, [[0, 1, 2]] * 3))) is None


def test_proposing_gives_a_stable_pairing_with_places_and_locks() -> None:
    """On problems with ties, several places and a lock, nothing blocks what the lefts' proposals lead to."""
    for seed in range(200):
        rng = Random(seed)
        of = random_problem(rng, is_strict=False)
        of = of.with_lock(rng.randrange(of.size)) if of.size else of
        start = some_stable(of)
        assert blocking(of, start) == (), seed
        assert start[of.locked].all()
        assert sorted(of.pairs(start)) in [sorted(choice) for choice in all_choices(of)]


def test_without_time_the_first_stable_pairing_is_kept() -> None:
    """A search that is cut short has a stable pairing all the same, and calls it not proven."""
    of = random_problem(Random(1), is_strict=False)
    found = best(of, Aim("fair", conditions=STABLE), Watch(0.0, None, None))
    assert not found.is_proven
    assert blocking(of, of.chosen(found.pairs)) == ()


def random_problem(rng: Random, is_strict: bool) -> Problem:
    """Up to four and four, with lists of any length or, to be strict, of everyone."""
    rows, columns = rng.randint(2, 4), rng.randint(2, 4)
    table: Table = [
        [rng.randint(0, 9) if rng.random() < 0.8 else None for _ in range(columns)] for _ in range(rows)
    ]

    def lists(people: int, others: int) -> Table:
        return [
            list(rng.sample(range(others), others if is_strict else rng.randint(0, others)))
            for _ in range(people)
        ]

    prefers = (lists(rows, columns), lists(columns, rows))
    if is_strict:
        return problem(table, prefers=prefers)
    places = [rng.choice([1, 1, 2]) for _ in range(rows + columns)]
    return problem(table, places[:rows], places[rows:], prefers=prefers)


@pytest.mark.parametrize("is_strict", [True, False])
@pytest.mark.parametrize("objective", ["fair", "total", "leximin", "rank"])
def test_the_best_stable_pairing_is_that_of_all(is_strict: bool, objective: Objective) -> None:
    """Of all choices that nothing blocks, the one found places the most, and is best, and least, of these."""
    for seed in range(40):
        of = random_problem(Random(seed), is_strict)
        if of.size > 11:
            continue
        choices = [choice for choice in all_choices(of) if not blocking(of, of.chosen(choice))]
        greatest = max(value(of, choice, objective) for choice in choices)
        wanted = min(sorted(one) for one in choices if value(of, one, objective) == greatest)
        assert stable(of, objective) == wanted, seed


def value(of: Problem, choice: Pairs, objective: Objective) -> list[object]:
    """What a choice is worth, people first."""
    chosen = of.chosen(choice)
    scores = of.score[chosen].tolist()
    ranks = np.concatenate([of.left_choice[chosen], of.right_choice[chosen]]).tolist()
    own: dict[str, list[object]] = {
        "fair": [min(scores, default=0), sum(scores)],
        "total": [sum(scores)],
        "leximin": [sorted(scores)],
        "rank": [[ranks.count(rank) for rank in range(1, 5)], sum(scores)],
    }
    return [of.placed(chosen), *own[objective]]
