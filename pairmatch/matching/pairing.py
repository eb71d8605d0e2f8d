"""The finished pairing: who with whom, why, who waits, and the proof. It is the pairs document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.model import Model
from pairmatch.matching.moves import partners_of

NOT_KNOWN: Literal["not known"] = "not known"
"""What stands for a criterion for which one of the two gives no data."""


class Pair(Model):
    """One doctor and one manager."""

    doctor: str
    manager: str
    score: int = 0
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
    why: str = ""


class Prices(Model):
    """Dual prices: with them, plain arithmetic shows that no pairing does better.

    A pairing is worth a number: for each person with a partner and for each pair, as much as `counts`
    says. Whatever pairs are chosen, a person's price is paid for every place that is filled and received
    by the pair that fills it; so no pairing is worth more than the sum of what each place and each
    candidate could gain beyond its price (linear programming duality: Ahuja, Magnanti and Orlin,
    *Network Flows*, section 9.4). Where several entries show one thing they are compared in order, the
    first that differs deciding.
    """

    shows: Literal["worst", "best"]
    """`worst`: with pairs above the worst score alone, less would be reached. `best`: nothing more can be."""
    counts: Mapping[str, int]
    """What is counted, and how much each is worth: `people` with a partner, `kept` pairs, `choice N`
    (people whose partner is Nth on their own list), `score` (each point), `pairs A..B` (pairs that
    score A to B)."""
    doctors: Mapping[str, int] = {}
    """The price of a place with each doctor, where it is not 0."""
    managers: Mapping[str, int] = {}
    """The price of a place with each manager, where it is not 0."""


Misses = tuple[int, int, int, int]
"""What a rota misses: people at required workshops, shadowing half-days, meetings, people at others."""


class MadeAlone(Model):
    """What `match` makes without regard to the rota, where that is another pairing."""

    worst: int
    total: int
    missed: Misses
    """What the best rota of those pairs misses."""


class HeldInRota(Model):
    """What the best rota of the pairs misses, by the levels of the format page."""

    missed: Misses
    bound: Misses
    """No pairing of as many people misses less, the earlier numbers deciding before the later."""
    alone: MadeAlone | None = None
    """Absent where `match` alone makes these very pairs."""


class PairingProof(Model):
    """What is known of how good the pairing is."""

    status: Literal["optimal", "feasible"]
    """`optimal`: no allowed pairing is better, in the order of the format page."""
    objective: str
    stable: bool | None = None
    """Whether no doctor and manager prefer each other to what they got; None where it was not asked for."""
    placed: int
    """How many pairs there are."""
    people: int
    """How many people have a partner: what is maximised first."""
    worst: int
    """The lowest score of a pair; 0 without pairs."""
    total: int
    """The sum of the pairs' scores."""
    bound: int
    """No pairing that does as well in all that comes before the total has a higher one."""
    choices: tuple[int, ...] | None = None
    """How many people have their first choice, their second, …; None where nobody lists any."""
    rota: HeldInRota | None = None
    """With `--with-rota`: what can be held of the pairs."""
    fingerprint: str = ""
    """Of the pairs that this proof speaks of, by which an edit is told."""


def fingerprint(pairs: Iterable[tuple[str, str]]) -> str:
    """A short digest of (doctor, manager) ids, whatever their order."""
    lines = "\n".join(sorted(f"{doctor} {manager}" for doctor, manager in pairs))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Pairing(Model):
    """All pairs of a cohort, in file order of doctors, then of managers."""

    version: Literal[1] = 1
    made: Made
    cohort: CohortStamp
    proof: PairingProof
    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...] = Field(default=())
    prices: tuple[Prices, ...] = ()
    """The proof that plain arithmetic can follow; none where a search has proven the pairing."""

    @property
    def is_edited(self) -> bool:
        """Whether the pairs are others than those that the proof speaks of."""
        return self.proof.fingerprint != fingerprint(pair.ids for pair in self.pairs)

    @cached_property
    def partners(self) -> Mapping[str, tuple[str, ...]]:
        """The partners of everyone who has any."""
        return partners_of(pair.ids for pair in self.pairs)
