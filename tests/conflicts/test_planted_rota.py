"""The conflicts of a rota are those that were planted, and nothing more; each is proven by another way."""

from __future__ import annotations

import pytest
import yaml

from pairmatch.calendar.check import check_bytes
from pairmatch.conflicts.report import Conflict as Found
from pairmatch.conflicts.rota import rota_conflicts
from tests.conflicts.planted import Conflict, Planted, planted
from tests.conflicts.planted_case import Case, pairs_in_file_order, rota_case
from tests.conflicts.planted_found import is_told_as_planted, meant_by
from tests.oracle.calendar import Data
from tests.oracle.cohorts import seeded_rota_case
from tests.oracle.conflict_facts import Fact
from tests.oracle.rota import TooLarge

CASES = planted("planted_rota")
BATCH = 10
SEEDS = 100
LIMIT = 20.0
BLOCKS: frozenset[Fact] = frozenset([("window", "meetings")])
"""That a meeting has its block of weeks is not in question unless it is told of."""


def found_in(case: Case) -> tuple[Found, ...]:
    """The conflicts that are told of, the search having come to its end."""
    conflicts, is_complete = rota_conflicts(
        case.cohort(), pairs_in_file_order(case.source.data), time_limit=LIMIT
    )
    assert is_complete
    return conflicts


def is_proven(case: Case, found: Found) -> bool:
    """Whether the facts cannot hold together, and can without any one of them, by trying every rota."""
    meant = [meant_by(case, fact) for fact in found.facts]
    every = BLOCKS.union(*meant)
    return (
        all(meant)
        and not case.prover.can_hold(every)
        and all(case.prover.can_hold(every - facts) for facts in meant)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_planted_is_found(case: Planted) -> None:
    """As many conflicts are told of as were planted, each with the marked lines and no others."""
    taken = rota_case(case)
    found = found_in(taken)
    assert len(found) == len(case.conflicts)
    for conflict in case.conflicts:
        assert any(is_told_as_planted(taken, one, conflict) for one in found), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found_is_proven(case: Planted) -> None:
    """The facts of each conflict cannot hold together, and can without any one of them; it says so itself."""
    taken = rota_case(case)
    for found in found_in(taken):
        assert found.is_minimal
        assert is_proven(taken, found), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_who_is_hit_is_asked_for_in_vain(case: Planted) -> None:
    """Who is hit is one of those whose demands are in the conflict; nobody is hit by two."""
    taken = rota_case(case)
    hits = [hit for found in found_in(taken) for hit in found.hits]
    asked = {fact for conflict in case.conflicts for facts in taken.demands(conflict) for fact in facts}
    assert len(hits) == len(set(hits)) > 0
    for hit in hits:
        assert meant_by(taken, hit) <= asked


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_conflicts_of_any_cohort_are_proven(first: int) -> None:
    """On seeded cohorts there is a conflict where the search misses something, and each is proven."""
    compared = 0
    for seed in range(first, first + BATCH):
        data, pairs = seeded_rota_case(seed)
        planted = written(data)
        if check_bytes(planted.content, "cohort.yaml").cohort is None:
            continue  # what cannot be is told by `check`
        case = rota_case(planted, pairs)
        found, is_complete = rota_conflicts(case.cohort(), pairs, time_limit=LIMIT)
        try:
            assert bool(found) == (not case.prover.can_hold(case.prover.facts)), seed
            for conflict in found:
                assert is_proven(case, conflict), (seed, conflict)
        except TooLarge:
            continue
        compared += is_complete
    assert compared >= BATCH / 3


def written(data: Data) -> Planted:
    """A cohort file of plain data, in which nothing is marked."""
    text = yaml.dump(data, Dumper=_InBlocks, sort_keys=False, width=10**6)
    return Planted("seeded", text, tuple[Conflict, ...](), (), ())


class _InBlocks(yaml.SafeDumper):
    """Text of several lines stays as it is, as people write a duty cycle."""


_InBlocks.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)
