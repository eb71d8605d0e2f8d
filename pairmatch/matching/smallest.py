"""The smallest of the sets that are enough for something, out of many that are.

`is_enough` holds for the set of all things, and for a larger set wherever it does for a smaller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain

Numbers = frozenset[int]
IsEnough = Callable[[Numbers], bool]

STEPS_AT_MOST = 20_000
"""Of one search for a set that has something of every rest: a second at the most."""


class _OutOfTries(Exception):
    """Ends the search for a smaller set."""


def smallest(
    count: int, is_enough: IsEnough, tries: int, known: Numbers | None = None
) -> tuple[Numbers, bool]:
    """A set of the numbers below `count` that is enough, and none of which can be left out.

    What is not enough, as large as it can be, leaves a rest of which every set that is enough has
    something; a smallest set that has something of every such rest found so far, and is enough, is a
    smallest of all (A. Ignatiev, A. Previti, M. Liffiton and J. Marques-Silva, *Smallest MUS extraction
    with minimal hitting set dualization*, 2015).

    Parameters
    ----------
    count
        How many things there are.
    is_enough
        Whether a set of them is enough.
    tries
        How often it may be asked in the search for a smaller set than the first that is found.
    known
        A set that is enough, none of which can be left out, to begin with; None: one is looked for.

    Returns
    -------
    tuple
        The set, and whether there is no smaller one: False where the tries were not enough to tell.
    """
    everything = range(count)
    first = irreducible(frozenset(), everything, is_enough) if known is None else known
    asked = 0

    def counted(numbers: Numbers) -> bool:
        nonlocal asked
        asked += 1
        if asked > tries:
            raise _OutOfTries
        return is_enough(numbers)

    try:
        return _smaller(first, everything, counted) or first, True
    except _OutOfTries:
        return first, False


def irreducible(needed: Numbers, things: Sequence[int], is_enough: IsEnough) -> Numbers:
    """Those of `things` that are enough with `needed`, none to be left out.

    By halves, so that few of many are found quickly (U. Junker, *QuickXplain*, 2004).
    """
    return frozenset[int]() if is_enough(needed) else _irreducible(needed, things, is_enough)


def _irreducible(needed: Numbers, things: Sequence[int], is_enough: IsEnough) -> Numbers:
    """The same where `needed` alone is not enough."""
    if len(things) == 1:
        return frozenset(things)
    half = len(things) // 2
    first, second = things[:half], things[half:]
    of_second = (
        _irreducible(needed.union(first), second, is_enough)
        if not is_enough(needed.union(first))
        else frozenset[int]()
    )
    with_second = needed | of_second
    of_first = _irreducible(with_second, first, is_enough) if not is_enough(with_second) else frozenset[int]()
    return of_first | of_second


def _smaller(known: Numbers, everything: Sequence[int], is_enough: IsEnough) -> Numbers | None:
    """A smallest set that is enough, where one is smaller than the one that is known."""
    rests: list[Numbers] = []
    while True:
        found = _hitting(rests, len(known) - 1)
        if found is None:
            return None
        if is_enough(found):
            return found
        rests.append(frozenset(everything) - _as_large_as_can_be(found, everything, is_enough))


def _as_large_as_can_be(start: Numbers, things: Sequence[int], is_enough: IsEnough) -> Numbers:
    """`start`, which is not enough, with as many of the things as leave it so."""
    if not is_enough(start.union(things)):
        return start.union(things)
    if len(things) == 1:
        return start
    half = len(things) // 2
    return _as_large_as_can_be(_as_large_as_can_be(start, things[:half], is_enough), things[half:], is_enough)


def _hitting(sets: Sequence[Numbers], most: int) -> Numbers | None:
    """A smallest set with something of each of these, of at most so many numbers, the lowest first."""
    search = _Hitting()
    found = (search.among(sets, frozenset(), size) for size in range(most + 1))
    return next((one for one in found if one is not None), None)


class _Hitting:
    """A search by depth, which gives up after `STEPS_AT_MOST`."""

    def __init__(self) -> None:
        self._steps = 0

    def among(self, sets: Sequence[Numbers], chosen: Numbers, left: int) -> Numbers | None:
        """`chosen` with at most `left` numbers more, so that something of each of the sets is in it."""
        self._steps += 1
        if self._steps > STEPS_AT_MOST:
            raise _OutOfTries
        missed = [one for one in sets if not one & chosen]
        if not missed:
            return chosen
        if left * max(Counter(chain.from_iterable(missed)).values()) < len(missed):
            return None
        _, shortest = min((len(one), at) for at, one in enumerate(missed))
        found = (self.among(missed, chosen | {number}, left - 1) for number in sorted(missed[shortest]))
        return next((one for one in found if one is not None), None)
