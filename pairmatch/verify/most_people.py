"""How many people could have a partner at once.

The most doctors who could have a partner, and the most managers, can be reached by one and the same
pairing (Mendelsohn and Dulmage, 1958, here with several places a person); so either side is counted
alone, from the pairs there are, by augmenting paths: as long as someone without a partner can have one
through others' moving, one more has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pairmatch.cohort.people import Person
from pairmatch.verify.partners import PairingUnderCheck

Allowed = Callable[[str, str], bool]


@dataclass(frozen=True)
class MostPeople:
    """The most people who could have a partner."""

    count: int
    more: tuple[str, ...]
    """Those who have none in the pairing, and get one on the way there."""


def most_people(check: PairingUnderCheck) -> MostPeople:
    """Count the people whom the best pairing places, under the locks and bans of this one."""
    doctors, managers = check.cohort.doctors, check.cohort.managers
    allowed = check.could_be
    locked = check.asked.locked
    to_managers = [pair.ids for pair in check.pairing.pairs if pair.ids not in locked]
    to_doctors = [(manager, doctor) for doctor, manager in to_managers]
    held = Counter(person for pair in locked for person in pair)
    sides = (
        _Side.of(doctors, managers, allowed, held, to_managers),
        _Side.of(managers, doctors, lambda manager, doctor: allowed(doctor, manager), held, to_doctors),
    )
    more = [person for side in sides for person in side.placed_in_addition()]
    return MostPeople(len(held) + sum(len(side.place) for side in sides), tuple(more))


@dataclass(frozen=True)
class _Side:
    """The people of one side, each in at most one place with the other side."""

    people: Sequence[str]
    """Who could be given a place; not those in locked pairs, who have one."""
    room: dict[str, int]
    """How many places each of the other side has beside locked pairs."""
    allowed: Allowed
    place: dict[str, str] = field(default_factory=dict)
    """With whom each is placed."""
    guests: dict[str, list[str]] = field(default_factory=dict)
    """Who is placed with each."""

    @classmethod
    def of(
        cls,
        people: Sequence[Person],
        others: Sequence[Person],
        allowed: Allowed,
        held: Counter[str],
        pairs: Sequence[tuple[str, str]],
    ) -> _Side:
        """One side as the pairing has it, each person with the first partner alone."""
        room = {other.id: other.pairs - held[other.id] for other in others}
        free = [person.id for person in people if person.pairs > 0 and person.id not in held]
        side = cls(free, {other: left for other, left in room.items() if left > 0}, allowed)
        for person, other in pairs:
            if person not in held and person not in side.place:
                side._put(person, other)
        return side

    def placed_in_addition(self) -> list[str]:
        """Place as many more as can be, and tell who they are."""
        left = dict.fromkeys(self.room)
        return [person for person in self.people if person not in self.place and self._placed(person, left)]

    def _placed(self, person: str, left: dict[str, None]) -> bool:
        """Whether there is a place for one more; what led nowhere is taken out of `left`, for good."""
        through: dict[str, str] = {}
        waiting = [person]
        while waiting:
            one = waiting.pop()
            for other in tuple(left):
                if not self.allowed(one, other):
                    continue
                del left[other]
                through[other] = one
                if len(self.guests.get(other, ())) < self.room[other]:
                    self._move(other, through)
                    left.update(dict.fromkeys(through))
                    return True
                waiting += self.guests[other]
        return False

    def _move(self, other: str, through: dict[str, str]) -> None:
        """Give the last reached place to whom it was reached through, and theirs to the one before."""
        while True:
            one, left = through[other], self.place.get(through[other])
            if left is not None:
                self.guests[left].remove(one)
            self._put(one, other)
            if left is None:
                return
            other = left

    def _put(self, person: str, other: str) -> None:
        self.place[person] = other
        self.guests.setdefault(other, []).append(person)
