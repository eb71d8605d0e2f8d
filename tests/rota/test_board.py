"""A board to which sessions are added one by one, as whoever builds a plan by hand does it."""

from __future__ import annotations

from pairmatch.rota.board import Board
from pairmatch.rota.demand import Demands
from pairmatch.rota.extract import Plan
from pairmatch.rota.keep import Keep
from tests.rota.helpers import WEEK, demands_of, rota_of

TWO = "doctors: [{id: d}, {id: e}]\nmanagers: [{id: m}, {id: n}]\n"
LED = (
    WEEK
    + TWO
    + (
        "rooms: [{id: hall}, {id: den}]\nfacilitators: [{id: fox}, {id: hen}]\n"
        "workshops:\n  - {id: w, rooms: [hall, den], facilitators: [fox, hen], capacity: 2, runs: 2}\n"
        "  - {id: x, rooms: [hall], facilitators: [fox, hen]}\n"
    )
)


def run_at(data: Demands, workshop: int, t: int, room: str) -> int:
    """The run of a workshop that starts then in a room."""
    places = enumerate(data.runs)
    return next(at for at, run in places if (run.workshop, run.start, run.room) == (workshop, t, room))


def test_a_run_that_is_held_takes_its_room_a_leader_and_seats() -> None:
    """After d and m attend in the hall, its two seats are gone, and hen is left to lead beside fox."""
    data = demands_of(LED)
    board, own, other = Board(Plan(data)), data.workshops[0], data.workshops[2]
    hall, den, x = run_at(data, 0, 0, "hall"), run_at(data, 0, 0, "den"), run_at(data, 1, 0, "hall")
    assert board.against_workshop(other, hall) is None
    board.hold_workshop(own, hall)
    assert board.runs.people_in(hall) == 2
    assert board.against_workshop(other, hall) == "the run on 2026-09-07 am is full (2 places)"
    assert board.against_workshop(data.workshops[3], x) == "hall is taken by another run"
    assert board.runs.free_leader(data.runs[den]) == "hen"
    board.hold_workshop(other, den)
    assert board.runs.free_leader(data.runs[x]) is None


def test_a_run_is_led_as_the_plan_says() -> None:
    """Where hen leads in the hall, fox is the one who is left."""
    data = demands_of(LED)
    hall, den = run_at(data, 0, 0, "hall"), run_at(data, 0, 0, "den")
    board = Board(Plan(data, {0: hall}, {hall: "hen"}))
    assert board.runs.free_leader(data.runs[den]) == "fox"


def test_who_can_join_is_asked_of_people_alone() -> None:
    """A full run and a taken room keep nobody from joining; being busy and the order of workshops do."""
    data = demands_of(LED)
    board = Board(Plan(data))
    board.hold_workshop(data.workshops[1], run_at(data, 1, 1, "hall"))
    assert board.can_join(data.workshops[0], run_at(data, 0, 0, "hall"))
    assert not board.can_join(data.workshops[0], run_at(data, 0, 1, "den"))
    assert not board.can_join(data.workshops[0], run_at(data, 0, 2, "den"))
    board.hold_workshop(data.workshops[0], run_at(data, 0, 0, "hall"))
    assert board.can_join(data.workshops[2], run_at(data, 0, 0, "hall"))


def test_who_can_join_is_asked_of_the_release_limit() -> None:
    """While d is away from the ward, of which one may be, e cannot join."""
    ward = (
        "rotas: {ward: {anchor: 2026-09-07, release: 1, shifts: {D: {time: '08:00-18:00'}},"
        " cycle: 'D D D D D . .'}}\n"
    )
    doctors = "doctors: [{id: d, rota: {pattern: ward, row: 1}}, {id: e, rota: {pattern: ward, row: 1}}]\n"
    rest = "managers: [{id: m}, {id: n}]\nworkshops: [{id: w}]"
    data = demands_of(WEEK + ward + doctors + rest)
    board = Board(Plan(data))
    assert board.can_join(data.workshops[1], 0)
    board.hold_workshop(data.workshops[0], 0)
    assert not board.can_join(data.workshops[1], 0)


def test_hours_off_duty_add_up() -> None:
    """Three shifts are 37.5 h; two half-days off duty make it 45.5, and a third would make it 49.5 of 48."""
    fragment = (
        "programme: {start: 2026-09-07, weeks: 1}\n"
        "rotas: {icu: {anchor: 2026-09-07, shifts: {L: {time: '08:00-20:30', attend: false}},"
        " cycle: 'L L L . . . .'}}\n"
        "doctors: [{id: d, rota: {pattern: icu, row: 1}}]\nmanagers: [{id: m}]\n"
        "meetings: {every_weeks: 1}\nscheduling: {off_duty: allowed, max_per_week: 9}"
    )
    data = demands_of(fragment)
    board, (demand,) = Board(Plan(data)), data.meetings
    first, second, third, _ = demand.half_days
    board.hold_meeting(demand, first)
    assert board.against_meeting(demand, second) is None
    board.hold_meeting(demand, second)
    (against,) = board.all_against_meeting(demand, third)
    assert against.reason == "d would work over 72 h in 168 h, or 48 h a week on average"
    assert against.loc == ("scheduling", "off_duty")


def test_what_is_past_counts() -> None:
    """A run that was held is one of `runs`, its half-day one of the week's, and a visit keeps its gap."""
    fragment = (
        WEEK.replace("weeks: 1", "weeks: 2")
        + TWO
        + "workshops: [{id: w, dates: ['2026-09-07 am', '2026-09-15 am']}]\n"
        "shadowing: {each_way: 1, gap_weeks: 2}\nscheduling: {max_per_week: 1}"
    )
    rota = rota_of(fragment).model_copy(update={"sessions": (), "missed": ()})
    held = {"people": ("d", "m"), "date": "2026-09-07", "half": "am"}
    visit = {"guest": "e", "host": "n", "date": "2026-09-07", "half": "pm"}
    document = rota.model_dump(mode="json") | {
        "frozen_before": "2026-09-08",
        "sessions": [{"kind": "workshop", "workshop": "w", **held}, {"kind": "shadowing", **visit}],
    }
    rota = type(rota).model_validate(document)
    data = demands_of(fragment, keep=Keep(rota))
    board = Board(Plan(data))
    (workshop,) = data.workshops
    assert workshop.group == ("e", "n")
    tuesday = data.when.time.slots[2].index
    assert board.against_workshop(workshop, len(data.runs) - 1) == "its one run is held at another time"
    of_d = next(one for one in data.shadowings if one.guest == "d")
    assert board.against_shadowing(of_d, tuesday) == "d has 1 sessions in that week"
    of_n = next(one for one in data.shadowings if one.guest == "n")
    reasons = [one.reason for one in board.all_against_shadowing(of_n, tuesday)]
    assert reasons[0] == "too near to another shadowing of the pair (gap_weeks: 2)"
