"""What differs between two pairings, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pairmatch.cohort.document import CohortStamp
from pairmatch.matching.answers import Ids, Move
from pairmatch.matching.moves import moves_between
from pairmatch.matching.pairing import Pair, Pairing, PairingProof

Fact = TypeVar("Fact")


@dataclass(frozen=True)
class Both(Generic[Fact]):
    """One fact of each of two documents."""

    before: Fact
    after: Fact

    @property
    def is_same(self) -> bool:
        """Whether the two documents agree on it."""
        return self.before == self.after


@dataclass(frozen=True)
class Reached:
    """What a pairing reaches, as far as its document knows."""

    people: int
    """People with a partner, counted from the pairs."""
    worst: int | None
    """The lowest score of a pair; None where the pairs were edited, so that the proof speaks of others."""
    total: int | None
    """The sum of the scores; None as for `worst`."""


@dataclass(frozen=True)
class KeptPair:
    """A pair of both pairings whose score or project differs."""

    pair: Ids
    score: Both[int]
    project: Both[str | None]


@dataclass(frozen=True)
class PairsChanged:
    """The pairs of two documents."""

    gone: tuple[Ids, ...]
    new: tuple[Ids, ...]
    kept: tuple[Ids, ...]

    @property
    def is_same(self) -> bool:
        """Whether both have the very same pairs."""
        return not self.gone and not self.new


@dataclass(frozen=True)
class PairingChanges:
    """What differs between two pairings."""

    cohort: Both[CohortStamp]
    proof: Both[PairingProof]
    reached: Both[Reached]
    pairs: PairsChanged
    rescored: tuple[KeptPair, ...]
    """Kept pairs that score otherwise, or lead another project."""
    moves: tuple[Move, ...]
    """Whose partners differ: doctors first, in the order of the later document."""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs: pairs, scores, projects, what is reached, what was asked for."""
        objective = self.proof.before.objective == self.proof.after.objective
        return self.pairs.is_same and not self.rescored and self.reached.is_same and objective


def pairing_changes(before: Pairing, after: Pairing) -> PairingChanges:
    """Compare two pairings, of one version of a cohort or of two."""
    old, new = tuple(pair.ids for pair in before.pairs), tuple(pair.ids for pair in after.pairs)
    return PairingChanges(
        cohort=Both(before.cohort, after.cohort),
        proof=Both(before.proof, after.proof),
        reached=Both(_reached(before), _reached(after)),
        pairs=pairs_changed(old, new),
        rescored=tuple(_rescored(before, after)),
        moves=moves_between(people_of(new, old), old, new),
    )


def pairs_changed(before: tuple[Ids, ...], after: tuple[Ids, ...]) -> PairsChanged:
    """Which pairs are gone, new and kept, each in the order of its document."""
    old, new = frozenset(before), frozenset(after)
    return PairsChanged(
        gone=tuple(pair for pair in before if pair not in new),
        new=tuple(pair for pair in after if pair not in old),
        kept=tuple(pair for pair in after if pair in old),
    )


def people_of(after: tuple[Ids, ...], before: tuple[Ids, ...]) -> tuple[str, ...]:
    """Everyone of the pairs: doctors first, those of the later document before those of the earlier."""
    sides = ([pair[side] for pair in (*after, *before)] for side in (0, 1))
    return tuple(dict.fromkeys(person for side in sides for person in side))


def _reached(pairing: Pairing) -> Reached:
    people = len(pairing.partners)
    if pairing.is_edited:
        return Reached(people, None, None)
    return Reached(people, pairing.proof.worst, pairing.proof.total)


def _rescored(before: Pairing, after: Pairing) -> Iterator[KeptPair]:
    old = {pair.ids: pair for pair in before.pairs}
    for pair in after.pairs:
        was = old.get(pair.ids)
        if was is not None and _told(was) != _told(pair):
            yield KeptPair(pair.ids, Both(was.score, pair.score), Both(was.project, pair.project))


def _told(pair: Pair) -> tuple[int, str | None]:
    return pair.score, pair.project
