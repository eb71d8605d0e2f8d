"""A level is never traded against a later one: cases in which every rota gives up something."""

from __future__ import annotations

import pytest

from tests.rota.helpers import DAY, ONE, WEEK, codes_of, levels_of, rota_of, sessions_of

MORNING = "programme: {start: 2026-09-07, weeks: 1, days: mon..mon, halves: {am: '09:00-13:00'}}\n"
"""One half-day."""
FORBIDDING = (
    "scheduling: {max_per_week: 9,"
    " soft: {avoid_halves: 10, travel: 10, same_week: 10, runs: 10, balance: 10}}\n"
)
AVOIDING = "doctors: [{id: d, avoid_halves: [mon am]}]\nmanagers: [{id: m, avoid_halves: [mon am]}]\n"
OPTIONAL = "workshops: [{id: o, required: false}]\n"
REQUIRED = "workshops: [{id: w}]\n"
SHADOWING = "shadowing: {each_way: 1, gap_weeks: 0}\n"
MEETING = "meetings: {every_weeks: 1}\n"

CASES = [
    # One half-day, wanted by everything: what is held is the first in the list of levels.
    ("workshop before shadowing", MORNING + ONE + REQUIRED + SHADOWING, (0, 2, 0, 0)),
    ("workshop before a meeting", MORNING + ONE + REQUIRED + MEETING, (0, 0, 1, 0)),
    (
        "required before optional",
        MORNING + ONE + "workshops: [{id: o, required: false}, {id: w}]",
        (0, 0, 0, 2),
    ),
    ("shadowing before a meeting", MORNING + ONE + SHADOWING + MEETING, (0, 1, 1, 0)),
    ("shadowing before two people", MORNING + ONE + OPTIONAL + SHADOWING, (0, 1, 0, 2)),
    ("a meeting before two people", MORNING + ONE + OPTIONAL + MEETING, (0, 0, 0, 2)),
    # One person more at a required workshop, although two shadowing half-days are given up for it.
    (
        "one person before two half-days",
        DAY
        + ONE
        + "workshops: [{id: w, length: 2, capacity: 1}]\nscheduling: {together: false}\n"
        + SHADOWING,
        (1, 2, 0, 0),
    ),
    # The one half-day goes to a shadowing that costs a journey and is avoided, not to a meeting that is near.
    (
        "one half-day before a meeting, far and avoided",
        MORNING
        + FORBIDDING
        + "doctors: [{id: d, site: a, avoid_halves: [mon am]}]\n"
        + "managers: [{id: m, site: b, avoid_halves: [mon am], commitments: {mon am: {host: false}}}]\n"
        + "sites: {a: {}, b: {}}\n"
        + SHADOWING
        + MEETING,
        (0, 1, 1, 0),
    ),
    # The cost never keeps anything from being held.
    ("an optional workshop at any cost", MORNING + FORBIDDING + AVOIDING + OPTIONAL, (0, 0, 0, 0)),
    ("a meeting at any cost", MORNING + FORBIDDING + AVOIDING + MEETING, (0, 0, 0, 0)),
    ("shadowing at any cost", DAY + FORBIDDING + AVOIDING + SHADOWING, (0, 0, 0, 0)),
    ("a workshop at any cost", MORNING + FORBIDDING + AVOIDING + REQUIRED, (0, 0, 0, 0)),
    ("everything at any cost", WEEK + FORBIDDING + AVOIDING + OPTIONAL + SHADOWING + MEETING, (0, 0, 0, 0)),
]


@pytest.mark.parametrize(
    ("fragment", "missed"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_never_traded(fragment: str, missed: tuple[int, int, int, int]) -> None:
    """What is missed is what the earlier level leaves, whatever the later ones would gain."""
    rota = rota_of(fragment)
    assert rota.proof.status == "optimal"
    assert levels_of(fragment, rota)[:4] == missed
    assert codes_of(fragment, rota) == set()


LARGE_OR_SMALL = """
doctors: [{id: d, pairs: 2, avoid_halves: [mon am]}, {id: e}]
managers: [{id: m, avoid_halves: [mon am]}, {id: n, avoid_halves: [mon am]}, {id: o}]
workshops: [{id: w, capacity: 3, required: REQUIRED}]
"""


@pytest.mark.parametrize(("required", "missed"), [("true", (2, 0, 0, 0)), ("false", (0, 0, 0, 2))])
def test_groups_count_for_all_their_people(required: str, missed: tuple[int, int, int, int]) -> None:
    """Where one of two groups can be served, it is the one of three people, though it costs more."""
    fragment = MORNING + LARGE_OR_SMALL.replace("REQUIRED", required)
    rota = rota_of(fragment, [("d", "m"), ("d", "n"), ("e", "o")])
    assert sessions_of(rota) == ["mon am w: d m n"]
    assert levels_of(fragment, rota)[:4] == missed


def test_the_bound_is_that_of_the_cost_when_all_is_proven() -> None:
    """A proven rota that misses something still has its cost as the bound."""
    proof = rota_of(MORNING + ONE + REQUIRED + SHADOWING).proof
    assert (proof.status, proof.missed, proof.cost, proof.bound, proof.level) == ("optimal", 2, 1, 1, None)
