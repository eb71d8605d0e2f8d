"""Whether a pair could, alone, be given all its required sessions; if not, what is lacking."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairmatch.calendar import availability
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pair_calendar import PairCalendar
from pairmatch.matching.pair_walk import PairWalk
from pairmatch.matching.schedulable import lack_of
from tests.matching.helpers import unchecked
from tests.oracle.calendar import Data
from tests.oracle.off_duty_cohorts import allow_off_duty
from tests.oracle.parts import START, chance, works
from tests.oracle.rota import can_be_scheduled

AFTER = "no half-day for w, after the workshops before it, that both can attend"
PLACED = "their required sessions cannot all be placed together"
TOO_LONG = "their required sessions off duty would be too many hours with their shifts"


def lack(fragment: str) -> str | None:
    """What the pair of d and m lacks."""
    return lack_in(unchecked(fragment))


def lack_in(cohort: Cohort) -> str | None:
    """What the pair of d and m of a cohort lacks."""
    return lack_of(PairCalendar(cohort, availability(cohort)), "d", "m")


def case(rest: str, doctor: str = "", manager: str = "", weeks: int = 1, minutes: int = 45) -> str | None:
    """What d and m lack, in a programme of so many weeks of two days."""
    return lack(f"""
programme: {{start: 2026-09-07, weeks: {weeks}, days: mon..tue}}
sites: {{north: {{travel: {{south: {minutes}}}}}, south: {{}}}}
rotas:
  ward: {{anchor: 2026-09-07, shifts: {{D: {{time: "08:00-18:00"}}}}, cycle: D D D D D D D, release: 0}}
doctors: [{{id: d{doctor}}}]
managers: [{{id: m{manager}}}]
{rest}
""")


MON = ", works: {mon: am}"
BUSY = ", works: {mon: am pm}, commitments: {mon pm: {attend: false}}"


@pytest.mark.parametrize(
    ("rest", "doctor", "manager", "answer"),
    [
        ("workshops: [{id: intro, title: The beginning}]", MON, ", works: {mon: pm}",
         "no half-day for The beginning that both can attend"),
        ("workshops: [{id: intro, length: 2}]", ", works: {mon: am pm}", MON,
         "no half-day for intro that both can attend"),
        ("workshops: [{id: intro, capacity: 1}]", "", "", "no half-day for intro that both can attend"),
        ("workshops: [{id: intro, rooms: [hall]}]\nrooms: [{id: hall, capacity: 1}]", "", "",
         "no half-day for intro that both can attend"),
        ("workshops: [{id: intro, all_of: [fox]}]\nfacilitators: [{id: fox, works: {}}]", "", "",
         "no half-day for intro that both can attend"),
        ("workshops: [{id: intro}]", ", rota: {pattern: ward, row: 1}", "",
         "no half-day for intro that both can attend"),
        ("shadowing: {each_way: 2, gap_weeks: 0}", BUSY, "", "d can shadow m on 1 of the 2 half-days needed"),
        ("shadowing: {each_way: 2, gap_weeks: 0}", "", MON, "m can shadow d on 1 of the 2 half-days needed"),
        ("shadowing: {each_way: 2}", "", "", "m can shadow d on 1 of the 2 half-days needed"),
        ("shadowing: {each_way: 1}", ", commitments: {mon am: {host: false}}, works: {mon: am}", "",
         "m can shadow d on 0 of the 1 half-days needed"),
        ("shadowing: {each_way: 1, area_visitors: 0}", ", directorate: med", "",
         "m can shadow d on 0 of the 1 half-days needed"),
        ("shadowing: {each_way: 1, weeks: 3..4}", "", "", "the shadowing weeks lie outside the programme"),
        ("meetings: {every_weeks: 1}", MON, ", works: {tue: am}",
         "no half-day for a meeting in weeks 1 that both can attend"),
    ],
)  # fmt: skip
def test_what_is_lacking_by_itself(rest: str, doctor: str, manager: str, answer: str) -> None:
    """Where one thing alone has no place, the sentence names it."""
    assert case(rest, doctor, manager) == answer


@pytest.mark.parametrize(
    ("rest", "doctor", "manager"),
    [
        ("workshops: [{id: intro}]", MON, ""),
        ("workshops: [{id: intro, min_size: 20}]", "", ""),
        ("workshops: [{id: intro, required: false, rooms: [hall]}]\nrooms: [{id: hall, open: {}}]", "", ""),
        ("shadowing: {each_way: 1, area_visitors: 0}", "", ""),
        ("shadowing: {each_way: 0, weeks: 3..4}", "", ""),
        ("meetings: {every_weeks: 2}", MON, ", works: {tue: am}"),
        ("", ", works: {}", ", works: {}"),
    ],
)
def test_what_is_not_lacking(rest: str, doctor: str, manager: str) -> None:
    """Smallest sizes, optional workshops, areas without a name and short blocks keep no pair apart."""
    if "each_way: 1" in rest:
        rest = rest.replace("area_visitors", "gap_weeks: 0, area_visitors")
    assert case(rest, doctor, manager) is None


FULL_WEEK = "workshops: [{id: w}]\nshadowing: {each_way: 1, gap_weeks: 0}\nmeetings: {every_weeks: 1}"


def test_a_pair_that_only_the_exact_walk_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four sessions on the four half-days of two days fit, although the greedy walk uses a day only once."""
    rest = FULL_WEEK + "\nscheduling: {max_per_week: 4}"
    asked: list[bool] = []

    class Watched(PairWalk):
        def arrives(self) -> bool:
            asked.append(super().arrives())
            return asked[-1]

    monkeypatch.setattr("pairmatch.matching.schedulable.PairWalk", Watched)
    assert case(rest) is None
    assert asked == [True]


