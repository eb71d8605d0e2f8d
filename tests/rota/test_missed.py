"""The reason of each miss, on plans written by hand in which it is true."""

from __future__ import annotations

import pytest

from pairmatch.rota.demand import Demands
from pairmatch.rota.extract import Plan
from pairmatch.rota.missed import NOT_IN_TIME, missed_of
from tests.rota.helpers import DAY, ONE, WEEK, demands_of, rota_of

TWO = "doctors: [{id: d}, {id: e}]\nmanagers: [{id: m}, {id: n}]\n"
MON = "works: {mon: am}"


def plan(
    data: Demands,
    attends: dict[int, int] | None = None,
    shadows: dict[int, tuple[int, ...]] | None = None,
    meets: dict[int, int] | None = None,
) -> Plan:
    """A plan that holds these and nothing else."""
    return Plan(data, attends or {}, {}, shadows or {}, meets or {})


def whys(plan: Plan) -> list[str]:
    """The reasons of everything missed."""
    return [entry.why for entry in missed_of(plan, is_proven=False)]


def why_missed(fragment: str) -> list[str]:
    """The reasons of everything that the best rota of a fragment misses."""
    return [entry.why for entry in rota_of(fragment).missed]


# --- nobody could hold it


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        (
            "workshops: [{id: w, rooms: [hall]}]\nrooms: [{id: hall, open: {}}]",
            "there is no half-day in weeks 1 with a room free",
        ),
        (
            "workshops: [{id: w, all_of: [fox]}]\nfacilitators: [{id: fox, works: {}}]",
            "there is no half-day in weeks 1 with a facilitator free",
        ),
        (
            "workshops: [{id: w, rooms: [hall]}]\nrooms: [{id: hall, capacity: 1}]",
            "no room holds all 2 who attend together",
        ),
        (
            "workshops: [{id: w, rooms: [hall, den]}]\n"
            "rooms: [{id: hall, open: {mon: am, tue: am pm}}, {id: den}]",
            "of 4 half-days in weeks 1 with a room free, d can attend 1, m can attend 2, never all at once",
        ),
    ],
)
def test_a_workshop_without_any_place(rest: str, why: str) -> None:
    """Where a group has no possible run, the reason is the room, its size, or who can attend how often."""
    people = "doctors: [{id: d, works: {mon: am}}]\nmanagers: [{id: m, works: {tue: am pm}}]\n"
    assert why_missed(WEEK + people + rest) == [why]


def test_one_person_without_any_place() -> None:
    """Alone, there is nobody with whom they could not be at once."""
    fragment = WEEK + "doctors: [{id: d, works: {}}]\nmanagers: [{id: m}]\nworkshops: [{id: w}]\n"
    assert why_missed(fragment + "scheduling: {together: false}") == [
        "of 4 half-days in weeks 1, d can attend 0"
    ]


def test_shadowing_without_any_place() -> None:
    """The reason counts when the guest can go, when the host can be visited, and both."""
    fragment = WEEK + (
        "doctors: [{id: d, works: {mon: am}}]\nmanagers: [{id: m, works: {tue: am pm}}]\n"
        "shadowing: {each_way: 1}"
    )
    assert why_missed(fragment) == [
        "in weeks 1 m can attend on 2 half-days and d can host on 1, with 0 in common",
        "in weeks 1 d can attend on 1 half-day and m can host on 2, with 0 in common",
    ]


def test_each_missing_half_day_is_an_entry() -> None:
    """Two half-days of one shadowing that are missed are two entries with one reason."""
    fragment = DAY + "doctors: [{id: d, works: {}}]\nmanagers: [{id: m}]\nshadowing: {each_way: 2}"
    entries = rota_of(fragment).missed
    assert [entry.model_dump(exclude={"why"}) for entry in entries] == [
        {"kind": "shadowing", "guest": "m", "host": "d"},
        {"kind": "shadowing", "guest": "m", "host": "d"},
        {"kind": "shadowing", "guest": "d", "host": "m"},
        {"kind": "shadowing", "guest": "d", "host": "m"},
    ]
    assert len({entry.why for entry in entries}) == 2


