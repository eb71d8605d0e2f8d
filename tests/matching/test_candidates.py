"""Who may be paired with whom, what the command line adds, and what is refused."""

from __future__ import annotations

import time

import numpy as np
import pytest

from pairmatch.diagnostics import Diagnostic
from pairmatch.errors import CohortError, NoAnswerInTime, WrongUsage
from pairmatch.matching.answers import Ids, Obstacle
from pairmatch.matching.candidates import candidates_of, obstacles
from pairmatch.matching.codes import LOCK_CLASH, LOCKS_OVER_PLACES
from pairmatch.matching.pair_calendar import PairCalendar
from pairmatch.matching.pair_walk import Tick
from pairmatch.matching.schedulable import lack_of
from pairmatch.progress import Stop, Watch
from tests.cohort.helpers import cohort
from tests.matching.given import candidates_for
from tests.matching.helpers import unchecked

TWO = "doctors: [{id: a}, {id: b}]\nmanagers: [{id: k}, {id: l}]\n"
APART = """
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a, works: {mon: am}}, {id: b}]
managers: [{id: k, works: {tue: am}}, {id: l}]
meetings: {every_weeks: 1}
"""
NO_MEETING = "the calendar: no half-day for a meeting in weeks 1 that both can attend"


def refused(fragment: str, lock: tuple[Ids, ...] = (), ban: tuple[Ids, ...] = ()) -> list[Diagnostic]:
    """What is wrong with the locks of a fragment."""
    with pytest.raises(CohortError) as caught:
        candidates_for(unchecked(fragment), lock, ban)
    return list(caught.value.diagnostics)


def test_a_ban_of_the_command_line() -> None:
    """`--ban` forbids one pair, and is quoted as it was typed."""
    found = candidates_for(TWO, ban=[("a", "l")])
    assert found.allowed.tolist() == [[True, False], [True, True]]
    assert obstacles(found, 0, 1) == (Obstacle("`--ban a:l`"),)


def test_a_lock_of_the_command_line() -> None:
    """`--lock` locks one pair beside those of the rules; one that both name is the rule's."""
    text = TWO + "matching:\n  rules:\n    - {together: [a, k]}\n"
    found = candidates_for(text, lock=[("b", "l"), ("a", "k")])
    assert [(cell, lock.reason, lock.is_option) for cell, lock in found.locked.items()] == [
        ((0, 0), "`together: [a, k]`", False),
        ((1, 1), "`--lock b:l`", True),
    ]


@pytest.mark.parametrize("pair", [("a", "b"), ("k", "a"), ("a", "nobody"), ("nobody", "k")])
def test_an_option_that_names_no_pair(pair: Ids) -> None:
    """Whoever is named has to be a doctor and a manager of the cohort."""
    with pytest.raises(WrongUsage, match=f"--ban {pair[0]}:{pair[1]}"):
        candidates_for(TWO, ban=[pair])
    with pytest.raises(WrongUsage, match=f"--lock {pair[0]}:{pair[1]}"):
        candidates_for(TWO, lock=[pair])


def test_a_lock_of_the_command_line_that_the_command_line_bans() -> None:
    """The same pair locked and banned is a clash without a place in the file; both options are named."""
    (found,) = refused(TWO, lock=(("a", "k"),), ban=(("a", "k"),))
    assert (found.code, found.span) == (LOCK_CLASH, None)
    assert found.message == "a and k have to be together (`--lock a:k`), but are forbidden: `--ban a:k`"


def test_every_sentence_against_a_lock_is_noted() -> None:
    """A locked pair that several sentences forbid is told of each, where it stands, and of the calendar."""
    text = APART.replace("works: {mon: am}}", "works: {mon: am}, refuses: [k]}") + (
        "matching:\n  criteria: {interests: 1}\n  rules:\n    - {score: 1}\n"
    )
    with pytest.raises(CohortError) as caught:
        candidates_for(text, lock=[("a", "k")])
    (found,) = caught.value.diagnostics
    lines = text.splitlines()
    noted = [(note.message, note.span and lines[note.span.line - 1].strip()) for note in found.notes]
    assert noted == [
        ("a refuses k", lines[2]),
        ("`score: 1`", "- {score: 1}"),
        (NO_MEETING, None),
    ]
    assert found.message.endswith(f"but are forbidden: a refuses k; `score: 1`; {NO_MEETING}")


def test_two_locks_of_which_one_is_of_the_command_line() -> None:
    """With more locks than places the message names the option, at the place of the rule."""
    text = TWO + "matching:\n  rules:\n    - {together: [a, k]}\n"
    with pytest.raises(CohortError) as caught:
        candidates_for(text, lock=[("a", "l")])
    (found,) = caught.value.diagnostics
    assert (found.code, found.message, found.help) == (
        LOCKS_OVER_PLACES,
        "a takes 1, but has to be together with 2 (`--lock a:l`)",
        "set `pairs: 2`, or leave out the option",
    )
    assert found.span is not None
    assert text.splitlines()[found.span.line - 1] == "    - {together: [a, k]}"


