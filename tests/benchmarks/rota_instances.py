"""Whole cohorts for the rota's tables: made up from a seed, or those of cohorts/.

To look at one, type, from the top of the project:

    python -m tests.benchmarks.rota_instances loose-24 > loose-24.yaml

`loose-N` is N pairs (any N from 2 on) for 12 weeks: five workshops in order whose windows cover most of the
programme, so that nothing but the cost says when; on-call rotas with release limits, part-time managers,
sites with travel between, rooms and facilitators that all share. `trust-autumn-loose` is
cohorts/trust-autumn.yaml with every window and list of dates taken away. Pairs are those that `match` finds.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import CohortError
from pairmatch.matching import Pairing, match
from tests.benchmarks.cohorts import FOLDER

NAMES = ("loose-24", "loose-60", "loose-200", "trust-autumn", "trust-autumn-loose", "region-26-weeks")
Data = dict[str, Any]

START = date(2026, 9, 7)
WEEKS = 12
DAYS = ("mon", "tue", "wed", "thu", "fri")
HALVES = tuple(f"{day} {half}" for day in DAYS for half in ("am", "pm"))
INTERESTS = ("sepsis", "flow", "handover", "staffing", "consent", "discharge", "digital", "frailty")
ROOM_SEATS = 30
SEATS_TO_FILL = 16
"""How many of a run's seats can be counted on, duty being what it is."""
LEAST_RUNS = 4
"""With fewer, duty leaves too many pairs without a run on which both are free."""
PAIRS_A_SITE = 40
DOCTORS_A_PATTERN = 5

SHIFTS = {
    "D": {"time": "08:00-17:30"},
    "L": {"time": "08:00-20:30", "attend": False},
    "N": {"time": "20:00-08:30", "attend": False, "host": False},
}
CYCLES = (
    """\
    D D D D D . .
    L L D D . . .
    D D D . L L L
    . . D D D . .
    N N N N . . .
    . D D D D . .
    D D D . N N N
    . . D D D . .
    """,
    """\
    D D D D D . .
    D L D D D . .
    N N N N . . .
    . . D D D . .
    D D L D D . .
    D D D . L L L
    . . D D D . .
    D D D D . . .
    D D D . N N N
    . . D D D . .
    """,
    """\
    D D D D D . .
    L L D D . . .
    D D D . L L L
    . . D D L . .
    N N N N . . .
    . D D D D . .
    """,
)
WORKSHOPS: Sequence[Data] = (
    {"id": "kickoff", "weeks": "1..8"},
    {"id": "improvement", "weeks": "1..10"},
    {"id": "money", "weeks": "2..11", "gap_weeks": 1},
    {"id": "conversations", "weeks": "3..12"},
    {"id": "showcase", "weeks": "5..12"},
)


def instance(name: str) -> tuple[Cohort, Pairing]:
    """A cohort that has passed every check, and its pairs.

    Parameters
    ----------
    name
        One of `NAMES`, or `loose-N` for any N from 2 on.

    Raises
    ------
    KeyError
        When there is none of that name.
    """
    cohort = cohort_of(name)
    return cohort, match(cohort)


def cohort_of(name: str) -> Cohort:
    """The cohort of that name; see `instance`."""
    if name in ("trust-autumn", "region-26-weeks"):
        return Cohort.load(FOLDER / f"{name}.yaml")
    return checked(data_of(name), f"{name}.yaml")


def data_of(name: str) -> Data:
    """The plain data of a cohort that is no file of cohorts/."""
    kind, _, pairs = name.partition("-")
    if kind == "loose" and pairs.isdecimal():
        return loose(int(pairs))
    if name == "trust-autumn-loose":
        return without_windows(FOLDER / "trust-autumn.yaml")
    raise KeyError(name)


def checked(data: Data, name: str) -> Cohort:
    """The cohort of plain data, checked as a file is."""
    reading = check_bytes(written(data).encode(), name)
    if reading.cohort is None:
        raise CohortError(reading.diagnostics)
    return reading.cohort


