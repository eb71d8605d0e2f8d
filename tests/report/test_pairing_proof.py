"""What is proven of a pairing, in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pairing, Prices
from pairmatch.report.pairing_proof import old_pairs_kept, pairing_proof
from tests.report.samples import cohort_data, cohort_of, pairing_of


def proof_with(options: dict[str, Any] | None = None, **proof: Any) -> str:
    """The sentences of the sample pairing with other options and another proof."""
    return pairing_proof(cohort_of(3), changed(options, **proof))


def changed(options: dict[str, Any] | None = None, **proof: Any) -> Pairing:
    """The sample pairing with other options and another proof."""
    pairing = pairing_of(cohort_of(3))
    return pairing.model_copy(
        update={
            "made": pairing.made.model_copy(update={"options": options or {}}),
            "proof": pairing.proof.model_copy(update=proof),
        }
    )


def test_proven_fair_pairing() -> None:
    """The proof of a fair pairing speaks of people, of the worst pair, and of the total."""
    assert proof_with() == (
        "Proven: no allowed pairing places more people; none that places as many lifts the worst pair above "
        "926; and none that does as well in all this has a total above 2,889. "
        "A complete search has shown it; there are no prices by which to add it up again."
    )


@pytest.mark.parametrize(
    ("objective", "parts"),
    [
        ("total", ["places more people, and none that places as many has a total above 2,889."]),
        ("leximin", ["none that places as many has a better worst pair, then a better second worst"]),
        ("rank", ["none that places as many gives more people their first choice", "a total above 2,889"]),
    ],
)
def test_each_objective_has_its_own_claims(objective: str, parts: list[str]) -> None:
    """What was maximised is what no pairing is said to do better, and nothing else."""
    told = proof_with(objective=objective)
    assert [part for part in parts if part not in told] == []
    assert "lifts the worst pair" not in told
    assert ("a total above" in told) is (objective != "leximin")


def test_free_placement_claims_nothing_about_people() -> None:
    """With `placement: free` a pairing that places more people may well exist, and nothing else is said."""
    data = cohort_data(3)
    data["matching"] |= {"objective": "rank", "placement": "free"}
    told = pairing_proof(Cohort.model_validate(data), changed(objective="rank"))
    assert told.startswith("Proven: no allowed pairing gives more people their first choice")
    assert "places more people" not in told


def test_stable_pairings_compete_among_themselves() -> None:
    """The proof of a stable pairing is about stable ones."""
    assert proof_with(stable=True).startswith("Proven: no stable pairing places more people")


def test_kept_pairs_come_right_after_people() -> None:
    """With old pairs to keep, how many are kept is proven before the objective."""
    told = proof_with({"keep": [["d01", "m01"], ["d02", "m03"]]})
    assert "none that places as many keeps more than 1 of the 2 old pairs; none that does as well" in told


def test_a_limit_of_changes_is_said_first() -> None:
    """With at most so many changes only such pairings compete, and keeping more of them comes last."""
    told = proof_with({"keep": [["d01", "m01"], ["d02", "m03"]], "changes": 1})
    assert told.startswith("Proven: of those that give up at most 1 old pair, no allowed pairing places more")
    assert told.index("a total above") < told.index("keeps more than 1 of the 2 old pairs")


def test_old_pairs_of_people_who_left_do_not_count() -> None:
    """A pair of someone who is no longer in the cohort could not have been kept."""
    pairing = changed({"keep": [["d01", "m01"], ["d09", "m03"]]})
    assert old_pairs_kept(cohort_of(3), pairing) == (1, 1)


def test_prices_are_said_to_be_checkable() -> None:
    """A document with prices tells that `verify` adds them up."""
    pairing = changed().model_copy(update={"prices": (Prices(shows="best", counts={"score": 1}),)})
    told = pairing_proof(cohort_of(3), pairing)
    assert told.endswith("The prices in the document show it: `pairmatch verify` adds them up again.")


def test_no_pairs_at_all() -> None:
    """Without a single pair the proof is that none is allowed."""
    pairing = changed().model_copy(update={"pairs": ()})
    assert pairing_proof(cohort_of(3), pairing) == "Proven: not one pair is allowed."


def test_unproven_pairing_has_its_gap() -> None:
    """Without a proof, the bound and the gap are told."""
    told = proof_with(status="feasible", bound=2967)
    assert told.startswith("Not proven: the best found has 3 pairs, the worst with 926, a total of 2,889;")
    assert "up to 2,967 is not ruled out (gap 2.7%)" in told


def test_unproven_pairing_whose_bound_says_nothing() -> None:
    """Where the total is at its bound and the rest is open, no gap of 0% is claimed."""
    told = proof_with(status="feasible")
    assert "a better one is not ruled out" in told and "gap" not in told
