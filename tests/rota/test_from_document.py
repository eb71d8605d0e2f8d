"""A saved rota is read back as the plan that it stands for, whatever was done to it by hand."""

from __future__ import annotations

from datetime import date

from pairmatch.rota.demand import demands
from pairmatch.rota.from_document import FromDocument, plan_from
from pairmatch.rota.keep import Keep
from pairmatch.rota.rota import AnySession, MeetingSession, Rota, ShadowingSession, WorkshopSession
from tests.rota.helpers import WEEK, cohort_of, demands_of, in_file_order, rota_of

TWO = "doctors: [{id: d}, {id: e}]\nmanagers: [{id: m}, {id: n}]\n"
ALL = (
    WEEK
    + TWO
    + (
        "rooms: [{id: hall}, {id: den}]\nfacilitators: [{id: fox}]\n"
        "workshops: [{id: w, rooms: [hall], facilitators: [fox]}]\n"
        "shadowing: {each_way: 1, gap_weeks: 0}\nmeetings: {every_weeks: 1}\nscheduling: {max_per_week: 4}"
    )
)
MON, TUE = date(2026, 9, 7), date(2026, 9, 8)


def read(*sessions: AnySession) -> FromDocument:
    """What a rota of these sessions stands for."""
    cohort = cohort_of(ALL)
    rota = rota_of(ALL).model_copy(update={"sessions": sessions})
    return plan_from(rota, demands(cohort, in_file_order(cohort)))


def run(day: date = MON, **facts: object) -> WorkshopSession:
    """A run of the workshop for everyone, as it should be but for what is given."""
    given = {"room": "hall", "facilitators": ("fox",), "people": ("d", "e", "m", "n"), "half": "am"}
    return WorkshopSession.model_validate({"workshop": "w", "date": day, **given, **facts})


def test_a_rota_as_it_was_made() -> None:
    """The plan of an untouched rota has its sessions again, and no demand or run more."""
    rota: Rota = rota_of(ALL)
    found = plan_from(rota, demands_of(ALL))
    assert found.plan.sessions() == rota.sessions
    data, asked = found.plan.data, demands_of(ALL)
    assert (data.runs, data.workshops) == (asked.runs, asked.workshops)
    assert (data.shadowings, data.meetings) == (asked.shadowings, asked.meetings)
    assert found.left_aside == ()


def test_a_room_that_the_workshop_does_not_have() -> None:
    """Such a run is one of its own after those that could be, with its people and facilitators."""
    found = read(run(room="den"))
    asked = demands_of(ALL)
    assert found.plan.data.runs[: len(asked.runs)] == asked.runs
    assert found.plan.held == [len(asked.runs)]
    assert found.plan.sessions() == (run(room="den"),)


def test_facilitators_that_could_not_hold_it() -> None:
    """Nobody, or two where one is asked for, are taken as they stand."""
    for given in ((), ("fox", "hen")):
        assert read(run(facilitators=given)).plan.sessions() == (run(facilitators=given),)


def test_partners_in_two_runs() -> None:
    """A group that is not there whole is not attending; those who are there attend by themselves."""
    sessions = (run(people=("d", "e", "n")), run(TUE, people=("m",)))
    found = read(*sessions)
    groups = [found.plan.data.workshops[at].group for at in found.plan.attends]
    assert groups == [("e", "n"), ("d",), ("m",)]
    assert found.plan.sessions() == sessions


def test_more_than_is_asked_for() -> None:
    """A second meeting in a block, a third shadowing, and one of people who are no pair are all held."""
    sessions = (
        ShadowingSession(guest="d", host="m", date=MON, half="am"),
        ShadowingSession(guest="d", host="n", date=MON, half="pm"),
        MeetingSession(people=("e", "n"), date=MON, half="pm"),
        ShadowingSession(guest="d", host="m", date=TUE, half="am"),
        MeetingSession(people=("e", "n"), date=TUE, half="am"),
    )
    assert set(read(*sessions).plan.sessions()) == set(sessions)


def test_what_is_past_is_no_part_of_the_plan() -> None:
    """Sessions before `frozen_before` stay in the past of the demands, whoever was in them."""
    over = MeetingSession(people=("d", "x"), date=MON, half="am")
    to_come = run(TUE)
    cohort = cohort_of(ALL)
    rota = rota_of(ALL).model_copy(update={"sessions": (over, to_come), "frozen_before": TUE})
    found = plan_from(rota, demands(cohort, in_file_order(cohort), keep=Keep(rota)))
    assert found.left_aside == ()
    assert found.plan.to_come() == (to_come,)
    assert found.plan.sessions() == (over, to_come)


def test_what_the_cohort_does_not_have_is_left_aside() -> None:
    """Unknown half-days, workshops, rooms and people are no part of a plan; of a run only the people."""
    unknown = (
        run(workshop="x"),
        run(room="loft"),
        run(people=("x", "y")),
        MeetingSession(people=("d", "x"), date=MON, half="am"),
        MeetingSession(people=("d", "m"), date=date(2026, 9, 14), half="am"),
        MeetingSession(people=("d", "m"), date=MON, half="eve"),
    )
    found = read(*unknown, run(people=("d", "m", "x")))
    assert found.left_aside == unknown
    assert found.plan.sessions() == (run(people=("d", "m")),)
