"""The cost: each soft term by hand, on cohorts with one possible rota, and where there is a choice."""

from __future__ import annotations

import pytest

from pairmatch.rota.model import RotaModel
from pairmatch.rota.objective import cost_of
from tests.rota.helpers import DAY, ONE, WEEK, demands_of, levels_of, rota_of, sessions_of

NOTHING = {"avoid_halves": 0, "travel": 0, "same_week": 0, "runs": 0, "balance": 0}


def cost(fragment: str, **weights: int) -> int:
    """The cost of the best rota when only these weights count; `verify` has to count the same."""
    soft = ", ".join(f"{name}: {weight}" for name, weight in (NOTHING | weights).items())
    text = f"{fragment}\nscheduling: {{max_per_week: 9, soft: {{{soft}}}}}"
    rota = rota_of(text)
    assert rota.missed == ()
    assert rota.proof.status == "optimal"
    assert levels_of(text, rota)[4] == rota.proof.cost == rota.proof.bound
    return rota.proof.cost


ON_MONDAY = 'workshops: [{id: w, dates: ["2026-09-07 am"]}]'
AVOIDS = "avoid_halves: [mon am]"


def people(doctor: str, manager: str) -> str:
    """One pair with these fields."""
    return f"doctors: [{{id: d, {doctor}}}]\nmanagers: [{{id: m, {manager}}}]\n"


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        (("pairs: 1", "pairs: 1"), 0),
        ((AVOIDS, "pairs: 1"), 3),
        ((AVOIDS, AVOIDS), 6),
        (('avoid_halves: ["2026-09-07 am"]', "pairs: 1"), 3),
        (('avoid_halves: [mon am, "2026-09-07 am"]', "pairs: 1"), 3),
        (('avoid_halves: [mon pm, tue am, "2026-09-14 am"]', "pairs: 1"), 0),
    ],
)
def test_avoided_halves(fields: tuple[str, str], answer: int) -> None:
    """Each person in a session on a half-day they avoid, weekly or dated, counts once."""
    assert cost(WEEK + people(*fields) + ON_MONDAY, avoid_halves=3) == answer


def test_a_workshop_of_two_halves_is_avoided_once() -> None:
    """One session is one, whether one or both of its halves are avoided."""
    fragment = DAY + people("avoid_halves: [mon am, mon pm]", "avoid_halves: [mon pm]")
    assert cost(fragment + "workshops: [{id: w, length: 2}]", avoid_halves=3) == 6


SITES = "sites: {north: {}, south: {}, east: {}}\nrooms: [{id: hall, site: south}]\n"
ROOM = "workshops: [{id: w, rooms: [hall]}]"


@pytest.mark.parametrize(
    ("fields", "sessions", "answer"),
    [
        (("site: north", "site: north"), ROOM, 4),
        (("site: north", "site: south"), ROOM, 2),
        (("site: north", "pairs: 1"), ROOM, 2),
        (("site: north", "site: north"), "workshops: [{id: w}]", 0),
        (("site: north", "site: south"), "meetings: {every_weeks: 1}", 0),
        # The guest is away each time, the host never.
        (("site: north", "site: south"), "shadowing: {each_way: 1, gap_weeks: 0}", 4),
        (("site: north", "site: north"), "shadowing: {each_way: 1, gap_weeks: 0}", 0),
        (("site: north", "pairs: 1"), "shadowing: {each_way: 1, gap_weeks: 0}", 0),
    ],
)
def test_travel(fields: tuple[str, str], sessions: str, answer: int) -> None:
    """Each person in a session at another site than their own counts, where both sites are known."""
    assert cost(WEEK + SITES + people(*fields) + sessions, travel=2) == answer


def test_travel_goes_by_the_site_of_the_day() -> None:
    """Who is at the room's site by their post of that day is not away, and is before and after."""
    posts = "site: north, posts: [{until: 2026-09-13}, {from: 2026-09-14, site: south}]"
    for weeks, answer in (("1", 2), ("2", 0)):
        fragment = "programme: {start: 2026-09-07, weeks: 2}\n" + SITES + people(posts, "site: south")
        assert cost(fragment + f"workshops: [{{id: w, rooms: [hall], weeks: {weeks}}}]", travel=2) == answer


