"""How good a pairing is by every measure, counted from its pairs and its cohort alone."""

from __future__ import annotations

from collections.abc import Iterable

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Measures
from pairmatch.matching.pairing import Pairing
from pairmatch.verify.facts import Facts
from pairmatch.verify.made_with import Ids
from pairmatch.verify.scores import Scores


def pairing_measures(cohort: Cohort, pairing: Pairing) -> Measures:
    """Measure a pairing, whatever its document says of scores.

    Parameters
    ----------
    cohort
        A checked cohort.
    pairing
        A pairing whose names all exist in the cohort.
    """
    facts = Facts(cohort)
    return measures_of(facts, Scores(facts), [pair.ids for pair in pairing.pairs])


def measures_of(facts: Facts, scores: Scores, pairs: Iterable[Ids]) -> Measures:
    """The measures of these pairs."""
    pairs = tuple(pairs)
    reached = [scores.score(doctor, manager) for doctor, manager in pairs]
    people = {person for pair in pairs for person in pair}
    return Measures(
        people=len(people),
        worst=min(reached, default=0),
        total=sum(reached),
        choices=choices_of(facts, pairs),
        pairs=len(pairs),
    )


def choices_of(facts: Facts, pairs: Iterable[Ids]) -> tuple[int, ...]:
    """How many people have their 1st, 2nd, … choice, as far as the longest list goes."""
    counted = [0] * facts.longest_list
    for doctor, manager in pairs:
        for rank in ranks_of(facts, doctor, manager):
            counted[rank - 1] += 1
    return tuple(counted)


def ranks_of(facts: Facts, doctor: str, manager: str) -> list[int]:
    """The place of each of the two on the other's list, of those who list the other."""
    ranks = (facts.ranks[doctor].get(manager), facts.ranks[manager].get(doctor))
    return [rank for rank in ranks if rank is not None]
