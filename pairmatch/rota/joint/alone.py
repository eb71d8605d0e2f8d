"""What each pair must miss whatever else is paired, as far as the calendar alone tells."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.matching.engine import Cost, Part, Problem
from pairmatch.progress import Watch
from pairmatch.rota.joint.misses import Scale
from pairmatch.rota.joint.relaxed import Relaxed


def costs_alone(relaxed: Relaxed, problem: Problem, scale: Scale, watch: Watch) -> Iterator[Cost]:
    """The costs of single pairs, and of people with whomever, where they are above 0.

    Where time runs out, fewer.
    """
    for part in _parts(problem):
        if watch.left == 0:
            return
        least = scale.worth(relaxed.demands(part).lost)
        if least:
            yield Cost(part, least)


def _parts(problem: Problem) -> Iterator[Part]:
    for left in sorted(set(problem.left.tolist())):
        yield Part(frozenset(), lefts=frozenset([left]), side="left")
    for right in sorted(set(problem.right.tolist())):
        yield Part(frozenset(), rights=frozenset([right]), side="right")
    for pair in zip(problem.left.tolist(), problem.right.tolist(), strict=True):
        yield Part(frozenset([pair]))