def test_too_many_locks_of_the_command_line_alone() -> None:
    """Without a rule there is no place in the file; all options of the person are named, managers' too."""
    found = refused(TWO, lock=(("a", "l"), ("b", "l")))
    assert [(one.message, one.span) for one in found] == [
        ("l takes 1, but has to be together with 2 (`--lock a:l`, `--lock b:l`)", None)
    ]


def test_an_allowed_pair_has_no_obstacles() -> None:
    """Where nothing forbids a pair there is nothing to tell."""
    assert obstacles(candidates_for(TWO), 0, 0) == ()


def test_all_obstacles_of_a_pair() -> None:
    """Every sentence is told, not the first only, and the calendar's though another forbids the pair."""
    text = APART.replace("id: k,", "id: k, refuses: [b, a],") + "matching: {rules: [{apart: [a, k]}]}\n"
    assert [one.reason for one in obstacles(candidates_for(text), 0, 0)] == [
        "k refuses a",
        "`apart: [a, k]`",
        NO_MEETING,
    ]


def test_what_the_calendar_forbids_quotes_schedulable_where_it_is_written() -> None:
    """The calendar's obstacle points at `schedulable: true`; by default that is nowhere in the file."""
    (by_default,) = obstacles(candidates_for(APART), 0, 0)
    assert by_default == Obstacle(NO_MEETING, None)
    text = APART + "matching:\n  schedulable: true\n"
    (written,) = obstacles(candidates_for(text), 0, 0)
    assert written.span is not None
    assert text.splitlines()[written.span.line - 1] == "  schedulable: true"


def test_the_calendar_is_not_asked_where_it_does_not_count() -> None:
    """With `schedulable: false` pairs without a common half-day are allowed, and have no obstacle."""
    found = candidates_for(APART + "matching: {schedulable: false}\n")
    assert found.allowed.all()
    assert obstacles(found, 0, 0) == ()


def test_pairs_of_one_reason_are_one_ban_of_the_calendar() -> None:
    """The calendar's bans come last, one a reason, and have only pairs that no other sentence forbids."""
    text = APART.replace("{id: b}", "{id: b, works: {wed: am}}").replace("{id: l}", "{id: l, works: {}}")
    found = candidates_for(text + "matching: {rules: [{apart: [b, l]}]}\n")
    assert [(ban.reason, np.argwhere(ban.of((2, 2))).tolist()) for ban in found.bans] == [
        ("`apart: [b, l]`", [[1, 1]]),
        (NO_MEETING, [[0, 0], [0, 1], [1, 0]]),
    ]


def test_each_pair_is_looked_up_in_the_calendar_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What forbids a pair anyway is not looked up at first; what was is not looked up again."""
    asked: list[Ids] = []

    def watched(offers: PairCalendar, doctor: str, manager: str, tick: Tick) -> str | None:
        asked.append((doctor, manager))
        return lack_of(offers, doctor, manager, tick)

    monkeypatch.setattr("pairmatch.matching.candidates.lack_of", watched)
    found = candidates_for(APART + "matching: {rules: [{apart: [a, k]}]}\n")
    assert asked == [("a", "l"), ("b", "k"), ("b", "l")]
    for _ in range(2):
        assert len(obstacles(found, 0, 0)) == 2
    assert asked[3:] == [("a", "k")]


def test_the_first_ban_of_each_pair() -> None:
    """The first sentence in the order of the bans counts for a pair; an allowed one has none."""
    text = TWO.replace("{id: a}", "{id: a, refuses: [k]}") + "matching: {rules: [{apart: [a, k, l]}]}\n"
    found = candidates_for(text)
    assert [
        [found.bans[at].reason if at >= 0 else None for at in row] for row in found.first_ban.tolist()
    ] == [
        ["a refuses k", "`apart: [a, k, l]`"],
        [None, None],
    ]


def test_places() -> None:
    """Each side's places stand in file order."""
    found = candidates_for("doctors: [{id: a, pairs: 2}, {id: b}]\nmanagers: [{id: k, pairs: 0}]")
    assert [side.tolist() for side in found.places] == [[2, 1], [0]]


def test_a_stop_ends_the_look_into_the_calendar() -> None:
    """While pairs are looked up one by one, a stop is heard; so is the end of the time."""
    stop = Stop()
    stop.request()
    with pytest.raises(NoAnswerInTime):
        candidates_of(cohort(APART), Watch(60, None, stop))
    watch = Watch(0.01, None, None)
    time.sleep(0.02)
    with pytest.raises(NoAnswerInTime, match="--time-limit"):
        candidates_of(cohort(APART), watch)
