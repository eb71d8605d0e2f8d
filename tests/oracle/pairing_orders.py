"""When one pairing of a small cohort is better than another, and when it is stable."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from tests.oracle.calendar import Data

Positions = tuple[tuple[int, int], ...]
"""Sorted (doctor position, manager position)."""
Scores = dict[tuple[int, int], int]
"""The score of every pair that may be."""


@dataclass(frozen=True)
class Measured:
    """A pairing by every measure."""

    people: int
    worst: int
    total: int
    choices: tuple[int, ...]
    pairs: int


class Order:
    """Which pairings compete under the options of a cohort, and what each is worth."""

    def __init__(self, data: Data, scores: Scores, options: Data) -> None:
        matching = data.get("matching", {}) | options
        self.data, self.scores = data, scores
        self.objective: str = matching.get("objective", "fair")
        self.is_stable: bool = matching.get("stable", False)
        self.is_free = self.objective == "rank" and matching.get("placement", "first") == "free"
        self.old = set(positions(data, options["keep"])) if options.get("keep") is not None else None
        self.changes: int | None = options.get("changes")

    def value(self, pairs: Positions) -> tuple[Any, ...]:
        """What is maximised, in its order; the tie-break is left out."""
        kept = () if self.old is None else (len(self.old & set(pairs)),)
        people = () if self.is_free else (people_of(pairs),)
        if self.changes is None:
            return (*people, *kept, *self._objective(pairs))
        return (*people, *self._objective(pairs), *kept)

    def competes(self, pairs: Positions) -> bool:
        """Whether the pairing gives up no more old pairs than it may."""
        if self.old is None or self.changes is None:
            return True
        return len((self.old & set(self.scores)) - set(pairs)) <= self.changes

    def _objective(self, pairs: Positions) -> tuple[Any, ...]:
        given = [self.scores[pair] for pair in pairs]
        match self.objective:
            case "fair":
                return (min(given, default=0), sum(given))
            case "total":
                return (sum(given),)
            case "leximin":
                return (sorted(given),)
        return (*choices_of(self.data, pairs), sum(given))


def measured(data: Data, scores: Scores, pairs: Positions) -> Measured:
    """Every measure of a pairing."""
    given = [scores[pair] for pair in pairs]
    choices = choices_of(data, pairs)
    return Measured(people_of(pairs), min(given, default=0), sum(given), choices, len(pairs))


def people_of(pairs: Positions) -> int:
    """How many people have a partner."""
    return len({i for i, _ in pairs}) + len({j for _, j in pairs})


def choices_of(data: Data, pairs: Positions) -> tuple[int, ...]:
    """How many people have their first choice, their second, …; as long as the longest list."""
    counts = [0] * max(len(person.get("prefers", ())) for person in data["doctors"] + data["managers"])
    for i, j in pairs:
        doctor, manager = data["doctors"][i], data["managers"][j]
        for one, other in ((doctor, manager), (manager, doctor)):
            if other["id"] in one.get("prefers", ()):
                counts[one["prefers"].index(other["id"])] += 1
    return tuple(counts)


def blocking(
    data: Data, scores: Scores, locks: Collection[tuple[int, int]], pairs: Positions
) -> list[tuple[int, int]]:
    """The candidates that want each other more than what the pairing gives them."""
    return [
        (i, j)
        for i, j in sorted(scores)
        if (i, j) not in pairs
        and _wants(
            data["doctors"][i],
            data["managers"][j],
            [(data["managers"][k], (i, k) in locks) for d, k in pairs if d == i],
        )
        and _wants(
            data["managers"][j],
            data["doctors"][i],
            [(data["doctors"][k], (k, j) in locks) for k, m in pairs if m == j],
        )
    ]


def _wants(person: Data, other: Data, partners: list[tuple[Data, bool]]) -> bool:
    """Whether a person has a place free for another, or would give up a partner who is not locked."""
    if len(partners) < person.get("pairs", 1):
        return True
    return any(
        _rank(person, other) < _rank(person, partner) for partner, is_locked in partners if not is_locked
    )


def _rank(person: Data, other: Data) -> int:
    prefers: list[str] = person.get("prefers", [])
    return prefers.index(other["id"]) if other["id"] in prefers else len(prefers)


def positions(data: Data, pairs: Iterable[Iterable[str]]) -> list[tuple[int, int]]:
    """The positions of (doctor id, manager id), of those whose two people are both in the cohort."""
    doctors = {person["id"]: i for i, person in enumerate(data["doctors"])}
    managers = {person["id"]: j for j, person in enumerate(data["managers"])}
    return [(doctors[d], managers[m]) for d, m in pairs if d in doctors and m in managers]
