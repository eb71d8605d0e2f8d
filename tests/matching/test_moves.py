"""Whose partners differ between two sets of pairs."""

from __future__ import annotations

from pairmatch.matching.answers import Move
from pairmatch.matching.moves import moves_between, partners_of


def test_partners_of_everyone() -> None:
    """Both people of a pair have each other, whoever has several in the order of the pairs."""
    assert partners_of([("a", "k"), ("b", "k"), ("a", "l")]) == {
        "a": ("k", "l"),
        "k": ("a", "b"),
        "b": ("k",),
        "l": ("a",),
    }


def test_moves_between_counts_partners_who_left() -> None:
    """Someone whose old partner is none of the people moves, and the one who left is not listed."""
    before = [("d01", "m01"), ("d09", "m02"), ("d03", "m03")]
    after = [("d01", "m02"), ("d03", "m03")]
    assert moves_between(["d01", "d02", "d03", "m01", "m02", "m03"], before, after) == (
        Move("d01", ("m01",), ("m02",)),
        Move("m01", ("d01",), ()),
        Move("m02", ("d09",), ("d01",)),
    )


def test_another_order_of_partners_is_no_move() -> None:
    """Who has the same two partners, listed the other way round, does not move."""
    assert moves_between(["k"], [("a", "k"), ("b", "k")], [("b", "k"), ("a", "k")]) == ()
