"""Random tiny cohorts for the rota, with its pairs: little time, and every constraint tight at times."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from tests.oracle import off_duty_cohorts
from tests.oracle.calendar import Data, each_way, meeting_blocks
from tests.oracle.parts import START, add_presence, chance, halves_of, some, works
from tests.oracle.rota_data import groups

SITES = ("north", "south")
MOST_DEMANDS = 8


class RotaCase(NamedTuple):
    """A cohort as plain data, and the pairs that its rota is for."""

    data: Data
    pairs: list[tuple[str, str]]


def rota_case(rng: Random) -> RotaCase:
    """A cohort of 1 to 3 pairs and 1 to 3 weeks."""
    pairs = _pairs(rng)
    weeks = rng.randint(1, 3)
    programme: Data = {
        "start": START,
        "weeks": weeks,
        "days": rng.choice(["mon..tue", "mon..tue", "mon..wed"]),
    } | halves_of(rng, 20)
    if chance(rng, 15):
        programme["closed"] = [rng.choice(["2026-09-07", "2026-09-08 pm", "2026-09-14..2026-09-15"])]
    data: Data = {
        "version": 1,
        "programme": programme,
        "sites": {"north": {"travel": {"south": rng.choice([10, 25, 40, 300])}}, "south": {}},
        "matching": {"schedulable": False},
        "scheduling": _scheduling(rng),
    }
    if chance(rng, 30):
        data["rotas"] = {"ward": _duty_pattern(rng)}
    data["doctors"] = [_person(rng, d, data, pairs) for d in dict.fromkeys(d for d, _ in pairs)]
    data["managers"] = [_person(rng, m, data, pairs) for m in dict.fromkeys(m for _, m in pairs)]
    if chance(rng, 60):
        data["shadowing"] = _shadowing(rng, weeks)
    if chance(rng, 45):
        data["meetings"] = {"every_weeks": rng.randint(1, weeks)}
        if chance(rng, 30):
            data["meetings"]["weeks"] = f"{rng.randint(1, weeks)}..{weeks}"
    _add_workshops(rng, data)
    if chance(rng, 60):
        rng.choice(TIGHTER)(rng, data)
    elif len(pairs) > 1 and chance(rng, 60):
        _tight_runs(rng, data)
    if off_duty_cohorts.is_built() and weeks > 1 and chance(rng, 30):
        off_duty_cohorts.allow_off_duty(rng, data)
    _keep_tiny(rng, data, pairs)
    return RotaCase(data, pairs)


def _pairs(rng: Random) -> list[tuple[str, str]]:
    shapes = [
        [("d0", "m0")],
        [("d0", "m0"), ("d1", "m1")],
        [("d0", "m0"), ("d1", "m1")],
        [("d0", "m0"), ("d1", "m0")],
        [("d0", "m0"), ("d0", "m1")],
        [("d0", "m0"), ("d1", "m1"), ("d2", "m2")],
        [("d0", "m0"), ("d1", "m1"), ("d1", "m2")],
    ]
    return rng.choice(shapes)


def _person(rng: Random, name: str, data: Data, pairs: list[tuple[str, str]]) -> Data:
    person: Data = {"id": name, "pairs": sum(name in pair for pair in pairs)}
    if chance(rng, 90):
        person["site"] = rng.choice(SITES)
    if chance(rng, 80):
        person["directorate"] = rng.choice(["surgery", "surgery", "medicine"])
    if name.startswith("d") and "rotas" in data and chance(rng, 75):
        person["rota"] = {"pattern": "ward", "row": rng.randint(1, 2)}
    add_presence(rng, person, data["programme"], 60)
    if chance(rng, 15):
        until, then = rng.choice([("2026-09-08", "2026-09-09"), ("2026-09-13", "2026-09-14")])
        post = {"from": then, "site": rng.choice(SITES)} | (
            {"directorate": "surgery"} if chance(rng, 50) else {}
        )
        person["posts"] = [{"until": until}, post]
    return person


def _duty_pattern(rng: Random) -> Data:
    cycles = ["D D D . . . .\nD D D D D . .", "D L D D . . .\nE D D . D . .", "D D L D D D D\n. D D D N N N"]
    return {
        "anchor": rng.choice(["2026-08-31", START]),
        "shifts": {
            "D": {"time": "08:00-18:00"},
            "L": {"time": "08:00-20:30", "attend": False},
            "E": {"time": "13:00-22:00"},
            "N": {"time": "20:00-08:30", "attend": False, "host": False},
        },
        "cycle": rng.choice(cycles),
        "release": rng.choice([0, 1, 1, 2]),
    }


def _scheduling(rng: Random) -> Data:
    scheduling: Data = {"together": chance(rng, 60), "max_per_week": rng.randint(1, 3)}
    names = ["avoid_halves", "travel", "same_week", "runs", "balance"]
    if chance(rng, 80):
        scheduling["soft"] = {name: rng.choice([0, 1, 2, 4]) for name in names if chance(rng, 70)}
    return scheduling


def _shadowing(rng: Random, weeks: int) -> Data:
    shadowing: Data = {"each_way": 1 if chance(rng, 85) else 0, "gap_weeks": rng.randint(0, 1)}
    if chance(rng, 45):
        shadowing["area_visitors"] = rng.choice([0, 1, 1, 1])
    if chance(rng, 30):
        shadowing["weeks"] = f"{rng.randint(1, weeks)}..{weeks}"
    return shadowing


def _add_workshops(rng: Random, data: Data) -> None:
    programme = data["programme"]
    days = ("mon", "tue", "wed")[: 2 if programme["days"] == "mon..tue" else 3]
    weekly = [f"{day} {half}" for day in days for half in programme.get("halves", ("am", "pm"))]
    data["rooms"] = [
        {"id": f"r{k}", "site": SITES[k % 2 if chance(rng, 60) else 0]} for k in range(rng.randint(0, 2))
    ]
    for room in data["rooms"]:
        if chance(rng, 40):
            room["capacity"] = rng.randint(1, 4)
        if chance(rng, 40):
            room["open"] = works(rng, weekly, 60)
        if chance(rng, 15):
            room["closed"] = ["2026-09-07..2026-09-08"]
    data["facilitators"] = [_facilitator(rng, f"f{k}", weekly) for k in range(rng.randint(0, 2))]
    data["workshops"] = [_workshop(rng, f"w{k}", data, weekly) for k in range(rng.choice([0, 1, 1, 2, 2]))]


def _facilitator(rng: Random, name: str, weekly: list[str]) -> Data:
    facilitator: Data = {"id": name, "site": rng.choice(SITES)}
    if chance(rng, 70):
        facilitator["works"] = works(rng, weekly, 50)
    if chance(rng, 15):
        facilitator["leave"] = ["2026-09-08"]
    return facilitator


def _workshop(rng: Random, name: str, data: Data, weekly: list[str]) -> Data:
    weeks = data["programme"]["weeks"]
    workshop: dict[str, Any] = {"id": name, "runs": rng.randint(1, 2), "required": chance(rng, 70)}
    if chance(rng, 20):
        workshop["length"] = 2
    if chance(rng, 40):
        first = rng.randint(1, weeks)
        workshop["weeks"] = f"{first}..{rng.randint(first, weeks)}"
    if chance(rng, 40):
        workshop["capacity"] = rng.randint(1, 4)
    if chance(rng, 35):
        workshop["min_size"] = rng.randint(2, 4)
    if chance(rng, 60):
        workshop["rooms"] = some(rng, [room["id"] for room in data["rooms"]], 2)
    ids = [one["id"] for one in data["facilitators"]]
    rng.shuffle(ids)
    if ids and chance(rng, 60):
        workshop["facilitators" if chance(rng, 70) else "all_of"] = ids[: rng.randint(1, 2)]
        if len(ids) == 2 and chance(rng, 20):
            workshop |= {"facilitators": ids[:1], "all_of": ids[1:]}
    if chance(rng, 15):
        dates = ["2026-09-07", "2026-09-08", "2026-09-14", "2026-09-15"][: 2 if weeks == 1 else 4]
        workshop["dates"] = [f"{day} {rng.choice(['am', 'pm'])}" for day in rng.sample(dates, 2)]
    if name != "w0" and chance(rng, 40):
        workshop["gap_weeks"] = rng.randint(0, 2)
    return workshop


def _tight_travel(rng: Random, data: Data) -> None:
    """One or two days, and the two of a pair too far apart to see each other's work on one of them."""
    data["sites"]["north"]["travel"]["south"] = rng.choice([40, 300])
    data["scheduling"]["max_per_week"] = 3
    data["shadowing"] = {
        "each_way": 1,
        "gap_weeks": 0,
        "weeks": str(rng.randint(1, data["programme"]["weeks"])),
    }
    data["workshops"] = data["workshops"][:1]
    for person in [*data["doctors"], *data["managers"]]:
        person["site"] = SITES[0 if person["id"].startswith("d") else 1]
        person.pop("posts", None)
        if "rota" not in person:
            person["works"] = {"tue": "am pm"} | ({"mon": "am"} if chance(rng, 30) else {})


