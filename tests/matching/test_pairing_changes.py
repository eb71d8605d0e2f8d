"""What differs between two pairings: pairs, scores, projects, partners."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.matching.answers import Move
from pairmatch.matching.pairing import Pair, Pairing, PairingProof, fingerprint
from pairmatch.matching.pairing_changes import Both, KeptPair, Reached, pairing_changes


def pairing(*pairs: tuple[str, str], score: int = 500, project: str | None = None, **proof: Any) -> Pairing:
    """A pairing of these pairs, all with one score and project."""
    made = tuple(Pair(doctor=d, manager=m, score=score, project=project) for d, m in pairs)
    facts: dict[str, Any] = {
        "status": "optimal",
        "objective": "fair",
        "placed": len(pairs),
        "people": len({person for pair in pairs for person in pair}),
        "worst": score,
        "total": score * len(pairs),
        "bound": score * len(pairs),
        "fingerprint": fingerprint(pairs),
    }
    stamp = CohortStamp(file="cohort.yaml", sha256="0")
    return Pairing(
        made=Made(pairmatch="0.1.0"), cohort=stamp, proof=PairingProof(**(facts | proof)), pairs=made
    )


LEE, OSEI = ("lee", "kay"), ("osei", "reid")


def test_a_swap_is_told_by_pairs_and_by_people() -> None:
    """Two pairs gone, two new, one kept, and four people with another partner, doctors first."""
    before = pairing(("okafor", "ward"), LEE, OSEI)
    changes = pairing_changes(before, pairing(("okafor", "kay"), ("lee", "ward"), OSEI))
    assert changes.pairs.gone == (("okafor", "ward"), LEE)
    assert changes.pairs.new == (("okafor", "kay"), ("lee", "ward"))
    assert changes.pairs.kept == (OSEI,)
    assert changes.moves == (
        Move("okafor", ("ward",), ("kay",)),
        Move("lee", ("kay",), ("ward",)),
        Move("kay", ("lee",), ("okafor",)),
        Move("ward", ("okafor",), ("lee",)),
    )
    assert not changes.is_same


def test_whoever_leaves_is_told_too() -> None:
    """Someone who is in the earlier document alone is listed after those of the later one."""
    changes = pairing_changes(pairing(("okafor", "ward"), LEE), pairing(LEE))
    assert changes.moves == (Move("okafor", ("ward",), ()), Move("ward", ("okafor",), ()))
    assert changes.reached == Both(Reached(4, 500, 1000), Reached(2, 500, 500))


def test_a_kept_pair_with_another_score_or_project_is_told() -> None:
    """Whoever keeps a partner and leads another project has to know."""
    changes = pairing_changes(pairing(LEE), pairing(LEE, score=600, project="falls"))
    assert changes.rescored == (KeptPair(LEE, Both(500, 600), Both(None, "falls")),)
    assert changes.moves == ()
    assert pairing_changes(pairing(LEE), pairing(LEE, project="falls")).is_same is False


def test_what_an_edited_pairing_reaches_is_not_taken_from_its_proof() -> None:
    """The proof of edited pairs speaks of others: people are counted, worst and total not known."""
    edited = pairing(LEE, fingerprint="of others", people=40)
    assert pairing_changes(edited, pairing(LEE)).reached == Both(Reached(2, None, None), Reached(2, 500, 500))


@pytest.mark.parametrize(
    "proof", [{"worst": 400}, {"total": 400}, {"objective": "total"}, {"fingerprint": "of others"}]
)
def test_what_is_reached_or_asked_for_is_a_difference(proof: dict[str, Any]) -> None:
    """The same pairs with another worst score, total or objective differ."""
    assert not pairing_changes(pairing(LEE), pairing(LEE, **proof)).is_same


_PAIRS = st.lists(
    st.tuples(st.sampled_from(["d1", "d2", "d3"]), st.sampled_from(["m1", "m2", "m3"])), unique=True
)


@settings(max_examples=100, deadline=None)
@given(_PAIRS, _PAIRS)
def test_the_told_changes_make_one_pairing_of_the_other(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    """The earlier pairs without those gone and with those new are the later ones; so are the moves."""
    changes = pairing_changes(pairing(*before), pairing(*after))
    assert set(before) - set(changes.pairs.gone) | set(changes.pairs.new) == set(after)
    assert set(changes.pairs.kept) == set(before) & set(after)
    partners = {one: set(others) for one, others in pairing(*before).partners.items()}
    partners |= {move.person: set(move.after) for move in changes.moves}
    now = {one: set(others) for one, others in pairing(*after).partners.items()}
    assert {one: others for one, others in partners.items() if others} == now
    assert pairing_changes(pairing(*before), pairing(*before[::-1])).is_same
