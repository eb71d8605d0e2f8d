"""Random small cohorts in which preferences, places and ties decide, and random options for any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random

from tests.oracle.calendar import Data
from tests.oracle.pairing import allowed_scores, legal_pairings, locked
from tests.oracle.pairing_cohorts import lock_something
from tests.oracle.parts import START, chance, some

OBJECTIVES = ("fair", "total", "leximin", "rank")
LISTS = ("full", "full", "short", "short", "one", "mixed", "nobody")
"""How much the people of one side prefer: everyone in order, a few, one, anything, nobody."""
SKILLS = ("audit", "finance", "law", "teaching")
SIZES = (2, 3, 3, 4, 4, 4, 5)


def preference_cohort(rng: Random) -> Data:
    """A cohort of 2 to 5 doctors and 2 to 5 managers with few rules and many preferences."""
    doctors = [f"d{i}" for i in range(rng.choice(SIZES))]
    managers = [f"m{i}" for i in range(rng.choice(SIZES))]
    # Many places make many pairings: only some of the larger cohorts have any beyond the first.
    percent = 40 if len(doctors) * len(managers) <= 12 else rng.choice([0, 10, 20])
    data: Data = {
        "version": 1,
        "programme": {"start": START, "weeks": 1, "days": "mon..tue"},
        "doctors": _side(rng, doctors, managers, percent),
        "managers": _side(rng, managers, doctors, percent),
    }
    data["matching"] = {
        "objective": rng.choice(OBJECTIVES),
        "placement": rng.choice(["first", "free"]),
        "stable": chance(rng, 40),
        "schedulable": False,
        "criteria": _criteria(rng),
        "rules": [],
    }
    if chance(rng, 25):
        everyone = doctors + managers
        data["matching"]["rules"].append({"apart": rng.sample(everyone, rng.randint(2, 3))})
    if chance(rng, 30):
        lock_something(rng, data)
    return data


def pairing_options(rng: Random, data: Data) -> Data:
    """Locks, bans, old pairs and changes as the command line gives them.

    Some pairing has the locks without the bans; only the changes may be too few for any.
    """
    scores, fixed = allowed_scores(data), set(locked(data))
    at = {(data["doctors"][i]["id"], data["managers"][j]["id"]): (i, j) for i, j in scores}
    everyone = [(one["id"], other["id"]) for one in data["doctors"] for other in data["managers"]]
    options: Data = {}
    if chance(rng, 40):
        options["lock"] = []
        for pair in some(rng, sorted(at), 2):
            if _has_room(data, fixed | {at[pair]}):
                fixed.add(at[pair])
                options["lock"].append(list(pair))
    if chance(rng, 40):
        options["ban"] = [list(pair) for pair in some(rng, everyone, 3) if at.get(pair) not in fixed]
    if chance(rng, 60):
        legal = rng.choice(list(legal_pairings(data, scores, locked(data))))
        options["keep"] = _old_pairs(rng, data, [pair for pair in at if at[pair] in legal])
        if chance(rng, 50):
            options["changes"] = rng.randint(0, 3)
    return options


def _old_pairs(rng: Random, data: Data, legal: list[tuple[str, str]]) -> list[list[str]]:
    """Most pairs of a legal pairing, beside them some that need not be, and one of a person who left."""
    doctors, managers = (
        # Whether an old pair of someone who takes nobody any more is given up is nowhere said.
        [person["id"] for person in data[side] if person.get("pairs", 1)]
        for side in ("doctors", "managers")
    )
    old = [pair for pair in legal if chance(rng, 85)]
    old += some(rng, [(one, other) for one in doctors for other in managers], 2) if chance(rng, 30) else []
    old += [("left", data["managers"][0]["id"])] if chance(rng, 30) else []
    return [list(pair) for pair in dict.fromkeys(old)]


def _has_room(data: Data, fixed: Iterable[tuple[int, int]]) -> bool:
    """Whether everybody has places enough for these pairs."""
    doctors, managers = Counter(i for i, _ in fixed), Counter(j for _, j in fixed)
    sides = ((data["doctors"], doctors), (data["managers"], managers))
    return all(taken[k] <= person.get("pairs", 1) for side, taken in sides for k, person in enumerate(side))


def _side(rng: Random, own: list[str], others: list[str], more_places: int) -> list[Data]:
    lists = rng.choice(LISTS)
    return [_person(rng, name, others, lists, more_places) for name in own]


def _person(rng: Random, name: str, others: list[str], lists: str, more_places: int) -> Data:
    longest = {"full": len(others), "short": 2, "one": 1, "mixed": len(others), "nobody": 0}[lists]
    prefers = rng.sample(
        others, len(others) if lists == "full" else rng.randint(0, min(longest, len(others)))
    )
    person: Data = {"id": name, "prefers": prefers}
    person["refuses"] = some(rng, others, 2) if chance(rng, 25) else []
    person["line_manages"] = some(rng, others, 1) if chance(rng, 10) else []
    if chance(rng, more_places):
        person["pairs"] = rng.choice([0, 2, 2, 2, 3])
    person["attributes"] = {
        "style": rng.choice(["planner", "sprinter"]),
        "years": rng.randint(0, 6),
        "skills": rng.sample(SKILLS, rng.randint(1, 3)),
    }
    return person


def _criteria(rng: Random) -> Data:
    """At times none, at times one with two or a few values, at times some, so that most scores differ."""
    few: list[Data] = [{}, {"style": 1}, {"preferences": 1}, {"years": 1}]
    some_more: list[Data] = [
        {"skills": 3, "style": 1},
        {"skills": 2, "years": 1},
        {"preferences": 2, "years": 1},
    ]
    many: list[Data] = [{"skills": 5, "years": 3, "preferences": 4}, {"skills": 5, "years": 4, "style": 2}]
    return rng.choice(rng.choice([few, some_more, many]))
