"""Every code of every diagnostic, from wherever it comes."""

from __future__ import annotations

from collections import Counter

from pairmatch import diagnostics
from pairmatch.calendar import rules as calendar_rules
from pairmatch.cohort import rules as cohort_rules
from pairmatch.conflicts import codes as conflicts_codes
from pairmatch.matching import codes as matching_codes
from pairmatch.rota import codes as rota_codes
from pairmatch.verify import codes as verify_codes


def all_codes() -> list[str]:
    """The codes that each part of the package registers."""
    rules = [rule.CODE for rule in (*cohort_rules.ALL, *calendar_rules.ALL)]
    return [
        *diagnostics.CODES,
        *rules,
        *verify_codes.CODES,
        *matching_codes.CODES,
        *rota_codes.CODES,
        *conflicts_codes.CODES,
    ]


def test_a_code_means_one_thing() -> None:
    """No two kinds of fault share a code."""
    assert [code for code, times in Counter(all_codes()).items() if times > 1] == []


def test_a_code_belongs_to_a_group() -> None:
    """The first characters of every code name a group that is described."""
    assert {code[:3] for code in all_codes()} == set(diagnostics.GROUPS)
