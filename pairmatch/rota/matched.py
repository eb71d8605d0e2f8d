"""Which of some half-days became which of others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from pairmatch.rota.attendance import At

Couple = tuple[At | None, At | None]
"""(before, after); None on one side for what is new or gone."""


def matched(before: Sequence[At], after: Sequence[At]) -> Iterator[Couple]:
    """What differs between the places of one thing, those that are alike left out.

    What is at the same time and place is kept, then what is at the same time; what remains is matched in
    time order, and what is left over is gone or new. As the most that can be is kept on its half-day, and
    as few as can be are gone or new, no matching has fewer moves.

    Parameters
    ----------
    before, after
        In time order.
    """
    _, was, now = _equal(before, after, lambda at: at)
    same_time, was, now = _equal(was, now, lambda at: at.when)
    yield from same_time
    both = min(len(was), len(now))
    yield from zip(was[:both], now[:both], strict=True)
    yield from ((at, None) for at in was[both:])
    yield from ((None, at) for at in now[both:])


def _equal(
    before: Sequence[At], after: Sequence[At], key: Callable[[At], Hashable]
) -> tuple[list[tuple[At, At]], list[At], list[At]]:
    """The couples that are equal by a key, and what is left of both, in order."""
    left = list(after)
    couples: list[tuple[At, At]] = []
    alone: list[At] = []
    for was in before:
        now = next((at for at in left if key(at) == key(was)), None)
        if now is None:
            alone.append(was)
        else:
            left.remove(now)
            couples.append((was, now))
    return couples, alone, left
