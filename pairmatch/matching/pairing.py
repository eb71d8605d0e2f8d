"""The finished pairing: who with whom, why, who waits, and the proof. It is the pairs document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.model import Model

NOT_KNOWN: Literal["not known"] = "not known"
"""What stands for a criterion for which one of the two gives no data."""


class Pair(Model):
    """One doctor and one manager."""

    doctor: str
    manager: str
    score: int
    """0 to 1000."""
    project: str | None = None
    """The project they lead, where projects are given and one is left for them."""
    fit: int | None = None
    """How well the project fits them, 0 to 1000."""
    criteria: Mapping[str, int | Literal["not known"]] = {}
    """Each criterion's integer, 0 to 1000, or `not known`."""

    @property
    def ids(self) -> tuple[str, str]:
        """(doctor, manager)."""
        return (self.doctor, self.manager)


class Unmatched(Model):
    """Someone who waits, and the reason."""

    person: str
    why: str


class PairingProof(Model):
    """What is known of how good the pairing is."""

    status: Literal["optimal", "feasible"]
    """`optimal`: no allowed pairing is better, in the order of the format page."""
    objective: str
    placed: int
    """How many pairs there are."""
    people: int
    """How many people have a partner: what is maximised first."""
    worst: int
    """The lowest score of a pair; 0 without pairs."""
    total: int
    """The sum of the pairs' scores."""
    bound: int
    """No pairing that places as many, with as good a worst pair, has a higher total."""


class Pairing(Model):
    """All pairs of a cohort, in file order of doctors, then of managers."""

    version: Literal[1] = 1
    made: Made
    cohort: CohortStamp
    proof: PairingProof
    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...] = Field(default=())

    @cached_property
    def partners(self) -> Mapping[str, tuple[str, ...]]:
        """The partners of everyone who has any."""
        found: dict[str, tuple[str, ...]] = {}
        for pair in self.pairs:
            found[pair.doctor] = (*found.get(pair.doctor, ()), pair.manager)
            found[pair.manager] = (*found.get(pair.manager, ()), pair.doctor)
        return found
