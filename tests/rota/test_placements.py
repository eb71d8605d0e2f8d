"""Where a session could be, in rotas small enough to say by hand."""

from __future__ import annotations

from datetime import date

import pytest

from pairmatch.errors import WrongUsage
from pairmatch.rota.options import Blocked, Free, Options
from pairmatch.rota.placements import left_aside, options
from pairmatch.rota.rota import (
    AnyMissed,
    AnySession,
    MeetingSession,
    MissedMeeting,
    ShadowingSession,
    WorkshopSession,
)
from tests.rota.helpers import ONE, WEEK, cohort_of, in_file_order, rota_of

MON, TUE = date(2026, 9, 7), date(2026, 9, 8)
DAYS = {MON: "mon", TUE: "tue"}
TWO = "doctors: [{id: d}, {id: e}]\nmanagers: [{id: m}, {id: n}]\n"
HALL = "rooms: [{id: hall}]\nfacilitators: [{id: fox}]\n"
LOOSE = "scheduling: {max_per_week: 4}"


def asked(
    fragment: str,
    what: str | None,
    *sessions: AnySession,
    missed: tuple[AnyMissed, ...] = (),
    frozen_before: date | None = None,
) -> list[Options]:
    """The answers about `d` in a rota of these sessions."""
    cohort = cohort_of(fragment)
    empty = rota_of(WEEK + "doctors: [{id: d}]\nmanagers: [{id: m}]\n")
    pairs = tuple(in_file_order(cohort))
    weeks = cohort.programme.weeks
    made = {"pairs": pairs, "weeks": weeks, "sessions": sessions, "missed": missed}
    rota = empty.model_copy(update=made | {"frozen_before": frozen_before})
    return list(options(cohort, rota, "d", what))


def free(answer: Options) -> list[str]:
    """The free places, as `tue am hall +1`."""
    return [
        " ".join(filter(None, (*_when(one), one.at.room, f"{one.change.cost:+d}"))) for one in answer.free
    ]


def blocked(answer: Options) -> dict[str, list[str]]:
    """What is in the way of each half-day."""
    return {" ".join(_when(one)): [obstacle.reason for obstacle in one.obstacles] for one in answer.blocked}


def _when(one: Free | Blocked) -> tuple[str, str]:
    place = one.at if isinstance(one, Free) else one
    return (DAYS[place.date], place.half)


def meeting(day: date = MON, half: str = "am", *people: str) -> MeetingSession:
    """A meeting of `d` and `m`, or of others."""
    return MeetingSession(people=(people or ("d", "m")), date=day, half=half)


def run(day: date, half: str, *people: str, **facts: object) -> WorkshopSession:
    """A run of `w` online, or as is said."""
    return WorkshopSession.model_validate(
        {"workshop": "w", "date": day, "half": half, "people": people, **facts}
    )


def test_a_meeting_is_ranked_by_what_it_costs() -> None:
    """What costs as little as now comes first in time order, and last what d avoids: 3, and 4 for balance."""
    fragment = (
        WEEK + "doctors: [{id: d, avoid_halves: [tue am]}]\nmanagers: [{id: m}]\nmeetings: {every_weeks: 1}"
    )
    (answer,) = asked(fragment, "meeting", meeting())
    assert [(at.date, at.half) for at in answer.now] == [(MON, "am")]
    assert free(answer) == ["mon pm +0", "tue pm +0", "tue am +7"]
    because = [(one.term, one.person, one.count, one.cost, one.after) for one in answer.free[2].because]
    assert because == [("avoid_halves", "d", 1, 3, 1), ("balance", None, 1, 4, 1)]
    assert answer.blocked == ()


def test_a_miss_with_a_free_place() -> None:
    """A missed meeting lowers level 3 at each half-day where it could be."""
    fragment = WEEK + "doctors: [{id: d, works: {mon: am}}]\nmanagers: [{id: m}]\nmeetings: {every_weeks: 1}"
    (answer,) = asked(fragment, "m", missed=(MissedMeeting(people=("d", "m"), why="?"),))
    assert (answer.missed, answer.now) == (1, ())
    assert [(one.change.meetings, one.change.cost) for one in answer.free] == [(-1, 0)]
    assert blocked(answer) == {half: ["d does not work then"] for half in ("mon pm", "tue am", "tue pm")}


def test_another_session_is_named() -> None:
    """Whoever is busy is told with what, and both half-days of a full week say so."""
    fragment = WEEK + ONE + "workshops: [{id: w}]\nmeetings: {every_weeks: 1}\nscheduling: {max_per_week: 1}"
    (answer,) = asked(fragment, "meeting", run(MON, "am", "d", "m"))
    busy = ["d is in another session: attends w", "m is in another session: attends w"]
    full = ["d has 1 sessions in that week", "m has 1 sessions in that week"]
    found = blocked(answer)
    assert sorted(found["mon am"]) == sorted(busy + full)
    assert found["tue pm"] == full


