"""What is offered to someone who waits does help, and nothing that would is missing: by brute force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.allowed import rule_text
from pairmatch.matching.give_way import give_way
from tests.matching.given import best_pairs, candidates_for, measured, people_in, waiting_in
from tests.oracle.calendar import Data
from tests.oracle.cohorts import seeded_pairing_cohort
from tests.oracle.pairing import allowed_scores, legal_pairings, locked

COHORTS = 90
BATCH = 30
SWEEP = 630


def most_placed(data: Data) -> int:
    """How many people can be placed, by going through every legal pairing."""
    return max(map(people_in, legal_pairings(data, allowed_scores(data), locked(data))))


def edited(data: Data, change: str) -> Data:
    """The cohort with the change that a suggestion names."""
    data = deepcopy(data)
    everyone = {person["id"]: person for person in data["doctors"] + data["managers"]}
    if found := re.fullmatch(r"let (\S+) take .* partners? \(`pairs: (\d+)`\)", change):
        everyone[found[1]]["pairs"] = int(found[2])
    elif found := re.fullmatch(r"drop that (\S+) (refuses|manages) (\S+)", change):
        names = everyone[found[1]]["refuses" if found[2] == "refuses" else "line_manages"]
        names.remove(found[3])
    elif found := re.fullmatch(r"get (\S+) approved \(`approved`\)", change):
        everyone[found[1]]["approved"] = "head of department"
    elif "schedulable" in change:
        data["matching"]["schedulable"] = False
    else:
        rules = Cohort.model_validate(data).matching.rules
        data["matching"]["rules"].pop([f"drop {rule_text(rule)}" for rule in rules].index(change))
    return data


def all_edits(data: Data) -> Iterator[Data]:
    """The cohort with each single sentence changed that could let more people be placed."""
    everyone = [(side, at) for side in ("doctors", "managers") for at in range(len(data[side]))]
    for side, at in everyone:
        person = data[side][at]
        for field in ("refuses", "line_manages"):
            for name in person[field]:
                changed = deepcopy(data)
                changed[side][at][field].remove(name)
                yield changed
        for field, value in (("pairs", person.get("pairs", 1) + 1), ("approved", "head of department")):
            changed = deepcopy(data)
            changed[side][at][field] = value
            yield changed
    for at, rule in enumerate(data["matching"]["rules"]):
        if "together" not in rule:
            changed = deepcopy(data)
            changed["matching"]["rules"].pop(at)
            yield changed
    yield data | {"matching": data["matching"] | {"schedulable": False}}


def places_beside_the_others(data: Data, person: str, others: set[str]) -> bool:
    """Whether some legal pairing places the person and all the others."""
    for pairs in legal_pairings(data, allowed_scores(data), locked(data)):
        placed = {data["doctors"][i]["id"] for i, _ in pairs} | {data["managers"][j]["id"] for _, j in pairs}
        if placed >= others | {person}:
            return True
    return False


def faults(seed: int) -> list[str]:
    """Suggestions for a seeded cohort that place nobody more, and people for whom one is missing."""
    data = seeded_pairing_cohort(seed)
    candidates = candidates_for(Cohort.model_validate(data))
    pairs = best_pairs(candidates)
    waiting = waiting_in(candidates, pairs)
    placed = {person["id"] for person in data["doctors"] + data["managers"]} - set(waiting)
    found: list[str] = []
    for person in waiting:
        offered = give_way(candidates, pairs, person, measured, "fair")
        for one in offered:
            changed = edited(data, one.change)
            if not most_placed(changed) == one.whole.people > len(placed):
                found.append(f"{seed}: {one.change}")
            if not places_beside_the_others(changed, person, placed):
                found.append(f"{seed}: {one.change} is nothing to {person}")
        if not offered and any(places_beside_the_others(each, person, placed) for each in all_edits(data)):
            found.append(f"{seed}: nothing is offered to {person}")
    return found


@pytest.mark.parametrize("first", range(0, COHORTS, BATCH))
def test_suggestions_agree_with_brute_force(first: int) -> None:
    """On seeded cohorts each suggestion, made in the file, places as many as it says, the person among them.

    Where there is none, no single change of a sentence places the person beside all who are placed.
    """
    assert [fault for seed in range(first, first + BATCH) for fault in faults(seed)] == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(COHORTS, SWEEP, BATCH * 3))
def test_suggestions_agree_with_brute_force_on_hundreds(first: int) -> None:
    """The same on hundreds of seeded cohorts."""
    assert [fault for seed in range(first, first + BATCH * 3) for fault in faults(seed)] == []
