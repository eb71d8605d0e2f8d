"""What differs between any two rotas: the changes told make one of the other, with the fewest moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.rota.attendance import At, in_time_order
from pairmatch.rota.changes import Change, rota_changes
from pairmatch.rota.matched import matched
from pairmatch.rota.rota import (
    AnySession,
    ShadowingSession,
    WorkshopSession,
)
from tests.rota.sessions import PAIRS, START, meeting, rota, run, shadowing

_DAYS = st.integers(0, 5).map(lambda day: START + timedelta(days=day))
_HALVES = st.sampled_from(["am", "pm"])
_PEOPLE = st.lists(st.sampled_from(["okafor", "ward", "lee", "kay"]), max_size=4, unique=True)
_SESSIONS = st.one_of(
    st.builds(meeting, _DAYS, _HALVES, st.sampled_from([PAIRS[0], PAIRS[0][::-1], PAIRS[1]])),
    st.builds(shadowing, _DAYS, _HALVES, st.sampled_from(["guys", "kings", None])),
    st.builds(
        run,
        _DAYS,
        _PEOPLE,
        half=_HALVES,
        room=st.sampled_from(["hall", None]),
        facilitators=st.lists(st.sampled_from(["price", "fox"]), max_size=2, unique=True).map(tuple),
    ),
)
_LISTS = st.lists(_SESSIONS, max_size=12)


@settings(max_examples=200, deadline=None)
@given(_LISTS, _LISTS)
def test_the_told_changes_make_one_rota_of_the_other(
    before: list[AnySession], after: list[AnySession]
) -> None:
    """Everyone's sessions of the first rota, with what is told done to them, are those of the second."""
    changes = rota_changes(rota(before), rota(after))
    diary = Counter(_diary(before))
    for change in (*changes.sessions, *changes.holdings):
        diary.subtract(_entries(change, change.before))
        assert min(diary.values(), default=0) >= 0
        diary.update(_entries(change, change.after))
    assert +diary == Counter(_diary(after))


@settings(max_examples=50, deadline=None)
@given(_LISTS)
def test_no_rota_differs_from_itself_in_another_order(sessions: list[AnySession]) -> None:
    """The order in which a document lists its sessions is no difference."""
    assert rota_changes(rota(sessions), rota(sessions[::-1])).is_same


@settings(max_examples=50, deadline=None)
@given(_LISTS, _LISTS)
def test_each_person_is_told_their_own_changes(before: list[AnySession], after: list[AnySession]) -> None:
    """A person's list has exactly the changes that name them, and nobody without any is listed."""
    changes = rota_changes(rota(before), rota(after))
    lists = {one.person: list(one.changes) for one in changes.people}
    everything = sorted((*changes.sessions, *changes.holdings), key=repr)
    people = {person for change in everything for person in change.people}
    assert set(lists) == people
    for person, own in lists.items():
        assert sorted(own, key=repr) == [one for one in everything if person in one.people]


_PLACES = st.lists(st.builds(At, _DAYS, _HALVES, site=st.sampled_from(["guys", None])), max_size=4)


@settings(max_examples=150, deadline=None)
@given(_PLACES, _PLACES)
def test_no_matching_has_fewer_moves(before: list[At], after: list[At]) -> None:
    """Every way of matching with as few gone and new has as many moves, and as many places that differ."""
    before, after = in_time_order(before, ("am", "pm")), in_time_order(after, ("am", "pm"))
    couples = list(matched(before, after))
    both = [(was, now) for was, now in couples if was and now]
    moves = sum(was.when != now.when for was, now in both)
    assert len(couples) - len(both) == abs(len(before) - len(after))
    assert (moves, len(both) - moves) == min(_numbers(before, after))


def _numbers(before: list[At], after: list[At]) -> Iterator[tuple[int, int]]:
    """Moves, and changes of place, of every matching."""
    short, long = sorted((before, after), key=len)
    for order in permutations(long, len(short)):
        couples = list(zip(short, order, strict=True))
        moves = sum(one.when != other.when for one, other in couples)
        yield moves, sum(one != other for one, other in couples) - moves


Entry = tuple[Any, ...]


def _diary(sessions: Iterable[AnySession]) -> Iterator[Entry]:
    """What each person has in the diary, written from the documents alone."""
    for one in sessions:
        when = (one.date, one.half)
        if isinstance(one, WorkshopSession):
            place = (one.room, frozenset(one.facilitators))
            yield from (("workshop", one.workshop, person, *when, *place) for person in one.people)
            yield from (("holding", one.workshop, person, *when, *place) for person in one.facilitators)
        elif isinstance(one, ShadowingSession):
            yield ("shadowing", one.guest, one.host, *when, one.site)
        else:
            yield ("meeting", frozenset(one.people), *when)


def _entries(change: Change, at: At | None) -> Iterator[Entry]:
    """The diary entries that one side of a change stands for."""
    if at is None:
        return
    if change.kind == "shadowing":
        yield ("shadowing", *change.people, at.date, at.half, at.site)
    elif change.kind == "meeting":
        yield ("meeting", frozenset(change.people), at.date, at.half)
    else:
        place = (at.room, frozenset(at.facilitators or ()))
        for person in change.people:
            yield (change.kind, change.workshop, person, at.date, at.half, *place)
