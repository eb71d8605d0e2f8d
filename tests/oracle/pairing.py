"""The best pairing of a small cohort, by going through every legal set of pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from itertools import combinations

from tests.oracle.calendar import Calendar, Data
from tests.oracle.pairing_orders import (
    Measured,
    Order,
    Positions,
    Scores,
    blocking,
    measured,
    people_of,
    positions,
)
from tests.oracle.rota import can_be_scheduled
from tests.oracle.scores import as_set, exact, fit, home, is_number, level, score


@dataclass(frozen=True)
class Best:
    """An optimal pairing, the tie-break-least of them, and the projects its pairs lead."""

    people: int
    worst: int
    total: int
    choices: tuple[int, ...]
    pairs: Positions
    projects: tuple[str | None, ...]
    fits: tuple[int | None, ...]


class NoPairing(Exception):
    """No set of allowed pairs has every lock and gives up as few old pairs as it must."""


def best_pairing(data: Data, objective: str | None = None, options: Data | None = None) -> Best:
    """The best of all legal pairings; of equals the least.

    `options` are those of the pairs document: `lock`, `ban`, `keep`, `changes`, and settings that go
    before the cohort's own.
    """
    options = dict(options or {}) | ({"objective": objective} if objective else {})
    found = Pairings(data, options)
    return found.described(found.ranking(options).best)


class Pairings:
    """Every legal pairing of a cohort, under the locks and bans of the command line."""

    def __init__(self, data: Data, options: Data | None = None) -> None:
        options = options or {}
        banned = positions(data, options.get("ban", ()))
        self.data = data
        self.scores = {pair: s for pair, s in allowed_scores(data).items() if pair not in banned}
        self.locks = locked(data) | set(positions(data, options.get("lock", ())))
        self.legal = sorted(legal_pairings(data, self.scores, self.locks))

    def asking(self, wanted: Data) -> Pairings:
        """The same cohort whose file asks for another objective, placement or stability."""
        other = copy(self)
        other.data = self.data | {"matching": self.data["matching"] | wanted}
        return other

    def ranking(self, options: Data | None = None) -> Ranking:
        """The pairings that compete under settings, `keep` and `changes`, the best first."""
        order = Order(self.data, self.scores, options or {})
        # The sort is stable, also in reverse: of equals the least list of positions stays first.
        best_first = sorted(filter(order.competes, self.legal), key=order.value, reverse=True)
        if order.is_stable:
            best_first = [pairs for pairs in best_first if not self.blocking(pairs)]
        if not best_first:
            raise NoPairing
        return Ranking(self, order, best_first)

    def blocking(self, pairs: Positions) -> list[tuple[int, int]]:
        """Who would leave this pairing for each other."""
        return blocking(self.data, self.scores, self.locks, pairs)

    def measured(self, pairs: Positions) -> Measured:
        """Every measure of a pairing."""
        return measured(self.data, self.scores, pairs)

    def described(self, pairs: Positions) -> Best:
        """A pairing with its numbers and its projects."""
        whole = self.measured(pairs)
        return Best(
            whole.people, whole.worst, whole.total, whole.choices, pairs, *best_projects(self.data, pairs)
        )


@dataclass(frozen=True)
class Ranking:
    """All pairings that compete, the best first."""

    among: Pairings
    order: Order
    best_first: list[Positions]

    @property
    def best(self) -> Positions:
        """The optimum."""
        return self.best_first[0]

    def what_ifs(self) -> dict[tuple[int, int], Positions]:
        """For every candidate that the optimum leaves out, the best pairing that has it, where any has."""
        others = [pair for pair in self.among.scores if pair not in self.best]
        found = {pair: next((p for p in self.best_first if pair in p), None) for pair in others}
        return {pair: pairs for pair, pairs in found.items() if pairs is not None}

    def without(self, pair: tuple[int, int]) -> Positions | None:
        """The best pairing that has not this pair; None where all that compete have it."""
        return next((pairs for pairs in self.best_first if pair not in pairs), None)

    def kind(self, pair: tuple[int, int]) -> str:
        """How firmly a pair of the optimum stands."""
        if pair in self.among.locks:
            return "locked"
        people = [people_of(pairs) for pairs in self.best_first if pair not in pairs]
        next_best = self.without(pair)
        if next_best is None or max(people) < people_of(self.best):
            return "forced"
        is_as_good = self.order.value(next_best) == self.order.value(self.best)
        return "interchangeable" if is_as_good else "ahead"


def legal_pairings(data: Data, allowed: Scores, locks: set[tuple[int, int]]) -> Iterator[Positions]:
    """Every set of allowed pairs that keeps everyone's number of partners and has every lock."""
    room = [m.get("pairs", 1) for m in data["managers"]]

    def from_doctor(i: int, chosen: Positions) -> Iterator[Positions]:
        if i == len(data["doctors"]):
            yield chosen
            return
        free = [j for j in range(len(room)) if (i, j) in allowed and room[j]]
        for size in range(data["doctors"][i].get("pairs", 1) + 1):
            for partners in combinations(free, size):
                if {j for d, j in locks if d == i} <= set(partners):
                    for j in partners:
                        room[j] -= 1
                    yield from from_doctor(i + 1, chosen + tuple((i, j) for j in partners))
                    for j in partners:
                        room[j] += 1

    return from_doctor(0, ())


