"""Random cohorts with sessions off duty: little time between shifts, and hours near their limits."""

from __future__ import annotations

from importlib.util import find_spec
from random import Random

from tests.oracle.calendar import Data
from tests.oracle.parts import START, chance, presence

SHIFTS: Data = {
    "D": {"time": "08:00-18:00"},
    "E": {"time": "13:00-22:00"},
    "L": {"time": "08:00-20:30", "attend": False},
    "X": {"time": "08:00-21:00"},
    "N": {"time": "20:00-08:30", "attend": False, "host": False},
    "V": {"time": "21:30-06:30", "attend": False, "host": False},
}
HEAVY = (
    ". . X X X X X\n. . D . . . .",
    ". . X X X X .\n. . . . X X X",
    ". D D L L L .\n. . D D D D .",
    ". . . L L L N\n. . . L L L .",
)
"""Two weeks of 80 to 95 hours, and at times over 60 in one, free at the start of the week."""
EVENING = {"am": "09:00-13:00", "pm": "13:30-17:30", "eve": "17:45-20:00"}
CLOCK_CHANGES = ("2026-10-19", "2026-03-23")
"""Mondays of the weeks that end with summer time's end and start."""


def is_built() -> bool:
    """Whether pairmatch knows `off_duty: allowed`; the module of what it does not know is gone then."""
    return find_spec("pairmatch.cohort.unbuilt") is None


def allow_off_duty(rng: Random, data: Data) -> None:
    """Put the doctors of a cohort on a pattern of long hours, with sessions on days off."""
    data["scheduling"] |= {"off_duty": "allowed", "max_per_week": 3}
    release = rng.choice([0, 1, 2])
    pattern = {"anchor": START, "shifts": SHIFTS, "cycle": rng.choice(HEAVY), "release": release}
    data["rotas"] = {"ward": pattern}
    for person in data["managers"]:
        person.pop("works", None)
    for person in data["doctors"]:
        for field in ("works", "extra", "posts"):
            person.pop(field, None)
        person["rota"] = {"pattern": "ward", "row": rng.randint(1, 2)}


def off_duty_cohort(rng: Random) -> Data:
    """A few doctors on random patterns, whose clocks may change, and a manager."""
    rows = ["".join(rng.choices("...DELXNV", k=7)) for _ in range(rng.randint(1, 4))]
    if chance(rng, 50):
        rows = [". . . N N N .".replace(" ", ""), "DD..LL.", "XXX....", "......."][: len(rows)]
    start = rng.choice([START, *CLOCK_CHANGES])
    cycle = "\n".join(" ".join(row) for row in rows)
    data: Data = {
        "version": 1,
        "programme": {
            "start": start,
            "weeks": rng.randint(1, 3),
            "days": rng.choice(["mon..fri", "mon..sun", "mon..sun"]),
            "halves": EVENING,
        },
        "rotas": {"ward": {"anchor": start, "shifts": SHIFTS, "cycle": cycle}},
        "doctors": [
            {"id": f"d{k}", "rota": {"pattern": "ward", "row": k + 1}} for k in range(min(len(rows), 3))
        ],
        "managers": [{"id": "m0", "works": {"mon": "am"}}],
        "matching": {"schedulable": False},
        "scheduling": {"off_duty": "allowed"},
    }
    for doctor in data["doctors"]:
        _change(rng, doctor, start)
    return data


def _change(rng: Random, doctor: Data, start: str) -> None:
    """Clinics, leave, a last word and posts, each at times."""
    if chance(rng, 30):
        doctor["commitments"] = {rng.choice(["mon am", "wed pm", "sun eve"]): presence(rng)}
    if chance(rng, 30):
        doctor["leave"] = [start]
    if chance(rng, 30):
        doctor["extra"] = {f"{start} {rng.choice(list(EVENING))}": presence(rng)}
    if chance(rng, 20):
        until, then = {
            START: ("2026-09-09", "2026-09-10"),
            CLOCK_CHANGES[0]: ("2026-10-24", "2026-10-25"),
            CLOCK_CHANGES[1]: ("2026-03-28", "2026-03-29"),
        }[start]
        posts: list[Data] = [{"works": {"fri": "am"}}, {"rota": {"pattern": "ward", "row": 1}}]
        doctor["posts"] = [{"until": until}, {"from": then} | rng.choice(posts)]


def duty_pattern(rng: Random) -> Data:
    """A pattern of one to five weeks, some of them with runs of like shifts, none of them light."""
    rows = []
    for _ in range(rng.randint(1, 5)):
        row = "".join(rng.choice(".DELXNVT") * rng.choice([1, 2, 3, 4]) for _ in range(7))[:7]
        rows.append(rng.choice([row, row, ".......", "DDDDD.."]))
    times = {**SHIFTS, "T": {"time": "08:00-21:30"}}
    return {"anchor": START, "shifts": times, "cycle": "\n".join(" ".join(row) for row in rows)}