def test_a_meeting_without_any_place() -> None:
    """The reason counts on how many half-days of the block each can attend."""
    fragment = WEEK + (
        "doctors: [{id: d, works: {mon: am}}]\nmanagers: [{id: m, works: {tue: am pm}}]\n"
        "meetings: {every_weeks: 1}"
    )
    assert why_missed(fragment) == [
        "of 4 half-days in weeks 1, d can attend on 1, m can attend on 2, never both at once"
    ]


# --- every place is taken


def test_a_full_run() -> None:
    """A run that is held and full is quoted with its half-day and its places."""
    data = demands_of(DAY + TWO + 'workshops: [{id: w, capacity: 3, dates: ["2026-09-07 am"]}]')
    assert whys(plan(data, {0: 0})) == [
        "the run on 2026-09-07 am is full (3 places) (on the one half-day possible)"
    ]


def test_all_runs_are_held_at_other_times() -> None:
    """Where no more runs may be held, the reason says so, in the singular for one."""
    people = f"doctors: [{{id: d, {MON}}}, {{id: e, works: {{mon: pm}}}}]\nmanagers: [{{id: m}}, {{id: n}}]\n"
    one = demands_of(DAY + people + "workshops: [{id: w}]")
    assert whys(plan(one, {0: 0})) == ["its one run is held at another time (on the one half-day possible)"]
    three = (
        WEEK
        + "doctors: [{id: d}, {id: e}, {id: f, works: {tue: pm}}]\nmanagers: [{id: m}, {id: n}, {id: o}]\n"
    )
    two = demands_of(three + "workshops: [{id: w, runs: 2}]")
    assert whys(plan(two, {0: 0, 1: 1})) == [
        "all 2 runs are held at other times (on the one half-day possible)"
    ]


def test_too_few_for_a_run() -> None:
    """A run that would be too small is told with its smallest size."""
    assert why_missed(DAY + ONE + "workshops: [{id: w, min_size: 3}]") == [
        "a run needs 3 people, and these 2 alone are too few (on all 2 half-days possible)"
    ]


def test_out_of_order() -> None:
    """A run that would be before a workshop that comes first, or too soon after it, names that workshop."""
    fragment = (
        WEEK
        + ONE
        + (
            'workshops: [{id: v, title: First steps, dates: ["2026-09-07 pm"]},'
            ' {id: w, gap_weeks: GAP, dates: ["DATE"]}]'
        )
    )
    for gap, date in (("0", "2026-09-07 am"), ("1", "2026-09-08 am")):
        data = demands_of(fragment.replace("GAP", gap).replace("DATE", date))
        assert whys(plan(data, {0: 0})) == [
            "it would not keep the order with First steps (on the one half-day possible)"
        ]


def test_in_another_session() -> None:
    """Someone who is elsewhere at the time is named."""
    fragment = DAY + f"doctors: [{{id: d, {MON}}}]\nmanagers: [{{id: m}}]\nworkshops: [{{id: w}}]\n"
    data = demands_of(fragment + "meetings: {every_weeks: 1}")
    assert whys(plan(data, {0: 0})) == ["d is in another session (on the one half-day possible)"]
    assert whys(plan(data, {}, {}, {0: 0})) == ["d is in another session (on the one half-day possible)"]


def test_a_full_week() -> None:
    """Someone whose week is full is named, with the most they may have."""
    data = demands_of(
        WEEK + ONE + 'workshops: [{id: w, dates: ["2026-09-07 am"]}]\n'
        "meetings: {every_weeks: 1}\nscheduling: {max_per_week: 1}"
    )
    assert whys(plan(data, {0: 0})) == [
        "of 4 half-days possible, 3: d has 1 sessions in that week; 1: d is in another session"
    ]


def test_too_far_for_the_break() -> None:
    """Someone at another site on that day, out of reach in the break, is named."""
    fragment = DAY + (
        "sites: {north: {travel: {south: 31}}, south: {}}\ndoctors: [{id: d, site: north}]\n"
        "managers: [{id: m, site: south}]\nshadowing: {each_way: 1, gap_weeks: 0}"
    )
    data = demands_of(fragment)
    assert whys(plan(data, {}, {0: (0,)})) == [
        "of 2 half-days possible, 1: d is in another session; "
        "1: d is at another site on that day, too far for the break"
    ]


