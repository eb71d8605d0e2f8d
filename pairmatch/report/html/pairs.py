"""The pairing as rows: who with whom, what made the score, the project, and why in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pairmatch.matching.answers import Ids, Margin, Measures
from pairmatch.matching.pairing import Pair, Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.report.asked_for import asked_for
from pairmatch.report.highlights import highlights, quality
from pairmatch.report.html.material import Material
from pairmatch.report.html.people import One, People
from pairmatch.report.html.scorebar import ScoreBar, bar_of
from pairmatch.report.losses import NOTHING, Standard, loss
from pairmatch.report.names import Names
from pairmatch.report.pairing_proof import pairing_proof
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, first_few, ordinal

_MANY = 5
"""So many people at the most are named as going to others."""


@dataclass(frozen=True)
class PairRow:
    """One pair."""

    doctor: One
    manager: One
    score: int | None = None
    """None where only the rota knows the pair."""
    quality: str = ""
    bar: ScoreBar | None = None
    why: tuple[str, ...] = ()
    """Sentences."""
    project: str = ""
    fit: int | None = None


@dataclass(frozen=True)
class Waiting:
    """Someone without a partner."""

    person: One
    why: str


@dataclass(frozen=True)
class Pairs:
    """The part of the page that shows the pairing."""

    rows: tuple[PairRow, ...]
    legend: tuple[tuple[int, str, int], ...] = ()
    """Number, name and weight of each criterion."""
    waiting: tuple[Waiting, ...] = ()
    proof: str = ""
    """Empty where no pairing is saved."""
    notes: tuple[str, ...] = ()
    has_projects: bool = False


def pairs_of(material: Material, people: People, names: Names) -> Pairs:
    """The pairing of a page; bare pairs where only a rota is there."""
    pairing = material.pairing
    if pairing is None:
        bare = (PairRow(people[one], people[two]) for one, two in material.pairs)
        return Pairs(tuple(bare))
    told = _standings(material, pairing, names)
    criteria = material.cohort.matching.criteria
    legend = [(visible(name), one.weight) for name, one in criteria.items()] if pairing.pairs else []
    return Pairs(
        tuple(_row(material, pair, people, names, told) for pair in pairing.pairs),
        tuple((number, *one) for number, one in enumerate(legend, start=1)),
        tuple(Waiting(people[one.person], visible(one.why)) for one in pairing.unmatched),
        pairing_proof(material.cohort, pairing),
        tuple(_notes(material, pairing)),
        has_projects=any(pair.project for pair in pairing.pairs),
    )


def _row(
    material: Material, pair: Pair, people: People, names: Names, told: Mapping[Ids, Sequence[str]]
) -> PairRow:
    return PairRow(
        people[pair.doctor],
        people[pair.manager],
        pair.score,
        quality(pair.score),
        bar_of(pair, material.cohort.matching),
        (*_made_by(material, pair), *told.get(pair.ids, ())),
        names.project(pair.project) if pair.project else "",
        pair.fit,
    )


def _made_by(material: Material, pair: Pair) -> Iterator[str]:
    """What gave the score most, and what cost it most."""
    found = highlights(pair, material.cohort.matching)
    strong = first_few([f"{visible(name)} ({value})" for name, value in found.strongest], 9)
    weak = f"{visible(found.weakest[0])} ({found.weakest[1]})" if found.weakest else ""
    if strong:
        yield f"Most of the score comes from {strong}" + (f"; what cost most is {weak}." if weak else ".")
    elif weak:
        yield f"What cost most is {weak}."


def _standings(material: Material, pairing: Pairing, names: Names) -> Mapping[Ids, Sequence[str]]:
    """How firmly each pair stands, where it is known."""
    if material.closeness is None or not material.closeness.margins:
        return {}
    proof = pairing.proof
    scores = tuple(sorted(pair.score for pair in pairing.pairs)) if proof.objective == "leximin" else ()
    best = Measures(proof.people, proof.worst, proof.total, proof.choices or (), proof.placed, scores)
    standard = Standard.of(material.cohort, Wishes.of(pairing.made.options))
    return {margin.pair: (_stands(standard, best, margin, names),) for margin in material.closeness.margins}


def _stands(standard: Standard, best: Measures, margin: Margin, names: Names) -> str:
    if margin.kind == "locked":
        return "A lock holds the two together, whatever it costs the others."
    if margin.without is None:
        return "No pairing with as few changes can do without the two."
    cost = loss(standard, best, margin.without)
    if cost == NOTHING:
        return "Another pairing is just as good; this one comes first in file order."
    movers = [names.person(move.person) for move in margin.without.moves if move.person not in margin.pair]
    moved = f" {first_few(movers, _MANY)} would move as well." if movers else ""
    return f"Without the two, {cost}.{moved}"


def _notes(material: Material, pairing: Pairing) -> Iterator[str]:
    options = asked_for(pairing.made.options)
    if options:
        yield f"Made with {', '.join(options)}, which the cohort file does not say."
    if pairing.is_edited:
        yield "The pairs were edited by hand since; what is proven speaks of those before."
    choices = pairing.proof.choices
    if choices:
        listing = [person for person in material.cohort.people if person.prefers]
        without = sum(
            not set(person.prefers) & set(pairing.partners.get(person.id, ())) for person in listing
        )
        told = [f"{ordinal(rank)} {count}" for rank, count in enumerate(choices, start=1) if count]
        who = counted(len(listing), "person", "people")
        yield f"Choices of the {who} who list any: {', '.join([*told, f'none of them {without}'])}."
