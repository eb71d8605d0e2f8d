"""Every constraint on a cohort that is held with the limit loosened by one, and misses something with it.

The same cohorts show that each constraint is needed: without it the solver makes a rota that the
independent check refuses, or that misses what could be held.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pairmatch.rota import constraints
from pairmatch.rota.rota import Rota
from tests.rota.helpers import DAY, ONE, WEEK, codes_of, levels_of, rota_of, sessions_of

TWO = "doctors: [{id: d}, {id: e}]\nmanagers: [{id: m}, {id: n}]\n"
APART = "doctors: [{id: d, works: {mon: am}}, {id: e, works: {mon: pm}}]\nmanagers: [{id: m}, {id: n}]\n"
"""Two pairs of which one can attend in the morning, the other in the afternoon."""
FORTNIGHT = WEEK.replace("weeks: 1", "weeks: 2")
SHIFTS = """\
rotas:
  icu:
    anchor: 2026-09-07
    shifts: {D: {time: "TIME"}}
    cycle: CYCLE
doctors: [{id: d, rota: {pattern: icu, row: 1}}]
managers: [{id: m}]
scheduling: {off_duty: allowed}
"""
FAR = "sites: {north: {travel: {south: MINUTES}}, south: {}}\n"
Missed = tuple[int, int, int, int]


@dataclass(frozen=True)
class Tight:
    """A cohort that holds everything with the loose text, and not with the tight one in its place."""

    name: str
    fragment: str
    tight: str
    loose: str
    missed: Missed
    """Levels 1 to 4 with the tight text."""
    code: str | None
    """What `verify` says of the rota that is made without it; None: it misses what it need not."""
    case: str = ""

    @property
    def tightened(self) -> str:
        """The cohort in which the constraint binds."""
        return self.fragment.replace("LIMIT", self.tight)

    @property
    def loosened(self) -> str:
        """The cohort in which it does not."""
        return self.fragment.replace("LIMIT", self.loose)

    def __str__(self) -> str:
        return f"{self.name} {self.case}".strip()


CASES = [
    Tight(
        "every_workshop_once_or_missed",
        DAY + ONE + 'workshops: [{id: w, dates: ["2026-09-07 am"]}, {id: x, dates: [LIMIT]}]',
        '"2026-09-07 am"', '"2026-09-07 pm"', (2, 0, 0, 0), None,
    ),
    Tight(
        "every_shadowing_held_or_missed",
        DAY + "doctors: [{id: d, works: {mon: LIMIT}}]\nmanagers: [{id: m}]\n"
        "shadowing: {each_way: 1, gap_weeks: 0}",
        "am", "am pm", (0, 1, 0, 0), None,
    ),
    Tight(
        "every_meeting_once_or_missed",
        DAY + "doctors: [{id: d}, {id: e, works: {LIMIT}}]\nmanagers: [{id: m}, {id: n}]\n"
        "meetings: {every_weeks: 1}",
        "", "mon: am", (0, 0, 1, 0), None,
    ),
    Tight(
        "runs_hold_enough_and_not_too_many",
        DAY + TWO + 'workshops: [{id: w, capacity: LIMIT, dates: ["2026-09-07 am"]}]',
        "3", "4", (2, 0, 0, 0), "PM542", "capacity",
    ),
    Tight(
        "runs_hold_enough_and_not_too_many",
        DAY + TWO + 'workshops: [{id: w, rooms: [hall], dates: ["2026-09-07 am"]}]\n'
        "rooms: [{id: hall, capacity: LIMIT}]",
        "3", "4", (2, 0, 0, 0), "PM543", "room",
    ),
    Tight(
        "runs_hold_enough_and_not_too_many",
        DAY + TWO + 'workshops: [{id: w, min_size: LIMIT, dates: ["2026-09-07 am"]}]',
        "5", "4", (4, 0, 0, 0), "PM544", "min_size",
    ),
    Tight(
        "as_many_runs_as_offered",
        DAY + APART + "workshops: [{id: w, runs: LIMIT}]",
        "1", "2", (2, 0, 0, 0), "PM541",
    ),
    Tight(
        "a_room_holds_one_run",
        # Four runs of two people in three half-days of one room.
        WEEK + TWO + "workshops: [{id: v, runs: 2, capacity: 2, rooms: [hall, LIMIT]},"
        " {id: w, runs: 2, capacity: 2, rooms: [hall, LIMIT]}]\n"
        "rooms: [{id: hall, open: {mon: am pm, tue: am}}, {id: shut, open: {}},"
        " {id: den, open: {mon: am pm, tue: am}}]",
        "shut", "den", (2, 0, 0, 0), "PM532",
    ),
    Tight(
        "one_of_the_facilitators_leads",
        DAY + TWO + "workshops: [{id: w, runs: 2, capacity: 2, rooms: [hall, den], facilitators: [LIMIT]}]\n"
        "rooms: [{id: hall, open: {mon: am}}, {id: den, open: {mon: am}}]\n"
        "facilitators: [{id: fox}, {id: gil}]",
        "fox", "fox, gil", (2, 0, 0, 0), "PM519",
    ),
    Tight(
        "a_facilitator_holds_one_run",
        DAY + TWO + "workshops: [{id: w, runs: 2, capacity: 2, rooms: [hall, den], facilitators: [LIMIT]}]\n"
        "rooms: [{id: hall, open: {mon: am}}, {id: den, open: {mon: am}}]\n"
        "facilitators: [{id: fox}, {id: gil}]",
        "fox", "fox, gil", (2, 0, 0, 0), "PM533", "one of",
    ),
    Tight(
        "a_facilitator_holds_one_run",
        DAY + TWO + "workshops: [{id: w, runs: 2, capacity: 2, rooms: [hall, den], all_of: [fox]}]\n"
        "rooms: [{id: hall, open: {mon: am}}, {id: den, open: {mon: LIMIT}}]\nfacilitators: [{id: fox}]",
        "am", "am pm", (2, 0, 0, 0), "PM533", "all of",
    ),
    Tight(
        "a_facilitator_holds_one_run",
        DAY + FAR.replace("MINUTES", "LIMIT") + APART
        + "workshops: [{id: w, runs: 2, capacity: 2, rooms: [hall, den], all_of: [fox]}]\n"
        "rooms: [{id: hall, site: north, open: {mon: am}}, {id: den, site: south, open: {mon: pm}}]\n"
        "facilitators: [{id: fox}]",
        "31", "30", (2, 0, 0, 0), "PM534", "travel",
    ),
    Tight(
        "workshops_in_order",
        WEEK + ONE + 'workshops: [{id: v, dates: ["2026-09-08 am"]}, {id: w, dates: ["LIMIT"]}]',
        "2026-09-07 pm", "2026-09-08 pm", (2, 0, 0, 0), "PM548", "order",
    ),
    Tight(
        "workshops_in_order",
        "programme: {start: 2026-09-07, weeks: 3, days: mon..mon}\n" + ONE
        + "workshops: [{id: v, weeks: 2..3}, {id: w, weeks: 2..3, gap_weeks: LIMIT}]",
        "2", "1", (2, 0, 0, 0), "PM549", "gap",
    ),
    Tight(
        "shadowing_weeks_apart",
        "programme: {start: 2026-09-07, weeks: 2, days: mon..tue}\n" + ONE
        + "shadowing: {each_way: 1, gap_weeks: LIMIT}",
        "2", "1", (0, 1, 0, 0), "PM550",
    ),
    Tight(
        "one_place_at_a_time",
        DAY + "doctors: [{id: d, works: {mon: LIMIT}}]\nmanagers: [{id: m}]\n"
        "workshops: [{id: w}]\nmeetings: {every_weeks: 1}",
        "am", "am pm", (0, 0, 1, 0), "PM531",
    ),
    Tight(
        "travel_within_the_break",
        DAY + FAR.replace("MINUTES", "LIMIT")
        + "doctors: [{id: d, site: north}]\nmanagers: [{id: m, site: south}]\n"
        "shadowing: {each_way: 1, gap_weeks: 0}",
        "31", "30", (0, 1, 0, 0), "PM534",
    ),
    Tight(
        "most_sessions_a_week",
        WEEK + ONE + "meetings: {every_weeks: 1}\nshadowing: {each_way: 1, gap_weeks: 0}\n"
        "scheduling: {max_per_week: LIMIT}",
        "2", "3", (0, 0, 1, 0), "PM545", "sessions",
    ),
    Tight(
        "most_sessions_a_week",
        WEEK + ONE + "meetings: {every_weeks: 1}\nworkshops: [{id: w, length: 2}]\n"
        "scheduling: {max_per_week: LIMIT}",
        "2", "3", (0, 0, 1, 0), "PM545", "a workshop of two halves",
    ),
    Tight(
        "release_limit",
        DAY + "rotas: {ward: {anchor: 2026-09-07, shifts: {D: {time: '08:00-14:00'}},"
        " cycle: D D D D D D D, release: LIMIT}}\n"
        "doctors: [{id: d, rota: {pattern: ward, row: 1}}, {id: e, rota: {pattern: ward, row: 1}}]\n"
        "managers: [{id: m}, {id: n}]\nworkshops: [{id: w}]",
        "1", "2", (2, 0, 0, 0), "PM546",
    ),
    Tight(
        "working_hours",
        # Four shifts, and two sessions of 4 h on days off: 48 h with shifts of 10 h.
        WEEK + SHIFTS.replace("CYCLE", ". . . D D D D").replace("TIME", "08:00-LIMIT")
        + "workshops: [{id: w}]\nmeetings: {every_weeks: 1}",
        "18:30", "18:00", (0, 0, 1, 0), "PM537", "48 on average",
    ),
    Tight(
        "working_hours",
        # As much in one week of two: 72 h with shifts of 16 h.
        FORTNIGHT + SHIFTS.replace("CYCLE", "|\n      . . . D D D D\n      . . . . . . .\n    ").replace(
            "TIME", "LIMIT-24:00")
        + "workshops: [{id: w, weeks: 1}]\nmeetings: {every_weeks: 1, weeks: 1}",
        "07:30", "08:00", (0, 0, 1, 0), "PM536", "72 in 168",
    ),
    Tight(
        "area_visitors",
        # Managers can be visited in the morning only; in the afternoon they visit.
        DAY + TWO.replace("m}", "m, PLACE}").replace("n}", "n, PLACE}").replace(
            "PLACE", "directorate: ops, commitments: {mon pm: {host: false}}"
        )
        + "shadowing: {each_way: 1, gap_weeks: 0, area_visitors: LIMIT}",
        "1", "2", (0, 1, 0, 0), "PM547",
    ),
]  # fmt: skip


def without(name: str, fragment: str, monkeypatch: pytest.MonkeyPatch) -> Rota:
    """The rota that is made when a constraint is left out, and nobody checks it."""
    with monkeypatch.context() as patch:
        patch.setattr(constraints, name, lambda model, v: None)
        patch.setattr("pairmatch.verify.verify_rota", lambda *_: ())
        return rota_of(fragment)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_held_with_the_limit_loosened(case: Tight) -> None:
    """With the limit one step wider everything is held, and that is proven."""
    rota = rota_of(case.loosened)
    assert rota.proof.status == "optimal"
    assert levels_of(case.loosened, rota)[:4] == (0, 0, 0, 0)
    assert rota.missed == ()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_missed_with_the_limit_tight(case: Tight) -> None:
    """With the limit as it is, exactly what was worked out by hand is missed, and that is proven."""
    rota = rota_of(case.tightened)
    assert rota.proof.status == "optimal"
    assert levels_of(case.tightened, rota)[:4] == case.missed
    assert codes_of(case.tightened, rota) == set()


@pytest.mark.parametrize("case", [case for case in CASES if case.code], ids=str)
def test_without_the_constraint_the_check_refuses(case: Tight, monkeypatch: pytest.MonkeyPatch) -> None:
    """Left out, the constraint is broken at once, and the independent check says so."""
    assert case.code in codes_of(case.tightened, without(case.name, case.tightened, monkeypatch))


ALIKE = DAY + TWO + 'workshops: [{id: w, runs: 2, capacity: 2, dates: ["2026-09-07 am"]}]'


def test_like_runs_in_order_changes_no_optimum(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of online runs that are alike the first is held first, which leaves the optimum as it is."""
    free = without("like_runs_in_order", ALIKE, monkeypatch)
    assert levels_of(ALIKE, free) == levels_of(ALIKE, rota_of(ALIKE)) == (0, 0, 0, 0, 2)
    assert codes_of(ALIKE, free) == set()


