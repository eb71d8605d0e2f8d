"""What is proven of a rota and what is not, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from pairmatch.cohort.schema import Cohort
from pairmatch.progress import Progress
from pairmatch.report.words import counted, percent
from pairmatch.rota.rota import MissedMeeting, MissedShadowing, MissedWorkshop, Moved, Rota


def rota_proof(cohort: Cohort, rota: Rota) -> str:
    """What is known of how good a rota is."""
    proof = rota.proof
    sessions = counted(proof.missed, "session")
    if proof.status != "optimal":
        return _not_proven(cohort, rota)
    if proof.moved is not None:
        missed = f"{sessions} missed, no rota misses less" if proof.missed else "nothing is missed"
        fewest = ", no such rota moves fewer or moves them less" if proof.moved.people else ""
        return (
            f"Proven: {missed}; {_moved(proof.moved)}{fewest}; "
            f"and none of these rotas costs less than {proof.cost:,}."
        )
    if not proof.missed:
        return f"Proven: nothing is missed, and no such rota of this pairing costs less than {proof.cost:,}."
    return (
        f"Proven: {sessions} missed, no rota of this pairing misses less, "
        f"and none that misses as little costs less than {proof.cost:,}."
    )


def _moved(moved: Moved) -> str:
    """As `3 people have a session moved, 2 of them within the notice`."""
    if not moved.people:
        return "nobody has a session moved"
    have = "has" if moved.people == 1 else "have"
    within = f", {moved.within_notice:,} of them within the notice" if moved.within_notice else ""
    return f"{counted(moved.people, 'person', 'people')} {have} a session moved{within}"


def _not_proven(cohort: Cohort, rota: Rota) -> str:
    """The first level that is open, and how far it may be from the best."""
    proof = rota.proof
    missed = f"{counted(proof.missed, 'session')} missed" if proof.missed else "nothing is missed"
    missed += f", {_moved(proof.moved)}" if proof.moved else ""
    if proof.level is None and proof.bound == proof.cost:
        return (
            f"Proven: {missed}, and no rota does better in this or costs less than {proof.cost:,}. "
            "Not proven: that another run finds this one of the rotas as good."
        )
    if proof.level is None:
        return (
            f"Proven: {missed}, and no rota does better in this. Not proven: the cost of {proof.cost:,}; "
            f"{proof.bound:,} is not ruled out (gap {_gap(proof.cost, proof.bound)})."
        )
    reached = _reached(cohort, rota).get(proof.level)
    told = f"bound {proof.bound:,}"
    if reached is not None:
        told = f"{reached:,} against a bound of {proof.bound:,} (gap {_gap(reached, proof.bound)})"
    return f"Not proven: {missed}, cost {proof.cost:,}. Open: {proof.level}, {told}."


def _reached(cohort: Cohort, rota: Rota) -> Mapping[str, int]:
    """What the rota leaves out, or moves, on each level, by the names that a proof uses."""
    required = {workshop.id for workshop in cohort.workshops if workshop.required}
    workshops = [one for one in rota.missed if isinstance(one, MissedWorkshop)]
    moved = rota.proof.moved or Moved(within_notice=0, people=0, points=0)
    return {
        "people moved within the notice": moved.within_notice,
        "people moved": moved.people,
        "points of sessions moved": moved.points,
        "required workshops missed": sum(len(one.people) for one in workshops if one.workshop in required),
        "shadowing missed": sum(isinstance(one, MissedShadowing) for one in rota.missed),
        "meetings missed": sum(isinstance(one, MissedMeeting) for one in rota.missed),
        "other workshops missed": sum(len(one.people) for one in workshops if one.workshop not in required),
    }


def _gap(best: int, bound: int) -> str:
    return percent(Progress("", best, bound, 0.0).gap or 0.0)
