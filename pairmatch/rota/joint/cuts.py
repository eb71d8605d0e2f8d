"""Why a pairing misses more in its rota than is known of every pairing: parts that must, as small as can be.

A part is made smaller by deletion, many pairs at a time where they matter little; then each of its
pairs is widened to one of its people with whomever, where the part must miss as much even so. What is
left says as much as can be said about other pairings.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pairmatch.matching.engine import Cell, Cost, Part
from pairmatch.matching.engine.conditions import SIDES, Side
from pairmatch.matching.engine.costs import least_cost
from pairmatch.progress import Watch
from pairmatch.rota.fewest_missed import can_miss_at_most, least_worth
from pairmatch.rota.joint.misses import Scale
from pairmatch.rota.joint.relaxed import Relaxed

One = TypeVar("One")


@dataclass(frozen=True)
class Cuts:
    """The search for parts that must miss more than is known."""

    relaxed: Relaxed
    scale: Scale
    watch: Watch

    def of(self, pairs: Sequence[Cell], suspects: Collection[Cell], known: Sequence[Cost]) -> list[Cost]:
        """Costs of parts of a pairing beyond those known; none where none is found in time.

        Parameters
        ----------
        pairs
            A pairing that must miss more than its known costs.
        suspects
            Its pairs that miss something: the last to be left out.
        known
            The costs known before.
        """
        found: list[Cost] = []
        rest = sorted(pairs, key=lambda pair: (pair not in suspects, pair))
        while rest and (part := self._smallest(Part(frozenset(rest)), rest, [*known, *found])):
            found += self._widened(part, [*known, *found])
            rest = [pair for pair in rest if pair not in part.pairs]
        return found or self._of_all(pairs, known)

    def of_everyone(self, pairs: Sequence[Cell]) -> Iterator[Cost]:
        """What all these people miss, each with whomever: what no other pairs could mend."""
        for side in SIDES:
            part = _of_people(Part(frozenset(), side=side), Part(frozenset(pairs)).people)
            yield from self._costs([part])

    def _smallest(self, whole: Part, pairs: Sequence[Cell], known: Sequence[Cost]) -> Part | None:
        """A part that must miss more than is known, no pair of which can be left out."""
        if not self._misses_more(whole, known):
            return None

        def is_enough(kept: Sequence[Cell]) -> bool:
            return self._misses_more(Part(frozenset(kept)), known)

        return Part(frozenset(needed(pairs, is_enough)))

    def _widened(self, part: Part, known: Sequence[Cost]) -> Iterator[Cost]:
        """The cost of a part, and those of its widest forms."""
        forms = dict.fromkeys([part, *(self._widest(part, side, known) for side in SIDES)])
        yield from self._costs(forms)

    def _widest(self, part: Part, side: Side, known: Sequence[Cost]) -> Part:
        """The part with people of a side, and others alone, in place of as many pairs as can be."""
        for pair in sorted(part.pairs):
            for form in _forms(part, pair, side):
                if self._misses_more(form, known):
                    part = form
                    break
        return part

    def _of_all(self, pairs: Sequence[Cell], known: Sequence[Cost]) -> list[Cost]:
        """The cost of these people being placed and nobody else, in as few of these pairs as can be.

        What no part must miss is missed because too few are there (`min_size`).
        """
        whole = Part(frozenset(pairs), is_all=True)
        if not self._misses_more(whole, known):
            return []
        found = [self._of_all_by(side, pairs, known) for side in SIDES]
        return list(self._costs(dict.fromkeys([*found, whole])))

    def _of_all_by(self, side: Side, pairs: Sequence[Cell], known: Sequence[Cost]) -> Part:
        people = Part(frozenset(pairs)).people

        def with_pairs(kept: Sequence[Cell]) -> Part:
            apart = people - Part(frozenset(kept)).people
            return _of_people(Part(frozenset(kept), side=side, is_all=True), apart)

        return with_pairs(needed(pairs, lambda kept: self._misses_more(with_pairs(kept), known)))

    def _misses_more(self, part: Part, known: Sequence[Cost]) -> bool:
        """Whether it is proven that a part must miss more than its known costs."""
        if self.watch.left == 0:
            return False
        least = least_cost(part, known)
        data = self.relaxed.demands(part)
        return not can_miss_at_most(data, self.scale.weights, least, self.watch)

    def _costs(self, parts: Iterable[Part]) -> Iterator[Cost]:
        """The costs of parts, where they are above 0."""
        for part in parts:
            least = least_worth(self.relaxed.demands(part), self.scale.weights, self.watch)
            if least:
                yield Cost(part, least)


def _forms(part: Part, pair: Cell, side: Side) -> Iterator[Part]:
    """The part with less in place of a pair, the least first.

    Nothing is taken of someone who has another pair in the part.
    """
    rest = replace(part, pairs=part.pairs - {pair}, side=side)
    left: set[tuple[Side, int]] = {("left", pair[0])}
    right: set[tuple[Side, int]] = {("right", pair[1])}
    apart = (left, right) if side == "left" else (right, left)
    for people in (*apart, left | right):
        if not people & rest.people:
            yield _of_people(rest, people)


def _of_people(part: Part, people: Collection[tuple[Side, int]]) -> Part:
    """The part with people more, with whomever."""
    return replace(
        part,
        lefts=part.lefts | {at for side, at in people if side == "left"},
        rights=part.rights | {at for side, at in people if side == "right"},
    )


def needed(items: Sequence[One], is_enough: Callable[[Sequence[One]], bool]) -> list[One]:
    """Items that are enough, where all of them are, and none of which can be left out.

    The later an item stands the sooner it is left out. As long as that succeeds twice as many are
    tried at once, and half as many when it fails.
    """
    kept: list[One] = []
    rest, several = list(items), max(1, len(items) // 2)
    while rest:
        fewer = [*kept, *rest[:-several]]
        if is_enough(fewer):
            rest = rest[:-several]
            several *= 2
        elif several == 1:
            kept.append(rest.pop())
        else:
            several //= 2
        several = min(several, max(1, len(rest)))
    return kept
