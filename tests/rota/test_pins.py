"""Pinned sessions stay, or it is told which cannot, where they stand and what is against them."""

from __future__ import annotations

import pytest

from pairmatch.cohort.source import parse
from pairmatch.diagnostics import Diagnostic
from pairmatch.errors import CohortError
from pairmatch.report.document import to_yaml
from pairmatch.rota import Keep, Rota, schedule
from pairmatch.rota.rota import AnySession
from tests.rota.helpers import ONE, Pairs, cohort_of, in_file_order
from tests.rota.replanned import MONDAYS, made_again, meet, old, run, visit
from tests.rota.test_oracle import hand_made

FOUR = "programme: {start: 2026-09-07, weeks: 4, days: mon..mon}\n"
SICK = "doctors: [{id: d}]\nmanagers: [{id: m, leave: [2026-09-14]}]\n"
MEETING = "meetings: {every_weeks: 4}\n"


def refused(fragment: str, *sessions: AnySession, pairs: Pairs | None = None) -> tuple[Diagnostic, ...]:
    """What is told of pins that cannot stay, the older rota having been read from a document."""
    cohort = cohort_of(fragment)
    source = parse(to_yaml(old(sessions)).encode(), "old.rota.yaml")
    keep = Keep(Rota.model_validate(source.data), source=source)
    with pytest.raises(CohortError) as raised:
        schedule(cohort, hand_made(cohort, list(pairs or in_file_order(cohort))), keep=keep)
    return raised.value.diagnostics


def test_a_pin_holds_what_would_be_dropped() -> None:
    """A run that is pinned stays, though a required workshop is missed for it."""
    workshops = "workshops: [{id: w}, {id: v, weeks: 1..2}]\n"
    pinned = run(2, "d", "m", half="pm", pin=True)
    again = made_again(FOUR + ONE + workshops, [pinned])
    assert (again.sessions, len(again.missed)) == ((pinned,), 1)


def test_a_run_stays_for_those_who_are_left() -> None:
    """x has left; the pinned run stays for the others, in its room, held by whom it was."""
    things = (
        "rooms: [{id: hall}, {id: den}]\nfacilitators: [{id: f}, {id: g}]\n"
        "workshops: [{id: w, rooms: [hall, den], facilitators: [f, g]}]\n"
    )
    pinned = run(3, "x", "m", half="pm", room="den", facilitators=("g",), pin=True)
    again = made_again(FOUR + ONE + things, [pinned])
    assert again.sessions == (pinned.model_copy(update={"people": ("d", "m")}),)


def test_two_pinned_runs_online_at_once() -> None:
    """Two runs without a room on one half-day both stay."""
    people = "doctors: [{id: a}, {id: b}]\nmanagers: [{id: m}, {id: n}]\n"
    both = (run(2, "a", "m", pin=True), run(2, "b", "n", pin=True))
    again = made_again(FOUR + people + "workshops: [{id: w, runs: 2, capacity: 2}]", both)
    assert again.sessions == both


PERSON_AWAY = (SICK + MEETING, meet(2, pin=True), "m cannot attend on 2026-09-14 am")
THINGS = "rooms: [{id: hall, closed: [2026-09-14]}]\nworkshops: [{id: w, rooms: [hall], weeks: 1..3}]\n"


@pytest.mark.parametrize(
    ("fragment", "session", "why"),
    [
        PERSON_AWAY,
        (ONE, meet(2, pin=True), "no more meeting of d and m is wanted"),
        (ONE + MEETING, meet(2, "am", "d", "x", pin=True), "d and x are not paired any more"),
        (ONE + MEETING, meet(2, "eve", pin=True), "2026-09-14 eve is no half-day of the programme"),
        (
            SICK + "shadowing: {each_way: 1}",
            visit(2, "d", "m", pin=True),
            "m cannot be shadowed on 2026-09-14 am",
        ),
        (ONE + "shadowing: {each_way: 1, weeks: 3}", visit(2, "d", "m", pin=True), "shadowing is in weeks 3"),
        (ONE + THINGS, run(2, "d", "m", room="hall", pin=True), "hall is not open on 2026-09-14 am"),
        (ONE + THINGS, run(1, "d", "m", room="den", pin=True), "w cannot be in den any more"),
        (
            ONE + THINGS,
            run(4, "d", "m", room="hall", pin=True),
            "w cannot be on 2026-09-28 am, by its weeks,",
        ),
        (
            ONE + THINGS,
            run(1, "x", "y", room="hall", pin=True),
            "none of its people takes part in it any more",
        ),
        (ONE, run(1, "d", "m", pin=True), "the cohort has no workshop `w` any more"),
        (SICK + "workshops: [{id: w}]", run(2, "d", "m", pin=True), "m cannot attend on 2026-09-14 am"),
    ],
)
def test_a_pin_that_cannot_stay(fragment: str, session: AnySession, why: str) -> None:
    """It is one error, at the pin's place in the document, with the reason."""
    (told,) = refused(FOUR + fragment, session)
    assert told.code == "PM601"
    assert why in told.message
    assert told.span and told.span.file == "old.rota.yaml"


def test_a_pin_against_a_limit() -> None:
    """A pin that no rota can hold, though its people are free, is told with what the board says."""
    (told,) = refused(FOUR + ONE + "workshops: [{id: w, min_size: 3}]", run(1, "d", "m", pin=True))
    assert (told.code, "a run needs 3 people" in told.message) == ("PM601", True)


def test_pins_that_clash() -> None:
    """Two visits that are now too near are named together, and a third that does no harm is not."""
    apart = "shadowing: {each_way: 2, gap_weeks: 2}"
    sessions = (visit(1, "d", "m", pin=True), visit(2, "m", "d", pin=True), visit(4, "m", "d", pin=True))
    (told,) = refused(FOUR + ONE + apart, *sessions)
    assert told.code == "PM602"
    assert told.message == (
        "these pinned sessions cannot all stay: the shadowing of d at m on 2026-09-07 am and the shadowing of"
        " m at d on 2026-09-14 am: too near to another shadowing of the pair (gap_weeks: 2)"
    )
    assert told.span and [note.span.line for note in told.notes if note.span] == [told.span.line + 1]


def test_a_pin_that_is_over_is_history() -> None:
    """What was pinned before the first day to come is not asked whether it can stay."""
    again = made_again(FOUR + SICK + MEETING, [meet(2, pin=True)], first=3)
    assert again.sessions == (meet(2, pin=True),)
    assert MONDAYS[1] == again.sessions[0].date
