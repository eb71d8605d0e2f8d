"""The cheapest changes after which everyone asked for has a partner: one weighted model."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from pairmatch.conflicts.fact import Kind
from pairmatch.conflicts.pairing.ground import Asked, Forbids, Ground, Locks, Takes
from pairmatch.conflicts.pairing.ways import Way
from pairmatch.matching.engine import Cell
from pairmatch.progress import Watch

SEED = 0
OF_A_SORT = 2
"""So many sets of the same sorts of changes are offered; more tell a coordinator nothing new."""


@dataclass(frozen=True)
class Found:
    """A cheapest set of changes."""

    ways: tuple[Way, ...]
    """The farthest of each value that is changed."""
    cost: int
    is_proven: bool


class Cheapest:
    """The model of a pairing in which facts may give way.

    Parameters
    ----------
    ground
        The facts, those of people who are only there by a change among them.
    ways
        The changes.
    watch
        How much time is left.
    """

    def __init__(self, ground: Ground, ways: Sequence[Way], watch: Watch) -> None:
        self._ground = ground
        self._ways = ways
        self._watch = watch
        self._model = cp_model.CpModel()
        self._taken = {way: self._model.new_bool_var(f"way {k}") for k, way in enumerate(ways)}
        self._relaxing: dict[int, list[Way]] = defaultdict(list)
        for way in ways:
            for fact in way.of:
                self._relaxing[id(fact)].append(way)
        self._arrivals = {way.newcomer: way for way in ways if way.newcomer}
        self._sorts: Counter[tuple[tuple[str, int], ...]] = Counter()
        self._looked_up: set[Cell] = set()
        self._x = self._pairs()
        self._build()

    def _pairs(self) -> dict[Cell, cp_model.IntVar]:
        """A decision for each pair that is allowed, or could be."""
        rows, columns = self._ground.candidates.sides.shape
        against: dict[Cell, list[list[cp_model.IntVar]]] = defaultdict(list)
        hopeless: set[Cell] = set()
        for ban in (one for one in self._ground.facts if isinstance(one, Forbids)):
            for cell in self._cells(ban):
                freeing = self._freeing(ban, cell)
                against[cell].append(freeing)
                if not freeing:
                    hopeless.add(cell)
        found = {
            (row, column): self._model.new_bool_var(f"pair {row} {column}")
            for row in range(rows)
            for column in range(columns)
            if (row, column) not in hopeless
        }
        for cell, bans in against.items():
            if cell in found:
                for freeing in bans:
                    self._model.add_bool_or([found[cell].negated(), *freeing])
        return found

    def _cells(self, ban: Forbids) -> Iterator[Cell]:
        rows, columns = ban.pairs.nonzero()
        yield from zip(rows.tolist(), columns.tolist(), strict=True)

    def _freeing(self, ban: Forbids, cell: Cell) -> list[cp_model.IntVar]:
        """The nearest step of each sort of change that allows a pair; further steps take it with them."""
        freeing = [way for way in self._relaxing[id(ban)] if way.pairs is None or way.pairs[cell]]
        return [self._taken[way] for way in freeing if way.after not in freeing]

    def _build(self) -> None:
        for way in self._ways:
            if way.after:
                self._model.add_implication(self._taken[way], self._taken[way.after])
        for one in self._ground.facts:
            match one:
                case Takes():
                    self._takes(one)
                case Asked():
                    self._asked(one)
                case Locks():
                    self._locks(one)
        self._model.minimize(sum(way.cost * taken for way, taken in self._taken.items()))

    def _partners(self, side: int, at: int) -> list[cp_model.IntVar]:
        return [x for cell, x in self._x.items() if cell[side] == at]

    def _takes(self, limit: Takes) -> None:
        """Nobody has more partners than they take, and who is not there has none."""
        partners = sum(self._partners(limit.side, limit.at))
        arrival = self._arrivals.get((limit.side, limit.at))
        if arrival:
            self._model.add(partners == self._taken[arrival])
        else:
            more = sum(self._taken[way] for way in self._relaxing[id(limit)])
            self._model.add(partners <= limit.count + more)

    def _asked(self, asked: Asked) -> None:
        """Everyone has a partner, or waits."""
        if (asked.side, asked.at) not in self._arrivals:
            waits = [self._taken[way] for way in self._relaxing[id(asked)]]
            self._model.add_bool_or([*self._partners(asked.side, asked.at), *waits])

    def _locks(self, lock: Locks) -> None:
        unlocked = [self._taken[way] for way in self._relaxing[id(lock)]]
        for cell in lock.cells:
            self._model.add_bool_or([*([self._x[cell]] if cell in self._x else []), *unlocked])

    def next(self) -> Found | None:
        """The cheapest set that holds none of those before it; None where there is none, or no time."""
        while self._watch.left > 0:
            solver = cp_model.CpSolver()
            solver.parameters.max_time_in_seconds = max(0.01, self._watch.left)
            solver.parameters.num_workers = 1
            solver.parameters.linearization_level = 2
            solver.parameters.random_seed = SEED
            solver.parameters.catch_sigint_signal = False
            status = solver.solve(self._model)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return None
            if not self._calendar_forbids([cell for cell, x in self._x.items() if solver.value(x)]):
                taken = [way for way, literal in self._taken.items() if solver.value(literal)]
                self._forbid(taken)
                return Found(_farthest(taken), sum(way.cost for way in taken), status == cp_model.OPTIMAL)
        return None

    def _calendar_forbids(self, cells: Sequence[Cell]) -> bool:
        """Whether the calendar has something against one of these pairs that was not known before."""
        candidates = self._ground.candidates
        calendar = next((one for one in self._ground.facts if one.fact.kind == Kind.SCHEDULABLE), None)
        known = calendar.pairs if isinstance(calendar, Forbids) else None
        ways = self._relaxing[id(calendar)] if calendar else []
        found = False
        for cell in cells:
            is_known = cell in self._looked_up or bool(candidates.allowed[cell])
            if is_known or (known is not None and known[cell]):
                continue
            self._looked_up.add(cell)
            if candidates.lacks.of(*cell):
                self._model.add_bool_or([self._x[cell].negated(), *(self._taken[way] for way in ways)])
                found = True
        return found

    def _forbid(self, taken: Sequence[Way]) -> None:
        """No set with all of these again, and not more than a few of the same sorts."""
        self._model.add_bool_or([self._taken[way].negated() for way in taken])
        sorts = Counter(way.sort for way in taken)
        key = tuple(sorted(sorts.items()))
        self._sorts[key] += 1
        if self._sorts[key] == OF_A_SORT:
            self._model.add_bool_or([self._is_below(sort, count) for sort, count in key])

    def _is_below(self, sort: str, count: int) -> cp_model.IntVar:
        """Whether fewer changes of a sort are made."""
        fewer = self._model.new_bool_var(f"fewer than {count} of {sort}")
        alike = sum(taken for way, taken in self._taken.items() if way.sort == sort)
        self._model.add(alike <= count - 1).only_enforce_if(fewer)
        return fewer


def _farthest(taken: Sequence[Way]) -> tuple[Way, ...]:
    """Without those beyond which another of them goes."""
    passed = {way.after for way in taken}
    return tuple(way for way in taken if way not in passed)
