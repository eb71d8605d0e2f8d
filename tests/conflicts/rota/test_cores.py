"""Smallest sets of facts, by inclusion and by number, against trying every subset."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.cores import fewest, shrunk
from pairmatch.conflicts.rota.prober import OutOfTime, Prober
from pairmatch.progress import Watch

FACTS = tuple(Fact(Kind.LEAVE, str(number)) for number in range(7))
FAMILIES = st.lists(st.sets(st.sampled_from(FACTS), min_size=1), min_size=1, max_size=5)
"""Sets of facts each of which is a contradiction."""


class Contradictions:
    """A prober that knows what contradicts itself from a list."""

    facts = FACTS

    def __init__(self, family: Collection[set[Fact]], questions: int = 10**6) -> None:
        self._family = list(family)
        self._questions = questions

    def core(self, facts: Iterable[Fact]) -> set[Fact] | None:
        """All of the facts, where one of the contradictions is in them."""
        self._questions -= 1
        if self._questions < 0:
            raise OutOfTime
        held = set(facts)
        return held if any(one <= held for one in self._family) else None

    def core_or_broken(self, facts: Collection[Fact]) -> tuple[set[Fact] | None, set[Fact]]:
        """As `core`; where all can hold, every other fact is broken."""
        core = self.core(facts)
        return core, set() if core is not None else set(FACTS) - set(facts)


def prober_of(family: Collection[set[Fact]], questions: int = 10**6) -> Prober:
    """The same, for whoever asks for a prober."""
    return cast(Prober, Contradictions(family, questions))


def watch() -> Watch:
    """A minute."""
    return Watch(60, None, None)


@given(FAMILIES)
def test_none_can_be_left_out(family: list[set[Fact]]) -> None:
    """What is left is a contradiction, and without any one fact of it there is none."""
    needed, is_minimal = shrunk(prober_of(family), FACTS, lambda fact: fact.sentence)
    assert is_minimal
    assert any(one <= set(needed) for one in family)
    assert not any(one <= set(needed) - {fact} for one in family for fact in needed)


@given(FAMILIES)
def test_none_has_fewer(family: list[set[Fact]]) -> None:
    """The set found has as few facts as the smallest contradiction among all subsets."""
    found, is_smallest = fewest(prober_of(family), FACTS, watch(), 60)
    least = next(
        size
        for size in range(1, len(FACTS) + 1)
        if any(one <= set(chosen) for chosen in combinations(FACTS, size) for one in family)
    )
    assert is_smallest
    assert len(found) == least
    assert any(one <= set(found) for one in family)


def test_those_with_a_high_key_go_first() -> None:
    """Of two contradictions the one of the facts that come first is kept."""
    family = [{FACTS[0], FACTS[1]}, {FACTS[5], FACTS[6]}]
    needed, _ = shrunk(prober_of(family), FACTS, lambda fact: fact.sentence)
    assert set(needed) == {FACTS[0], FACTS[1]}


def test_given_facts_are_not_told() -> None:
    """A fact that is taken as given is no part of what is found."""
    needed, is_minimal = shrunk(prober_of([{FACTS[0], FACTS[1]}]), FACTS[1:], str, [FACTS[0]])
    assert (needed, is_minimal) == ([FACTS[1]], True)


def test_out_of_time_is_said() -> None:
    """Where the time is over all that may be needed is given back, and not said to be minimal."""
    needed, is_minimal = shrunk(prober_of([{FACTS[0]}], questions=2), FACTS, lambda fact: fact.sentence)
    assert not is_minimal
    assert FACTS[0] in needed
    assert fewest(prober_of([{FACTS[0]}], questions=1), FACTS, watch(), 60) == (list(FACTS), False)