def test_too_near_to_another_shadowing() -> None:
    """A shadowing in the gap after another of the pair is told with the gap."""
    data = demands_of(WEEK + ONE + "shadowing: {each_way: 1}")
    assert whys(plan(data, {}, {0: (0,)})) == [
        "too near to another shadowing of the pair (gap_weeks: 1) (on all 4 half-days possible)"
    ]


def test_an_area_with_its_visitors() -> None:
    """A directorate that has as many visitors as it takes is named."""
    fragment = DAY + (
        "doctors: [{id: d}, {id: e}]\n"
        "managers: [{id: m, directorate: ops}, {id: n, directorate: ops, works: {mon: am}}]\n"
        "shadowing: {each_way: 1, gap_weeks: 0, area_visitors: 1}"
    )
    data = demands_of(fragment)
    assert [(demand.guest, demand.host) for demand in data.shadowings][3] == ("e", "n")
    found = whys(plan(data, {}, {0: (1,), 1: (0,), 2: (1,)}))
    assert found == ["ops has its 1 visitors then (on the one half-day possible)"]


WARD = (
    "rotas: {ward: {anchor: 2026-09-07, shifts: {D: {time: '08:00-14:00'}},"
    " cycle: D D D D D D D, release: 1}}\n"
    "doctors: [{id: d, rota: {pattern: ward, row: 1}}, {id: e, rota: {pattern: ward, row: 1}}]\n"
    "managers: [{id: m}, {id: n}]\n"
)


@pytest.mark.parametrize("sessions", ["workshops: [{id: w}]", "meetings: {every_weeks: 1}"])
def test_a_pattern_that_releases_no_more(sessions: str) -> None:
    """A duty pattern of which as many are away as it spares is named."""
    why = "1 of the rota ward is away already, as many as may be (on the one half-day possible)"
    assert why_missed(DAY + WARD + sessions) == [why]


def test_the_commonest_reason_first() -> None:
    """Different reasons are counted, at most three stand, and the rest are a number."""
    fragment = (
        WEEK
        + ONE
        + (
            "workshops: [{id: w, dates: ['2026-09-07 am']}, {id: x, dates: ['2026-09-08 am']}]\n"
            "meetings: {every_weeks: 1}\nscheduling: {max_per_week: 3}"
        )
    )
    data = demands_of(fragment)
    assert whys(plan(data, {0: 0, 1: 1})) == [
        f"of 4 half-days possible, 2: d is in another session; 2: {NOT_IN_TIME}"
    ]


def test_not_placed_in_the_time_given() -> None:
    """Where a plan cut short leaves something that could be held, the reason says just that."""
    data = demands_of(
        DAY + ONE + "workshops: [{id: w}]\nmeetings: {every_weeks: 1}\nshadowing: {each_way: 1}"
    )
    assert {why.partition(" (on")[0] for why in whys(plan(data))} == {NOT_IN_TIME}


def test_nothing_is_missed() -> None:
    """A plan that holds everything has no reasons."""
    data = demands_of(DAY + ONE + "workshops: [{id: w}]\nmeetings: {every_weeks: 1}")
    assert missed_of(plan(data, {0: 0}, {}, {0: 1}), is_proven=True) == ()


SHARED = (
    DAY
    + TWO
    + (
        "workshops: [{id: v, capacity: 2, WHERE}, {id: w, capacity: 2, WHERE}]\n"
        "rooms: [{id: hall, open: {mon: am}}]\nfacilitators: [{id: fox, works: {mon: am}}]\n"
    )
)


@pytest.mark.parametrize("where", ["rooms: [hall]", "all_of: [fox]", "facilitators: [fox]"])
def test_a_room_or_a_facilitator_that_is_taken(where: str) -> None:
    """Where another workshop has the only room or facilitator, the reason is not that time was short."""
    rota = rota_of(SHARED.replace("WHERE", where))
    assert rota.proof.status == "optimal"
    assert not [entry.why for entry in rota.missed if NOT_IN_TIME in entry.why]


def test_two_rooms_at_once_are_one_half_day() -> None:
    """A half-day with two rooms is one half-day possible, not two."""
    data = demands_of(
        DAY + ONE + 'workshops: [{id: v, dates: ["2026-09-07 am"]},'
        ' {id: w, rooms: [hall, den], dates: ["2026-09-07 am"]}]\nrooms: [{id: hall}, {id: den}]'
    )
    assert whys(plan(data, {0: 0})) == ["d is in another session (on the one half-day possible)"]
