"""Moves between two pairings, in words."""

from __future__ import annotations

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Move
from pairmatch.report.glyphs import PLAIN
from pairmatch.report.moves import in_short
from pairmatch.report.names import Names
from tests.report.answers import swap
from tests.report.samples import cohort_data, cohort_of


def plain_cohort() -> Cohort:
    """A cohort whose people are called by their ids."""
    data = cohort_data(4)
    for one in [*data["doctors"], *data["managers"]]:
        del one["name"]
    return Cohort.model_validate(data)


def short(moves: tuple[Move, ...], **options: object) -> str:
    """The moves in short with plain signs."""
    return in_short(Names(plain_cohort()), PLAIN, moves, **options)  # type: ignore[arg-type]


def test_a_managers_move_is_told_by_the_doctors() -> None:
    """A swap of two pairs is told by the two doctors alone."""
    assert short(swap(cohort_of(4))) == "d01 -> m02, d02 -> m01"


def test_people_told_elsewhere_are_left_out() -> None:
    """Of a swap, somebody else's part alone is told."""
    assert short(swap(cohort_of(4)), besides={"d01", "m02"}) == "d02 -> m01"


def test_whoever_loses_everyone_is_told() -> None:
    """A manager who is left with nobody is told, as no doctor's move says so."""
    moves = (Move("d01", ("m01",), ("m02",)), Move("m01", ("d01",), ()), Move("m02", (), ("d01",)))
    assert short(moves) == "d01 -> m02, m01 -> nobody"


def test_many_moves_are_counted() -> None:
    """Beyond the first few, moves are counted."""
    moves = tuple(Move(f"d0{n}", (), (f"m0{n}",)) for n in range(1, 5))
    assert short(moves, at_most=2) == "d01 -> m01, d02 -> m02 and 2 more moves"
