"""History counts and is not checked; what became of an older rota is counted again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from pairmatch.rota import Keep, Rota
from pairmatch.rota.rota import AnySession, Moved
from pairmatch.verify import verify_kept, verify_rota
from tests.rota.helpers import ONE, cohort_of
from tests.rota.replanned import MONDAYS, made_again, meet, old, run, visit

FOUR = "programme: {start: 2026-09-07, weeks: 4, days: mon..mon}\n"


def edited(fragment: str, before: Iterable[AnySession], *now: AnySession, first: int = 2) -> set[str]:
    """The codes of a rota made again whose sessions to come someone has replaced."""
    made = made_again(fragment, before, first)
    over = tuple(one for one in made.sessions if one.date < MONDAYS[first - 1])
    found = verify_rota(cohort_of(fragment), made.model_copy(update={"sessions": (*over, *now)}))
    return {fault.code for fault in found} - {"PM561", "PM562", "PM571", "PM572"}


W = "workshops: [{id: w, runs: 2}, {id: v, runs: 2, gap_weeks: 2}]\n"


@pytest.mark.parametrize(
    ("fragment", "before", "now", "code"),
    [
        (W, run(1, "d", "m"), run(2, "d", "m"), "PM553"),
        (W, run(1, "d", "m"), run(2, "d", "m", workshop="v"), "PM549"),
        (W, run(1, "d", "m", workshop="v"), run(2, "d", "m"), "PM548"),
        (W, run(1, "x", "m"), run(2, "d"), None),
        ("workshops: [{id: w}]\n", run(1, "x", "m"), run(2, "d"), "PM541"),
        ("shadowing: {each_way: 1, gap_weeks: 2}\n", visit(1, "d", "m"), visit(2, "m", "d"), "PM550"),
        ("shadowing: {each_way: 1, gap_weeks: 0}\n", visit(1, "d", "m"), visit(2, "d", "m"), "PM551"),
        ("meetings: {every_weeks: 2}\n", meet(1), meet(2), "PM552"),
        ("meetings: {every_weeks: 2}\n", meet(1, "am", "x", "m"), meet(2), None),
    ],
)
def test_history_counts(fragment: str, before: AnySession, now: AnySession, code: str | None) -> None:
    """What was held forbids what is to come as if it stood beside it."""
    assert edited(FOUR + ONE + fragment, [before], now) == ({code} if code else set())


def test_history_takes_of_the_week() -> None:
    """Of a week that is half over, the limit is partly spent."""
    week = "programme: {start: 2026-09-07, weeks: 1, days: mon..tue}\n" + ONE
    cohort = cohort_of(week + "scheduling: {max_per_week: 1}\nmeetings: {every_weeks: 1}")
    tuesday = MONDAYS[0].replace(day=8)
    now = meet(1).model_copy(update={"date": tuesday})
    both = old([visit(1, "x", "m"), now], frozen_before=tuesday).model_copy(update={"weeks": 1})
    assert "PM545" in {fault.code for fault in verify_rota(cohort, both)}


def test_history_is_not_checked() -> None:
    """Two runs at once of people and things that the file does not have are no fault of this rota."""
    gone: list[AnySession] = [
        run(1, "x", "m", room="cellar"),
        run(1, "x", "m", workshop="gone"),
        meet(1, "am", "x", "x"),
    ]
    assert edited(FOUR + ONE, gone) == set()


BEFORE = old([meet(1), meet(2, pin=True), visit(3, "d", "m")])
BOTH = FOUR + ONE + "meetings: {every_weeks: 2}\nshadowing: {each_way: 1}\n"


def moved(rota: Rota) -> Rota:
    """One that says of its moves what is not so."""
    wrong = Moved(within_notice=1, people=0, points=0)
    return rota.model_copy(update={"proof": rota.proof.model_copy(update={"moved": wrong})})


def replaced(was: AnySession, now: AnySession) -> Callable[[Rota], Rota]:
    """One in which a session is another."""
    return lambda rota: rota.model_copy(
        update={"sessions": tuple(now if one == was else one for one in rota.sessions)}
    )


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda rota: rota, set()),
        (replaced(meet(1), meet(1, "pm")), {"PM581"}),
        (replaced(meet(2, pin=True), meet(2)), {"PM582"}),
        (replaced(meet(2, pin=True), meet(2, "pm", pin=True)), {"PM582", "PM583"}),
        (replaced(visit(3, "d", "m"), visit(3, "d", "m", "pm")), {"PM583"}),
        (moved, {"PM583"}),
    ],
)
def test_what_became_of_the_older_rota(change: Callable[[Rota], Rota], codes: set[str]) -> None:
    """Its past, its pins and the count of who was moved are checked against it."""
    cohort = cohort_of(BOTH.replace("every_weeks: 2", "every_weeks: 1"))
    keep = Keep(BEFORE, MONDAYS[1])
    rota = made_again(BOTH.replace("every_weeks: 2", "every_weeks: 1"), BEFORE, 2)
    assert {fault.code for fault in verify_kept(cohort, change(rota), keep)} == codes
