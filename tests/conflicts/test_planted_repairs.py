"""Every repair of a planted cohort, applied to its text, leaves nothing missed, and no part of it does."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.edit import edited
from pairmatch.cohort.source import parse
from pairmatch.conflicts.repair import repairs
from pairmatch.conflicts.report import Change
from tests.conflicts.planted import Planted, planted
from tests.conflicts.planted_case import Case, pairs_in_file_order, rota_case
from tests.oracle.conflict_prover import Prover

CASES = planted("planted_rota")
COUNT = 3
ONLY_TWO = ("nights-in-the-window", "post-begins-after-the-window", "too-far-to-travel")
"""Cases for which there are only two ways out that a coordinator could be offered."""


def is_enough(case: Case, changes: Iterable[Change]) -> bool:
    """Whether the edited file has no errors, and nothing is missed by trying every rota."""
    edits = [one for change in changes for one in change.edits]
    text = edited(case.planted.text, edits).encode()
    assert check_bytes(text, "cohort.yaml").cohort is not None
    prover = Prover(parse(text, "cohort.yaml").data, pairs_in_file_order(case.source.data))
    return prover.can_hold(prover.facts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_repair_is_enough_and_needed(case: Planted) -> None:
    """Three repairs, the cheapest first; each is enough, needs all of its changes, and is told as proven."""
    taken = rota_case(case)
    pairs = pairs_in_file_order(taken.source.data)
    found = repairs(taken.cohort(), case.text, pairs, count=COUNT)
    assert len(found) >= (2 if case.name in ONLY_TWO else COUNT)
    assert [one.cost for one in found] == sorted(one.cost for one in found)
    for one in found:
        assert one.proven
        assert is_enough(taken, one.changes)
        for change in one.changes:
            assert not is_enough(taken, [other for other in one.changes if other != change])
