"""What the library and the brute force disagree on, for one cohort under one set of options."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import WrongUsage
from pairmatch.matching import Wishes, match
from pairmatch.matching.answers import Measures, WhatIf
from pairmatch.matching.why import margins, what_ifs
from tests.oracle.calendar import Calendar, Data
from tests.oracle.pairing import NoPairing, Pairings, Ranking
from tests.oracle.pairing_orders import Positions, positions
from tests.oracle.scores import criteria

Differences = dict[str, tuple[Any, Any]]
"""What differs, first as the library has it."""


def wishes_of(options: Data) -> Wishes:
    """The options as the library takes them."""
    named = [name for name in ("lock", "ban", "keep") if name in options]
    pairs: Data = {name: tuple((d, m) for d, m in options[name]) for name in named}
    return Wishes(**(options | pairs))


def match_differences(among: Pairings, options: Data) -> Differences:
    """What differs in the optimum and all that is said of it."""
    data = among.data
    try:
        pairs = among.ranking(options).best
    except NoPairing:
        return _refusal_differences(data, options)
    best, calendar = among.described(pairs), Calendar(data)
    found = match(Cohort.model_validate(data), wishes=wishes_of(options))
    both = [(data["doctors"][i], data["managers"][j]) for i, j in best.pairs]
    known = [criteria(calendar, doctor, manager) for doctor, manager in both]
    proof, matching = found.proof, data["matching"] | options
    return _differing(
        {
            "status": (proof.status, "optimal"),
            "objective": (proof.objective, matching["objective"]),
            "stable": (proof.stable, matching.get("stable") or None),
            "people, worst, total": (
                (proof.people, proof.worst, proof.total),
                (best.people, best.worst, best.total),
            ),
            "choices": (proof.choices, best.choices or None),
            "placed, bound": ((proof.placed, proof.bound), (len(best.pairs), best.total)),
            "pairs": ([pair.ids for pair in found.pairs], ids_of(data, best.pairs)),
            "criteria": (
                [list(pair.criteria.items()) for pair in found.pairs],
                [[(name, "not known" if v is None else v) for name, v in one.items()] for one in known],
            ),
            "projects": ([pair.project for pair in found.pairs], list(best.projects)),
            "fits": ([pair.fit for pair in found.pairs], list(best.fits)),
        }
    )


def what_if_differences(among: Pairings, options: Data) -> Differences:
    """What differs in the costs of the candidates that the optimum leaves out."""
    ranking, cohort = among.ranking(options), Cohort.model_validate(among.data)
    expected = {ids_of(among.data, [pair])[0]: pairs for pair, pairs in ranking.what_ifs().items()}
    found = what_ifs(cohort, wishes_of(options))
    differing: Differences = _differing({"candidates": (sorted(found), sorted(expected))})
    for ids in expected.keys() & found.keys():
        one_more = _one_condition(ranking, found[ids], expected[ids])
        held = {"has the pair": (ids in _after(ranking, found[ids]), True)}
        differing |= {f"{what} of {ids}": both for what, both in (one_more | _differing(held)).items()}
    return differing


def margin_differences(among: Pairings, options: Data) -> Differences:
    """What differs in how firmly the pairs of the optimum stand."""
    ranking, cohort = among.ranking(options), Cohort.model_validate(among.data)
    found = margins(cohort, wishes_of(options))
    kinds = [ranking.kind(pair) for pair in ranking.best]
    ids_of_best = ids_of(among.data, ranking.best)
    differing = _differing(
        {"kinds": ([(m.pair, m.kind) for m in found], list(zip(ids_of_best, kinds, strict=True)))}
    )
    for pair, margin in zip(ranking.best, found, strict=False):
        without = None if ranking.kind(pair) == "locked" else ranking.without(pair)
        if without is None or margin.without is None:
            differing |= _differing({f"without {margin.pair}": (margin.without, without)})
            continue
        one_less = _one_condition(ranking, margin.without, without)
        held = {"lacks the pair": (margin.pair not in _after(ranking, margin.without), True)}
        differing |= {
            f"{what} without {margin.pair}": both for what, both in (one_less | _differing(held)).items()
        }
    return differing


def partners_of(data: Data, pairs: Positions, person: str) -> tuple[str, ...]:
    """The ids of someone's partners, in file order."""
    both = [ids for ids in ids_of(data, pairs) if person in ids]
    return tuple(other for ids in both for other in ids if other != person)


def ids_of(data: Data, pairs: Iterable[tuple[int, int]]) -> list[tuple[str, str]]:
    """(doctor, manager) ids."""
    return [(data["doctors"][i]["id"], data["managers"][j]["id"]) for i, j in pairs]


def whole_of(found: Measures, among: Pairings, pairs: Positions) -> tuple[Measures, Measures]:
    """A whole pairing as the library measures it, and as it is; it may leave out the list of scores."""
    real = among.measured(pairs)
    scores = tuple(sorted(among.scores[pair] for pair in pairs)) if found.scores else ()
    return found, Measures(real.people, real.worst, real.total, real.choices, real.pairs, scores)


def _refusal_differences(data: Data, options: Data) -> Differences:
    """Nothing, where the library too says that no pairing has all that is asked for."""
    try:
        found = match(Cohort.model_validate(data), wishes=wishes_of(options))
    except WrongUsage:
        return {}
    return {"pairs": ([pair.ids for pair in found.pairs], "refused")}


def _one_condition(ranking: Ranking, found: WhatIf, expected: Positions) -> Differences:
    """What differs in the best pairing under a condition: its worth, and that the moves lead to it."""
    data, order = ranking.among.data, ranking.order
    after = tuple(positions(data, _after(ranking, found)))
    if after not in ranking.among.legal:
        return {"moves": (ids_of(data, after), "a legal pairing")}
    compared = {
        "worth": (order.value(after), order.value(expected)),
        "whole": whole_of(found.whole, ranking.among, after),
        "partners before": (
            [(move.person, move.before) for move in found.moves],
            [(move.person, partners_of(data, ranking.best, move.person)) for move in found.moves],
        ),
        "moves to the same": ([move for move in found.moves if set(move.before) == set(move.after)], []),
    }
    return _differing(compared)


def _after(ranking: Ranking, found: WhatIf) -> list[tuple[str, str]]:
    """The pairs, by ids, that the moves make of the optimum."""
    data = ranking.among.data
    moved = {move.person: move.after for move in found.moves}
    partners = {
        person["id"]: moved.get(person["id"], partners_of(data, ranking.best, person["id"]))
        for person in data["doctors"] + data["managers"]
    }
    return [
        (doctor["id"], manager["id"])
        for doctor in data["doctors"]
        for manager in data["managers"]
        if manager["id"] in partners[doctor["id"]] or doctor["id"] in partners[manager["id"]]
    ]


def _differing(compared: Differences) -> Differences:
    return {what: both for what, both in compared.items() if both[0] != both[1]}