def test_hosting_is_no_release() -> None:
    """A doctor of a pattern that spares nobody can still be shadowed, and shadows nobody."""
    fragment = (
        "rotas: {ward: {anchor: 2026-09-07, shifts: {D: {time: '08:00-18:00'}},"
        " cycle: D D D D D D D, release: 0}}\n"
        "doctors: [{id: d, rota: {pattern: ward, row: 1}}]\nmanagers: [{id: m}]\n"
        "shadowing: {each_way: 1}\nprogramme: {start: 2026-09-07, weeks: 2}"
    )
    assert levels_of(fragment, rota_of(fragment))[:4] == (0, 1, 0, 0)


def test_off_duty_is_no_release() -> None:
    """A doctor of a pattern that spares nobody shadows on a day off, which leaves no duty."""
    fragment = (
        WEEK
        + SHIFTS.replace("CYCLE", "D . D . . . .\n    release: 0").replace("TIME", "08:00-18:00")
        + "shadowing: {each_way: 1, gap_weeks: 0}"
    )
    rota = rota_of(fragment)
    assert levels_of(fragment, rota)[:4] == (0, 0, 0, 0)
    assert next(line for line in sessions_of(rota) if "d at m" in line).startswith("tue")


def test_hosting_counts_for_the_week() -> None:
    """A host's half-day is one of the most that they may have in a week."""
    fragment = WEEK + ONE + "shadowing: {each_way: 1, gap_weeks: 0}\nscheduling: {max_per_week: 1}"
    assert levels_of(fragment, rota_of(fragment))[:4] == (0, 1, 0, 0)


def test_a_host_without_a_directorate_takes_any_number() -> None:
    """The limit of visitors is that of a directorate; who has none is not limited."""
    case = next(case for case in CASES if case.name == "area_visitors")
    fragment = case.tightened.replace("directorate: ops, ", "")
    assert levels_of(fragment, rota_of(fragment))[:4] == (0, 0, 0, 0)


def test_a_meeting_has_no_site() -> None:
    """A meeting on the day of a shadowing far away is no journey."""
    never_host = "commitments: {mon am: {host: false}, mon pm: {host: false}}"
    fragment = (
        DAY
        + FAR.replace("MINUTES", "300")
        + "doctors: [{id: d, site: north}]\n"
        + f"managers: [{{id: m, site: south, {never_host}}}]\n"
        + "shadowing: {each_way: 1, gap_weeks: 0}\nmeetings: {every_weeks: 1}"
    )
    assert levels_of(fragment, rota_of(fragment))[:4] == (0, 1, 0, 0)
