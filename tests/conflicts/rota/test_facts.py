"""What keeps people from half-days: all of it, in words, and on its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.rota.ground import Ground
from tests.calendar.presence import presence
from tests.conflicts.rota.helpers import WEEKS, loaded
from tests.oracle.cohorts import seeded_off_duty_cohort, seeded_rota_case
from tests.rota.helpers import cohort_of, in_file_order


def against(fragment: str, half_day: int, flag: str = "attend") -> list[str]:
    """The sentences of what keeps the first doctor of a fragment from a half-day, counted from 0."""
    cohort = cohort_of(WEEKS + fragment + "managers: [{id: m}]\n")
    ground = Ground.of(cohort, in_file_order(cohort))
    return [
        fact.sentence
        for fact in ground.calendars.against("d", half_day, "host" if flag == "host" else "attend")
    ]


@pytest.mark.parametrize("seed", range(60))
def test_a_fact_wherever_someone_is_away_and_only_there(seed: int) -> None:
    """There are facts against a half-day exactly where `presence` says that the person cannot."""
    data = seeded_rota_case(seed).data if seed % 2 else seeded_off_duty_cohort(seed)
    cohort = Cohort.model_validate(data)
    ground = Ground.of(cohort, ())
    for person in cohort.people:
        for slot in ground.when.time.slots:
            attend, host = presence(cohort, person, slot.date, slot.half)
            assert attend == (not ground.calendars.against(person.id, slot.index, "attend"))
            assert host == (not ground.calendars.against(person.id, slot.index, "host"))


def test_every_layer_is_told() -> None:
    """Leave on a half-day with a commitment that the person does not work is kept by all three."""
    fragment = (
        "doctors: [{id: d, works: {tue: am}, leave: [2026-09-07..2026-09-08, 2026-09-07 am],"
        " commitments: {mon am: {attend: false}}}]\n"
    )
    assert against(fragment, 0) == [
        "d is on leave from 7 to 8 September",
        "d is on leave on 7 September am",
        "d has a commitment every Monday am",
        "d works Tuesday am",
    ]
    assert against(fragment, 4) == ["d works Tuesday am"]


def test_the_last_word_stands_above_all() -> None:
    """With `extra` someone comes in spite of leave; taken out by it, they are kept by it and by the leave."""
    fragment = 'doctors: [{{id: d, leave: [2026-09-07], extra: {{"2026-09-07 am": {{attend: {}}}}}}}]\n'
    assert against(fragment.format("true"), 0) == []
    assert against(fragment.format("false"), 0) == [
        "d is taken out of 2026-09-07 am (extra)",
        "d is on leave on 7 September",
    ]


def test_a_commitment_that_releases_stands_above_duty() -> None:
    """Someone on a shift that releases nobody can come where a commitment says so."""
    fragment = (
        "rotas: {w: {anchor: 2026-09-07, shifts: {L: {time: '08:00-20:30', attend: false}},"
        " cycle: L L L L L . .}}\n"
        "doctors: [{id: d, rota: {pattern: w, row: 1}, commitments: {mon am: {attend: true}}}]\n"
    )
    assert against(fragment, 0) == []
    assert against(fragment, 1) == ["d is on L (08:00-20:30) from 7 to 11 September (row 1 of w)"]
    assert against(fragment, 1, "host") == []


def test_rest_off_duty_is_told_as_such() -> None:
    """Where sessions off duty are allowed, a half-day after a night is kept by the rest that it leaves."""
    fragment = (
        "scheduling: {off_duty: allowed}\n"
        "rotas: {w: {anchor: 2026-09-07, shifts: {N: {time: '20:00-08:00', attend: false}},"
        " cycle: N . . . . . .}}\n"
        "doctors: [{id: d, rota: {pattern: w, row: 1}}]\n"
    )
    assert against(fragment, 2) == [
        "d has too little rest, or too many hours, for sessions off duty from 7 to 13 September (row 1 of w)"
    ]
    assert against(fragment, 8) == []


def test_outside_every_post() -> None:
    """Before the first post someone is away, and the posts are what says so."""
    fragment = "doctors: [{id: d, posts: [{from: 2026-09-09, until: 2026-09-10}, {from: 2026-09-15}]}]\n"
    assert against(fragment, 0) == [
        "d is in post only from 9 September until 10 September and from 15 September"
    ]


def test_lines_of_people(tmp_path: Path) -> None:
    """A leave, a commitment and an entry of `extra` stand on their own lines."""
    cohort = loaded(
        tmp_path,
        "programme: {start: 2026-09-07, weeks: 1}\n"
        "doctors:\n  - id: d\n    leave:\n      - 2026-09-07\n"  # line 6
        "    commitments:\n      tue am: {attend: false}\n"  # line 8
        '    extra:\n      "2026-09-09 am": {attend: false}\n'  # line 10
        "managers:\n  - id: m\n",
    )
    calendars = Ground.of(cohort, [("d", "m")]).calendars
    lines = [calendars.against("d", t, "attend")[0].spans[0].line for t in (0, 2, 4)]
    assert lines == [6, 8, 10]


def test_a_shift_that_lasts_into_the_next_week() -> None:
    """A shift of Sunday that covers Monday am is told by the row of Sunday's week."""
    fragment = (
        "rotas: {w: {anchor: 2026-09-07, shifts: {X: {time: '20:00-14:00', attend: false},"
        " D: {time: '08:00-18:00'}}, cycle: D D D D D . X}}\n"
        "doctors: [{id: d, rota: {pattern: w, row: 1}, leave: [2026-09-07]}]\n"
    )
    assert against(fragment, 10) == []
    fragment = fragment.replace("D D D D D . X", ". D D D D . X")
    assert against(fragment, 10) == [
        "d is off duty on 14 September and on X (20:00-14:00) on 20 September (row 1 of w)",
        "d is off duty on 7 September and on X (20:00-14:00) on 13 September (row 1 of w)",
    ]


def test_days_at_work_part_those_away() -> None:
    """Days off duty around a day at work are told apart."""
    fragment = (
        "rotas: {w: {anchor: 2026-09-07, shifts: {D: {time: '08:00-18:00'}}, cycle: . D . . D . .}}\n"
        "doctors: [{id: d, rota: {pattern: w, row: 1}}]\n"
    )
    assert against(fragment, 0) == [
        "d is off duty on 7 September and off duty from 9 to 10 September (row 1 of w)"
    ]
