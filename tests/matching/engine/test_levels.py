"""Counted things in order, packed into whole numbers."""

from __future__ import annotations

from itertools import accumulate

from pairmatch.matching.engine.levels import choices, kept, packed, pairs_scoring, people, total
from tests.matching.helpers import problem


def test_an_earlier_thing_outweighs_all_later_ones() -> None:
    """One person more is worth more than any total, one old pair more than any total as well."""
    of = problem([[1000, 7], [0, 1000]], kept=[(0, 1)])
    (stage,) = packed(of, [people(of), kept(of), total(of)])
    assert list(stage.counts) == ["people", "kept", "score"]
    assert stage.counts["score"] == 1
    assert stage.counts["kept"] > 1000 * 2
    assert stage.counts["people"] > 2 * stage.counts["kept"] + 1000 * 2
    assert stage.gain.tolist() == [1000, 7 + stage.counts["kept"], 0, 1000]
    assert stage.per_person == stage.counts["people"]


def test_fewer_may_be_better() -> None:
    """Pairs that score 0 to 9 count against a choice."""
    of = problem([[5, 10]])
    (stage,) = packed(of, [pairs_scoring(of, 0, 9, -1)])
    assert stage.counts == {"pairs 0..9": -1}
    assert stage.gain.tolist() == [-1, 0]


def test_more_than_one_number_holds_is_split() -> None:
    """Thirty ranks of many people need several stages, in order, none of which can overflow."""
    size = 40
    lists = [[(at + k) % size for k in range(30)] for at in range(size)]
    of = problem([[0] * size] * size, prefers=([list(one) for one in lists], [[] for _ in range(size)]))
    stages = list(packed(of, [people(of), *choices(of), total(of)]))
    assert len(stages) > 1
    names = [name for stage in stages for name in stage.counts]
    assert names == ["people", *(f"choice {rank}" for rank in range(1, 31)), "score"]
    for stage in stages:
        weights = list(stage.counts.values())
        assert weights == sorted(weights, reverse=True)
        assert all(abs(weight) * 1000 * size < 2**63 for weight in list(accumulate(weights, max))[1:])
