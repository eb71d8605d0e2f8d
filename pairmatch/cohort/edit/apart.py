"""Which edits can be made at once: those that do not touch each other, whatever their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pairmatch.cohort.edit.edit import Edit, Loc


def how_many_apart(edits: Sequence[Edit]) -> int:
    """How many edits from the first on change values none of which is inside another.

    What is taken out moves its neighbours, so that it stands for everything below its parent.
    """
    changed, above = set[Loc](), set[Loc]()
    for count, edit in enumerate(edits):
        loc = edit.loc[:-1] if edit.value is None else edit.loc
        if loc in changed or loc in above or not changed.isdisjoint(_above(loc)):
            return count
        changed.add(loc)
        above.update(_above(loc))
    return len(edits)


def _above(loc: Loc) -> Iterator[Loc]:
    """The ways to the values that hold the one at `loc`."""
    return (loc[:steps] for steps in range(len(loc)))
