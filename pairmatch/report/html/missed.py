"""What could not be placed, grouped by its reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pairmatch.report.html.sessions import KINDS
from pairmatch.report.names import Names
from pairmatch.report.visible import visible
from pairmatch.rota.rota import AnyMissed, MissedShadowing, MissedWorkshop, Rota


@dataclass(frozen=True)
class MissedGroup:
    """Misses of one kind that have one reason."""

    what: str
    who: tuple[str, ...]
    """Whom it hits, and how often where more than once."""
    why: str


def missed_of(rota: Rota, names: Names) -> tuple[MissedGroup, ...]:
    """The misses of a rota, in its order."""
    groups: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in rota.missed:
        groups[_what(one, names), one.why][_who(one, names)] += 1
    return tuple(
        MissedGroup(what, tuple(_times(who, count) for who, count in hits.items()), visible(why))
        for (what, why), hits in groups.items()
    )


def _what(one: AnyMissed, names: Names) -> str:
    return names.workshop(one.workshop) if isinstance(one, MissedWorkshop) else KINDS[one.kind]


def _who(one: AnyMissed, names: Names) -> str:
    if isinstance(one, MissedShadowing):
        return f"{names.person(one.guest)} with {names.person(one.host)}"
    people = " and ".join(map(names.person, one.people))
    weeks = None if isinstance(one, MissedWorkshop) else one.weeks
    return f"{people}, weeks {weeks}" if weeks else people


def _times(who: str, count: int) -> str:
    return who if count == 1 else f"{who} ({count} half-days)"
