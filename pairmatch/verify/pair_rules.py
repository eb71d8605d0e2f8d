"""Each pair of a pairing against the hard rules and the scores of its cohort."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.pairing_rules import Together
from pairmatch.diagnostics import Diagnostic
from pairmatch.matching.pairing import NOT_KNOWN
from pairmatch.verify.allowed import objections
from pairmatch.verify.partners import PairingUnderCheck
from pairmatch.verify.schedulable import schedulable
from pairmatch.verify.scores import criteria_of, score_of


def pairs_allowed(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Every pair keeps every hard rule, and nobody is paired who refuses, manages or waits for approval."""
    for i, pair in enumerate(check.pairing.pairs):
        doctor, manager = check.cohort.person(pair.doctor), check.cohort.person(pair.manager)
        for objection in objections(check.cohort, check.availability, doctor, manager):
            note = check.places.note("this forbids it", *objection.loc)
            message = f"{pair.doctor} and {pair.manager} {objection.message}"
            yield check.places.fault(objection.code, message, ("pairs", i), note)


def together_paired(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Every doctor and every manager whom a rule holds together are paired."""
    present = {pair.ids for pair in check.pairing.pairs}
    for number, rule in enumerate(check.cohort.matching.rules):
        if not isinstance(rule, Together):
            continue
        for doctor in check.cohort.doctors:
            for manager in check.cohort.managers:
                bound = doctor.id in rule.together and manager.id in rule.together
                if bound and (doctor.id, manager.id) not in present:
                    note = check.places.note("this demands it", "matching", "rules", number)
                    message = f"{doctor.id} and {manager.id} must be paired and are not"
                    yield check.places.fault("PM408", message, ("pairs",), note)


def criteria_right(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Every pair has every criterion of the cohort in file order, each with its value."""
    for i, pair in enumerate(check.pairing.pairs):
        doctor, manager = check.cohort.person(pair.doctor), check.cohort.person(pair.manager)
        expected = criteria_of(check.cohort, check.availability, doctor, manager)
        if list(pair.criteria) != list(expected):
            message = (
                f"the criteria of {pair.doctor} and {pair.manager} must be: {', '.join(expected) or 'none'}"
            )
            note = check.places.note("the criteria of the cohort", "matching", "criteria")
            yield check.places.fault("PM422", message, ("pairs", i, "criteria"), note)
            continue
        for name, value in expected.items():
            right: int | str = NOT_KNOWN if value is None else value
            if pair.criteria[name] != right:
                message = (
                    f"`{name}` of {pair.doctor} and {pair.manager} is {right}, not {pair.criteria[name]}"
                )
                note = check.places.note("the criterion", "matching", "criteria", name)
                yield check.places.fault("PM421", message, ("pairs", i, "criteria", name), note)


def scores_right(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """A pair's score is the mean of its known criteria by weight."""
    for i, pair in enumerate(check.pairing.pairs):
        doctor, manager = check.cohort.person(pair.doctor), check.cohort.person(pair.manager)
        score = score_of(check.cohort, check.availability, doctor, manager)
        if pair.score != score:
            message = f"the score of {pair.doctor} and {pair.manager} is {score}, not {pair.score}"
            yield check.places.fault("PM423", message, ("pairs", i, "score"))


def pairs_schedulable(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Every pair could, alone, be given all its required sessions."""
    if not check.cohort.matching.schedulable:
        return
    for i, pair in enumerate(check.pairing.pairs):
        if schedulable(check.cohort, check.availability, pair.doctor, pair.manager) is False:
            message = (
                f"{pair.doctor} and {pair.manager} could not, even alone, be given all required sessions"
            )
            note = check.places.note("pairs must be schedulable", "matching", "schedulable")
            yield check.places.fault("PM416", message, ("pairs", i), note)
