"""What has to be held, and where each thing could be, before there is a model."""

from __future__ import annotations

import pytest

from pairmatch.rota.demand import Demands, demands, smaller
from tests.rota.helpers import DAY, ONE, WEEK, cohort_of, demands_of


def slots(data: Demands, half_days: tuple[int, ...]) -> list[str]:
    """Half-days as text."""
    return [f"{data.when.time.slots[t].date:%a %d} {data.when.time.slots[t].half}" for t in half_days]


THREE = "doctors: [{id: d, pairs: 2}, {id: e}]\nmanagers: [{id: m}, {id: n}, {id: o}]\n"
PAIRS = [("d", "m"), ("d", "n"), ("e", "o")]


def test_people_joined_by_pairs_are_one_group() -> None:
    """Someone with two partners attends with both; the groups and their people are in file order."""
    data = demands_of(WEEK + THREE + "workshops: [{id: w}]", PAIRS)
    assert data.groups == (("d", "m", "n"), ("e", "o"))
    assert [demand.group for demand in data.workshops] == [("d", "m", "n"), ("e", "o")]
    assert data.people == ("d", "e", "m", "n", "o")
    assert data.doctors == {"d", "e"}


def test_a_chain_of_pairs_is_one_group() -> None:
    """A pair that joins two groups found before makes them one."""
    fragment = WEEK + "doctors: [{id: d}, {id: e}, {id: f}]\nmanagers: [{id: m}, {id: n}]"
    assert demands_of(fragment, [("d", "m"), ("f", "n"), ("e", "n"), ("d", "n")]).groups == (
        ("d", "e", "f", "m", "n"),
    )


def test_not_together_everyone_is_alone() -> None:
    """With `together: false` each person is a group, once, however many partners they have."""
    data = demands_of(WEEK + THREE + "scheduling: {together: false}", PAIRS)
    assert data.groups == (("d",), ("e",), ("m",), ("n",), ("o",))


def test_who_is_not_paired_takes_no_part() -> None:
    """People without a partner have no demand."""
    data = demands_of(WEEK + THREE + "workshops: [{id: w}]\nmeetings: {every_weeks: 1}", [("e", "n")])
    assert data.people == ("e", "n")
    assert [demand.people for demand in data.meetings] == [("e", "n")]


@pytest.mark.parametrize(
    ("workshop", "copies"),
    [
        ("id: w, runs: 3, capacity: 2", 3),
        ("id: w, runs: 3", 1),
        ("id: w, runs: 3, capacity: 2, facilitators: [fox, gil]", 2),
        ("id: w, runs: 1, capacity: 2, facilitators: [fox, gil]", 1),
        ("id: w, runs: 3, capacity: 2, all_of: [fox]", 1),
        ("id: w, runs: 3, capacity: 2, facilitators: [gil], all_of: [fox]", 1),
    ],
)
def test_online_copies(workshop: str, copies: int) -> None:
    """Online, as many runs at once are laid out as could be of use, and as there is somebody to lead."""
    fragment = DAY + ONE + f"facilitators: [{{id: fox}}, {{id: gil}}]\nworkshops: [{{{workshop}}}]"
    runs = demands_of(fragment).runs
    assert [run.copy for run in runs] == [*range(copies)] * 2
    assert {run.room for run in runs} == {None}


ROOMS = """
rooms:
  - {id: hall, site: north, capacity: 9, open: {mon: am pm}}
  - {id: den, capacity: 4, open: {mon: pm, tue: am}, closed: [2026-09-08]}
facilitators: [{id: fox, works: {mon: pm, tue: am}}, {id: gil, works: {mon: pm}}]
sites: {north: {}}
"""


def test_a_run_is_only_where_the_room_is_open() -> None:
    """A room gives a run on each half-day on which it is open, with the smaller of the two capacities."""
    data = demands_of(WEEK + ONE + ROOMS + "workshops: [{id: w, capacity: 6, rooms: [hall, den]}]")
    found = [(slots(data, run.stretch)[0], run.room, run.site, run.capacity) for run in data.runs]
    assert found == [
        ("Mon 07 am", "hall", "north", 6),
        ("Mon 07 pm", "hall", "north", 6),
        ("Mon 07 pm", "den", None, 4),
    ]


def test_a_run_is_only_where_somebody_leads_it() -> None:
    """One of `facilitators` has to be free, and those who are, are the leaders to choose from."""
    data = demands_of(WEEK + ONE + ROOMS + "workshops: [{id: w, facilitators: [gil, fox]}]")
    found = [(slots(data, run.stretch)[0], run.leaders) for run in data.runs]
    assert found == [("Mon 07 pm", ("gil", "fox")), ("Tue 08 am", ("fox",))]


def test_all_of_have_to_be_free() -> None:
    """All of `all_of` have to be free as well, and none of them is the one who leads."""
    data = demands_of(WEEK + ONE + ROOMS + "workshops: [{id: w, facilitators: [fox, gil], all_of: [fox]}]")
    found = [(slots(data, run.stretch)[0], run.leaders, run.all_of) for run in data.runs]
    assert found == [("Mon 07 pm", ("gil",), ("fox",))]


def test_a_long_run_needs_both_halves_of_one_day() -> None:
    """Two half-days are of one day, with the room and the facilitator free in both."""
    data = demands_of(
        WEEK + ONE + ROOMS + "workshops: [{id: w, length: 2}, {id: x, length: 2, rooms: [hall]}]"
    )
    assert [(run.workshop, slots(data, run.stretch)) for run in data.runs] == [
        (0, ["Mon 07 am", "Mon 07 pm"]),
        (0, ["Tue 08 am", "Tue 08 pm"]),
        (1, ["Mon 07 am", "Mon 07 pm"]),
    ]


