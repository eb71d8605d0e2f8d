"""The sessions of a rota, person by person: what each is, whose, when and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pairmatch.cohort.values import Date
from pairmatch.rota.rota import AnySession, Rota, ShadowingSession, WorkshopSession

Kind = Literal["workshop", "holding", "shadowing", "meeting"]
"""`holding`: a run of a workshop, as a facilitator sees it."""


@dataclass(frozen=True)
class At:
    """When and where a session is."""

    date: Date
    half: str
    room: str | None = None
    """Of a workshop; absent online."""
    facilitators: tuple[str, ...] | None = None
    """Of a workshop, in the order of their ids."""
    site: str | None = None
    """Of a shadowing."""

    @property
    def when(self) -> tuple[Date, str]:
        """The half-day."""
        return (self.date, self.half)


@dataclass(frozen=True)
class Identity:
    """What makes sessions of two rotas the same, whenever they are held."""

    kind: Kind
    people: tuple[str, ...]
    """Who attends or holds a workshop; the guest and the host; the two of a meeting, in the order of ids."""
    workshop: str | None = None


def attended(rota: Rota, halves: Sequence[str]) -> Mapping[Identity, tuple[At, ...]]:
    """Where and when each thing is held, in time order.

    Parameters
    ----------
    rota
        Any rota; one edited by hand need not be in order.
    halves
        The halves of a day in their order; others come after them, by their names.
    """
    found: dict[Identity, list[At]] = defaultdict(list)
    for session in rota.sessions:
        for identity in identities(session):
            found[identity].append(at_of(session))
    return {identity: tuple(in_time_order(places, halves)) for identity, places in found.items()}


def at_of(session: AnySession) -> At:
    """When and where a session is."""
    if isinstance(session, WorkshopSession):
        team = tuple(sorted(set(session.facilitators)))
        return At(session.date, session.half, room=session.room, facilitators=team)
    site = session.site if isinstance(session, ShadowingSession) else None
    return At(session.date, session.half, site=site)


def in_time_order(places: Sequence[At], halves: Sequence[str]) -> list[At]:
    """The places by date, half and what else is known of them."""
    return sorted(places, key=lambda at: time_key(at, halves))


def time_key(at: At, halves: Sequence[str]) -> tuple[object, ...]:
    """What sorts a place in time: the date, then the place of its half in the day."""
    half = halves.index(at.half) if at.half in halves else len(halves)
    return (at.date, half, at.half, at.room or "", at.facilitators or (), at.site or "")


def identities(session: AnySession) -> Iterator[Identity]:
    """What a session is, to each person or couple of people in it."""
    if isinstance(session, WorkshopSession):
        for person in dict.fromkeys(session.people):
            yield Identity("workshop", (person,), session.workshop)
        for person in dict.fromkeys(session.facilitators):
            yield Identity("holding", (person,), session.workshop)
    elif isinstance(session, ShadowingSession):
        yield Identity("shadowing", session.everyone)
    else:
        yield Identity("meeting", tuple(sorted(session.people)))