def test_max_per_week() -> None:
    """The same four sessions do not fit where three half-days are the most a week."""
    assert case(FULL_WEEK + "\nscheduling: {max_per_week: 3}") == PLACED
    assert case(FULL_WEEK + "\nscheduling: {max_per_week: 3}", weeks=2) is None
    assert case(FULL_WEEK + "\nscheduling: {max_per_week: 2}", weeks=2) == PLACED


def test_a_long_workshop_counts_twice_a_week() -> None:
    """A workshop of two half-days and a meeting are three half-days."""
    rest = "workshops: [{id: w, length: 2}]\nmeetings: {every_weeks: 1}\nscheduling: {max_per_week: MOST}"
    assert case(rest.replace("MOST", "3")) is None
    assert case(rest.replace("MOST", "2")) == PLACED


TRAVEL = "shadowing: {each_way: 1, gap_weeks: 0}\nscheduling: {max_per_week: 4}"


def test_travel() -> None:
    """On one day 45 minutes apart, with a break of 30, nobody sees both works; on two days both do."""
    north, south = ", site: north, works: {DAYS}", ", site: south"
    one, two = "mon: am pm", "mon: am, tue: am"
    assert case(TRAVEL, north.replace("DAYS", one), south) == PLACED
    assert case(TRAVEL, north.replace("DAYS", one), ", site: north") is None
    assert case(TRAVEL, north.replace("DAYS", two), south) is None
    assert case(TRAVEL, north.replace("DAYS", one), south, minutes=31) == PLACED
    assert case(TRAVEL, north.replace("DAYS", one), south, minutes=30) is None


def test_a_room_near_by_is_chosen() -> None:
    """A workshop with rooms at both sites is taken where the pair already is."""
    rest = """
workshops: [{id: w, rooms: [ROOMS], dates: ["2026-09-07 pm"]}]
rooms: [{id: far, site: south}, {id: near, site: north}]
shadowing: {each_way: 1, gap_weeks: 1}
"""
    people = ", site: north, works: {mon: am pm}"
    assert case(rest.replace("ROOMS", "far, near"), people, people, weeks=2) is None
    # Shadowing in both weeks has to be in the morning of the first Monday: its afternoon is the workshop's.
    assert case(rest.replace("ROOMS", "far"), people, people, weeks=2) == PLACED


def test_the_gap_between_workshops() -> None:
    """Two workshops a week apart need two weeks, and with no gap two half-days in order."""
    rest = "workshops: [{id: v}, {id: w, gap_weeks: GAP}]"
    assert case(rest.replace("GAP", "1")) == AFTER
    assert case(rest.replace("GAP", "1"), weeks=2) is None
    assert case(rest.replace("GAP", "0")) is None
    assert case(rest.replace("GAP", "0"), MON) == AFTER


def test_the_gap_between_shadowings() -> None:
    """Both ways of shadowing share the gap: two weeks apart, three weeks are needed."""
    rest = "shadowing: {each_way: 1, gap_weeks: 2}"
    assert case(rest, weeks=2) == PLACED
    assert case(rest, weeks=3) is None


def test_workshops_are_in_order() -> None:
    """A second workshop that is only before the first cannot be attended after it."""
    rest = 'workshops: [{id: v, dates: ["2026-09-08 am"]}, {id: w, dates: ["2026-09-07 am", DATE]}]'
    assert case(rest.replace("DATE", '"2026-09-07 pm"')) == AFTER
    assert case(rest.replace("DATE", '"2026-09-08 pm"')) is None


def test_one_place_at_one_time_is_not_for_two() -> None:
    """Apart, and with one place in the one room, both attend only where there are two half-days."""
    rest = """rooms: [{id: r, capacity: 1}]
workshops: [{id: w, runs: 2, rooms: [r], dates: [DATES]}]
scheduling: {together: false}"""
    assert case(rest.replace("DATES", '"2026-09-07 am"')) == PLACED
    assert case(rest.replace("DATES", '"2026-09-07 am", "2026-09-07 pm"')) is None


