"""Random small cohorts for the pairing: every criterion, every kind of rule, refusals, locks, projects."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.oracle.calendar import Calendar, Data
from tests.oracle.pairing import is_allowed
from tests.oracle.parts import START, add_presence, chance, halves_of, some
from tests.oracle.scores import score

THEMES = ("sepsis", "flow", "falls", "theatres")
SKILLS = ("finance", "teaching", "audit")
SITES = ("north", "south", "east")
GRADES = ("F1", "CT2", "ST3", "ST4", "ST5", "ST7", "consultant", "locum")
BANDS = ("6", "7", 7, "8a", "8b", "8c", "10")
CRITERIA = ("interests", "seniority", "exchange", "availability", "preferences", "site", "directorate")
ATTRIBUTES = ("style", "years", "clubs")
"""One attribute of text (at times yes or no), one of numbers, one of lists (at times of one text)."""
SIZES = (1, 2, 3, 3, 4, 4, 5, 5)
"""How many doctors, and how many managers."""


def pairing_cohort(rng: Random) -> Data:
    """A cohort of 1 to 5 doctors and 1 to 5 managers."""
    programme: Data = {
        "start": START,
        "weeks": rng.randint(1, 2),
        "days": rng.choice(["mon..tue", "mon..wed"]),
        "needs_approval": chance(rng, 10),
    } | halves_of(rng, 10)
    if chance(rng, 20):
        programme["closed"] = [rng.choice(["2026-09-07", "2026-09-08 pm", "2026-09-07..2026-09-08"])]
    doctors = [f"d{i}" for i in range(rng.choice(SIZES))]
    managers = [f"m{i}" for i in range(rng.choice(SIZES))]
    data: Data = {
        "version": 1,
        "programme": programme,
        "sites": {site: {} for site in SITES},
        "doctors": [_person(rng, one, programme, doctors, managers) for one in doctors],
        "managers": [_person(rng, one, programme, managers, doctors) for one in managers],
    }
    data["matching"] = {
        "objective": rng.choice(["fair", "total"]),
        "schedulable": chance(rng, 15),
        "criteria": _criteria(rng),
        "rules": _rules(rng, doctors, managers),
    }
    if chance(rng, 20):
        data["matching"]["seniority"] = [["F1", "6", "7"], ["ST3", "ST4", "8a"], ["consultant", "8c"]][
            : rng.randint(1, 3)
        ]
    if chance(rng, 50) or data["matching"]["schedulable"]:
        _add_sessions(rng, data)
    if chance(rng, 60):
        data["projects"] = [_project(rng, f"p{i}") for i in range(rng.randint(0, 3))]
        for person in [*data["doctors"], *data["managers"]]:
            person["projects"] = some(rng, [p["id"] for p in data["projects"]], 3)
    if chance(rng, 25):
        lock_something(rng, data)
    return data


def _person(rng: Random, name: str, programme: Data, own: list[str], others: list[str]) -> Data:
    person: Data = {"id": name}
    if name.startswith("m"):
        _maybe(rng, person, 85, "band", rng.choice(BANDS))
    if name.startswith("d") or chance(rng, 20):
        _maybe(rng, person, 85, "grade", rng.choice(GRADES))
    _maybe(rng, person, 80, "site", rng.choice(SITES[:2]))
    _maybe(rng, person, 80, "directorate", rng.choice(["surgery", "medicine"]))
    _maybe(rng, person, 60, "specialty", rng.choice(["acute", "renal"]))
    person |= {
        "interests": some(rng, THEMES, 3),
        "wants": some(rng, SKILLS, 2),
        "offers": some(rng, SKILLS, 3),
    }
    person |= {"prefers": some(rng, others, 4) if chance(rng, 60) else []}
    person |= {"refuses": some(rng, others, 1) if chance(rng, 20) else []}
    person |= {"line_manages": some(rng, others, 1) if chance(rng, 15) else []}
    _maybe(rng, person, 75, "approved", "head of department, 2026-06-30")
    _maybe(rng, person, 45, "pairs", rng.choice([0, 1, 2, 2, 2, 2, 3] if len(own) < 5 else [0, 1, 2]))
    person["attributes"] = _attributes(rng)
    if chance(rng, 15):
        post = {"from": rng.choice(["2026-09-01", "2026-09-08"]), "site": rng.choice(SITES)}
        person["posts"] = [post | ({"directorate": "medicine"} if chance(rng, 50) else {})]
    add_presence(rng, person, programme, 70)
    return person


def _attributes(rng: Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    _maybe(rng, found, 75, "style", rng.choice(["planner", "sprinter", True]))
    _maybe(rng, found, 75, "years", rng.choice([0, 1, 4, 7, 2.5, "many"]))
    clubs: list[Any] = [["chess"], ["chess", "choir"], ["choir", "rowing", "chess"], "choir"]
    _maybe(rng, found, 75, "clubs", rng.choice(clubs))
    return found


def _criteria(rng: Random) -> dict[str, Any]:
    names = list(CRITERIA + ATTRIBUTES)
    rng.shuffle(names)
    found: dict[str, Any] = {}
    for name in names[: rng.choice([0, 1, 2, 4, 6, 10])]:
        found[name] = weight = rng.choice([0, 1, 1, 2, 3, 5, 10])
        if name not in CRITERIA[:5] and chance(rng, 60):
            found[name] = {"weight": weight, "want": rng.choice(["same", "different"])}
    return found


def _rules(rng: Random, doctors: list[str], managers: list[str]) -> list[Data]:
    everyone = doctors + managers
    likely: list[tuple[int, Data]] = [
        (2, {"same": rng.choice(["site", "directorate", "specialty", "style", "seniority"])}),
        (2, {"different": rng.choice(["site", "directorate", "specialty", "style", "seniority"])}),
        (4, {"within": "seniority", "by": rng.randint(0, 3)}),
        (1, {"within": "years", "by": rng.choice([1, 3, 4.5])}),
        (2, {"share": rng.choice(["interests", "clubs", "offers"]), "at_least": rng.randint(1, 2)}),
        (4, {"common": "availability", "at_least": rng.randint(1, 4)}),
        (8, {"apart": rng.sample(everyone, rng.randint(2, min(3, len(everyone))))}),
        (1, {"listed": rng.choice(["doctors", "managers", "both"])}),
        (4, {"score": rng.choice([100, 300, 500])}),
    ]
    weights, rules = zip(*likely, strict=True)
    return [dict(rule) for rule in rng.choices(rules, weights, k=rng.choice([0, 0, 1, 1, 2, 3]))]


def _add_sessions(rng: Random, data: Data) -> None:
    """A tiny programme, of which every part can be held for one pair alone."""
    weeks = data["programme"]["weeks"]
    data["workshops"] = [
        {"id": f"w{k}", "length": rng.choice([1, 1, 2]), "required": chance(rng, 80)}
        for k in range(rng.randint(0, 2))
    ]
    if chance(rng, 60):
        data["shadowing"] = {"each_way": rng.randint(0, 1), "gap_weeks": rng.randint(0, 1)}
    if chance(rng, 60):
        data["meetings"] = {"every_weeks": rng.randint(1, weeks)}
    data["scheduling"] = {"max_per_week": rng.randint(2, 4), "together": chance(rng, 60)}


def _project(rng: Random, name: str) -> Data:
    project: Data = {"id": name, "themes": some(rng, THEMES, 2)}
    _maybe(rng, project, 40, "site", rng.choice(SITES))
    _maybe(rng, project, 40, "directorate", rng.choice(["surgery", "medicine"]))
    _maybe(rng, project, 30, "pairs", rng.randint(0, 2))
    return project


def lock_something(rng: Random, data: Data) -> None:
    """Demand one pair, or one person with two partners, that nothing else in the cohort forbids."""
    calendar = Calendar(data)
    fits = [
        (doctor, manager)
        for doctor in data["doctors"]
        for manager in data["managers"]
        if doctor.get("pairs", 1)
        and manager.get("pairs", 1)
        and is_allowed(calendar, doctor, manager, score(calendar, doctor, manager))
    ]
    if not fits:
        return
    doctor, manager = rng.choice(fits)
    second = [m for d, m in fits if d is doctor and m is not manager and doctor.get("pairs", 1) > 1]
    ids = [doctor["id"], manager["id"]] + ([second[0]["id"]] if second and chance(rng, 50) else [])
    data["matching"]["rules"].append({"together": ids})


def _maybe(rng: Random, data: Data, percent: int, key: str, value: object) -> None:
    if chance(rng, percent):
        data[key] = value
