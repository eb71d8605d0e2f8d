"""`FactModel`: as the rota's own model where nothing is changed, and the cheapest changes where it misses."""

from __future__ import annotations

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.rota import FactModel
from pairmatch.conflicts.rota.changed import still_missed
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.layers import ALL_VARIANTS, WIDE_VARIANTS
from pairmatch.conflicts.rota.missed import missed_of
from pairmatch.conflicts.rota.prober import Prober
from pairmatch.progress import Watch
from tests.conflicts.rota.helpers import TWO, WEEKS
from tests.oracle.cohorts import seeded_rota_case
from tests.rota.helpers import cohort_of, in_file_order


def model_of(fragment: str) -> FactModel:
    """The model of a fragment's pairs."""
    cohort = cohort_of(WEEKS + fragment)
    return FactModel(cohort, in_file_order(cohort))


@pytest.mark.parametrize("seed", range(60))
def test_all_facts_hold_exactly_where_nothing_is_missed(seed: int) -> None:
    """The facts of a tiny cohort are free of contradiction exactly where the best rota misses nothing."""
    data, pairs = seeded_rota_case(seed)
    cohort = Cohort.model_validate(data)
    ground, watch = Ground.of(cohort, pairs), Watch(60, None, None)
    missed, is_proven = missed_of(ground, None, watch)
    assert is_proven
    for variants in (ALL_VARIANTS, WIDE_VARIANTS, frozenset()):
        prober = Prober(ground, ground.asked, watch, variants=variants, others_fill=False)
        assert (prober.core(prober.facts) is None) == (not missed)
    changes, is_proven = FactModel(cohort, pairs).cheapest()
    assert is_proven
    assert (changes == []) == (not missed)
    if changes:
        assert not still_missed(ground, changes, watch)
        assert all(still_missed(ground, [one for one in changes if one != left], watch) for left in changes)


@pytest.mark.parametrize(
    ("fragment", "change"),
    [
        (TWO + "workshops: [{id: w, capacity: 3}]\n", Relaxation("runs", "w", 2)),
        (
            "doctors: [{id: d0, leave: [2026-09-07..2026-09-13]}]\nmanagers: [{id: m0}]\n"
            "workshops: [{id: w, weeks: 1}]\n",
            Relaxation("window", "w", weeks=(1, 2)),
        ),
        (
            "doctors: [{id: d0}]\nmanagers: [{id: m0}]\n"
            "workshops: [{id: a, weeks: 1}, {id: b, weeks: 2, gap_weeks: 2}]\n",
            Relaxation("gap", "b", 1),
        ),
        (
            "doctors: [{id: d0}]\nmanagers: [{id: m0}]\nworkshops: [{id: w, min_size: 3}]\n",
            Relaxation("min_size", "w", 2),
        ),
        (
            'doctors: [{id: d0, leave: ["2026-09-07 pm", 2026-09-08..2026-09-20]}]\n'
            "managers: [{id: m0, commitments: {mon am: {attend: false}}}]\n"
            "meetings: {every_weeks: 2}\n",
            Relaxation("attend", "m0", slot=0),
        ),
        (
            "doctors: [{id: d0}]\nmanagers: [{id: m0}]\n"
            "rooms: [{id: r, open: {mon: am}, closed: [2026-09-07, 2026-09-14]}]\n"
            "workshops: [{id: w, rooms: [r]}]\n",
            Relaxation("room_open", "r", slot=0),
        ),
        (
            "doctors: [{id: d0, works: {mon: am}}]\nmanagers: [{id: m0, works: {tue: am}}]\n"
            "shadowing: {each_way: 1}\nscheduling: {max_per_week: 0}\n",
            None,
        ),
    ],
)
def test_the_cheapest_change(fragment: str, change: Relaxation | None) -> None:
    """The cheapest change is as a coordinator would have it; where one is not enough there are several."""
    changes, is_proven = model_of(fragment).cheapest()
    assert is_proven
    assert changes is not None
    if change is None:
        assert len(changes) > 1
    elif change.slot is None:
        assert changes == [change]
    else:
        assert [(one.what, one.subject) for one in changes] == [(change.what, change.subject)]


def test_others_where_some_are_excluded() -> None:
    """Without another run, a larger one; without that, nobody dropped before the programme is."""
    model = model_of(TWO + "workshops: [{id: w, capacity: 3}]\n")
    first, _ = model.cheapest()
    assert first == [Relaxation("runs", "w", 2)]
    second, is_proven = model.cheapest([first])
    assert (second, is_proven) == ([Relaxation("capacity", "w", 4)], True)
    third, _ = model.cheapest([first, second or []])
    assert third == [Relaxation("required", "w")]
    assert model.cheapest([first, second or [], third or []]) == (None, True)


def test_a_wider_one_is_excluded_with_it() -> None:
    """What is wider than an excluded change is not offered as another."""
    model = model_of(TWO + "workshops: [{id: w, capacity: 3}]\n")
    changes, _ = model.cheapest([[Relaxation("runs", "w", 2)], [Relaxation("capacity", "w", 4)]])
    assert changes == [Relaxation("required", "w")]


def test_rest_is_never_taken() -> None:
    """Nobody is asked to a session on the day after a night, nor on a public holiday."""
    fragment = (
        "rotas: {w: {anchor: 2026-09-07, shifts: {N: {time: '20:00-08:00', attend: false, host: false}},"
        " cycle: N . . . . . .}}\n"
        "doctors: [{id: d0, rota: {pattern: w, row: 1}}]\nmanagers: [{id: m0}]\n"
        "workshops: [{id: w, weeks: 1}]\n"
    )
    cohort = cohort_of("programme: {start: 2026-08-31, weeks: 2, country: GB-ENG}\n" + fragment)
    slots = FactModel(cohort, in_file_order(cohort)).relaxable()
    attended = {one.slot for one in slots if one.what == "attend" and one.subject == "d0"}
    days = Ground.of(cohort, ()).when.time.slots
    # A night of a Monday ends on Tuesday at 08:00; 46 hours later it is Thursday, 06:00.
    assert {str(days[t].date) for t in attended if t is not None} == {
        *("2026-09-03", "2026-09-04", "2026-09-10", "2026-09-11")
    }
    assert not any(one.what == "closed" for one in slots)


def test_costs_by_number() -> None:
    """Each further run costs ten, each further place one."""
    costs = model_of(TWO + "workshops: [{id: w, capacity: 2}]\n").relaxable()
    assert costs[Relaxation("runs", "w", 2)] == 10
    assert [costs[Relaxation("capacity", "w", places)] for places in (3, 4)] == [16, 17]
