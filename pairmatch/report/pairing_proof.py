"""What is proven of a pairing, in a sentence for each thing that was maximised."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pairing
from pairmatch.progress import Progress
from pairmatch.report.words import counted, percent


def pairing_proof(cohort: Cohort, pairing: Pairing) -> str:
    """What is known of how good a pairing is, and how it is known."""
    if pairing.proof.status != "optimal":
        return _not_proven(pairing)
    if not pairing.pairs:
        return "Proven: not one pair is allowed."
    return f"Proven: {_among(pairing)}{_claims(cohort, pairing)}. {_shown_by(pairing)}"


def _not_proven(pairing: Pairing) -> str:
    proof = pairing.proof
    best = (
        f"Not proven: the best found has {counted(proof.placed, 'pair')}, the worst with {proof.worst}, "
        f"a total of {proof.total:,}"
    )
    if proof.bound <= proof.total:
        return f"{best}; a better one is not ruled out. Allow more with --time-limit."
    gap = percent(Progress("", proof.total, proof.bound, 0.0).gap or 0.0)
    return f"{best}; a total of up to {proof.bound:,} is not ruled out (gap {gap})."


def _among(pairing: Pairing) -> str:
    """Which pairings compete, where not all that are allowed do."""
    changes = pairing.made.options.get("changes")
    if changes is None:
        return ""
    return f"of those that give up at most {counted(changes, 'old pair')}, "


def _claims(cohort: Cohort, pairing: Pairing) -> str:
    """As `no allowed pairing places more people; none that places as many …, and none that …`."""
    which = "stable" if pairing.proof.stable else "allowed"
    does = list(_maximised(cohort, pairing))
    subjects = [f"no {which} pairing", "none that does as well in this", "none that does as well in all this"]
    if does[0] == _PLACES_MORE:
        subjects[1] = "none that places as many"
    claims = [f"{subjects[min(at, 2)]} {what}" for at, what in enumerate(does)]
    if len(claims) < 3:
        return ", and ".join(claims)
    return f"{'; '.join(claims[:-1])}; and {claims[-1]}"


_PLACES_MORE = "places more people"


def _maximised(cohort: Cohort, pairing: Pairing) -> Iterator[str]:
    """What no pairing does better, in the order in which it was decided."""
    options = pairing.made.options
    proof = pairing.proof
    placement = options.get("placement") or cohort.matching.placement
    if proof.objective != "rank" or placement != "free":
        yield _PLACES_MORE
    if proof.rota is not None:
        yield "misses less in its rota"
    if options.get("changes") is None:
        yield from _keeps_more(cohort, pairing)
    if proof.objective == "fair":
        yield f"lifts the worst pair above {proof.worst}"
    if proof.objective == "leximin":
        yield "has a better worst pair, then a better second worst, and so on"
    else:
        if proof.objective == "rank":
            yield "gives more people their first choice, then more their second, and so on"
        yield f"has a total above {proof.total:,}"
    if options.get("changes") is not None:
        yield from _keeps_more(cohort, pairing)


def _keeps_more(cohort: Cohort, pairing: Pairing) -> Iterator[str]:
    """Nothing where all old pairs are kept, or there are none."""
    old, kept = old_pairs_kept(cohort, pairing)
    if kept < old:
        yield f"keeps more than {kept} of the {counted(old, 'old pair')}"


def old_pairs_kept(cohort: Cohort, pairing: Pairing) -> tuple[int, int]:
    """How many old pairs of people still here a pairing was made to keep, and how many of them it has."""
    here = {person.id for person in cohort.people}
    old = {tuple(pair) for pair in pairing.made.options.get("keep") or () if here.issuperset(pair)}
    return len(old), len(old & {pair.ids for pair in pairing.pairs})


def _shown_by(pairing: Pairing) -> str:
    if pairing.prices and pairing.proof.rota is not None:
        return (
            "The prices in the document show what this says of scores: `pairmatch verify` adds them up "
            "again. What it says of the rota, a complete search has shown."
        )
    if pairing.prices:
        return "The prices in the document show it: `pairmatch verify` adds them up again."
    return "A complete search has shown it; there are no prices by which to add it up again."
