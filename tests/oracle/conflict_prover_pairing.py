"""Whether some of the facts that a pairing runs against can hold together, by trying every set of pairs.

How many there are on a side is taken as given: nobody is added. A fact's first word is its kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy
from itertools import combinations

from pairmatch.cohort.source import Source
from tests.oracle.calendar import Data
from tests.oracle.conflict_facts import Fact, Loc
from tests.oracle.pairing import allowed_scores
from tests.oracle.pairing_orders import Positions

SIDES = ("doctors", "managers")
MANY = 99


class PairingProver:
    """The facts of a cohort that is to be paired under locks and bans of the command line."""

    def __init__(
        self, data: Data, lock: Collection[tuple[str, str]], ban: Collection[tuple[str, str]]
    ) -> None:
        self.data, self.lock, self.ban = data, lock, ban
        self.locs = dict(self._facts())
        self.facts = frozenset(self.locs)
        self.asked = frozenset(fact for fact in self.facts if fact[0] == "place")

    def lines(self, source: Source) -> dict[Fact, frozenset[int]]:
        """The lines of the file on which each fact stands; none for those of the command line."""
        return {fact: frozenset(source.span(loc).line for loc in locs) for fact, locs in self.locs.items()}

    def can_hold(self, kept: Collection[Fact]) -> bool:
        """Whether everyone asked for among these facts can be placed, the others of them holding."""
        left = frozenset(kept)
        data = self._with_only(left)
        banned = {(d, m) for d, m in self.ban if ("ban", d, m) in left}
        ids = [[person["id"] for person in data[side]] for side in SIDES]
        allowed = {(i, j) for i, j in allowed_scores(data) if (ids[0][i], ids[1][j]) not in banned}
        locks = {(d, m) for d, m in self.lock if ("lock", d, m) in left} | set(self._written_locks(left))
        locked = {(ids[0].index(d), ids[1].index(m)) for d, m in locks}
        asked = [{n for n, one in enumerate(side) if ("place", one) in left} for side in ids]
        takes = [
            [p.get("pairs", 1) if ("partners", p["id"]) in left else MANY for p in data[side]]
            for side in SIDES
        ]
        return locked <= allowed and any(
            asked[0] <= {i for i, _ in pairs} and asked[1] <= {j for _, j in pairs} and locked <= set(pairs)
            for pairs in _sets_of_pairs(allowed, takes[0], list(takes[1]))
        )

    def is_smallest_by_inclusion(self, facts: Collection[Fact]) -> bool:
        """Whether these facts cannot hold, and can where any one of them is left out."""
        every = frozenset(facts)
        return not self.can_hold(every) and all(self.can_hold(every - {fact}) for fact in every)

    def _facts(self) -> Iterator[tuple[Fact, tuple[Loc, ...]]]:
        matching, programme = self.data.get("matching", {}), self.data["programme"]
        for side in SIDES:
            for n, person in enumerate(self.data[side]):
                name, at = person["id"], (side, n)
                yield ("place", name), ((*at, "id"),)
                yield ("partners", name), ((*at, "pairs"),)
                for k, other in enumerate(person.get("refuses", ())):
                    yield ("refusal", name, other), ((*at, "refuses", k),)
                for k, other in enumerate(person.get("line_manages", ())):
                    yield ("line_management", name, other), ((*at, "line_manages", k),)
                if programme.get("needs_approval") and not person.get("approved"):
                    yield ("approval", name), (("programme", "needs_approval"), (*at, "id"))
        for k, rule in enumerate(matching.get("rules", ())):
            yield (_kind(rule), k), (("matching", "rules", k),)
        yield ("schedulable",), (("matching", "schedulable"),) if "schedulable" in matching else ()
        yield from ((("lock", *pair), ()) for pair in self.lock)
        yield from ((("ban", *pair), ()) for pair in self.ban)

    def _with_only(self, left: frozenset[Fact]) -> Data:
        new = deepcopy(self.data)
        for side in SIDES:
            for person in new[side]:
                for kind, key in (("refusal", "refuses"), ("line_management", "line_manages")):
                    person[key] = [o for o in person.get(key, ()) if (kind, person["id"], o) in left]
                if ("approval", person["id"]) not in left:
                    person["approved"] = "yes"
        matching = new.setdefault("matching", {})
        rules = enumerate(matching.get("rules", ()))
        matching["rules"] = [rule for k, rule in rules if (_kind(rule), k) in left]
        if ("schedulable",) not in left:
            matching["schedulable"] = False
        return new

    def _written_locks(self, left: frozenset[Fact]) -> Iterator[tuple[str, str]]:
        doctors, managers = ([person["id"] for person in self.data[side]] for side in SIDES)
        for k, rule in enumerate(self.data.get("matching", {}).get("rules", ())):
            if "together" in rule and ("lock", k) in left:
                among = set(rule["together"])
                yield from ((d, m) for d in doctors for m in managers if {d, m} <= among)


def _kind(rule: Data) -> str:
    return "lock" if "together" in rule else "ban" if "apart" in rule else "rule"


def _sets_of_pairs(
    allowed: set[tuple[int, int]], takes: list[int], room: list[int], i: int = 0
) -> Iterator[Positions]:
    """Every set of allowed pairs in which nobody has more partners than they take."""
    if i == len(takes):
        yield ()
        return
    free = [j for j in range(len(room)) if (i, j) in allowed and room[j]]
    for size in range(min(takes[i], len(free)) + 1):
        for partners in combinations(free, size):
            less = [left - (j in partners) for j, left in enumerate(room)]
            for rest in _sets_of_pairs(allowed, takes, less, i + 1):
                yield (*((i, j) for j in partners), *rest)
