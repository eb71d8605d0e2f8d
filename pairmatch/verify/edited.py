"""A document whose pairs someone changed by hand: what that costs, told once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest

from pairmatch.diagnostics import Diagnostic
from pairmatch.matching.answers import Measures
from pairmatch.matching.pairing import PairingProof
from pairmatch.verify.counted import Question
from pairmatch.verify.measures import measures_of
from pairmatch.verify.most_people import most_people
from pairmatch.verify.partners import PairingUnderCheck
from pairmatch.verify.price_bound import Reached, shows_best, shows_worst
from pairmatch.verify.price_form import prices_well_formed
from pairmatch.verify.stability import blocking

_FEW = 3


def cost_of_edit(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """What the pairs of an edited document reach, against those that its proof speaks of."""
    if not check.pairing.is_edited:
        return
    now = measures_of(check.facts, check.scores, [pair.ids for pair in check.pairing.pairs])
    told = list(_differences(now, check.pairing.proof, with_choices=check.asked.objective == "rank"))
    is_best = "; no pairing does better" if is_shown(check) else ""
    before = f"what its proof says of the pairs before{is_best}"
    message = f"{', '.join(told)} (against {before})" if told else f"as good as {before}"
    yield check.places.warning("PM430", f"edited by hand: {message}{_unstable(check)}", "pairs")


def is_shown(check: PairingUnderCheck) -> bool:
    """Whether the prices show that no pairing does better than the proof says the pairs before did.

    That those did so well is the proof's word: prices bound from above only.
    """
    proof, prices = check.pairing.proof, check.pairing.prices
    if proof.status != "optimal" or not prices or not check.is_current:
        return False
    reached = Reached.by_proof(proof)
    question = Question(check.asked, check.facts.longest_list, proof.worst, ())
    if any(prices_well_formed(check, question)) or not shows_best(check, question, reached):
        return False
    if check.asked.objective != "fair":
        return True
    return shows_worst(check, question, reached) and most_people(check).count == proof.people


def _differences(now: Measures, then: PairingProof, *, with_choices: bool) -> Iterator[str]:
    """What is other than it was, the weightiest first."""
    if now.people != then.people:
        apart = abs(now.people - then.people)
        people, have = ("person", "has") if apart == 1 else ("people", "have")
        more = "more" if now.people > then.people else "fewer"
        yield f"{apart:,} {people} {more} {have} a partner ({now.people:,}, not {then.people:,})"
    if with_choices:
        ranks = enumerate(zip_longest(now.choices, then.choices or (), fillvalue=0), start=1)
        changed = ((rank, after, before) for rank, (after, before) in ranks if after != before)
        for rank, after, before in islice(changed, _FEW):
            yield f"{after:,} instead of {before:,} have their {_ordinal(rank)} choice"
    if now.worst != then.worst:
        yield f"the worst pair scores {now.worst:,} instead of {then.worst:,}"
    if now.total != then.total:
        yield f"the total is {now.total:,} instead of {then.total:,}"


def _ordinal(number: int) -> str:
    """As 1st, 2nd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _unstable(check: PairingUnderCheck) -> str:
    """Who would rather have each other, where only stable pairings were asked for."""
    found = list(islice(blocking(check), _FEW + 1)) if check.asked.is_stable else []
    if not found:
        return ""
    named = ", ".join(f"{doctor} and {manager}" for doctor, manager in found[:_FEW])
    more = " and others" if len(found) > _FEW else ""
    return f"; not stable: {named}{more} both prefer each other to what they got"
