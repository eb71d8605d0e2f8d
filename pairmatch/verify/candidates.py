"""Who could be a pair: every allowed doctor and manager, each question answered once."""

from __future__ import annotations

from collections.abc import Hashable

from pairmatch.verify.allowed import objections
from pairmatch.verify.facts import Facts
from pairmatch.verify.made_with import Ids
from pairmatch.verify.schedulable import schedulable
from pairmatch.verify.scores import Scores


class Candidates:
    """Whether two people can be paired, by id.

    The search for the sessions of a pair is made once for any two calendars, not for any two people.
    """

    def __init__(self, facts: Facts, scores: Scores, bans: frozenset[Ids]) -> None:
        self._facts, self._scores, self._bans = facts, scores, bans
        self._known: dict[Ids, bool] = {}
        self._calendars: dict[str, int] = {}
        self._numbers: dict[Hashable, int] = {}
        self._found: dict[tuple[int, int], bool | None] = {}

    def has(self, doctor: str, manager: str) -> bool:
        """Whether nothing forbids the two; no where the search for their sessions gave up."""
        pair = (doctor, manager)
        if pair not in self._known:
            self._known[pair] = self._has(doctor, manager)
        return self._known[pair]

    def _has(self, doctor: str, manager: str) -> bool:
        if (doctor, manager) in self._bans:
            return False
        if any(objections(self._facts, self._scores, doctor, manager)):
            return False
        return not self._facts.cohort.matching.schedulable or self.schedulable(doctor, manager) is True

    def schedulable(self, doctor: str, manager: str) -> bool | None:
        """Whether the two, were they alone, could be given all their required sessions; None: not known."""
        calendars = (self._calendar(doctor), self._calendar(manager))
        if calendars not in self._found:
            cohort, free = self._facts.cohort, self._facts.availability
            self._found[calendars] = schedulable(cohort, free, doctor, manager)
        return self._found[calendars]

    def _calendar(self, person: str) -> int:
        """A number for all that the search asks of a person: everyone with the same calendar has the same."""
        if person not in self._calendars:
            calendar = self._read_calendar(person)
            self._calendars[person] = self._numbers.setdefault(calendar, len(self._numbers))
        return self._calendars[person]

    def _read_calendar(self, person: str) -> Hashable:
        free = self._facts.availability
        hours = free.rosters.get(person) if self._facts.cohort.scheduling.off_duty == "allowed" else None
        return hours, tuple(
            (
                free.can_attend(person, slot.index),
                free.can_host(person, slot.index),
                free.site(person, slot.index),
                free.directorate(person, slot.index) is None,
                free.pattern(person, slot.index),
            )
            for slot in free.time.slots
        )