def _tight_rooms(rng: Random, data: Data) -> None:
    """Workshops that all want one room, which is seldom open."""
    opened = {"mon": "am"} | ({"tue": rng.choice(["am", "pm"])} if chance(rng, 50) else {})
    data["rooms"] = [{"id": "r0", "site": "north", "open": opened}]
    for workshop in data["workshops"]:
        for field in ("length", "min_size", "dates"):
            workshop.pop(field, None)
        workshop |= {"rooms": ["r0"], "runs": 2, "capacity": rng.randint(2, 3)}
    _set_free(data)


def _tight_runs(rng: Random, data: Data) -> None:
    """Runs for few people each: of two workshops in one room, or of one with one facilitator."""
    _set_free(data)
    few: Data = {"runs": rng.choice([1, 2, 2]), "capacity": rng.choice([2, 2, 3]), "weeks": "1"}
    if chance(rng, 50):
        data["rooms"] = [{"id": "r0", "site": "north", "open": {"mon": "am pm", "tue": "am"}}]
        data["workshops"] = [few | {"id": f"w{k}", "rooms": ["r0"]} for k in range(2)]
        data["scheduling"]["max_per_week"] = 3
    else:
        data["rooms"] = [{"id": f"r{k}", "site": SITES[k]} for k in range(2)]
        works_then = {rng.choice(["mon", "tue"]): rng.choice(["am", "am pm"])}
        data["facilitators"] = [{"id": "f0", "site": "north", "works": works_then}]
        leading = rng.choice(["facilitators", "all_of"])
        data["workshops"] = [few | {"id": "w0", "rooms": ["r0", "r1"], leading: ["f0"]}]


