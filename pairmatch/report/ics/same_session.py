"""Which session of the old rota a session of the new one is, whatever their dates.

Two can be one only where they answer the same demand: the same workshop, the same guest at the same host, the
same pair. Those that are wholly alike go first; of the others the nearest, by the people in common, then by
the time between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from pairmatch.rota.rota import AnySession, ShadowingSession, WorkshopSession

Demand = tuple[str, ...]


def demand_of(session: AnySession) -> Demand:
    """What a session is held for; the same on every date."""
    if isinstance(session, WorkshopSession):
        return ("workshop", session.workshop)
    if isinstance(session, ShadowingSession):
        return ("shadowing", session.guest, session.host)
    return ("meeting", *sorted(session.people))


def all_of(session: AnySession) -> frozenset[str]:
    """Ids of everybody who has to be there."""
    held_by = session.facilitators if isinstance(session, WorkshopSession) else ()
    return frozenset((*session.everyone, *held_by))


def is_same(one: AnySession, other: AnySession) -> bool:
    """Whether two are wholly alike; the order of the people, and whether it is pinned, do not matter."""
    return _facts(one) == _facts(other)


def same_sessions(old: Sequence[AnySession], new: Sequence[AnySession]) -> dict[int, int]:
    """The position in `old` of each session of `new` that was there before, by its position in `new`."""
    found: dict[int, int] = {}
    by_demand: dict[Demand, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, sessions in enumerate((old, new)):
        for at, session in enumerate(sessions):
            by_demand[demand_of(session)][side].append(at)
    for before, after in by_demand.values():
        found |= _nearest(old, new, before, after)
    return found


def _nearest(
    old: Sequence[AnySession], new: Sequence[AnySession], before: Sequence[int], after: Sequence[int]
) -> dict[int, int]:
    """The nearest two of all first, then the nearest two of those that are left, to the end."""
    found: dict[int, int] = {}
    for _, one, other in sorted(_distances(old, new, before, after)):
        if one not in found.values() and other not in found:
            found[other] = one
    return found


def _distances(
    old: Sequence[AnySession], new: Sequence[AnySession], before: Sequence[int], after: Sequence[int]
) -> Iterator[tuple[tuple[bool, int, int, bool], int, int]]:
    """How far any two are from one another; two without a person in common are never one."""
    for one in before:
        for other in after:
            common = len(all_of(old[one]) & all_of(new[other]))
            if common:
                days = abs((old[one].date - new[other].date).days)
                half = old[one].half != new[other].half
                yield (not is_same(old[one], new[other]), -common, days, half), one, other


def _facts(session: AnySession) -> tuple[Demand, date, str, str | None, frozenset[str], frozenset[str]]:
    where = session.room if isinstance(session, WorkshopSession) else getattr(session, "site", None)
    return (
        demand_of(session),
        session.date,
        session.half,
        where,
        frozenset(session.everyone),
        all_of(session) - frozenset(session.everyone),
    )
