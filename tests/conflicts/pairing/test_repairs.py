"""Repairs of planted pairings: each, written into the text, leaves nobody without a partner."""

from __future__ import annotations

import pytest

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.edit import edited
from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.pairing import pairing_conflicts, pairing_repairs
from pairmatch.conflicts.report import Repair
from pairmatch.errors import CohortError
from pairmatch.matching import match
from pairmatch.matching.wishes import Wishes
from tests.conflicts.planted import Planted, planted
from tests.conflicts.planted_case import pairing_case

CASES = planted("planted_pairing")
ONLY_ONE = ("lock-to-the-line-manager",)
"""Nobody is asked to be line-managed by someone else."""


def serves(text: str, repair: Repair, wishes: Wishes) -> bool:
    """Whether the edited text is a cohort in which everybody who takes a partner gets one."""
    reading = check_bytes(edited(text, repair.edits).encode(), "cohort.yaml")
    assert reading.cohort is not None, reading.diagnostics
    try:
        pairing = match(reading.cohort, wishes)
    except CohortError:
        return False
    return all(reading.cohort.person(one.person).pairs == 0 for one in pairing.unmatched)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_repair_leaves_nobody_without_a_partner(case: Planted) -> None:
    """The cheapest first; those that change the file alone are applied to it, and it is paired again."""
    wishes = Wishes(lock=case.lock, ban=case.ban)
    found = pairing_repairs(pairing_case(case).cohort(), case.text, wishes)
    assert len(found) >= (1 if case.name in ONLY_ONE else 2)
    assert [one.cost for one in found] == sorted(one.cost for one in found)
    for repair in found:
        assert repair.proven
        if all(change.edits for change in repair.changes):
            assert serves(case.text, repair, wishes)


TWO_FOR_ONE = """version: 1
programme: {start: 2026-09-07, weeks: 2}
doctors:
  - id: ann   # first
  - id: bob
managers: [{id: kay}]
"""


def read(text: str) -> Cohort:
    """The checked cohort."""
    cohort = check_bytes(text.encode(), "cohort.yaml").cohort
    assert cohort is not None
    return cohort


def test_two_doctors_for_one_manager() -> None:
    """Two doctors and one manager: she takes both, one more manager is found, or one doctor waits."""
    cohort = read(TWO_FOR_ONE)
    (conflict,), is_complete = pairing_conflicts(cohort)
    assert is_complete
    assert [[change.sentence for change in one.changes] for one in pairing_repairs(cohort, TWO_FOR_ONE)] == [
        ["let kay take 2 partners (`pairs: 2`)"],
        ["find one more manager"],
        ["let bob wait for another round (`pairs: 0`)"],
    ]
    assert [fact.sentence for fact in conflict.facts] == [
        "ann is to have a partner",
        "bob is to have a partner",
        "kay takes one partner (`pairs: 1`)",
        "there is one manager",
    ]


def test_nothing_to_mend() -> None:
    """Where everybody has a partner there is neither a conflict nor a repair."""
    text = TWO_FOR_ONE.replace("  - id: bob\n", "")
    assert pairing_conflicts(read(text)) == ((), True)
    assert pairing_repairs(read(text), text) == ()
