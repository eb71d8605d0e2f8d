"""Who is with whom in a set of pairs, and whose partners differ between two."""

from __future__ import annotations

from collections.abc import Iterable

from pairmatch.matching.answers import Ids, Move


def partners_of(pairs: Iterable[Ids]) -> dict[str, tuple[str, ...]]:
    """The partners of everyone who has any, in the order of the pairs."""
    found: dict[str, tuple[str, ...]] = {}
    for doctor, manager in pairs:
        found[doctor] = (*found.get(doctor, ()), manager)
        found[manager] = (*found.get(manager, ()), doctor)
    return found


def moves_between(people: Iterable[str], before: Iterable[Ids], after: Iterable[Ids]) -> tuple[Move, ...]:
    """Everyone of these people whose partners differ, in their order.

    A partner who is none of them counts all the same.
    """
    old, new = partners_of(before), partners_of(after)
    return tuple(
        Move(person, old.get(person, ()), new.get(person, ()))
        for person in people
        if set(old.get(person, ())) != set(new.get(person, ()))
    )
