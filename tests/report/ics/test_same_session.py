"""A session is known again by what it is held for and by its people, never by its date."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.report.ics.same_session import demand_of, same_sessions
from pairmatch.rota.rota import AnySession
from tests.report.ics.helpers import meeting, shadowing, workshop

DAYS = ("2026-09-08", "2026-09-15", "2026-09-22", "2026-10-06", "2026-11-03")
ANY = st.lists(
    st.one_of(
        st.builds(meeting, st.sampled_from(DAYS), st.sampled_from(["d01 m01", "m01 d01", "d02 m02"])),
        st.builds(shadowing, st.sampled_from(DAYS), st.just("m01"), st.just("d01")),
        st.builds(shadowing, st.sampled_from(DAYS), st.just("d01"), st.just("m01")),
        st.builds(
            workshop, st.sampled_from(DAYS), st.sampled_from(["d01 m01", "d02 m02", "d01 m01 d02 m02"])
        ),
    ),
    max_size=6,
)


def test_unchanged_first() -> None:
    """Of three meetings one moves past the next: only that one is another."""
    old = [meeting(day) for day in ("2026-09-08", "2026-09-15", "2026-09-22")]
    new = [meeting(day) for day in ("2026-09-15", "2026-09-16", "2026-09-22")]
    assert same_sessions(old, new) == {0: 1, 1: 0, 2: 2}


def test_nearest_in_time() -> None:
    """Two shadowings become one: the nearer one moves, and the other is gone."""
    old = [shadowing("2026-09-08"), shadowing("2026-10-06")]
    assert same_sessions(old, [shadowing("2026-10-13")]) == {0: 1}


def test_directions_differ() -> None:
    """Who shadows whom is part of what it is held for."""
    assert (
        same_sessions([shadowing("2026-09-08", "m01", "d01")], [shadowing("2026-09-08", "d01", "m01")]) == {}
    )


def test_runs_by_people() -> None:
    """Two runs of a workshop swap their dates: each goes with its people."""
    old = [workshop("2026-09-08", "d01 m01"), workshop("2026-09-15", "d02 m02")]
    new = [workshop("2026-09-08", "d02 m02"), workshop("2026-09-15", "d01 m01")]
    assert same_sessions(old, new) == {0: 1, 1: 0}


def test_run_of_strangers() -> None:
    """A run that has nobody in common with any before is a new one."""
    old = [workshop("2026-09-08", "d01 m01", facilitators=())]
    assert same_sessions(old, [workshop("2026-09-08", "d02 m02", facilitators=())]) == {}


@given(ANY, ANY)
@settings(deadline=None)
def test_each_once(old: list[AnySession], new: list[AnySession]) -> None:
    """Each old session is taken once, for the same demand; a rota that did not change is all the same."""
    found = same_sessions(old, new)
    assert len(set(found.values())) == len(found)
    assert all(demand_of(old[one]) == demand_of(new[at]) for at, one in found.items())
    again = same_sessions(old, old)
    assert len(again) == len(old)
    assert all(old[one] == old[at] for at, one in again.items())