def written(data: Data) -> str:
    """The cohort file of plain data."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)


def without_windows(path: Path) -> Data:
    """The data of a cohort file whose workshops may be held in any week and on any date."""
    data: Data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for workshop in data["workshops"]:
        workshop.pop("weeks", None)
        workshop.pop("dates", None)
    return data


def loose(pairs: int) -> Data:
    """A cohort of so many pairs for 12 weeks; the same from the same number."""
    random = Random(pairs)
    sites = [f"site-{number + 1}" for number in range(max(2, pairs // PAIRS_A_SITE))]
    areas = [f"area-{number + 1}" for number in range(max(3, pairs // 8))]
    rotas = {f"rota-{number + 1}": pattern(random) for number in range(-(-pairs // (DOCTORS_A_PATTERN + 1)))}
    facilitators = [facilitator(random, number, sites) for number in range(2 * len(sites) + 1)]
    rooms = [room(random, number, sites) for number in range(len(sites) + 1)]
    return {
        "version": 1,
        "programme": {
            "name": f"Loose windows, {pairs} pairs",
            "start": START.isoformat(),
            "weeks": WEEKS,
            "closed": ["2026-10-26..2026-10-28"],
        },
        "sites": {site: {"travel": travel(random, sites[:at])} for at, site in enumerate(sites)},
        "rotas": rotas,
        "doctors": [doctor(random, number, sites, areas, list(rotas)) for number in range(pairs)],
        "managers": [manager(random, number, sites, areas) for number in range(pairs)],
        "matching": {
            "schedulable": False,
            "criteria": {"interests": 3, "availability": 3, "site": {"weight": 2, "want": "same"}},
        },
        "rooms": rooms,
        "facilitators": facilitators,
        "workshops": [workshop(one, pairs, rooms, facilitators) for one in WORKSHOPS],
        "shadowing": {"each_way": 2, "weeks": "2..12", "area_visitors": 3},
        "meetings": {"every_weeks": 2},
        "scheduling": {"max_per_week": 3},
    }


def pattern(random: Random) -> Data:
    """A duty pattern of five or so doctors, of whom three can be away at once."""
    return {
        "anchor": (START - timedelta(weeks=random.randrange(1, 6))).isoformat(),
        "shifts": SHIFTS,
        "cycle": random.choice(CYCLES),
        "release": 3,
    }


def travel(random: Random, others: Sequence[str]) -> Mapping[str, int]:
    """Minutes to the sites before this one."""
    return {site: random.randrange(15, 60, 5) for site in others}


def doctor(
    random: Random, number: int, sites: Sequence[str], areas: Sequence[str], rotas: Sequence[str]
) -> Data:
    """A doctor on a duty pattern, or one in six on a job plan."""
    if number % (DOCTORS_A_PATTERN + 1) == DOCTORS_A_PATTERN:
        return person(random, f"d{number + 1:03}", sites, areas, at_work(random, 8))
    one = person(random, f"d{number + 1:03}", sites, areas)
    rota = rotas[number // (DOCTORS_A_PATTERN + 1)]
    return one | {"rota": {"pattern": rota, "row": number % (DOCTORS_A_PATTERN + 1) + 1}}


def manager(random: Random, number: int, sites: Sequence[str], areas: Sequence[str]) -> Data:
    """A manager, one in four of them part-time."""
    half_days = at_work(random, random.choice((6, 7, 8))) if number % 4 == 0 else HALVES
    return person(random, f"m{number + 1:03}", sites, areas, half_days)


def person(
    random: Random, name: str, sites: Sequence[str], areas: Sequence[str], half_days: Sequence[str] = HALVES
) -> Data:
    """What doctors and managers have in common; `half_days` are those at work, where no duty pattern says."""
    clinic, avoided = random.sample(half_days, 2)
    one: Data = {
        "id": name,
        "site": sites[0] if random.random() < 1 / len(sites) else random.choice(sites),
        "directorate": random.choice(areas),
        "interests": random.sample(INTERESTS, 2),
    }
    if len(half_days) < len(HALVES):
        one["works"] = by_day(half_days)
    if random.random() < 0.5:
        one["commitments"] = {clinic: {"attend": False, "host": True}}
    if random.random() < 0.4:
        one["avoid_halves"] = [avoided]
    if random.random() < 0.4:
        first = START + timedelta(weeks=random.randrange(1, WEEKS - 1))
        one["leave"] = [f"{first.isoformat()}..{(first + timedelta(days=4)).isoformat()}"]
    return one


def at_work(random: Random, size: int) -> list[str]:
    """So many half-days of a working week."""
    return sorted(random.sample(HALVES, size), key=HALVES.index)


def by_day(half_days: Sequence[str]) -> dict[str, str]:
    """`mon am`, `mon pm` as `mon: am pm`."""
    split = [half_day.split() for half_day in half_days]
    return {day: " ".join(half for on, half in split if on == day) for day, _ in split}


def room(random: Random, number: int, sites: Sequence[str]) -> Data:
    """A room that can be had on three or four days of the week."""
    days = sorted(random.sample(DAYS, random.choice((3, 4))), key=DAYS.index)
    site = sites[number % len(sites)]
    return {
        "id": f"room-{number + 1}",
        "site": site,
        "capacity": ROOM_SEATS,
        "open": dict.fromkeys(days, "am pm"),
    }


def facilitator(random: Random, number: int, sites: Sequence[str]) -> Data:
    """Somebody who works three or four days of the week."""
    days = sorted(random.sample(DAYS, random.choice((3, 4))), key=DAYS.index)
    return {
        "id": f"f{number + 1:02}",
        "site": sites[number % len(sites)],
        "works": dict.fromkeys(days, "am pm"),
    }


def workshop(one: Data, pairs: int, rooms: Sequence[Data], facilitators: Sequence[Data]) -> Data:
    """A workshop in any of the rooms, by any of the facilitators, as often as seats and duty need."""
    return one | {
        "runs": max(LEAST_RUNS, -(-2 * pairs // SEATS_TO_FILL)),
        "capacity": ROOM_SEATS,
        "min_size": max(2, min(6, pairs // 4)),
        "rooms": [room["id"] for room in rooms],
        "facilitators": [leader["id"] for leader in facilitators],
    }


if __name__ == "__main__":
    print(written(data_of(sys.argv[1])), end="")