def test_apart_the_two_may_be_in_different_runs() -> None:
    """With `together: false` and two runs a doctor of Mondays and a manager of Tuesdays fit; else not."""
    rest = "workshops: [{id: w, runs: RUNS}]\nscheduling: {together: TOGETHER}"
    tuesday = ", works: {tue: am}"
    no = "no half-day for w that both can attend"
    assert case(rest.replace("RUNS", "2").replace("TOGETHER", "false"), MON, tuesday) is None
    assert case(rest.replace("RUNS", "1").replace("TOGETHER", "false"), MON, tuesday) == no
    assert case(rest.replace("RUNS", "2").replace("TOGETHER", "true"), MON, tuesday) == no


def tiny(rng: Random) -> Data:
    """One pair, one to three weeks of two days, and a programme that is tight."""
    weeks = rng.randint(1, 3)
    half_days = ["mon am", "mon pm", "tue am", "tue pm"]
    data: Data = {
        "version": 1,
        "programme": {"start": START, "weeks": weeks, "days": "mon..tue"},
        "sites": {"north": {"travel": {"south": 45}}, "south": {}},
        "scheduling": {"max_per_week": rng.randint(1, 4), "together": chance(rng, 60)},
        "rooms": [{"id": "n", "site": "north"}, {"id": "s", "site": "south"}],
        "workshops": [],
    }
    for side, name in (("doctors", "d"), ("managers", "m")):
        site = rng.choice(["north", "south"])
        person: dict[str, Any] = {"id": name, "site": site, "works": works(rng, half_days, 65)}
        if chance(rng, 20):
            person["leave"] = [rng.choice(["2026-09-07", "2026-09-14", "2026-09-15 am"])]
        data[side] = [person]
    for number in range(rng.randint(0, 2)):
        workshop: dict[str, Any] = {"id": f"w{number}", "runs": rng.randint(1, 2)}
        workshop["gap_weeks"] = rng.randint(0, 1) if number else 0
        if chance(rng, 30):
            workshop["length"] = 2
        if chance(rng, 50):
            workshop["rooms"] = rng.choice([["n"], ["s"], ["n", "s"]])
        if chance(rng, 30):
            workshop["weeks"] = f"{rng.randint(1, weeks)}..{weeks}"
        data["workshops"].append(workshop)
    if chance(rng, 75):
        data["shadowing"] = {"each_way": 1, "gap_weeks": rng.randint(0, 1)}
    if chance(rng, 60):
        data["meetings"] = {"every_weeks": rng.randint(1, weeks)}
    return data


def disagrees(data: Data) -> bool:
    """Whether the walk and the search of all rotas differ."""
    return (lack_in(Cohort.model_validate(data)) is None) is not can_be_scheduled(data, ("d", "m"))


@given(data=st.randoms(use_true_random=False).map(tiny))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_the_walk_agrees_with_the_search_of_all_rotas(data: Data) -> None:
    """A pair lacks something exactly where no rota of the pair alone holds everything."""
    assert not disagrees(data)


def test_the_walk_agrees_on_seeded_calendars() -> None:
    """So it is on two hundred tiny calendars, of which many fit and many do not."""
    cases = [tiny(Random(seed)) for seed in range(200)]
    assert [seed for seed, data in enumerate(cases) if disagrees(data)] == []
    fitting = sum(lack_in(Cohort.model_validate(data)) is None for data in cases)
    assert 40 <= fitting <= 160


def test_hours_off_duty_in_sum() -> None:
    """Four sessions of 4 h in two weeks of 96 h: beside shifts of 72 h they fit, beside 84 h only three."""
    rest = """
programme: {start: 2026-09-07, weeks: 2, days: mon..fri}
rotas:
  ward:
    anchor: 2026-09-07
    shifts: {L: {time: "08:00-20:00", attend: false}}
    cycle: |
      . . L L L L L
      ROW
doctors: [{id: d, rota: {pattern: ward, row: 1}}]
managers: [{id: m}]
workshops: [{id: v}, {id: w}]
meetings: {every_weeks: 1}
scheduling: {off_duty: allowed}
"""
    assert lack(rest.replace("ROW", ". . . . . . L")) is None
    assert lack(rest.replace("ROW", ". . . . . L L")) == TOO_LONG


def off_duty(rng: Random) -> Data:
    """A tight pair whose doctor works long hours, and has sessions on days off."""
    data = tiny(rng)
    allow_off_duty(rng, data)
    return data


def test_the_hours_agree_with_the_search_of_all_rotas() -> None:
    """With sessions off duty, too, on three hundred; on many of them the hours are what is too much."""
    cases = [off_duty(Random(seed)) for seed in range(300)]
    assert [seed for seed, data in enumerate(cases) if disagrees(data)] == []
    lacks = [lack_in(Cohort.model_validate(data)) for data in cases]
    assert lacks.count(TOO_LONG) >= 10
    assert lacks.count(None) >= 40
