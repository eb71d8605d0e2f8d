"""The tables beside a pairing give what going through every legal pairing gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Move, WeightRange
from pairmatch.matching.compare import compare
from pairmatch.matching.sensitivity import sensitivity
from pairmatch.matching.trade import trade
from tests.matching.oracle_differences import ids_of, partners_of, whole_of, wishes_of
from tests.oracle.calendar import Data
from tests.oracle.cohorts import seeded_pairing_cohort, seeded_preference_cohort
from tests.oracle.pairing import NoPairing, Pairings
from tests.oracle.pairing_orders import Positions
from tests.oracle.preference_cohorts import OBJECTIVES, pairing_options

SEEDS = 20
BATCH = 10
SWEEP = 320
SLOW_BATCH = 30
COHORTS = {"rules": seeded_pairing_cohort, "preferences": seeded_preference_cohort}
Check = Callable[[Random, Data], Iterator[Any]]


def compared(rng: Random, data: Data) -> Iterator[Any]:
    """The rows of `compare` that are wrong, under locks and bans."""
    options = _without(pairing_options(rng, data), "keep", "changes")
    among, matching = Pairings(data, options), data["matching"]
    rows = compare(Cohort.model_validate(data), wishes_of(options))
    for row in rows:
        best = among.ranking({"objective": row.objective, "stable": row.stable}).best
        found, real = whole_of(row.whole, among, best)
        is_chosen = (row.objective, row.stable) == (matching["objective"], matching.get("stable", False))
        blocking = set(ids_of(data, among.blocking(best)))
        if (found, set(row.blocking), row.is_chosen, row.is_proven) != (real, blocking, is_chosen, True):
            yield row, real, blocking
    shown = {row.objective for row in rows}
    has_ranks = any(person["prefers"] for person in data["doctors"] + data["managers"])
    if shown != set(OBJECTIVES[:3]) | ({"rank"} if has_ranks else {matching["objective"]}):
        yield shown
    if not any(row.is_chosen for row in rows):
        yield "none is chosen"


def traded(rng: Random, data: Data) -> Iterator[Any]:
    """The rows of `trade` that are wrong, or that are missing though the row before is another."""
    options = _without(pairing_options(rng, data), "changes")
    if not options.get("keep"):
        return
    among = Pairings(data, options)
    rows = {row.changes: row for row in trade(Cohort.model_validate(data), wishes_of(options))}
    shown = None
    for changes in range(len(options["keep"]) + 1):
        try:
            best = among.ranking(options | {"changes": changes}).best
        except NoPairing:
            if changes in rows:
                yield rows[changes], "no pairing"
            continue
        if changes in rows:
            found, shown = whole_of(rows[changes].whole, among, best)
            if found != shown:
                yield found, shown
        elif shown is None or whole_of(shown, among, best)[1] != shown:
            yield changes, "missing"


def weighed(rng: Random, data: Data) -> Iterator[Any]:
    """The weights for which `sensitivity` is wrong about how far they go, or about who moves beyond."""
    options = _without(pairing_options(rng, data), "keep", "changes")
    for found in sensitivity(Cohort.model_validate(data), wishes_of(options)):
        best = [_best_with(data, options, found.criterion, weight) for weight in range(11)]
        lowest = highest = found.weight
        while lowest > 0 and best[lowest - 1] == best[found.weight]:
            lowest -= 1
        while highest < 10 and best[highest + 1] == best[found.weight]:
            highest += 1
        real = WeightRange(
            found.criterion,
            found.weight,
            lowest,
            highest,
            _moves(data, best[found.weight], best[lowest - 1] if lowest > 0 else None),
            _moves(data, best[found.weight], best[highest + 1] if highest < 10 else None),
        )
        if found != real:
            yield found, real


def _best_with(data: Data, options: Data, criterion: str, weight: int) -> Positions | None:
    """The optimum once one criterion has another weight; None where a lock is then too low for a rule."""
    criteria = data["matching"]["criteria"]
    now = criteria[criterion]
    one = now | {"weight": weight} if isinstance(now, dict) else weight
    try:
        weighed_anew = data | {"matching": data["matching"] | {"criteria": criteria | {criterion: one}}}
        return Pairings(weighed_anew, options).ranking().best
    except NoPairing:
        return None


def _moves(data: Data, before: Positions | None, after: Positions | None) -> tuple[Move, ...]:
    if before is None or after is None:
        return ()
    people = [person["id"] for person in data["doctors"] + data["managers"]]
    moves = [Move(one, partners_of(data, before, one), partners_of(data, after, one)) for one in people]
    return tuple(move for move in moves if move.before != move.after)


def _without(options: Data, *names: str) -> Data:
    return {name: given for name, given in options.items() if name not in names}


def wrong(check: Check, kind: str, seeds: range) -> dict[int, list[Any]]:
    """What is wrong for each seed for which anything is."""
    found = {seed: list(check(Random(seed), COHORTS[kind](seed))) for seed in seeds}
    return {seed: faults for seed, faults in found.items() if faults}


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
@pytest.mark.parametrize("kind", COHORTS)
@pytest.mark.parametrize("check", [compared, traded, weighed])
def test_tables_agree_with_brute_force(check: Check, kind: str, first: int) -> None:
    """Each row of each table is what the brute force makes of it, and no row that matters is missing."""
    assert wrong(check, kind, range(first, first + BATCH)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SEEDS, SWEEP, SLOW_BATCH))
@pytest.mark.parametrize("kind", COHORTS)
@pytest.mark.parametrize("check", [compared, traded, weighed])
def test_tables_agree_with_brute_force_on_hundreds(check: Check, kind: str, first: int) -> None:
    """The same on hundreds of cohorts."""
    assert wrong(check, kind, range(first, first + SLOW_BATCH)) == {}
