"""What a pairing gives up against the best, in words: the first thing that differs, and no other."""

from __future__ import annotations

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Measures, Move, WhatIf
from pairmatch.matching.wishes import Wishes
from pairmatch.report.losses import NOTHING, Standard, gain, loss
from tests.report.samples import cohort_data, cohort_of

BEST = Measures(people=48, worst=512, total=17034, choices=(14, 5, 1), pairs=24)


def measures(
    people: int = 48, worst: int = 512, total: int = 17034, choices: tuple[int, ...] = (14, 5, 1)
) -> Measures:
    """The best pairing's, with some of them changed."""
    return Measures(people, worst, total, choices, pairs=24)


@pytest.mark.parametrize(
    ("objective", "after", "told"),
    [
        ("fair", measures(people=47, worst=10), "1 person fewer has a partner"),
        ("fair", measures(people=46), "2 people fewer have a partner"),
        (
            "fair",
            measures(worst=480, total=17003),
            "the worst pair falls from 512 to 480, and the total falls by 31",
        ),
        (
            "fair",
            measures(worst=480, total=18034),
            "the worst pair falls from 512 to 480, and the total rises by 1,000",
        ),
        ("fair", measures(worst=480), "the worst pair falls from 512 to 480"),
        ("fair", measures(total=17003), "the total falls by 31"),
        ("fair", measures(total=17033, choices=(1,)), "the total falls by 1"),
        ("fair", measures(), NOTHING),
        ("total", measures(worst=480, total=17003), "the total falls by 31"),
        ("total", measures(worst=480), NOTHING),
        ("rank", measures(worst=1, choices=(13, 6, 1)), "1 person fewer has their first choice"),
        ("rank", measures(worst=1, choices=(14, 3, 3)), "2 people fewer have their second choice"),
        ("rank", measures(worst=1, total=17000), "the total falls by 34"),
        ("leximin", measures(worst=480, total=17100), "the worst pair falls from 512 to 480, and the total"),
    ],
)
def test_the_first_measure_that_differs_is_told(objective: str, after: Measures, told: str) -> None:
    """Measures are compared in the order of the objective; what it does not go by is never told."""
    found = loss(Standard(objective), BEST, WhatIf(after, ()))
    assert found == told if objective != "leximin" else found.startswith(told)


def test_leximin_tells_the_first_score_that_differs() -> None:
    """Where the worst pairs are alike, the weakest pair that gets worse is named with its place."""
    before, after = (Measures(6, 500, 1700, (), 3, scores) for scores in ((500, 500, 700), (500, 480, 720)))
    told = loss(Standard("leximin"), before, WhatIf(after, ()))
    assert told == "the second weakest pair falls from 500 to 480"


def test_leximin_tells_a_missing_pair() -> None:
    """Of two lists of scores of which one begins the other, the shorter one has a pair fewer."""
    before, after = (
        Measures(6, 500, 1700, (), len(scores), scores) for scores in ((500, 600, 600), (500, 600))
    )
    assert loss(Standard("leximin"), before, WhatIf(after, ())) == "1 pair fewer"


OLD = frozenset({("d01", "m01"), ("d02", "m02")})
SWAP = (
    Move("d01", ("m01",), ("m02",)),
    Move("d02", ("m02",), ("m01",)),
    Move("m01", ("d01",), ("d02",)),
    Move("m02", ("d02",), ("d01",)),
)


def test_old_pairs_come_before_the_objective() -> None:
    """With pairs to keep, giving up old ones is told rather than the worst pair; a pair counts once."""
    standard = Standard("fair", old_pairs=OLD)
    assert loss(standard, BEST, WhatIf(measures(worst=1), SWAP)) == "2 old pairs fewer are kept"
    assert loss(standard, BEST, WhatIf(measures(worst=1), SWAP[:1])) == "1 old pair fewer is kept"


def test_with_changes_old_pairs_come_last() -> None:
    """With a limit of changes the objective decides first, and kept pairs where it is equal."""
    standard = Standard("fair", old_pairs=OLD, old_pairs_first=False)
    assert loss(standard, BEST, WhatIf(measures(worst=511), SWAP)).startswith("the worst pair falls")
    assert loss(standard, BEST, WhatIf(BEST, SWAP)) == "2 old pairs fewer are kept"


def test_with_free_placement_choices_come_before_people() -> None:
    """Where placement is free, a lost choice is told though more people are placed."""
    standard = Standard("rank", people_first=False)
    after = measures(people=50, choices=(13, 9, 9))
    assert loss(standard, BEST, WhatIf(after, ())) == "1 person fewer has their first choice"


def test_a_gain_tells_people_and_the_worst_pair() -> None:
    """What lets more be placed is told with what becomes of the worst pair."""
    after = measures(people=50, worst=480)
    assert gain(Standard("fair"), BEST, after) == (
        "2 people more have a partner; the worst pair falls from 512 to 480"
    )
    assert gain(Standard("fair"), BEST, measures(people=49)) == "1 person more has a partner"


def test_the_standard_is_that_of_the_file_and_of_the_wishes() -> None:
    """Wishes go before the file; a free placement counts with `rank` only."""
    data = cohort_data(2)
    data["matching"] |= {"objective": "rank", "placement": "free"}
    cohort = Cohort.model_validate(data)
    assert Standard.of(cohort, Wishes()) == Standard("rank", people_first=False)
    assert Standard.of(cohort, Wishes(objective="fair")) == Standard("fair")
    kept = Wishes(keep=(("d01", "m01"),), changes=2)
    assert Standard.of(cohort_of(2), kept) == Standard(
        "fair", old_pairs=frozenset({("d01", "m01")}), old_pairs_first=False
    )
