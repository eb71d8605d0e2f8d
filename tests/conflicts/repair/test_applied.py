"""Repairs of planted cohorts: each, written into the text, lets everything be held, and nothing less does."""

from __future__ import annotations

import pytest

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.edit import edited
from pairmatch.conflicts.repair import repairs
from pairmatch.conflicts.report import Repair
from pairmatch.rota import schedule
from tests.conflicts.planted import Planted, planted
from tests.conflicts.planted_case import Case, pairs_in_file_order, rota_case
from tests.oracle.conflict_prover import Prover
from tests.rota.test_oracle import hand_made

CASES = planted("planted_rota")
COUNT = 3


def repairs_of(case: Case) -> tuple[str, tuple[Repair, ...]]:
    """The text of a planted cohort, and its repairs."""
    text = case.planted.content.decode()
    return text, repairs(case.cohort(), text, pairs_in_file_order(case.source.data), count=COUNT)


@pytest.mark.parametrize("planted", CASES, ids=lambda case: case.name)
def test_each_repair_is_applied_and_solved_to_nothing_missed(planted: Planted) -> None:
    """The text with its edits passes every check; the rota, and the search of every rota, miss nothing."""
    case = rota_case(planted)
    pairs = pairs_in_file_order(case.source.data)
    text, found = repairs_of(case)
    assert found
    for repair in found:
        assert repair.proven
        assert repair.status == "optimal"
        reading = check_bytes(edited(text, repair.edits).encode(), "cohort.yaml")
        assert reading.cohort is not None
        assert schedule(reading.cohort, hand_made(reading.cohort, pairs)).missed == ()
        assert reading.source is not None
        prover = Prover(reading.source.data, pairs)
        assert prover.can_hold(prover.facts)


@pytest.mark.parametrize("planted", CASES, ids=lambda case: case.name)
def test_repairs_are_ranked_and_differ(planted: Planted) -> None:
    """The cheapest comes first, no two are the same, and each says what it changes in which lines."""
    text, found = repairs_of(rota_case(planted))
    assert [one.cost for one in found] == sorted(one.cost for one in found)
    assert len({str(one.edits) for one in found}) == len(found)
    lines = text.splitlines()
    for change in (change for one in found for change in one.changes[:1]):
        assert change.edits
        assert change.span is not None
        at = change.span.line - 1
        assert list(change.before) == lines[at : at + len(change.before)]
        assert change.before != change.after