def test_a_group_joins_a_run_or_has_one_of_its_own() -> None:
    """With two runs, d and m can join the others, or leave for an empty half-day; the runs stay two."""
    fragment = (
        WEEK + TWO + HALL + "workshops: [{id: w, rooms: [hall], facilitators: [fox], runs: 2}]\n" + LOOSE
    )
    facts = {"room": "hall", "facilitators": ("fox",)}
    (answer,) = asked(fragment, "w", run(MON, "am", "d", "m", **facts), run(TUE, "am", "e", "n", **facts))
    assert free(answer) == ["tue am hall -1", "mon pm hall +0", "tue pm hall +0"]
    assert [one.joins for one in answer.free] == [2, 0, 0]
    assert [one.at.facilitators for one in answer.free] == [("fox",)] * 3


def test_a_run_that_would_be_left_too_small() -> None:
    """Where the others would be fewer than `min_size`, nothing is free, and that is said once."""
    fragment = WEEK + TWO + "workshops: [{id: w, runs: 2, min_size: 3}]\n" + LOOSE
    (answer,) = asked(fragment, "w", run(MON, "am", "d", "m", "e", "n"))
    assert [one.reason for one in answer.leaving] == [
        "the run on 2026-09-07 am would be left with 2 people, and needs 3"
    ]
    assert answer.free == ()
    assert blocked(answer)["tue am"] == ["a run needs 3 people, and these 2 alone are too few"]


def test_a_facilitator_too_far_away() -> None:
    """Fox holds v in the north on Monday morning, and does not reach the south by the afternoon."""
    sites = "sites: {north: {travel: {south: 60}}, south: {}}\n"
    rooms = "rooms: [{id: up, site: north}, {id: down, site: south}]\nfacilitators: [{id: fox}]\n"
    led = "facilitators: [fox]"
    workshops = f"workshops: [{{id: v, rooms: [up], {led}}}, {{id: w, rooms: [down], {led}}}]\n"
    held = run(MON, "am", "e", "n", workshop="v", room="up", facilitators=["fox"])
    own = run(TUE, "pm", "d", "m", room="down", facilitators=["fox"])
    _, answer = asked(WEEK + TWO + sites + rooms + workshops + LOOSE, None, held, own)
    assert free(answer) == ["tue am down +0"]
    assert blocked(answer) == {
        "mon am": ["fox holds another run"],
        "mon pm": ["fox holds a run at another site on that day, too far for the break"],
    }


def test_all_that_is_in_the_way_of_a_room() -> None:
    """The closed room, its size and the facilitator on leave are each told; the nearest room counts."""
    fragment = (
        WEEK
        + TWO
        + (
            "rooms: [{id: hall, closed: [2026-09-08]}, {id: den, capacity: 1}]\n"
            "facilitators: [{id: fox, leave: [2026-09-08]}, {id: hen, works: {mon: am pm}}]\n"
            "workshops: [{id: w, rooms: [hall, den], facilitators: [fox, hen]}]\n"
        )
    )
    (answer,) = asked(fragment, "w", run(MON, "am", "d", "m", room="hall", facilitators=["fox"]))
    assert free(answer) == ["mon pm hall +0"]
    nobody = "fox is on leave and hen does not work then"
    assert blocked(answer)["tue am"] == ["hall is closed", nobody, "den takes 1, and these are 2"]
    assert [one.reason for one in answer.blocked[0].least] == ["hall is closed", nobody]


def test_closed_half_days_have_one_reason() -> None:
    """On a closed half-day nothing else matters."""
    fragment = WEEK.replace("weeks: 1", "weeks: 1, closed: [2026-09-08]") + ONE + "meetings: {every_weeks: 1}"
    (answer,) = asked(fragment, "meeting", meeting())
    assert blocked(answer) == {half: ["closed by the programme"] for half in ("tue am", "tue pm")}
    assert all(one.is_closed for one in answer.blocked)


def test_each_visit_is_asked_about_alone() -> None:
    """Of two visits a way, one is held: the other is missed, and each has places of its own."""
    fragment = WEEK + ONE + "shadowing: {each_way: 2, gap_weeks: 0}\n" + LOOSE
    visit = ShadowingSession(guest="d", host="m", date=MON, half="am")
    answers = asked(fragment, "shadowing", visit)
    assert [(one.people, len(one.now), one.missed, len(one.free)) for one in answers] == [
        (("m", "d"), 0, 2, 3),
        (("d", "m"), 1, 0, 3),
        (("d", "m"), 0, 1, 3),
    ]
    assert answers[2].free[0].change.shadowing == -1


def test_a_group_that_somebody_tore_apart() -> None:
    """Partners in two runs are asked about as one, with both places; joining them is no worse than it is."""
    fragment = WEEK + ONE + "workshops: [{id: w, runs: 2}]"
    (answer,) = asked(fragment, "w", run(MON, "am", "d"), run(TUE, "am", "m"))
    assert [(at.date, at.half) for at in answer.now] == [(MON, "am"), (TUE, "am")]
    assert (answer.missed, free(answer)) == (0, ["mon pm -1", "tue pm -1"])


