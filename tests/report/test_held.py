"""What can be held of a pairing, in words."""

from __future__ import annotations

import pytest

from pairmatch.matching.pairing import HeldInRota, MadeAlone, Misses, PairingProof
from pairmatch.report.held import held_in_words, misses_in_words

NONE = (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("misses", "words"),
    [
        (NONE, "nothing"),
        ((1, 0, 0, 0), "1 person at required workshops"),
        ((0, 2, 1, 0), "2 shadowing half-days and 1 meeting"),
        ((2, 0, 1, 3), "2 people at required workshops, 1 meeting and 3 people at other workshops"),
    ],
)
def test_misses(misses: Misses, words: str) -> None:
    """Each level that has any is counted in its own words."""
    assert misses_in_words(misses) == words


def told(missed: Misses, bound: Misses, alone: MadeAlone | None = None) -> str:
    """The sentences for a pairing of total 16,980 whose worst pair has 498."""
    proof = PairingProof(
        status="optimal", objective="fair", placed=24, people=48, worst=498, total=16980, bound=16980
    )
    return " ".join(held_in_words(proof, HeldInRota(missed=missed, bound=bound, alone=alone)))


def test_what_it_cost_in_score() -> None:
    """The price is told in points, and what is held for it."""
    alone = MadeAlone(worst=512, total=17034, missed=(0, 2, 0, 0))
    assert told(NONE, NONE, alone) == (
        "Total 17,034 to 16,980 (54 points less), worst pair 512 to 498, so that 2 shadowing half-days more "
        "can be held. Their rota misses nothing."
    )


def test_what_is_held_less_is_told() -> None:
    """A workshop for one goes before a meeting, and a total may even rise where the worst pair falls."""
    alone = MadeAlone(worst=512, total=16900, missed=(1, 0, 0, 0))
    assert told((0, 0, 1, 0), (0, 0, 1, 0), alone) == (
        "Total 16,900 to 16,980 (80 points more), worst pair 512 to 498, so that 1 person at required "
        "workshops more can be held, and 1 meeting fewer. Their rota misses 1 meeting. No pairing that "
        "places as many people misses less."
    )


def test_equal_scores_cost_nothing() -> None:
    """Between pairings of one score nothing is paid."""
    alone = MadeAlone(worst=498, total=16980, missed=(0, 0, 1, 0))
    assert told(NONE, NONE, alone).startswith("Total 16,980 as before, so that 1 meeting more can be held.")


def test_the_usual_case() -> None:
    """The pairs of `match` alone are told to be these."""
    assert told(NONE, NONE) == "These are the pairs that match alone makes, and their rota misses nothing."


def test_what_is_not_proven_is_said() -> None:
    """A bound below what is missed is told as what is proven."""
    assert told((0, 2, 0, 0), (0, 1, 0, 0)).endswith(
        "is not proven: what is proven is that it misses at least 1 shadowing half-day."
    )
    assert told((0, 2, 0, 0), NONE).endswith("misses less is not proven.")
