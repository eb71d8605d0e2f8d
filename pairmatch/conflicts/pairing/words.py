"""The rules of a pairing, and numbers of things, in the words of a coordinator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pairmatch.cohort.pairing_rules import (
    Apart,
    Common,
    Different,
    Listed,
    Rule,
    Same,
    ScoreAtLeast,
    Share,
    Together,
    Within,
)
from pairmatch.conflicts.fact import Kind
from pairmatch.matching.unmatched import joined

_LISTED = {
    "doctors": "a doctor is only paired with managers on the doctor's own list (`prefers`)",
    "managers": "a manager is only paired with doctors on the manager's own list (`prefers`)",
    "both": "the two of a pair are both on each other's list (`prefers`)",
}


@dataclass(frozen=True)
class Told:
    """A rule as a fact."""

    kind: Kind
    sentence: str
    people: tuple[str, ...] = ()


def rule_sentence(rule: Rule) -> Told:
    """What a rule says, with its reason."""
    why = f" ({rule.why})" if rule.why else ""
    match rule:
        case Together(together=people):
            return Told(Kind.LOCK, f"{joined(people)} have to be {_pairs(people)}{why}", people)
        case Apart(apart=people):
            return Told(Kind.BAN, f"{joined(people)} are kept apart{why}", people)
    return Told(Kind.RULE, f"{_condition(rule)}{why}")


def _condition(rule: Rule) -> str:
    match rule:
        case Same(same=name):
            return f"the two of a pair have the same {name}"
        case Different(different=name):
            return f"the two of a pair differ in {name}"
        case Within(within="seniority", by=by):
            return f"the two of a pair are at most {count_of(int(by), 'level')} of seniority apart"
        case Within(within=name, by=by):
            return f"the two of a pair are at most {by:g} apart in {name}"
        case Share(share=name, at_least=count):
            return f"the two of a pair share at least {count} of their {name}"
        case Common(at_least=count):
            return f"the two of a pair can both attend on at least {count_of(count, 'half-day')}"
        case Listed(listed=whose):
            return _LISTED[whose]
        case ScoreAtLeast(score=least):
            return f"a pair scores at least {least}"
    raise AssertionError(rule)


def _pairs(people: Sequence[str]) -> str:
    return "a pair" if len(people) == 2 else "together"


def count_of(number: int, word: str, plural: str | None = None) -> str:
    """As `one partner`, `2 partners`."""
    return f"one {word}" if number == 1 else f"{number} {plural or f'{word}s'}"
