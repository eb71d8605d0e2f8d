"""Node prices of a climb, as the document has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pairmatch.matching.engine.climb import Climb
from pairmatch.matching.fractions import Ints


@dataclass(frozen=True)
class StagePrices:
    """The price of a place with each person, by position, for what one stage counts."""

    shows: Literal["worst", "best"]
    counts: dict[str, int]
    left: Ints
    right: Ints


def prices(climb: Climb, shows: Literal["worst", "best"]) -> tuple[StagePrices, ...]:
    """The prices of each stage, in order.

    A place is bought from its person and sold to the pair: a left's price is what lies between the
    source and its node, a right's what lies between its node and the sink.
    """
    lefts = len(climb.problem.left_places)
    source = climb.net.source
    return tuple(
        StagePrices(
            shows,
            one.stage.counts,
            one.potential[source] - one.potential[:lefts],
            one.potential[lefts:source] - one.potential[source],
        )
        for one in climb.solved
    )