def test_sessions_beyond_the_first_of_a_week() -> None:
    """Three sessions in one week are two beyond the first, for each of the two."""
    fragment = WEEK + ONE + "meetings: {every_weeks: 1}\nshadowing: {each_way: 1, gap_weeks: 0}"
    assert cost(fragment, same_week=1) == 4


def test_a_workshop_of_two_halves_is_one_session_of_its_week() -> None:
    """A whole day and a meeting are two sessions, so one beyond the first for each."""
    fragment = WEEK + ONE + "workshops: [{id: w, length: 2}]\nmeetings: {every_weeks: 1}"
    assert cost(fragment, same_week=1) == 2


def test_sessions_are_spread_over_the_weeks() -> None:
    """With two weeks for two sessions nobody has two in one week."""
    fragment = "programme: {start: 2026-09-07, weeks: 2, days: mon..mon}\n" + ONE
    assert cost(fragment + "shadowing: {each_way: 1, gap_weeks: 0}", same_week=1) == 0


PAIRS = "doctors: [{id: d}, {id: e}]\nmanagers: [{id: m}, {id: n}]\n"


def test_runs_are_held_as_seldom_as_can_be() -> None:
    """Two pairs share a run where it holds them all, and need two where it holds one pair."""
    fragment = WEEK + PAIRS + "workshops: [{id: w, runs: 2, capacity: CAPACITY}]"
    assert cost(fragment.replace("CAPACITY", "4"), runs=5) == 5
    assert cost(fragment.replace("CAPACITY", "3"), runs=5) == 10


BURDENS = (
    WEEK
    + SITES
    + """
doctors: [{id: d, site: north, avoid_halves: [mon am, mon pm]}]
managers: [{id: m, site: south, avoid_halves: [mon pm]}]
workshops: [{id: v, rooms: [hall], dates: ["2026-09-07 am"]}, {id: w, dates: ["2026-09-07 pm"]}]
"""
)


def test_balance_is_the_largest_burden_of_one_person() -> None:
    """d has two burdens, the first both avoided and away and counted once; m has one: 2 × 4."""
    assert cost(BURDENS, balance=4) == 8


def test_all_terms_together() -> None:
    """Three avoided (9), one away (2), one beyond the first for each (2), two runs (2), balance 2 (8)."""
    assert cost(BURDENS, avoid_halves=3, travel=2, same_week=1, runs=1, balance=4) == 23


def test_balance_shares_the_burden() -> None:
    """Of two meetings that somebody must avoid, each takes one when balance counts."""
    fragment = (
        "programme: {start: 2026-09-07, weeks: 2, days: mon..mon}\n"
        + people("avoid_halves: [mon am]", "avoid_halves: [mon pm]")
        + "meetings: {every_weeks: 1}"
    )
    assert cost(fragment, balance=4) == 4
    assert cost(fragment, avoid_halves=1, balance=4) == 6


def test_what_costs_less_is_chosen() -> None:
    """A half-day that nobody avoids is taken before one that somebody does."""
    fragment = (
        WEEK + people("avoid_halves: [mon am, mon pm]", "avoid_halves: [tue am]") + ("workshops: [{id: w}]")
    )
    assert sessions_of(rota_of(fragment)) == ["tue pm w: d m"]


def test_without_weights_nothing_costs() -> None:
    """With every weight at nothing the cost is nothing, and proven."""
    assert cost(BURDENS) == 0


def test_the_cost_is_counted_from_the_sessions_alone() -> None:
    """Helping variables that are slack, as in a plan cut short, do not change the cost."""
    data = demands_of(BURDENS)
    model = RotaModel(data)
    values = [0] * len(model.model.proto.variables)
    for (at, run), literal in model.v.attends.items():
        assert len(data.workshops[at].runs) == 1
        values[literal.index] = 1
        values[model.v.opened[run].index] = 1
    # Every other variable, the heaviest burden among them, says nothing.
    assert cost_of(model.v, values) == 23
    for index, variable in enumerate(model.model.proto.variables):
        if variable.name.startswith(("heaviest", "week_used")):
            values[index] = 1
    assert cost_of(model.v, values) == 23