def allowed_scores(data: Data) -> Scores:
    """The score of every pair that may be, by positions."""
    calendar = Calendar(data)
    found = {}
    for i, doctor in enumerate(data["doctors"]):
        for j, manager in enumerate(data["managers"]):
            value = score(calendar, doctor, manager)
            if is_allowed(calendar, doctor, manager, value):
                found[i, j] = value
    return found


def is_allowed(calendar: Calendar, doctor: Data, manager: Data, value: int) -> bool:
    """Whether rules, refusals, line management, approval and the programme let the pair be."""
    data = calendar.data
    for one, other in ((doctor, manager), (manager, doctor)):
        if other["id"] in one.get("refuses", ()) or other["id"] in one.get("line_manages", ()):
            return False
        if data["programme"].get("needs_approval") and not one.get("approved"):
            return False
    matching = data.get("matching", {})
    if not all(_meets(calendar, rule, doctor, manager, value) for rule in matching.get("rules", ())):
        return False
    return not matching.get("schedulable", True) or can_be_scheduled(data, (doctor["id"], manager["id"]))


def locked(data: Data) -> set[tuple[int, int]]:
    """The pairs that the rules demand, by positions."""
    return {
        (i, j)
        for rule in data.get("matching", {}).get("rules", ())
        for i, doctor in enumerate(data["doctors"])
        for j, manager in enumerate(data["managers"])
        if {doctor["id"], manager["id"]} <= set(rule.get("together", ()))
    }


def best_projects(data: Data, pairs: Positions) -> tuple[tuple[str | None, ...], tuple[int | None, ...]]:
    """Each pair's project and its fit: the most projects given, then the highest total, then the least."""
    projects = data.get("projects") or []
    fits = [[fit(p, data["doctors"][i], data["managers"][j]) for p in projects] for i, j in pairs]

    def ways(k: int, used: Counter[int]) -> Iterator[tuple[int | None, ...]]:
        if k == len(pairs):
            yield ()
            return
        for q in [None, *(q for q, p in enumerate(projects) if used[q] < p.get("pairs", 1))]:
            more = used if q is None else used + Counter([q])
            for rest in ways(k + 1, more):
                yield (q, *rest)

    def rank(way: tuple[int | None, ...]) -> tuple[int, int, list[tuple[int, int]]]:
        given = [(k, q) for k, q in enumerate(way) if q is not None]
        return (-len(given), -sum(fits[k][q] for k, q in given), given)

    best = min(ways(0, Counter()), key=rank)
    names = tuple(None if q is None else str(projects[q]["id"]) for q in best)
    return names, tuple(None if q is None else fits[k][q] for k, q in enumerate(best))


def _meets(calendar: Calendar, rule: Data, doctor: Data, manager: Data, value: int) -> bool:
    data, ids = calendar.data, {doctor["id"], manager["id"]}
    if "same" in rule or "different" in rule:
        one, other = (
            _field(data, p, rule["same" if "same" in rule else "different"]) for p in (doctor, manager)
        )
        return one is not None and other is not None and (one == other) == ("same" in rule)
    if "within" in rule:
        one, other = (_field(data, p, rule["within"]) for p in (doctor, manager))
        return is_number(one) and is_number(other) and abs(exact(one) - exact(other)) <= exact(rule["by"])
    if "share" in rule:
        one, other = (_field(data, p, rule["share"]) for p in (doctor, manager))
        if one is None or other is None:
            return False
        return len(as_set(one) & as_set(other)) >= int(rule.get("at_least", 1))
    if "common" in rule:
        return calendar.common(doctor["id"], manager["id"]) >= int(rule["at_least"])
    if "apart" in rule:
        return not ids <= set(rule["apart"])
    if "listed" in rule:
        sides = {"doctors": [(doctor, manager)], "managers": [(manager, doctor)]}
        sides["both"] = sides["doctors"] + sides["managers"]
        return all(other["id"] in one.get("prefers", ()) for one, other in sides[rule["listed"]])
    if "score" in rule:
        return bool(value >= rule["score"])
    return "together" in rule


def _field(data: Data, person: Data, name: str) -> object:
    """What a rule compares: None where the person gives no data."""
    if name == "seniority":
        return level(data, person)
    if name in ("site", "directorate"):
        return home(person, name)
    if name in ("specialty", "interests", "wants", "offers"):
        return person.get(name)
    return person.get("attributes", {}).get(name)
