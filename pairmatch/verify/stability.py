"""Whether a pairing is stable: no doctor and manager both prefer each other to what they got."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.diagnostics import Diagnostic
from pairmatch.verify.made_with import Ids
from pairmatch.verify.partners import PairingUnderCheck

_UNLISTED = 1_000_000_000
"""Everyone whom a person does not list comes after all who are listed, and all of those are equal."""
_ANYONE = _UNLISTED + 1
_NOBODY = 0


def stable_as_asked(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """No pair blocks where only stable pairings compete, and the proof says what is so."""
    proof, asked = check.pairing.proof, check.asked
    if not asked.is_stable and proof.stable is None:
        return
    blocks = next(blocking(check), None)
    if blocks and (asked.is_stable or proof.stable):
        message = f"not stable: {blocks[0]} and {blocks[1]} both prefer each other to what they got"
        note = check.places.person_note("who prefers the other", blocks[0])
        yield check.places.fault("PM445", message, ("pairs",), note)
    elif proof.stable is not (blocks is None):
        right = "true" if blocks is None else "false"
        yield check.places.fault("PM446", f"`stable` is {right} by the pairs", ("proof", "stable"))


def blocking(check: PairingUnderCheck) -> Iterator[Ids]:
    """Every candidate that is no pair and that both of the two want, in file order."""
    limits = {person.id: _limit(check, person.id) for person in check.cohort.people}
    ranks = check.facts.ranks
    managers = [manager.id for manager in check.cohort.managers if limits[manager.id] > _NOBODY]
    for doctor in (doctor.id for doctor in check.cohort.doctors if limits[doctor.id] > _NOBODY):
        for manager in managers:
            if (
                ranks[doctor].get(manager, _UNLISTED) < limits[doctor]
                and ranks[manager].get(doctor, _UNLISTED) < limits[manager]
                and (doctor, manager) not in check.present
                and check.candidates.has(doctor, manager)
            ):
                yield doctor, manager


def _limit(check: PairingUnderCheck, person: str) -> int:
    """The person wants everyone who stands before this place on the own list."""
    partners = check.partners[person]
    if len(partners) < check.cohort.person(person).pairs:
        return _ANYONE
    given_up = [other for other in partners if not _is_locked(check, person, other)]
    return max((check.facts.ranks[person].get(other, _UNLISTED) for other in given_up), default=_NOBODY)


def _is_locked(check: PairingUnderCheck, person: str, other: str) -> bool:
    """Whether the two are a pair that nobody gives up."""
    return bool({(person, other), (other, person)} & check.asked.locked)
