"""The drawing of who was close to whom: doctors to the left, managers to the right, lines between.

Each pair stands in one row, so that its line is straight and thick; the next best of each person are
thin curves. Rows that compete for the same people stand near each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pairmatch.matching.answers import Ids
from pairmatch.report.html.material import Closeness
from pairmatch.report.html.people import One, People

ROW = 26
WIDTH = 760
LEFT, RIGHT = 230, 530
_TOP = 16
_LONGEST = 28
_FEW_PEOPLE = 60
"""Up to this many people two alternatives of each are drawn, of more people one."""


@dataclass(frozen=True)
class Node:
    """A person."""

    person: One
    y: int

    @property
    def label(self) -> str:
        """The name, cut where it is too long for its side."""
        name = self.person.name
        return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


@dataclass(frozen=True)
class Line:
    """A pair, or one that could have been."""

    doctor: One
    manager: One
    score: int
    is_pair: bool
    y: int
    """Where it leaves the doctor."""
    end: int
    """Where it comes to the manager."""

    @property
    def path(self) -> str:
        """The path of its SVG."""
        if self.y == self.end:
            return f"M{LEFT},{self.y}H{RIGHT}"
        near, far = LEFT + 110, RIGHT - 110
        return f"M{LEFT},{self.y}C{near},{self.y} {far},{self.end} {RIGHT},{self.end}"


@dataclass(frozen=True)
class NextBest:
    """The same as a row of a table: someone, the partner, and who else was close."""

    person: One
    partners: tuple[tuple[One, int], ...]
    """With the score of each."""
    others: tuple[tuple[One, int], ...]


@dataclass(frozen=True)
class Graph:
    """The whole drawing."""

    doctors: tuple[Node, ...]
    managers: tuple[Node, ...]
    lines: tuple[Line, ...]
    """Thin ones first, so that thick ones lie on top."""
    table: tuple[NextBest, ...]
    height: int
    each: int
    """How many alternatives of each person are drawn."""


def graph_of(pairs: Mapping[Ids, int], closeness: Closeness, people: People) -> Graph | None:
    """The drawing for some pairs with their scores; None where nobody could be paired.

    Parameters
    ----------
    pairs
        The score of each pair that was made.
    closeness
        The score of every pair that is allowed.
    people
        Everyone.
    """
    if not pairs and not closeness.scores:
        return None
    each = 2 if len(people.of("doctor")) + len(people.of("manager")) <= _FEW_PEOPLE else 1
    others = _alternatives(pairs, closeness.scores, each)
    left, right, rows = _rows(pairs, others, people)
    lines = [_line(pair, score, False, left, right, people) for pair, score in others.items()]
    lines += [_line(pair, score, True, left, right, people) for pair, score in pairs.items()]
    return Graph(
        tuple(Node(people[one], y) for one, y in left.items()),
        tuple(Node(people[one], y) for one, y in right.items()),
        tuple(lines),
        tuple(_table(pairs, closeness.scores, people)),
        _TOP + rows * ROW,
        each,
    )


def _alternatives(pairs: Iterable[Ids], scores: Mapping[Ids, int], each: int) -> dict[Ids, int]:
    """The best few allowed pairs of each person beside those that were made, in a fixed order."""
    made = set(pairs)
    found: set[Ids] = set()
    for side in (0, 1):
        by_person: dict[str, list[Ids]] = defaultdict(list)
        for pair in sorted(scores, key=lambda one: (-scores[one], one)):
            if pair not in made and len(by_person[pair[side]]) < each:
                by_person[pair[side]].append(pair)
        found.update(pair for best in by_person.values() for pair in best)
    return {pair: scores[pair] for pair in scores if pair in found}


def _rows(
    pairs: Mapping[Ids, int], others: Iterable[Ids], people: People
) -> tuple[dict[str, int], dict[str, int], int]:
    """Where each doctor and each manager stands, and how many rows there are."""
    left, right, y = dict[str, int](), dict[str, int](), _TOP
    for doctor, manager in _in_chains(list(pairs), others):
        left.setdefault(doctor, y)
        right.setdefault(manager, y)
        y += ROW
    for side, at in (("doctor", left), ("manager", right)):
        below = y
        for one in people.of(side):
            if one.id not in at:
                at[one.id] = below
                below += ROW
    last = max((*left.values(), *right.values()), default=_TOP)
    return left, right, (last - _TOP) // ROW + 1


def _in_chains(pairs: Sequence[Ids], others: Iterable[Ids]) -> Iterator[Ids]:
    """The pairs in an order in which those that compete are near each other.

    After each comes the one with the most curves to the few before it; the first in file order where
    there is none.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        for person in pair:
            rows[person].append(number)
    near: dict[int, set[int]] = defaultdict(set)
    for doctor, manager in others:
        for one in rows[doctor]:
            for two in rows[manager]:
                near[one].add(two)
                near[two].add(one)
    left, drawn = set(range(len(pairs))), list[int]()
    while left:
        recent = set(drawn[-3:])
        chosen = min(left, key=lambda one: (-len(near[one] & recent), len(near[one] & left), one))
        left.remove(chosen)
        drawn.append(chosen)
        yield pairs[chosen]


def _line(
    pair: Ids, score: int, is_pair: bool, left: Mapping[str, int], right: Mapping[str, int], people: People
) -> Line:
    doctor, manager = pair
    return Line(people[doctor], people[manager], score, is_pair, left[doctor], right[manager])


def _table(pairs: Mapping[Ids, int], scores: Mapping[Ids, int], people: People) -> Iterator[NextBest]:
    """Everyone's partners, and the two next best."""
    for side in (0, 1):
        made: dict[str, list[tuple[One, int]]] = defaultdict(list)
        others: dict[str, list[tuple[One, int]]] = defaultdict(list)
        for pair, score in pairs.items():
            made[pair[side]].append((people[pair[1 - side]], score))
        for pair in sorted(scores, key=lambda one: (-scores[one], one)):
            if pair not in pairs:
                others[pair[side]].append((people[pair[1 - side]], scores[pair]))
        for one in people.of(("doctor", "manager")[side]):
            yield NextBest(one, tuple(made[one.id]), tuple(others[one.id][:2]))
