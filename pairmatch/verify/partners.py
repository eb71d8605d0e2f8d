"""Who is in a pairing: ids, partners, and those who wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic
from pairmatch.matching.pairing import Pairing
from pairmatch.verify.candidates import Candidates
from pairmatch.verify.facts import Facts
from pairmatch.verify.made_with import Asked, Ids, asked_for
from pairmatch.verify.places import Places
from pairmatch.verify.scores import Scores


@dataclass(frozen=True)
class PairingUnderCheck:
    """A pairing beside the cohort that it must fit."""

    cohort: Cohort
    pairing: Pairing
    places: Places

    @property
    def is_current(self) -> bool:
        """Whether the proof speaks of the cohort file as it is now, byte for byte."""
        return self.pairing.cohort.sha256 == self.cohort.sha256

    @cached_property
    def facts(self) -> Facts:
        """What is known of the cohort's people."""
        return Facts(self.cohort)

    @cached_property
    def scores(self) -> Scores:
        """The scores of the cohort."""
        return Scores(self.facts)

    @cached_property
    def asked(self) -> Asked:
        """What the pairing was asked for."""
        return asked_for(self.cohort, self.pairing.made.options)

    @cached_property
    def candidates(self) -> Candidates:
        """Who can be paired at all."""
        return Candidates(self.facts, self.scores, self.asked.bans)

    @cached_property
    def present(self) -> frozenset[Ids]:
        """The pairs of the document."""
        return frozenset(pair.ids for pair in self.pairing.pairs)

    def could_be(self, doctor: str, manager: str) -> bool:
        """Whether two people are a pair, or nothing forbids that they are one and both take partners."""
        if (doctor, manager) in self.present:
            return True
        take_any = self.cohort.person(doctor).pairs > 0 and self.cohort.person(manager).pairs > 0
        return take_any and self.candidates.has(doctor, manager)

    @cached_property
    def partners(self) -> dict[str, list[str]]:
        """The partners of everyone, counted from the pairs of the document."""
        found: dict[str, list[str]] = {person.id: [] for person in self.cohort.people}
        for pair in self.pairing.pairs:
            found[pair.doctor].append(pair.manager)
            found[pair.manager].append(pair.doctor)
        return found


def names_exist(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Every pair is a doctor and a manager of the cohort."""
    doctors = {doctor.id for doctor in check.cohort.doctors}
    managers = {manager.id for manager in check.cohort.managers}
    for i, pair in enumerate(check.pairing.pairs):
        for side, name, known in (("doctor", pair.doctor, doctors), ("manager", pair.manager, managers)):
            if name not in known:
                yield check.places.fault("PM401", f"`{name}` is no {side} of the cohort", ("pairs", i, side))


def waiting_exist(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Everyone unmatched is a doctor or a manager of the cohort."""
    for i, one in enumerate(check.pairing.unmatched):
        if one.person not in check.facts.locs:
            message = f"`{one.person}` is neither a doctor nor a manager of the cohort"
            yield check.places.fault("PM401", message, ("unmatched", i, "person"))


def no_pair_twice(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """A pair is listed once."""
    seen: set[tuple[str, str]] = set()
    for i, pair in enumerate(check.pairing.pairs):
        if pair.ids in seen:
            message = f"{pair.doctor} and {pair.manager} are listed twice"
            yield check.places.fault("PM402", message, ("pairs", i))
        seen.add(pair.ids)


def partners_at_most(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Nobody has more partners than they take."""
    counted: dict[str, int] = {}
    for i, pair in enumerate(check.pairing.pairs):
        for name in pair.ids:
            counted[name] = counted.get(name, 0) + 1
            most = check.cohort.person(name).pairs
            if counted[name] == most + 1:
                message = f"{name} takes {most} partner{'' if most == 1 else 's'} and is given more"
                note = check.places.person_note("this many are taken", name, "pairs")
                yield check.places.fault("PM403", message, ("pairs", i), note)


def waiting_listed_once(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Everyone without a partner, and nobody else, is listed as unmatched, once."""
    listed: set[str] = set()
    for i, one in enumerate(check.pairing.unmatched):
        if one.person in listed:
            message = f"{one.person} is listed as unmatched twice"
            yield check.places.fault("PM442", message, ("unmatched", i))
        elif check.partners[one.person]:
            message = (
                f"{one.person} is listed as unmatched and is paired with {check.partners[one.person][0]}"
            )
            yield check.places.fault("PM443", message, ("unmatched", i))
        listed.add(one.person)
    for name, partners in check.partners.items():
        if not partners and name not in listed:
            note = check.places.person_note("who takes part", name)
            message = f"{name} has no partner and is not listed as unmatched"
            yield check.places.fault("PM441", message, ("unmatched",), note)


def waiting_told_why(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Everyone unmatched is told why."""
    for i, one in enumerate(check.pairing.unmatched):
        if not one.why.strip():
            message = f"no reason is given why {one.person} is unmatched"
            yield check.places.fault("PM444", message, ("unmatched", i))
