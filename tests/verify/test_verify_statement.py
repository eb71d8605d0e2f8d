"""What is said to be known of a pairing: proven by arithmetic, by the solver, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pairmatch.verify import statement
from tests.verify import priced
from tests.verify.cases import then
from tests.verify.priced import Priced, unproven, without_prices

STATEMENTS: list[tuple[str, Callable[[Priced], Any]]] = [
    ("edited by hand: what its proof says is of other pairs", lambda c: c.proof.update(fingerprint="")),
    ("not proven: the search ended before it could tell whether this is the best", unproven),
    ("the optimum is the solver's word, not shown here: there are no prices", without_prices),
    (
        "the optimum is the solver's word, not shown here: only stable pairings compete",
        then(without_prices, lambda c: c.matching.update(stable=True)),
    ),
    (
        "the optimum is the solver's word, not shown here: at most so many changes were allowed",
        then(without_prices, lambda c: c.options.update(keep=[], changes=0)),
    ),
    (
        "the optimum is the solver's word, not shown here: people take several partners",
        then(
            without_prices,
            lambda c: c.matching.update(objective="leximin"),
            lambda c: c.people.update(d1={"pairs": 2}),
        ),
    ),
    ("no pair could be added, each was tried", then(without_prices, lambda c: c.pairs.clear())),
]


@pytest.mark.parametrize(("said", "change"), STATEMENTS)
def test_what_is_known_is_said(said: str, change: Callable[[Priced], Any], tmp_path: Path) -> None:
    """It is said what is proven, and how: by arithmetic, by the solver, or not at all."""
    case = priced.fair()
    change(case)
    cohort = case.cohort(tmp_path)
    assert statement(cohort, case.document(cohort)) == said
