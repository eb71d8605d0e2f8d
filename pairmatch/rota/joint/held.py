"""A pairing that can be held, beside the one that `match` alone would make."""

from __future__ import annotations

from dataclasses import dataclass

from pairmatch.matching.answers import Ids
from pairmatch.matching.pairing import Misses, Pairing
from pairmatch.rota.rota import AnyMissed


@dataclass(frozen=True)
class Reason:
    """Pairs that `match` alone makes, and what they must miss together, whatever else is paired."""

    pairs: tuple[Ids, ...]
    people: tuple[str, ...]
    """Who must be placed beside them for it, with whomever."""
    misses: Misses


@dataclass(frozen=True)
class HeldPairing:
    """A pairing whose rota misses as little as can be, and what it was preferred to."""

    pairing: Pairing
    alone: Pairing | None
    """What `match` alone makes; None where it makes the same pairs."""
    missed_alone: tuple[AnyMissed, ...] = ()
    """What the rota of that pairing misses."""
    reasons: tuple[Reason, ...] = ()
    """Why it must."""
