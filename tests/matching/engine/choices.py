"""Every choice that a small problem has."""

from __future__ import annotations

from hypothesis import strategies as st

from pairmatch.matching.engine import Problem

Pairs = list[tuple[int, int]]

TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.none() | st.integers(0, 5), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


def all_choices(of: Problem) -> list[Pairs]:
    """Every choice within the places, and with every lock."""
    candidates = list(zip(of.left.tolist(), of.right.tolist(), of.locked.tolist(), strict=True))
    choices: list[Pairs] = [[]]
    for left, right, is_locked in candidates:
        fits = [
            [*choice, (left, right)]
            for choice in choices
            if sum(one == left for one, _ in choice) < of.left_places[left]
            and sum(one == right for _, one in choice) < of.right_places[right]
        ]
        choices = fits if is_locked else choices + fits
    return choices
