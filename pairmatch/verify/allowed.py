"""The hard rules: whether the cohort allows a doctor and a manager to be a pair at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pairmatch.cohort.pairing_rules import (
    AnyRule,
    Apart,
    Common,
    Different,
    Listed,
    Same,
    ScoreAtLeast,
    Share,
    Together,
    Within,
)
from pairmatch.cohort.people import Person
from pairmatch.cohort.score_file import NO_SCORE
from pairmatch.verify.facts import Facts, is_equal
from pairmatch.verify.scores import Scores


@dataclass(frozen=True)
class Objection:
    """One thing of the cohort file that a pair breaks."""

    code: str
    message: str
    loc: tuple[str | int, ...]
    """The place of it in the cohort file."""


def objections(facts: Facts, scores: Scores, doctor: str, manager: str) -> Iterator[Objection]:
    """Everything that forbids this pair, the search for its sessions apart."""
    two = (facts.cohort.person(doctor), facts.cohort.person(manager))
    yield from approval(facts, *two)
    yield from refusals(facts, *two)
    yield from line_management(facts, *two)
    if scores.given(doctor, manager) == NO_SCORE:
        yield Objection("PM417", "have no score in the file of scores", ("matching", "scores"))
    for position, rule in enumerate(facts.cohort.matching.rules):
        code = broken(facts, scores, rule, doctor, manager)
        if code:
            yield Objection(code, RULE_MESSAGES[code], ("matching", "rules", position))


RULE_MESSAGES = {
    "PM407": "must be kept apart",
    "PM409": "are not known to have the same of what the rule names",
    "PM410": "are not known to differ in what the rule names",
    "PM411": "are not known to be within the distance that the rule names",
    "PM412": "do not share as much as the rule demands",
    "PM413": "cannot both attend on as many half-days as the rule demands",
    "PM414": "are not listed as the rule demands",
    "PM415": "are below the lowest score allowed",
}


def approval(facts: Facts, doctor: Person, manager: Person) -> Iterator[Objection]:
    """Where the programme needs approval, only people with `approved` are paired."""
    if facts.cohort.programme.needs_approval:
        for person in (doctor, manager):
            if not person.approved:
                message = f"cannot be paired before {person.title} is approved"
                yield Objection("PM404", message, facts.locs[person.id])


def refusals(facts: Facts, doctor: Person, manager: Person) -> Iterator[Objection]:
    """Nobody is paired with a partner they refuse."""
    for one, other in ((doctor, manager), (manager, doctor)):
        if other.id in one.refuses:
            at = (*facts.locs[one.id], "refuses", one.refuses.index(other.id))
            yield Objection("PM405", f"cannot be paired: {one.title} refuses {other.title}", at)


def line_management(facts: Facts, doctor: Person, manager: Person) -> Iterator[Objection]:
    """Nobody is paired with someone whom they manage, either way round."""
    for one, other in ((doctor, manager), (manager, doctor)):
        if other.id in one.line_manages:
            at = (*facts.locs[one.id], "line_manages", one.line_manages.index(other.id))
            yield Objection("PM406", f"cannot be paired: {one.title} manages {other.title}", at)


def broken(facts: Facts, scores: Scores, rule: AnyRule, doctor: str, manager: str) -> str | None:
    """The code of a rule that the pair breaks; a rule that cannot be shown to hold is broken."""
    if isinstance(rule, Together):
        return None
    if isinstance(rule, Apart):
        return "PM407" if doctor in rule.apart and manager in rule.apart else None
    if isinstance(rule, Common):
        return None if facts.common_half_days(doctor, manager) >= rule.at_least else "PM413"
    if isinstance(rule, Listed):
        return None if listed(facts, rule, doctor, manager) else "PM414"
    if isinstance(rule, ScoreAtLeast):
        return None if scores.score(doctor, manager) >= rule.score else "PM415"
    return _broken_comparison(facts, rule, doctor, manager)


def _broken_comparison(
    facts: Facts, rule: Same | Different | Within | Share, doctor: str, manager: str
) -> str | None:
    if isinstance(rule, Within):
        return None if near(facts, rule, doctor, manager) else "PM411"
    if isinstance(rule, Share):
        entries = facts.entries(rule.share)
        return None if len(entries[doctor] & entries[manager]) >= rule.at_least else "PM412"
    name, code = (rule.same, "PM409") if isinstance(rule, Same) else (rule.different, "PM410")
    one, other = facts.data(name)[doctor], facts.data(name)[manager]
    if one is None or other is None:
        return code
    return None if is_equal(one, other) is isinstance(rule, Same) else code


def near(facts: Facts, rule: Within, doctor: str, manager: str) -> bool:
    """Whether two numbers are known and at most so far apart."""
    numbers = facts.numbers(rule.within)
    first, second = numbers[doctor], numbers[manager]
    return first is not None and second is not None and abs(first - second) <= Fraction(str(rule.by))


def listed(facts: Facts, rule: Listed, doctor: str, manager: str) -> bool:
    """Only partners whom the doctor's list, the manager's, or both name."""
    by_doctor, by_manager = manager in facts.ranks[doctor], doctor in facts.ranks[manager]
    return {"doctors": by_doctor, "managers": by_manager, "both": by_doctor and by_manager}[rule.listed]