def test_dates_weeks_and_closed_days_bound_a_run() -> None:
    """Runs are on the workshop's dates, in its weeks, on open days."""
    programme = "programme: {start: 2026-09-07, weeks: 3, days: mon..mon, closed: [2026-09-14 pm]}\n"
    fragment = programme.replace("2026-09-14 pm", '"2026-09-14 pm"') + ONE
    weeks = demands_of(fragment + "workshops: [{id: w, weeks: 2..9}]")
    assert [slots(weeks, run.stretch)[0] for run in weeks.runs] == ["Mon 14 am", "Mon 21 am", "Mon 21 pm"]
    dated = demands_of(
        fragment + 'workshops: [{id: w, weeks: 1..2, dates: ["2026-09-14 am", "2026-09-21 am"]}]'
    )
    assert [slots(dated, run.stretch)[0] for run in dated.runs] == ["Mon 14 am"]


def test_a_group_is_offered_the_runs_at_which_all_are_free() -> None:
    """A run is possible for a group when everyone can attend all of it, and it holds them all."""
    fragment = (
        WEEK
        + """
doctors: [{id: d, works: {mon: am pm}}, {id: e, works: {}}]
managers: [{id: m, works: {mon: pm, tue: am}}, {id: n}]
workshops: [{id: w}, {id: x, required: false, capacity: 1}]
"""
    )
    data = demands_of(fragment)
    assert [(d.group, d.workshop, d.required) for d in data.workshops] == [
        (("d", "m"), 0, True),
        (("d", "m"), 1, False),
        (("e", "n"), 0, True),
        (("e", "n"), 1, False),
    ]
    assert [[slots(data, data.runs[r].stretch)[0] for r in d.runs] for d in data.workshops] == [
        ["Mon 07 pm"], [], [], [],
    ]  # fmt: skip


def test_shadowing_both_ways() -> None:
    """The manager visits the doctor and the doctor the manager: the guest attends, the host hosts."""
    fragment = (
        WEEK
        + """
doctors: [{id: d, works: {mon: am pm}, commitments: {mon am: {attend: false}}}]
managers: [{id: m, works: {mon: am, tue: am}, commitments: {mon am: {host: false}}}]
shadowing: {each_way: 2}
"""
    )
    data = demands_of(fragment)
    found = [(d.guest, d.host, d.count, slots(data, d.half_days)) for d in data.shadowings]
    # d can be visited on Monday, but cannot leave in the morning; m can leave on Monday, but not be visited.
    assert found == [("m", "d", 2, ["Mon 07 am"]), ("d", "m", 2, [])]
    assert [data.possible(demand) for demand in data.shadowings] == [1, 0]


def test_shadowing_is_in_its_weeks() -> None:
    """A window is clipped to the programme; one wholly outside leaves nothing; no shadowing, no demand."""
    fragment = "programme: {start: 2026-09-07, weeks: 3, days: mon..mon}\n" + ONE
    inside = demands_of(fragment + "shadowing: {each_way: 1, weeks: 3..9}")
    assert slots(inside, inside.shadowings[0].half_days) == ["Mon 21 am", "Mon 21 pm"]
    assert demands_of(fragment + "shadowing: {each_way: 1, weeks: 4..9}").shadowings[0].half_days == ()
    assert demands_of(fragment + "shadowing: {each_way: 0}").shadowings == ()


@pytest.mark.parametrize(("gap", "count"), [(0, 4), (1, 3), (2, 2), (3, 1)])
def test_what_shadowing_could_have_at_the_most(gap: int, count: int) -> None:
    """By the gap alone at most so many of four wanted fit into three weeks."""
    fragment = "programme: {start: 2026-09-07, weeks: 3, days: mon..mon}\n" + ONE
    data = demands_of(fragment + f"shadowing: {{each_way: 4, gap_weeks: {gap}}}")
    assert data.possible(data.shadowings[0]) == count


def test_meetings_in_whole_blocks() -> None:
    """There is one demand a pair and whole block, with the half-days at which both can attend."""
    fragment = (
        "programme: {start: 2026-09-07, weeks: 6, days: mon..mon}\n"
        + """
doctors: [{id: d, works: {mon: am}}]
managers: [{id: m, leave: [2026-09-21..2026-09-30]}]
meetings: {every_weeks: 2, weeks: 2..6}
"""
    )
    data = demands_of(fragment)
    found = [(str(demand.weeks), slots(data, demand.half_days)) for demand in data.meetings]
    assert found == [("2..3", ["Mon 14 am"]), ("4..5", ["Mon 05 am"])]


def test_workshops_alone() -> None:
    """The workshops by themselves are the same demands without shadowing and meetings."""
    data = demands_of(
        WEEK + ONE + "workshops: [{id: w}]\nshadowing: {each_way: 1}\nmeetings: {every_weeks: 1}"
    )
    alone = data.workshops_alone()
    assert (alone.workshops, alone.shadowings, alone.meetings) == (data.workshops, (), ())


def test_other_weeks_than_the_files() -> None:
    """The number of weeks may be given."""
    cohort = cohort_of("programme: {start: 2026-09-07, weeks: 9}\n" + ONE + "meetings: {every_weeks: 1}")
    assert len(demands(cohort, [("d", "m")], weeks=2).meetings) == 2


def test_the_smaller_of_two_limits() -> None:
    """No limit is larger than any."""
    assert [smaller(None, None), smaller(3, None), smaller(None, 3), smaller(2, 3)] == [None, 3, 3, 2]
