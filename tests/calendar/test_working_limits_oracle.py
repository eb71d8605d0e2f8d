"""The warnings about duty patterns against a plain walk along the pattern."""

from __future__ import annotations

from importlib.util import find_spec
from random import Random

import pytest

from pairmatch.diagnostics import Severity
from tests.cohort.helpers import reading
from tests.oracle.off_duty_cohorts import duty_pattern
from tests.oracle.posts import Data
from tests.oracle.working_limits import broken_limits

LIMITS = {
    "PM371": "average",
    "PM372": "week",
    "PM373": "shift",
    "PM374": "rest",
    "PM375": "rest after nights",
    "PM376": "long run",
    "PM377": "night run",
    "PM378": "run",
    "PM379": "weekends",
}
SEEDS = 300
BY_HAND = {
    "D D D D D . .\n. . . . . . .": set(),
    "D D D D D . .\nD D D D D . .": {"average"},
    "D D D D D D D\n. . . . . . .\n. . . . . . .": set(),
    "D D D D D D D\nD . . . . . .\n. . . . . . .\n. . . . . . .": {"run"},
    "D D D D D D D\n. D . . . . .\n. . . . . . .": {"run"},
    "L L L L . . .\n. . . . . . .": set(),
    "L L L L . D .\n. . . . . . .\n. . . . . . .": {"long run"},
    "N N N N . . .\n. . . . . . .": set(),
    "N N N N . D .\n. . . . . . .\n. . . . . . .": {"rest after nights"},
    "N N N N N . .\n. . . . . . .": {"night run"},
    "E D . . . . .": {"rest"},
    "T . . . . . .": {"shift"},
    "D D . . . . D": {"weekends"},
}
"""Cycles, and the limits that they break; D has 10 hours, E ends at 22:00, T has 13 and a half."""


def pattern(cycle: str) -> Data:
    """A pattern of the shifts of the seeded ones."""
    return duty_pattern(Random(0)) | {"cycle": cycle}


@pytest.mark.parametrize("cycle", BY_HAND)
def test_limits_by_hand(cycle: str) -> None:
    """The plain walk finds in each cycle the limits that can be counted in it."""
    assert broken_limits(pattern(cycle)) == BY_HAND[cycle]


def test_every_limit_is_broken_and_kept_by_seeded_patterns() -> None:
    """Over the seeds each limit is broken in many patterns and kept in many."""
    found = [broken_limits(duty_pattern(Random(seed))) for seed in range(SEEDS)]
    for limit in LIMITS.values():
        assert 10 <= sum(limit in broken for broken in found) <= SEEDS - 10, limit


@pytest.mark.skipif(
    not find_spec("pairmatch.calendar.working_time"), reason="working time is not checked yet"
)
@pytest.mark.parametrize("first", range(0, SEEDS, 50))
def test_the_same_limits_are_warned_of(first: int) -> None:
    """On seeded patterns exactly the limits are warned of that the plain walk finds broken, once each."""
    for seed in range(first, first + 50):
        one = duty_pattern(Random(seed))
        assert warned(one) == sorted(broken_limits(one)), seed


def warned(one: Data) -> list[str]:
    """The limits that reading a cohort with the pattern warns of."""
    shifts = ", ".join(f'{code}: {{time: "{shift["time"]}"}}' for code, shift in one["shifts"].items())
    rows = "".join(f"      {row}\n" for row in one["cycle"].splitlines())
    fragment = f"rotas:\n  ward:\n    anchor: {one['anchor']}\n    shifts: {{{shifts}}}\n    cycle: |\n{rows}"
    found = [fault for fault in reading(fragment).diagnostics if fault.code in LIMITS]
    assert all(fault.severity is Severity.WARNING for fault in found)
    return sorted(LIMITS[fault.code] for fault in found)
