"""Prices that arithmetic cannot follow: strangers, unknown things, a wrong order, multipliers too close."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.verify import priced
from tests.verify.priced import Priced

Make = Callable[[], Priced]


def written(name: str) -> str:
    """A key of `counts`, as `choice 1` for `choice_1` and `pairs 0..499` for `pairs_0__499`."""
    return name.replace("__", "..").replace("_", " ")


def counting(**counts: int) -> Callable[[Priced], Any]:
    """The last entry counts this."""
    return lambda case: case.prices[-1].update(counts={written(key): n for key, n in counts.items()})


MALFORMED: list[tuple[str, Make, Callable[[Priced], Any]]] = [
    ("a doctor of no cohort", priced.total, lambda c: c.prices[0]["doctors"].update(d9=0)),
    ("a manager as doctor", priced.total, lambda c: c.prices[0]["doctors"].update(m1=5)),
    ("a doctor as manager", priced.fair, lambda c: c.prices[0]["managers"].update(d1=5)),
    ("nothing counted", priced.total, counting()),
    ("an unknown thing", priced.total, counting(people=2001, colour=1)),
    ("a thing worth nothing", priced.total, counting(people=2001, score=0)),
    ("choice none", priced.rank, counting(people=50025, choice_0=10005, choice_2=2001, score=1)),
    ("choice misspelt", priced.rank, counting(people=50025, choice1=10005, choice_2=2001, score=1)),
    ("choice left out", priced.rank, counting(people=50025, choice_1=10005, score=1)),
    ("score left out", priced.total, counting(people=2001)),
    ("people left out", priced.total, counting(score=1)),
    ("multipliers swapped", priced.total, counting(people=1, score=2001)),
    ("swapped in order", priced.total, counting(score=2001, people=1)),
    ("people worth too little", priced.total, counting(people=2000, score=1)),
    ("choices worth too little", priced.rank, counting(people=50025, choice_1=10004, choice_2=2001, score=1)),
    ("kept worth too little", priced.kept, counting(people=4002, kept=2000, score=1)),
    ("kept outweighs people", priced.kept, counting(people=4001, kept=2001, score=1)),
    ("kept left out", priced.kept, counting(people=2001, score=1)),
    ("score counts against", priced.total, counting(people=2001, score=-1)),
    ("people count against", priced.total, counting(people=-2001, score=1)),
    ("entries swapped", priced.in_two_entries, lambda c: c.prices.reverse()),
    ("an entry missing", priced.in_two_entries, lambda c: c.prices.pop()),
    ("an entry twice", priced.in_two_entries, lambda c: c.prices.append(c.prices[-1])),
    ("the best not shown", priced.fair, lambda c: c.prices.pop()),
    ("the worst of a total", priced.total, lambda c: c.prices.append(priced.fair().prices[0])),
    ("the worst by score", priced.fair, lambda c: c.prices[0].update(counts={"people": 2001, "score": 1})),
    ("kept where changes are allowed", priced.kept, lambda c: c.options.update(changes=1)),
    ("levels of other pairs", priced.leximin, lambda c: c.table[0].__setitem__(1, 601)),
    (
        "low pairs count for",
        priced.fair_of_all,
        lambda c: c.prices[1]["counts"].update({"pairs 0..499": 2001}),
    ),
    ("low pairs of a total", priced.total, counting(people=6003, pairs_0__499=-2001, score=1)),
    ("too few low pairs", priced.fair_of_all, counting(people=6003, pairs_0=-2001, score=1)),
]


@pytest.mark.parametrize(
    ("make", "change"), [row[1:] for row in MALFORMED], ids=[row[0] for row in MALFORMED]
)
def test_prices_that_arithmetic_cannot_follow(
    make: Make, change: Callable[[Priced], Any], tmp_path: Path
) -> None:
    """Strangers, unknown things, a wrong order and multipliers that are too close are told as such."""
    case = make()
    change(case)
    assert set(case.codes(tmp_path)) == {"PM438"}


def test_one_key_may_name_one_score_as_a_range(tmp_path: Path) -> None:
    """`pairs 500..500` is `pairs 500`."""
    case = priced.leximin()
    counts = case.prices[0]["counts"]
    case.prices[0]["counts"] = {key.replace("pairs 500", "pairs 500..500"): n for key, n in counts.items()}
    assert case.codes(tmp_path) == []


def test_old_pairs_of_whom_nobody_is_left_may_be_counted(tmp_path: Path) -> None:
    """Where no old pair is left, none can be kept, and prices may count them or not."""
    case = priced.total()
    case.options["keep"] = [["gone", "m1"]]
    assert case.codes(tmp_path) == []
    case.prices[0]["counts"] = {"people": 2002, "kept": 2001, "score": 1}
    assert case.codes(tmp_path) == []
