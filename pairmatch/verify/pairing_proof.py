"""The proof of a pairing: its numbers, and whether one more pair would contradict it."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.people import Person
from pairmatch.diagnostics import Diagnostic
from pairmatch.verify.allowed import objections
from pairmatch.verify.partners import PairingUnderCheck
from pairmatch.verify.schedulable import schedulable
from pairmatch.verify.scores import score_of


def numbers_right(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """The proof counts the pairs, the people with a partner, the worst score and the total."""
    proof, scores = check.pairing.proof, [pair.score for pair in check.pairing.pairs]
    people = sum(1 for partners in check.partners.values() if partners)
    for code, field, given, right in (
        ("PM431", "placed", proof.placed, len(scores)),
        ("PM432", "people", proof.people, people),
        ("PM433", "worst", proof.worst, min(scores, default=0)),
        ("PM434", "total", proof.total, sum(scores)),
    ):
        if given != right:
            message = f"`{field}` is {right} by the pairs, not {given}"
            yield check.places.fault(code, message, ("proof", field))


def bound_consistent(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """The bound is at least the total, and equal to it where the pairing is called optimal."""
    proof = check.pairing.proof
    if proof.bound < proof.total:
        message = f"a bound of {proof.bound} is below the total of {proof.total}"
        yield check.places.fault("PM435", message, ("proof", "bound"))
    elif proof.status == "optimal" and proof.bound != proof.total:
        message = f"not optimal: the bound of {proof.bound} is above the total of {proof.total}"
        yield check.places.fault("PM435", message, ("proof", "status"))


def objective_asked_for(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """A pairing is made for the cohort's objective, unless another was asked for."""
    asked = check.pairing.made.options.get("objective", check.cohort.matching.objective)
    if check.pairing.proof.objective != asked:
        message = f"the objective is `{asked}`, not `{check.pairing.proof.objective}`"
        note = check.places.note("asked for here", "matching", "objective")
        yield check.places.fault("PM436", message, ("proof", "objective"), note)


def no_pair_to_add(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """No pair could be added to an optimal pairing and improve it."""
    if check.pairing.proof.status != "optimal":
        return
    present = {pair.ids for pair in check.pairing.pairs}
    for doctor in check.cohort.doctors:
        for manager in check.cohort.managers:
            if (doctor.id, manager.id) not in present and _improves(check, doctor, manager):
                message = f"not optimal: {doctor.id} and {manager.id} could be paired as well"
                note = check.places.person_note("who has room for a partner", doctor.id)
                yield check.places.fault("PM437", message, ("proof", "status"), note)


def _improves(check: PairingUnderCheck, doctor: Person, manager: Person) -> bool:
    pair = (doctor, manager)
    if any(len(check.partners[person.id]) >= person.pairs for person in pair):
        return False
    if all(check.partners[person.id] for person in pair) and not _raises_total(check, doctor, manager):
        return False
    if any(objections(check.cohort, check.availability, doctor, manager)):
        return False
    if not check.cohort.matching.schedulable:
        return True
    return schedulable(check.cohort, check.availability, doctor.id, manager.id) is True


def _raises_total(check: PairingUnderCheck, doctor: Person, manager: Person) -> bool:
    """Whether one more pair between people already placed gives a higher total and no worse worst."""
    score = score_of(check.cohort, check.availability, doctor, manager)
    worst = min((pair.score for pair in check.pairing.pairs), default=0)
    objective = check.pairing.proof.objective
    return score > 0 and (objective == "total" or (objective == "fair" and score >= worst))
