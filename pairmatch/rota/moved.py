"""Which sessions of an older rota could stay, and how much a new one moves them.

Sessions are compared by what they are (`Identity`): the workshop of a person, its holding by a
facilitator, the shadowings of a guest at a host, the meetings of a pair; several of one identity as
sets. A session counts only while its demand stands: one whose partner has left, or of which nobody
has anything left to attend, is no move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pairmatch.rota.attendance import At, Identity, at_of, identities, in_time_order
from pairmatch.rota.demand import Demands
from pairmatch.rota.rota import AnySession, Moved, WorkshopSession

ELSEWHEN = 2
"""The points of a person's session on another half-day, or of none any more."""
ELSEWHERE = 1
"""The points of one on the same half-day in another room or site, or held by others."""


@dataclass(frozen=True)
class Standing:
    """The old sessions of one identity whose demand stands."""

    identity: Identity
    places: tuple[At, ...]
    """When and where they are, in time order, one a half-day."""
    near: tuple[At, ...]
    """Those of them within the notice."""
    most: int
    """How many of them there can still be."""

    @property
    def surplus(self) -> int:
        """How many of them have lost their demand, whichever these are."""
        return len(self.places) - self.most

    @property
    def most_near(self) -> int:
        """How many of those within the notice there must be, if those that go lie within it."""
        return max(0, len(self.near) - self.surplus)


@dataclass(frozen=True)
class Standings:
    """All old sessions that could stay."""

    data: Demands

    @cached_property
    def all(self) -> tuple[Standing, ...]:
        """One for each identity that has any."""
        return tuple(self._all())

    def _all(self) -> Iterator[Standing]:
        halves, old = list(self.data.cohort.programme.halves), self.data.old
        places: dict[Identity, dict[tuple[object, str], At]] = {}
        for _, session in old.sessions if old else ():
            for identity in identities(session):
                if self._demanded(identity, session):
                    at = at_of(session)
                    places.setdefault(identity, {}).setdefault(at.when, at)
        for identity, by_half_day in places.items():
            ordered = tuple(in_time_order(list(by_half_day.values()), halves))
            near = tuple(at for at in ordered if old and at.date < old.notice_until)
            most = min(len(ordered), self._wanted[identity]) if identity in self._wanted else len(ordered)
            yield Standing(identity, ordered, near, most)

    def _demanded(self, identity: Identity, session: AnySession) -> bool:
        """Whether there is a demand for it; for a facilitator's session, for anyone who was to attend it."""
        if identity.kind != "holding" or not isinstance(session, WorkshopSession):
            return identity in self._wanted
        attending = (Identity("workshop", (person,), session.workshop) for person in session.people)
        is_known = any(one.id in identity.people for one in self.data.cohort.facilitators)
        return is_known and any(one in self._wanted for one in attending)

    @cached_property
    def _wanted(self) -> Counter[Identity]:
        """How often everything is still to be held, facilitators apart."""
        wanted: Counter[Identity] = Counter()
        for workshop in self.data.workshops:
            of_it = self.data.cohort.workshops[workshop.workshop].id
            wanted.update(Identity("workshop", (person,), of_it) for person in workshop.group)
        for visit in self.data.shadowings:
            wanted[Identity("shadowing", (visit.guest, visit.host))] += visit.count
        for meeting in self.data.meetings:
            wanted[Identity("meeting", tuple(sorted(meeting.people)))] += 1
        return wanted

    def moved(self, sessions: Iterable[AnySession]) -> Moved:
        """How much a new rota's sessions move the old ones.

        Parameters
        ----------
        sessions
            Of the new rota, those that are over or not.
        """
        now: dict[Identity, list[At]] = {}
        for session in sessions:
            for identity in identities(session):
                now.setdefault(identity, []).append(at_of(session))
        people, near, points = set[str](), set[str](), 0
        for standing in self.all:
            at_now = now.get(standing.identity, [])
            same_place = _in_both(standing.places, at_now)
            same_time = sum(at.when in {one.when for one in at_now} for at in standing.places)
            persons = standing.identity.people
            short = (ELSEWHEN - ELSEWHERE) * (standing.most - same_time)
            points += len(persons) * (short + ELSEWHERE * (standing.most - same_place))
            if same_place < standing.most:
                people.update(persons)
            if _in_both(standing.near, at_now) < standing.most_near:
                near.update(persons)
        return Moved(within_notice=len(near), people=len(people), points=points)


def _in_both(places: Sequence[At], now: Sequence[At]) -> int:
    return sum(at in now for at in places)