def _tight_order(rng: Random, data: Data) -> None:
    """Two workshops with hardly time for the one after the other."""
    weeks = data["programme"]["weeks"]
    first = rng.choice([1, weeks])
    limits = {"required": True, "runs": 2, "weeks": f"{first}..{weeks}"}
    data["workshops"] = [{"id": "w0"} | limits, {"id": "w1", "gap_weeks": rng.choice([0, 1, 1, 2])} | limits]
    if chance(rng, 50):
        days = ["2026-09-07 pm", "2026-09-08 am"]
        rng.shuffle(days)
        for workshop, day in zip(data["workshops"], days, strict=True):
            workshop |= {"dates": [day], "weeks": "1", "gap_weeks": 0}
    data["scheduling"]["max_per_week"] = 3
    for part in ("meetings", "shadowing"):
        data.pop(part, None)
    _set_free(data)


def _tight_area(rng: Random, data: Data) -> None:
    """One area that takes one visitor at a time, and little time to visit it."""
    data["shadowing"] = {"each_way": 1, "gap_weeks": 0, "area_visitors": 1}
    data["shadowing"]["weeks"] = str(rng.randint(1, data["programme"]["weeks"]))
    data["workshops"] = data["workshops"][:1]
    for person in [*data["doctors"], *data["managers"]]:
        person |= {"site": "north", "directorate": "surgery"}
        person.pop("posts", None)
        if "rota" not in person:
            person["works"] = {"mon": "am", "tue": "am pm"} if chance(rng, 50) else {"mon": "am pm"}


def _tight_shadowing(rng: Random, data: Data) -> None:
    """Shadowing both ways in fewer weeks than its gap wants."""
    weeks = data["programme"]["weeks"]
    data["shadowing"] = {
        "each_way": 1,
        "gap_weeks": rng.randint(1, 2),
        "weeks": f"{rng.randint(1, weeks)}..{weeks}",
    }
    data["scheduling"]["max_per_week"] = 3
    _set_free(data)


def _set_free(data: Data) -> None:
    """Let people and facilitators be at work on every day."""
    for person in [*data["doctors"], *data["managers"], *data["facilitators"]]:
        person.pop("works", None)


TIGHTER = (_tight_travel, _tight_rooms, _tight_order, _tight_area, _tight_shadowing)
"""What makes those constraints bind that seldom do by chance."""


def _keep_tiny(rng: Random, data: Data, pairs: list[tuple[str, str]]) -> None:
    """Drop parts of the programme until there are few enough demands."""
    together = data["scheduling"]["together"]
    units = len(groups(pairs)) if together else len({person for pair in pairs for person in pair})
    while (
        len(data["workshops"]) * units + len(pairs) * (2 * each_way(data) + len(meeting_blocks(data)))
        > MOST_DEMANDS
    ):
        part = rng.choice([part for part in ("workshops", "meetings", "shadowing") if data.get(part)])
        if part == "workshops":
            data["workshops"].pop()
        else:
            del data[part]
