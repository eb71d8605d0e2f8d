"""The hard rules: whether the cohort allows a doctor and a manager to be a pair at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pairmatch.calendar.availability import Availability
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
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.score_file import NO_SCORE
from pairmatch.verify.scores import (
    common_half_days,
    datum,
    entries_of,
    equal,
    given_score,
    number,
    score_of,
)


@dataclass(frozen=True)
class Objection:
    """One thing of the cohort file that a pair breaks."""

    code: str
    message: str
    loc: tuple[str | int, ...]
    """The place of it in the cohort file."""


def objections(
    cohort: Cohort, availability: Availability, doctor: Person, manager: Person
) -> Iterator[Objection]:
    """Everything that forbids this pair, the search for its sessions apart."""
    yield from approval(cohort, doctor, manager)
    yield from refusals(cohort, doctor, manager)
    yield from line_management(cohort, doctor, manager)
    if given_score(cohort, doctor, manager) == NO_SCORE:
        yield Objection("PM417", "have no score in the file of scores", ("matching", "scores"))
    for position, rule in enumerate(cohort.matching.rules):
        code = broken(cohort, availability, rule, doctor, manager)
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


def _loc(cohort: Cohort, person: Person, *below: str | int) -> tuple[str | int, ...]:
    side: tuple[Person, ...] = cohort.doctors
    if person in cohort.managers:
        return ("managers", [one.id for one in cohort.managers].index(person.id), *below)
    return ("doctors", [one.id for one in side].index(person.id), *below)


def approval(cohort: Cohort, doctor: Person, manager: Person) -> Iterator[Objection]:
    """Where the programme needs approval, only people with `approved` are paired."""
    if cohort.programme.needs_approval:
        for person in (doctor, manager):
            if not person.approved:
                loc = _loc(cohort, person)
                yield Objection("PM404", f"cannot be paired before {person.title} is approved", loc)


def refusals(cohort: Cohort, doctor: Person, manager: Person) -> Iterator[Objection]:
    """Nobody is paired with a partner they refuse."""
    for one, other in ((doctor, manager), (manager, doctor)):
        if other.id in one.refuses:
            at = _loc(cohort, one, "refuses", one.refuses.index(other.id))
            yield Objection("PM405", f"cannot be paired: {one.title} refuses {other.title}", at)


def line_management(cohort: Cohort, doctor: Person, manager: Person) -> Iterator[Objection]:
    """Nobody is paired with someone whom they manage, either way round."""
    for one, other in ((doctor, manager), (manager, doctor)):
        if other.id in one.line_manages:
            at = _loc(cohort, one, "line_manages", one.line_manages.index(other.id))
            yield Objection("PM406", f"cannot be paired: {one.title} manages {other.title}", at)


def broken(
    cohort: Cohort, availability: Availability, rule: AnyRule, doctor: Person, manager: Person
) -> str | None:
    """The code of a rule that the pair breaks; a rule that cannot be shown to hold is broken."""
    if isinstance(rule, Together):
        return None
    if isinstance(rule, Apart):
        return "PM407" if {doctor.id, manager.id} <= set(rule.apart) else None
    if isinstance(rule, Common):
        return None if common_half_days(availability, doctor, manager) >= rule.at_least else "PM413"
    if isinstance(rule, Listed):
        return None if listed(rule, doctor, manager) else "PM414"
    if isinstance(rule, ScoreAtLeast):
        score = score_of(cohort, availability, doctor, manager)
        return None if score >= rule.score else "PM415"
    return _broken_comparison(cohort, rule, doctor, manager)


def _broken_comparison(
    cohort: Cohort, rule: Same | Different | Within | Share, doctor: Person, manager: Person
) -> str | None:
    if isinstance(rule, Same):
        name, code = rule.same, "PM409"
    elif isinstance(rule, Different):
        name, code = rule.different, "PM410"
    elif isinstance(rule, Within):
        name, code = rule.within, "PM411"
    else:
        name, code = rule.share, "PM412"
    one, other = datum(cohort, name, doctor), datum(cohort, name, manager)
    if one is None or other is None:
        return code
    if isinstance(rule, Same | Different):
        met = equal(one, other) is isinstance(rule, Same)
    elif isinstance(rule, Share):
        met = len(entries_of(one) & entries_of(other)) >= rule.at_least
    else:
        first, second = number(one), number(other)
        met = first is not None and second is not None and abs(first - second) <= Fraction(str(rule.by))
    return None if met else code


def listed(rule: Listed, doctor: Person, manager: Person) -> bool:
    """Only partners whom the doctor's list, the manager's, or both name."""
    by_doctor, by_manager = manager.id in doctor.prefers, doctor.id in manager.prefers
    return {"doctors": by_doctor, "managers": by_manager, "both": by_doctor and by_manager}[rule.listed]
