"""Half-days off duty and the hours of sessions there, against a plain loop over every stretch of work."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairmatch.calendar.availability import availability
from pairmatch.cohort.schema import Cohort
from pairmatch.rota import schedule
from pairmatch.verify import verify_rota
from tests.oracle.calendar import Calendar, Data
from tests.oracle.cohorts import seeded_off_duty_cohort
from tests.oracle.document import broken_constraints
from tests.oracle.off_duty_cohorts import is_built, off_duty_cohort
from tests.oracle.rota import best_rota
from tests.rota.test_oracle import hand_made

needs_off_duty = pytest.mark.skipif(not is_built(), reason="`off_duty: allowed` is not built yet")
ONE = [("d0", "m0")]
SEEDS = 150


def on_pattern(cycle: str, start: str = "2026-09-07", weeks: int = 2, **more: Any) -> Data:
    """A doctor on a pattern, from Monday to Sunday with evenings; a manager always at work."""
    every_half = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "am pm eve")
    shifts = {
        "D": {"time": "08:00-18:00"},
        "L": {"time": "08:00-22:30"},
        "M": {"time": "08:00-21:30"},
        "X": {"time": "08:00-21:00"},
        "N": {"time": "20:00-08:30", "attend": False, "host": False},
    }
    return {
        "version": 1,
        "programme": {
            "start": start,
            "weeks": weeks,
            "days": "mon..sun",
            "halves": {"am": "09:00-13:00", "pm": "13:30-17:30", "eve": "17:45-20:00"},
        },
        "rotas": {"ward": {"anchor": start, "shifts": shifts, "cycle": cycle}},
        "doctors": [{"id": "d0", "rota": {"pattern": "ward", "row": 1}}],
        "managers": [{"id": "m0", "works": every_half}],
        "matching": {"schedulable": False},
        "scheduling": {"off_duty": "allowed"},
    } | more


def free(data: Data, first: str, last: str) -> str:
    """The half-days between two dates on which the doctor can attend, as the plain loop has it."""
    calendar = Calendar(data)
    found = [t for t in calendar.times if first <= calendar.half_days[t].day.isoformat() <= last]
    return ", ".join(calendar.half_days[t].weekly for t in found if calendar.attend("d0", t))


def test_eleven_hours_before_and_after() -> None:
    """Between a day to 18:00 and one from 08:00 all of the day off, but not the evening before the second."""
    data = on_pattern("D . D . . . .\n. . . . . . .")
    assert free(data, "2026-09-08", "2026-09-08") == "tue am, tue pm, tue eve"
    data = on_pattern("N . D . . . .\n. . . . . . .")
    assert free(data, "2026-09-08", "2026-09-08") == ""


def test_forty_six_hours_after_nights() -> None:
    """A night that ends on Tuesday at 08:30 gives rest until Thursday at 06:30."""
    data = on_pattern("N . . . . . .\n. . . . . . .")
    assert free(data, "2026-09-07", "2026-09-10") == "thu am, thu pm, thu eve"


def test_the_end_of_summer_time_gives_an_hour() -> None:
    """From 22:30 to 09:00 lie ten and a half hours, on the night of 24 October eleven and a half."""
    data = on_pattern("L . . . . L .\n. . . . . . .", "2026-10-19")
    assert free(data, "2026-10-20", "2026-10-20") == "tue pm, tue eve"
    assert free(data, "2026-10-25", "2026-10-25") == "sun am, sun pm, sun eve"


def test_the_start_of_summer_time_takes_an_hour() -> None:
    """From 21:30 to 09:00 lie eleven and a half hours, on the night of 28 March ten and a half."""
    data = on_pattern("M . . . . M .\n. . . . . . .", "2026-03-23")
    assert free(data, "2026-03-24", "2026-03-24") == "tue am, tue pm, tue eve"
    assert free(data, "2026-03-29", "2026-03-29") == "sun pm, sun eve"


def test_where_one_session_is_too_much_there_is_none() -> None:
    """With 70 hours in the week four hours are too many, and the two and a quarter of an evening too."""
    data = on_pattern(". . X X X X X\n. . . . . . .")
    assert free(data, "2026-09-07", "2026-09-07") == "mon am, mon pm, mon eve"
    data["rotas"]["ward"]["shifts"]["X"]["time"] = "08:00-22:00"
    assert free(data, "2026-09-07", "2026-09-07") == ""


def test_an_average_over_the_whole_programme() -> None:
    """One week of 40 hours leaves eight; of 50 none; followed by a week without shifts all of them."""
    data = on_pattern("D D D D . . .", weeks=1)
    assert free(data, "2026-09-12", "2026-09-12") == "sat am, sat pm, sat eve"
    data["rotas"]["ward"]["cycle"] = "D D D D D . ."
    assert free(data, "2026-09-12", "2026-09-12") == ""


def test_the_sum_of_sessions_is_limited() -> None:
    """65 hours of shifts leave 7 in 168: of the two shadowings on Monday and Tuesday one is missed."""
    data = on_pattern(". . X X X X X\n. . . . . . .", shadowing={"each_way": 1, "gap_weeks": 0, "weeks": "1"})
    data["programme"]["days"] = "mon..tue"
    data["programme"]["halves"] = {"am": "09:00-13:00", "pm": "13:30-17:30"}
    data["shadowing"]["each_way"] = 2
    data["scheduling"]["max_per_week"] = 9
    assert best_rota(data, ONE).levels[1] == 2 + 1
    assert best_rota(data, ONE, without=["working_hours"]).levels[1] == 2


@needs_off_duty
@pytest.mark.parametrize("first", range(0, SEEDS, 25))
def test_the_same_half_days_off_duty(first: int) -> None:
    """On seeded cohorts people can attend and host exactly when the plain loop has it."""
    for seed in range(first, first + 25):
        data = seeded_off_duty_cohort(seed)
        assert differing_half_days(data) == [], seed


@needs_off_duty
@given(data=st.randoms(use_true_random=False).map(off_duty_cohort))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_the_same_half_days_off_duty_of_any_cohort(data: Data) -> None:
    """On cohorts that Hypothesis picks, and shrinks, there is no difference either."""
    assert differing_half_days(data) == []


def differing_half_days(data: Data) -> list[str]:
    """Where pairmatch and the plain loop disagree on who can attend or host."""
    calendar, found = Calendar(data), availability(Cohort.model_validate(data))
    return [
        f"{person} {calendar.half_days[t]}: {flags}"
        for person in calendar.people
        for t in calendar.times
        if (flags := (found.can_attend(person, t), found.can_host(person, t)))
        != (calendar.attend(person, t), calendar.host(person, t))
    ]


@needs_off_duty
def test_the_rota_keeps_to_the_sum() -> None:
    """Of two half-days that could each be had alone the rota takes one, and the check refuses both."""
    data = on_pattern(". . X X X X X\n. . . . . . .", shadowing={"each_way": 2, "gap_weeks": 0, "weeks": "1"})
    data["programme"] |= {"days": "mon..tue", "halves": {"am": "09:00-13:00", "pm": "13:30-17:30"}}
    data["managers"] = [{"id": "m0"}]
    data["scheduling"]["max_per_week"] = 9
    cohort = Cohort.model_validate(data)
    rota = schedule(cohort, hand_made(cohort, ONE))
    assert len(rota.sessions) == 1
    assert broken_constraints(data, ONE, rota.model_dump(mode="json")["sessions"]) == set()
    lighter = copy.deepcopy(data)
    lighter["rotas"]["ward"]["shifts"]["X"]["time"] = "08:00-18:00"
    without_the_limit = Cohort.model_validate(lighter)
    both = schedule(without_the_limit, hand_made(without_the_limit, ONE))
    assert len(both.sessions) == 2
    assert broken_constraints(data, ONE, both.model_dump(mode="json")["sessions"]) == {"working_hours"}
    refused = verify_rota(cohort, both.model_copy(update={"cohort": rota.cohort}))
    assert len({fault.code for fault in refused if fault.is_error}) == 1
