"""The pairing made with its rota in view is the best of all pairings, each with its best rota."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import PairmatchError
from pairmatch.matching.wishes import Wishes
from tests.oracle.calendar import Data
from tests.oracle.cohorts import seeded_options, seeded_with_rota_cohort
from tests.oracle.pairing import NoPairing
from tests.oracle.rota import TooLarge
from tests.oracle.with_rota import Held, best_with_rota, ids_of

if find_spec("pairmatch.rota.joint") is None:
    pytest.skip("no pairing is made with its rota yet", allow_module_level=True)

SEEDS = 60
BATCH = 10
SWEEP = 400
MOST_NODES = 3000


def made(data: Data, options: Data) -> tuple[list[tuple[str, str]], tuple[int, ...], bool]:
    """The pairs, what their rota misses and whether both are proven: all that is known of the function."""
    match_with_rota = import_module("pairmatch.rota.joint").match_with_rota
    pairing: Any = match_with_rota(Cohort.model_validate(data), Wishes.of(options))
    pairing = getattr(pairing, "pairing", pairing)
    rota = pairing.proof.rota
    pairs = [pair.ids for pair in pairing.pairs]
    return pairs, tuple(rota.missed), rota.missed == rota.bound and pairing.proof.status == "optimal"


def difference(data: Data, options: Data) -> str | None:
    """What the function and the brute force disagree on."""
    best: Held | None = None
    try:
        best = best_with_rota(data, options, MOST_NODES)
        pairs, missed, is_proven = made(data, options)
    except (NoPairing, PairmatchError) as refused:
        return None if best is None else f"refused: {refused}"
    wanted = ids_of(data, best.pairs)
    if (pairs, missed, is_proven) == (wanted, best.missed, True):
        return None
    return f"{pairs} missing {missed}, proven: {is_proven}; best {wanted} missing {best.missed}"


def differences(seeds: range, *, with_options: bool) -> dict[int, str]:
    """The seeds on which the two differ, of those that are tiny."""
    found = {}
    for seed in seeds:
        data = seeded_with_rota_cohort(seed)
        options = seeded_options(seed, data) if with_options else {}
        try:
            told = difference(data, {name: value for name, value in options.items() if name != "placement"})
        except TooLarge:
            continue
        if told:
            found[seed] = told
    return found


def test_the_seeds_are_worth_it() -> None:
    """On several of the seeded cohorts the best pairing for the rota is another than the best without."""
    others = 0
    for seed in range(SEEDS):
        try:
            best = best_with_rota(seeded_with_rota_cohort(seed), max_nodes=MOST_NODES)
        except (NoPairing, TooLarge):
            continue
        others += best.missed < best.plain_missed
    assert others >= 6


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_the_best_of_all_pairings_is_found(first: int) -> None:
    """Most people, then fewest missed, then the objective, then the least list: the same pairs, proven."""
    assert differences(range(first, first + BATCH), with_options=False) == {}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SEEDS, SWEEP, BATCH))
@pytest.mark.parametrize("with_options", [False, True])
def test_the_best_of_all_pairings_is_found_on_many(first: int, with_options: bool) -> None:
    """The same on hundreds, and with locks, bans, old pairs and other objectives asked for."""
    assert differences(range(first, first + BATCH), with_options=with_options) == {}


def test_a_pairing_that_can_meet_goes_before_the_score() -> None:
    """By hand: shared interests pair people who are never at work together; the rota pairs them crosswise."""
    data: Data = {
        "version": 1,
        "programme": {"start": "2026-09-07", "weeks": 1, "days": "mon..tue"},
        "doctors": [
            {"id": "d0", "interests": ["flow"], "works": {"mon": "am"}},
            {"id": "d1", "interests": ["falls"], "works": {"tue": "am"}},
        ],
        "managers": [
            {"id": "m0", "interests": ["flow"], "works": {"tue": "am"}},
            {"id": "m1", "interests": ["falls"], "works": {"mon": "am"}},
        ],
        "meetings": {"every_weeks": 1},
        "matching": {"schedulable": False, "criteria": {"interests": 1}},
    }
    best = best_with_rota(data)
    assert ids_of(data, best.plain) == [("d0", "m0"), ("d1", "m1")]
    assert ids_of(data, best.pairs) == [("d0", "m1"), ("d1", "m0")]
    assert (best.plain_missed, best.missed) == ((0, 0, 2, 0), (0, 0, 0, 0))
    assert made(data, {})[:2] == (ids_of(data, best.pairs), best.missed)
