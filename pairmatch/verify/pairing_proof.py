"""The proof of a pairing: its numbers, and whether anything shows what it promises."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.diagnostics import Diagnostic
from pairmatch.verify.measures import choices_of, ranks_of
from pairmatch.verify.most_people import most_people
from pairmatch.verify.partners import PairingUnderCheck
from pairmatch.verify.price_bound import Reached, shows_best, shows_worst
from pairmatch.verify.price_form import prices_well_formed, question_of


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


def choices_right(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """The proof counts who has the first choice, the second, …, where anybody lists any."""
    given = check.pairing.proof.choices or ()
    right = choices_of(check.facts, [pair.ids for pair in check.pairing.pairs])
    if given != right:
        message = f"`choices` is {list(right)} by the pairs, not {list(given)}"
        yield check.places.fault("PM447", message, ("proof", "choices"))


def bound_consistent(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """The bound is at least the total, and equal to it where the pairing is called optimal."""
    proof = check.pairing.proof
    if proof.bound < proof.total:
        message = f"a bound of {proof.bound} is below the total of {proof.total}"
        yield check.places.fault("PM435", message, ("proof", "bound"))
    elif proof.status == "optimal" and proof.bound != proof.total:
        message = f"not optimal: the bound of {proof.bound} is above the total of {proof.total}"
        yield check.places.fault("PM435", message, ("proof", "status"))


def misses_consistent(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """What the rota misses is told where it counted, and is its own bound where the pairing is optimal."""
    proof = check.pairing.proof
    if (proof.rota is not None) is not check.asked.with_rota:
        message = (
            "what the rota misses is not told, and it was asked for (`with_rota`)"
            if check.asked.with_rota
            else "what the rota misses did not count: `with_rota` is not among the options"
        )
        yield check.places.fault("PM448", message, ("proof", "rota"))
    elif proof.rota is not None and min(*proof.rota.missed, *proof.rota.bound) < 0:
        yield check.places.fault("PM448", "nothing is missed less than never", ("proof", "rota"))
    elif proof.rota is not None and proof.rota.bound > proof.rota.missed:
        message = (
            f"a bound of {list(proof.rota.bound)} is above the {list(proof.rota.missed)} that are missed"
        )
        yield check.places.fault("PM448", message, ("proof", "rota"))
    elif proof.rota is not None and proof.status == "optimal" and proof.rota.bound != proof.rota.missed:
        message = (
            f"not optimal: {list(proof.rota.missed)} are missed, and the bound is {list(proof.rota.bound)}"
        )
        yield check.places.fault("PM448", message, ("proof", "status"))


def objective_asked_for(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """A pairing is made for the cohort's objective, unless another was asked for."""
    asked = check.asked.objective
    if check.pairing.proof.objective != asked:
        message = f"the objective is `{asked}`, not `{check.pairing.proof.objective}`"
        note = check.places.note("asked for here", "matching", "objective")
        yield check.places.fault("PM436", message, ("proof", "objective"), note)


def prices_readable(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Prices are of people of the cohort, and count what is maximised."""
    if check.pairing.prices and check.is_current:
        yield from prices_well_formed(check, question_of(check))


def as_many_people_as_can_be(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """No pairing places more people than an optimal one, where that comes first."""
    if not promises(check) or check.asked.is_free:
        return
    most, people = most_people(check), sum(1 for partners in check.partners.values() if partners)
    if most.count > people:
        message = f"not optimal: {most.count} people could have a partner, and {people} have one"
        notes = [check.places.person_note("who could have one", person) for person in most.more[:1]]
        yield check.places.fault("PM437", message, ("proof", "status"), *notes)


def no_pair_to_add(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """No pair could be added to an optimal pairing and improve it."""
    if not promises(check) or (check.pairing.prices and check.is_current) or check.asked.with_rota:
        return
    least = _least_to_add(check)
    managers = [one.id for one in check.cohort.managers if _has_room(check, one.id)]
    for doctor in (one.id for one in check.cohort.doctors if _has_room(check, one.id)):
        for manager in managers:
            pair = (doctor, manager)
            if pair not in check.present and _improves(check, *pair, least) and check.candidates.has(*pair):
                message = f"not optimal: {doctor} and {manager} could be paired as well"
                note = check.places.person_note("who has room for a partner", doctor)
                yield check.places.fault("PM437", message, ("proof", "status"), note)


def promises(check: PairingUnderCheck) -> bool:
    """Whether the pairing is called the best of all that are allowed, not of the stable or the like alone."""
    asked = check.asked
    return check.pairing.proof.status == "optimal" and not asked.is_stable and asked.changes is None


def _has_room(check: PairingUnderCheck, person: str) -> bool:
    return len(check.partners[person]) < check.cohort.person(person).pairs


def _least_to_add(check: PairingUnderCheck) -> int:
    """The lowest score with which one pair more makes a pairing better, by the score alone."""
    scores = [pair.score for pair in check.pairing.pairs]
    if check.asked.objective == "leximin":
        return max(scores, default=0)
    return max(1, min(scores, default=0)) if check.asked.objective == "fair" else 1


def _improves(check: PairingUnderCheck, doctor: str, manager: str, least: int) -> bool:
    """Whether a pairing is better for one pair more, those of people without a partner apart."""
    if (doctor, manager) in check.asked.old:
        return True
    if check.asked.objective == "rank" and ranks_of(check.facts, doctor, manager):
        return True
    return check.scores.score(doctor, manager) >= least


def prices_show_the_best(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """The prices of an optimal pairing show, by arithmetic alone, that nothing is better."""
    if check.pairing.proof.status != "optimal" or not check.pairing.prices or not check.is_current:
        return
    question, reached = question_of(check), Reached.by_pairs(check)
    at = ("prices",)
    if not shows_best(check, question, reached):
        message = (
            "the prices do not show that nothing is better: the bound they give is not what these pairs reach"
        )
        yield check.places.fault("PM439", message, at)
    elif not shows_worst(check, question, reached):
        message = f"the prices do not show that no worst pair is above {question.worst}"
        yield check.places.fault("PM439", message, at)


def some_prices_given(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """An optimal pairing has prices, where there can be any."""
    if check.is_current and why_no_prices(check) == "":
        message = "nothing here shows that this pairing is the best: it has no prices"
        yield check.places.warning("PM440", message, "proof", "status")


def why_no_prices(check: PairingUnderCheck) -> str | None:
    """Why an optimal pairing has no prices; empty: for no good reason, None: it has some or needs none."""
    if check.pairing.proof.status != "optimal" or check.pairing.prices or not check.pairing.pairs:
        return None
    if check.asked.is_stable:
        return "only stable pairings compete"
    if check.asked.changes is not None:
        return "at most so many changes were allowed"
    if check.asked.with_rota:
        return "what the rota misses comes before the score"
    several = any(person.pairs > 1 for person in check.cohort.people)
    return "people take several partners" if check.asked.objective == "leximin" and several else ""
