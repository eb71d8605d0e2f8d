"""Each pair of a pairing against the hard rules and the scores of its cohort."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.diagnostics import Diagnostic
from pairmatch.matching.pairing import NOT_KNOWN
from pairmatch.verify.allowed import objections
from pairmatch.verify.partners import PairingUnderCheck


def pairs_allowed(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Every pair keeps every hard rule, and nobody is paired who refuses, manages or waits for approval."""
    for i, pair in enumerate(check.pairing.pairs):
        for objection in objections(check.facts, check.scores, *pair.ids):
            note = check.places.note("this forbids it", *objection.loc)
            message = f"{pair.doctor} and {pair.manager} {objection.message}"
            yield check.places.fault(objection.code, message, ("pairs", i), note)


def none_banned(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """No pair was banned when the pairing was asked for."""
    for i, pair in enumerate(check.pairing.pairs):
        if pair.ids in check.asked.bans:
            message = f"{pair.doctor} and {pair.manager} are paired, and the options of this pairing ban it"
            yield check.places.fault("PM418", message, ("pairs", i))


def locked_paired(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Every doctor and manager whom a rule holds together, or an option, are paired."""
    for (doctor, manager), rule in check.asked.rules.items():
        if (doctor, manager) not in check.present:
            note = check.places.note("this demands it", "matching", "rules", rule)
            message = f"{doctor} and {manager} must be paired and are not"
            yield check.places.fault("PM408", message, ("pairs",), note)
    for doctor, manager in check.asked.locks:
        if (doctor, manager) not in check.present:
            message = f"{doctor} and {manager} are locked by the options of this pairing and are not paired"
            yield check.places.fault("PM408", message, ("made", "options", "lock"))


def criteria_right(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Every pair has every criterion of the cohort in file order, each with its value."""
    for i, pair in enumerate(check.pairing.pairs):
        expected = check.scores.criteria(*pair.ids)
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
        score = check.scores.score(*pair.ids)
        if pair.score != score:
            message = f"the score of {pair.doctor} and {pair.manager} is {score}, not {pair.score}"
            yield check.places.fault("PM423", message, ("pairs", i, "score"))


def pairs_schedulable(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """Every pair could, alone, be given all its required sessions."""
    if not check.cohort.matching.schedulable:
        return
    for i, pair in enumerate(check.pairing.pairs):
        if check.candidates.schedulable(*pair.ids) is False:
            message = (
                f"{pair.doctor} and {pair.manager} could not, even alone, be given all required sessions"
            )
            note = check.places.note("pairs must be schedulable", "matching", "schedulable")
            yield check.places.fault("PM416", message, ("pairs", i), note)
