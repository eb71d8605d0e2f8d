"""`schedulable`: whether one pair alone could be given everything, by cases and against every rota."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from pairmatch.calendar import availability
from pairmatch.cohort.schema import Cohort
from pairmatch.rota.rota import Rota
from pairmatch.verify import verify_rota
from pairmatch.verify.schedulable import schedulable
from tests.verify.cases import ROTA_COHORT, Plain, plain


def answer(data: Plain, work: int = 300_000) -> bool | None:
    """Whether ash and kay can be given everything."""
    cohort = Cohort.model_validate(data)
    return schedulable(cohort, availability(cohort), "ash", "kay", work)


def workshop(data: Plain, number: int, **fields: Any) -> None:
    """Change a workshop of the cohort."""
    data["workshops"][number].update(fields)


def works(data: Plain, **days: str) -> None:
    """Kay works on these half-days only."""
    data["managers"][0]["works"] = days


def busy(data: Plain) -> None:
    """The second workshop is in the week of the only day for the others."""
    works(data, tue="am pm", thu="am pm")
    workshop(data, 0, weeks="2..2", gap_weeks=0)
    workshop(data, 1, weeks="2..2", gap_weeks=0, length=1)
    data["scheduling"]["max_per_week"] = 1


IMPOSSIBLE: list[tuple[str, Callable[[Plain], object]]] = [
    ("never free", lambda d: works(d)),
    ("facilitator never free", lambda d: d["facilitators"][1].update(works={})),
    ("room too small", lambda d: d["rooms"][2].update(capacity=1)),
    ("room never open", lambda d: d["rooms"][2].update(closed=["2026-09-07..2026-12-01"])),
    ("capacity of one", lambda d: workshop(d, 0, capacity=1)),
    ("two in a week of one", busy),
    ("gap too wide", lambda d: workshop(d, 1, gap_weeks=4)),
    ("on a closed date", lambda d: workshop(d, 0, dates=["2026-09-16 am"])),
    ("doctor cannot be spared", lambda d: d["rotas"]["ward"].update(release=0)),
    ("no visitors at all", lambda d: d["shadowing"].update(area_visitors=0)),
    ("more shadowing than weeks", lambda d: d["shadowing"].update(each_way=3)),
    ("shadowing gap too wide", lambda d: d["shadowing"].update(gap_weeks=4)),
    ("a block without a half-day", lambda d: d["managers"][0].update(leave=["2026-09-21..2026-10-02"])),
    ("no half-days allowed", lambda d: d["scheduling"].update(max_per_week=0)),
    ("two halves, one allowed", lambda d: d["scheduling"].update(max_per_week=1)),
]


@pytest.mark.parametrize("change", [row[1] for row in IMPOSSIBLE], ids=[row[0] for row in IMPOSSIBLE])
def test_a_pair_that_cannot_be_given_everything(change: Callable[[Plain], object]) -> None:
    """A pair for which something has no place, whatever else is given up, is not schedulable."""
    data = plain(ROTA_COHORT)
    change(data)
    assert answer(data) is False


POSSIBLE: list[tuple[str, Callable[[Plain], object]]] = [
    ("as written", lambda d: None),
    ("smallest size ignored", lambda d: workshop(d, 0, min_size=4)),
    ("one run is enough", lambda d: [one.update(runs=1) for one in d["workshops"]]),
    ("optional workshop cannot be held", lambda d: workshop(d, 2, dates=["2026-09-16 am"])),
    ("one visitor", lambda d: d["shadowing"].update(each_way=2)),
    (
        "no directorates, no limit",
        lambda d: [
            d["shadowing"].update(area_visitors=0),
            d["doctors"][0].pop("directorate"),
            d["managers"][0].pop("directorate"),
        ],
    ),
    ("not together", lambda d: d["scheduling"].update(together=False)),
]


@pytest.mark.parametrize("change", [row[1] for row in POSSIBLE], ids=[row[0] for row in POSSIBLE])
def test_a_pair_that_can_be_given_everything(change: Callable[[Plain], object]) -> None:
    """A pair is schedulable when all its required sessions have a place, other pairs left aside."""
    data = plain(ROTA_COHORT)
    change(data)
    assert answer(data) is True


def test_apart_the_two_may_attend_different_runs() -> None:
    """Where partners need not attend together, the search does not refuse two who are never free at once."""
    data = plain(ROTA_COHORT)
    data.update(shadowing=None, meetings=None, workshops=data["workshops"][:1])
    del data["shadowing"], data["meetings"]
    works(data, thu="am pm")
    data["doctors"][0]["rota"] = None
    del data["doctors"][0]["rota"]
    data["doctors"][0]["works"] = {"tue": "am pm"}
    assert answer(data) is False
    data["scheduling"]["together"] = False
    assert answer(data) is None
    workshop(data, 0, runs=1)
    assert answer(data) is False


def test_the_search_gives_up() -> None:
    """A search that takes too many steps says neither yes nor no."""
    assert answer(plain(ROTA_COHORT), work=3) is None


def random_cohort(seed: int) -> Plain:
    """A pair with few half-days, two sites far apart, and a random programme."""
    rng = random.Random(seed)
    half_days = [f"{day} {half}" for day in ("mon", "thu") for half in ("am", "pm")]
    away = {"attend": False, "host": False}

    def person(name: str) -> Plain:
        commitments = {
            half: {**away, rng.choice(["attend", "host"]): True} for half in half_days if rng.random() < 0.3
        }
        leave = [
            f"2026-09-{day:02d} {half}"
            for day in (7, 10, 14, 17)
            for half in ("am", "pm")
            if rng.random() < 0.15
        ]
        site = rng.choice(["north", "south"])
        return {"id": name, "site": site, "commitments": commitments, "leave": leave}

    rooms = [{"id": site, "site": site} for site in ("north", "south")]
    workshops = [
        {
            "id": name,
            "length": rng.choice([1, 1, 2]),
            "gap_weeks": rng.choice([0, 0, 1]),
            "weeks": rng.choice(["1..2", "1..2", "1", "2"]),
            "rooms": rng.choice([["north"], ["south"], []]),
        }
        for name in ("one", "two")[: rng.choice([1, 2])]
    ]
    return {
        "version": 1,
        "programme": {"start": "2026-09-07", "weeks": 2, "days": "mon,thu"},
        "sites": {"north": {"travel": {"south": rng.choice([20, 60])}}, "south": {}},
        "doctors": [person("ash")],
        "managers": [person("kay")],
        "rooms": rooms,
        "workshops": workshops,
        "shadowing": {"each_way": 1, "gap_weeks": rng.choice([0, 1])},
        "meetings": {"every_weeks": 2},
        "scheduling": {"max_per_week": rng.choice([2, 3])},
    }


def every_rota(cohort: Cohort) -> Iterator[list[Plain]]:
    """Every way to put each session on a half-day for which its own people are free."""
    free = availability(cohort)
    slots = free.time.slots
    two = ("ash", "kay")
    choices: list[list[Plain]] = []
    for one in cohort.workshops:
        at = [s for s in slots if all(free.can_attend(p, s.index) for p in two)]
        run = {
            "kind": "workshop",
            "workshop": one.id,
            "people": two,
            "room": one.rooms[0] if one.rooms else None,
        }
        choices.append([{**run, "date": s.date, "half": s.half} for s in at])
    for guest, host in (two, two[::-1]):
        at = [s for s in slots if free.can_attend(guest, s.index) and free.can_host(host, s.index)]
        visit = {"kind": "shadowing", "guest": guest, "host": host}
        choices.append(
            [{**visit, "site": free.site(host, s.index), "date": s.date, "half": s.half} for s in at]
        )
    at = [s for s in slots if all(free.can_attend(p, s.index) for p in two)]
    choices.append([{"kind": "meeting", "people": two, "date": s.date, "half": s.half} for s in at])
    for chosen in product(*choices):
        if len({(s["date"], s["half"]) for s in chosen}) == len(chosen):
            yield list(chosen)


def holds(cohort: Cohort, sessions: list[Plain]) -> bool:
    """Whether a rota of these sessions has no fault, its cost apart."""
    proof = {"status": "feasible", "missed": 0, "cost": 0, "bound": 0}
    rota = Rota.model_validate(
        {
            "made": {"pairmatch": "0"},
            "cohort": {"file": "x", "sha256": cohort.sha256},
            "pairs": [("ash", "kay")],
            "weeks": 2,
            "proof": proof,
            "sessions": sessions,
        }
    )
    return {fault.code for fault in verify_rota(cohort, rota)} <= {"PM572"}


@pytest.mark.parametrize("seed", range(30))
def test_the_search_agrees_with_trying_every_rota(seed: int) -> None:
    """The search finds a rota of a small pair exactly when one of all rotas passes the re-check."""
    cohort = Cohort.model_validate(random_cohort(seed))
    expected = any(holds(cohort, sessions) for sessions in every_rota(cohort))
    assert schedulable(cohort, availability(cohort), "ash", "kay") is expected


@pytest.mark.parametrize(("friday", "expected"), [("S", None), (".", True)])
def test_hours_off_duty_are_looked_at_afterwards(friday: str, expected: bool | None) -> None:
    """Two of 4 h in two weeks of 96 h: beside shifts of 90 h nothing is claimed, beside 84 h they fit."""
    cohort = Cohort.model_validate(
        {
            "version": 1,
            "programme": {"start": "2026-09-07", "weeks": 2, "days": "mon..fri"},
            "rotas": {
                "ward": {
                    "anchor": "2026-09-07",
                    "shifts": {
                        "L": {"time": "08:00-20:00", "attend": False},
                        "S": {"time": "08:00-14:00", "attend": False},
                    },
                    "cycle": f". L L L L . .\n. L L L {friday} . .",
                }
            },
            "doctors": [{"id": "ash", "rota": {"pattern": "ward", "row": 1}}],
            "managers": [{"id": "kay", "works": {"mon": "am", "fri": "am"}}],
            "meetings": {"every_weeks": 1},
            "scheduling": {"off_duty": "allowed"},
        }
    )
    assert schedulable(cohort, availability(cohort), "ash", "kay") is expected
