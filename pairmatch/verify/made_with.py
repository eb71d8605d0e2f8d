"""What a pairing was asked for: the cohort's own settings, and the options that go before or beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pairmatch.cohort.pairing_rules import OBJECTIVES, Together
from pairmatch.cohort.schema import Cohort

Ids = tuple[str, str]
"""(doctor, manager)."""

_PLACEMENTS = ("first", "free")


@dataclass(frozen=True)
class Asked:
    """What a pairing must keep, and what it maximises."""

    objective: str
    is_stable: bool
    """Whether only stable pairings compete."""
    is_free: bool
    """Whether the number of people placed does not come first: `rank` with `placement: free`."""
    rules: Mapping[Ids, int]
    """The pairs that `together` rules demand, and the position of the rule."""
    locks: tuple[Ids, ...]
    """The pairs that options demand."""
    bans: frozenset[Ids]
    """The pairs that options forbid."""
    old: frozenset[Ids]
    """The pairs of the document that it was made from, of which both are still in the cohort."""
    changes: int | None
    """At most so many of the old pairs may be given up; None: as few as can be."""
    with_rota: bool
    """Whether what the rota misses comes before the objective."""
    unreadable: tuple[str, ...]
    """The options that say nothing that could be checked."""

    @cached_property
    def locked(self) -> frozenset[Ids]:
        """Every pair that must be there."""
        return frozenset((*self.rules, *self.locks))

    @property
    def keeps_most(self) -> bool:
        """Whether the most old pairs are kept, before the objective."""
        return bool(self.old) and self.changes is None


def asked_for(cohort: Cohort, options: Mapping[str, Any]) -> Asked:
    """Read the options of a document beside its cohort; one that cannot be read counts as absent."""
    matching, read = cohort.matching, _Reader(options)
    doctors, managers = ({person.id for person in side} for side in (cohort.doctors, cohort.managers))
    objective = read.word("objective", OBJECTIVES) or matching.objective
    placement = read.word("placement", _PLACEMENTS) or matching.placement
    stable = read.truth("stable")
    locks, bans, old = read.pairs("lock"), read.pairs("ban"), read.pairs("keep")
    changes = read.count("changes")
    with_rota = bool(read.truth("with_rota"))
    return Asked(
        objective=objective,
        is_stable=matching.stable if stable is None else stable,
        is_free=objective == "rank" and placement == "free",
        rules=dict(_held_together(cohort)),
        locks=locks,
        bans=frozenset(bans),
        old=frozenset(pair for pair in old if pair[0] in doctors and pair[1] in managers),
        changes=changes,
        with_rota=with_rota,
        unreadable=tuple(read.unreadable),
    )


def _held_together(cohort: Cohort) -> Iterator[tuple[Ids, int]]:
    doctors = [doctor.id for doctor in cohort.doctors]
    managers = [manager.id for manager in cohort.managers]
    for place, rule in enumerate(cohort.matching.rules):
        if isinstance(rule, Together):
            names = set(rule.together)
            yield from (
                ((doctor, manager), place)
                for doctor in filter(names.__contains__, doctors)
                for manager in filter(names.__contains__, managers)
            )


class _Reader:
    """Takes options one by one, whatever a file says in their place."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self.unreadable: list[str] = []

    def word(self, name: str, known: tuple[str, ...]) -> str | None:
        value = self._options.get(name)
        if isinstance(value, str) and value in known:
            return value
        self._note_where_given(name)
        return None

    def truth(self, name: str) -> bool | None:
        value = self._options.get(name)
        if isinstance(value, bool):
            return value
        self._note_where_given(name)
        return None

    def count(self, name: str) -> int | None:
        value = self._options.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return int(value)
        self._note_where_given(name)
        return None

    def pairs(self, name: str) -> tuple[Ids, ...]:
        value = self._options.get(name)
        if isinstance(value, list | tuple) and all(map(_is_pair, value)):
            return tuple((str(doctor), str(manager)) for doctor, manager in value)
        self._note_where_given(name)
        return ()

    def _note_where_given(self, name: str) -> None:
        if self._options.get(name) is not None:
            self.unreadable.append(name)


def _is_pair(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(one, str) for one in value)
