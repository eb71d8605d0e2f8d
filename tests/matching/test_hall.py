"""Alternating paths of a pairing: whom they reach, and where they end."""

from __future__ import annotations

import pytest

from pairmatch.matching.engine import Cell
from pairmatch.matching.hall import DOCTORS, MANAGERS, Alternating, HallSet, place_of
from tests.matching.given import candidates_for

THREE = """
doctors: [{id: a, refuses: [l, m]}, {id: b, refuses: [m]}, {id: c}]
managers: [{id: k}, {id: l}, {id: m}]
"""


def way(fragment: str, pairs: list[Cell], side: int = DOCTORS) -> Alternating:
    """A pairing of a fragment, seen from one side."""
    return Alternating(candidates_for(fragment), pairs, side)


def test_a_chain_is_followed_to_its_end() -> None:
    """From a, who may go to k only, the path goes on over b, who holds k, to l."""
    found = way(THREE, [(1, 0), (2, 1)]).hall_set(0)
    assert found is None  # c, who holds l, could go on to m
    blocked = way(THREE.replace("{id: c}", "{id: c, refuses: [m]}"), [(1, 0), (2, 1)]).hall_set(0)
    assert blocked == HallSet(DOCTORS, frozenset({0, 1, 2}), frozenset({0, 1}), places=2)


def test_someone_without_anybody_allowed() -> None:
    """Who may go nowhere is a set alone, with no places."""
    text = "doctors: [{id: a, refuses: [k]}]\nmanagers: [{id: k}]"
    assert way(text, []).hall_set(0) == HallSet(DOCTORS, frozenset({0}), frozenset(), 0)
    assert way(text, [], MANAGERS).hall_set(0) == HallSet(MANAGERS, frozenset({0}), frozenset(), 0)


def test_a_partner_who_has_another_makes_room() -> None:
    """Someone with two partners could give one up, so that nobody need wait for that place."""
    text = "doctors: [{id: a, pairs: 2}, {id: b, refuses: [l]}]\nmanagers: [{id: k}, {id: l}]"
    assert way(text, [(0, 0), (0, 1)]).hall_set(1) is None


def test_whom_a_lock_holds_does_not_make_room() -> None:
    """A locked partner neither gives way nor leads on; the place is not counted."""
    text = (
        "doctors: [{id: a, pairs: 2}, {id: b, refuses: [l]}]\nmanagers: [{id: k}, {id: l}]\n"
        "matching: {rules: [{together: [a, k]}]}"
    )
    assert way(text, [(0, 0), (0, 1)]).hall_set(1) == HallSet(DOCTORS, frozenset({1}), frozenset({0}), 0)


def test_who_waits() -> None:
    """Those of the side without a partner, in file order."""
    pairs = [(1, 0)]
    assert list(way(THREE, pairs).waiting) == [0, 2]
    assert list(way(THREE, pairs, MANAGERS).waiting) == [1, 2]


def test_from_whom_a_free_place_is_reached() -> None:
    """m is free; l leads there over c; k leads to l over b. Where c refuses m, only m itself is left."""
    pairs = [(1, 0), (2, 1)]
    assert way(THREE, pairs).leads_to_a_place() == {0, 1, 2}
    blocked = THREE.replace("{id: c}", "{id: c, refuses: [m]}")
    assert way(blocked, pairs).leads_to_a_place() == {2}


def test_a_lock_leads_nowhere() -> None:
    """Whom a lock holds does not move on to the free place."""
    locked = (
        "doctors: [{id: a}, {id: b}]\nmanagers: [{id: k}, {id: l}]\nmatching: {rules: [{together: [a, k]}]}"
    )
    assert way(locked, [(0, 0)]).leads_to_a_place() == {1}
    assert way(locked.split("matching")[0], [(0, 0)]).leads_to_a_place() == {0, 1}


def test_the_place_of_a_person() -> None:
    """Doctors are side 0 and managers side 1, counted in file order."""
    found = candidates_for(THREE)
    assert [place_of(found, one) for one in ("a", "c", "k", "m")] == [(0, 0), (0, 2), (1, 0), (1, 2)]
    with pytest.raises(KeyError):
        place_of(found, "nobody")