def test_what_nobody_has_is_left_aside() -> None:
    """A session of someone who has left blocks nobody, and is told."""
    fragment = WEEK + ONE + "meetings: {every_weeks: 1}"
    gone = meeting(TUE, "am", "d", "x")
    (answer,) = asked(fragment, "meeting", meeting(), gone)
    assert free(answer) == ["mon pm +0", "tue am +0", "tue pm +0"]
    rota = rota_of(fragment).model_copy(update={"sessions": (gone,)})
    assert left_aside(cohort_of(fragment), rota) == (gone,)


def test_what_is_past_is_no_place() -> None:
    """From Tuesday on the meeting can only stay or be in the afternoon; the visit of Monday still counts."""
    fragment = WEEK + ONE + "shadowing: {each_way: 1, gap_weeks: 0}\nmeetings: {every_weeks: 1}\n"
    visit = ShadowingSession(guest="d", host="m", date=MON, half="am")
    (answer,) = asked(
        fragment + "scheduling: {max_per_week: 2}", "meeting", visit, meeting(TUE), frozen_before=TUE
    )
    assert free(answer) == ["tue pm +0"]
    over = ["it is past: the rota is frozen before 2026-09-08"]
    assert blocked(answer) == {"mon am": over, "mon pm": over}
    assert all(one.is_past for one in answer.blocked)
    full = {"d has 1 sessions in that week", "m has 1 sessions in that week"}
    (answer,) = asked(
        fragment + "scheduling: {max_per_week: 1}", "meeting", visit, meeting(TUE), frozen_before=TUE
    )
    assert set(blocked(answer)["tue pm"]) == full


def test_the_order_with_what_was_attended() -> None:
    """Nobody goes back to v after w; and after a v that is past, w keeps its gap of weeks."""
    two_weeks = WEEK.replace("weeks: 1", "weeks: 2") + ONE
    over = run(MON, "am", "d", "m")
    (answer,) = asked(two_weeks + "workshops: [{id: v}, {id: w}]", "v", over, frozen_before=TUE)
    back = [
        "d has attended w already, which comes after it",
        "m has attended w already, which comes after it",
    ]
    assert [one.reason for one in answer.blocked[2].obstacles] == back
    over = run(MON, "am", "d", "m", workshop="v")
    (answer,) = asked(two_weeks + "workshops: [{id: v}, {id: w, gap_weeks: 1}]", "w", over, frozen_before=TUE)
    assert [one.at.date for one in answer.free] == [date(2026, 9, day) for day in (14, 14, 15, 15)]
    early = "by what they attended before, the order of workshops allows it from week 2 on"
    assert [one.reason for one in answer.blocked[2].obstacles] == [early]


def test_what_is_past_as_a_whole_is_told() -> None:
    """A workshop that was attended before is no question any more, and the message says when it was."""
    fragment = WEEK + ONE + "workshops: [{id: w}]"
    said = "held on 2026-09-07 am, before 2026-09-08, and what is past stays as it was"
    with pytest.raises(WrongUsage, match=said):
        asked(fragment, "w", run(MON, "am", "d", "m"), frozen_before=TUE)
    assert asked(fragment, None, run(MON, "am", "d", "m"), frozen_before=TUE) == []


def test_a_pinned_session_has_places_all_the_same() -> None:
    """The pin is told, and where else it could be; another of the same rota is not pinned."""
    fragment = WEEK + ONE + "workshops: [{id: w}]\nmeetings: {every_weeks: 1}\nscheduling: {max_per_week: 2}"
    pinned = run(MON, "am", "d", "m", pin=True)
    workshop, met = asked(fragment, None, pinned, meeting(TUE))
    assert (workshop.is_pinned, met.is_pinned) == (True, False)
    assert free(workshop) == ["mon pm +0", "tue pm +0"]


def test_a_date_before_the_programme_is_no_past() -> None:
    """Without `frozen_before` a session of an earlier date is left aside, and does not count as attended."""
    fragment = WEEK + ONE + "workshops: [{id: w}]"
    early = run(date(2026, 8, 31), "am", "d", "m")
    (answer,) = asked(fragment, "w", early)
    assert (answer.missed, len(answer.free)) == (1, 4)


def test_wrong_questions_say_what_there_is() -> None:
    """Someone without a pair, and a thing that nobody is given, are wrong usage; a bad length too."""
    fragment = WEEK + ONE + "workshops: [{id: w}]\nmeetings: {every_weeks: 1}"
    with pytest.raises(WrongUsage, match="ask for w, meeting, m"):
        asked(fragment, "shadowing")
    cohort, rota = cohort_of(fragment), rota_of(fragment)
    with pytest.raises(WrongUsage, match="m takes no part"):
        options(cohort, rota.model_copy(update={"pairs": ()}), "m")
    with pytest.raises(WrongUsage, match="0 weeks"):
        options(cohort, rota.model_copy(update={"weeks": 0}), "d")
    assert asked(WEEK + ONE, None) == []
