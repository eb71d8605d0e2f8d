"""Whether prices are written so that arithmetic can follow them: names, what is counted, multipliers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from pairmatch.diagnostics import Diagnostic
from pairmatch.verify.counted import KEPT, PEOPLE, Counted, Question, Step, most_apart, read_counts
from pairmatch.verify.partners import PairingUnderCheck

Entry = list[tuple[Counted, int]]
"""The things that one entry counts, each with its multiplier."""


def question_of(check: PairingUnderCheck) -> Question:
    """What decides which pairing is best, by the pairs of the document."""
    reached = [check.scores.score(*pair.ids) for pair in check.pairing.pairs]
    levels = sorted(set(reached))
    return Question(check.asked, check.facts.longest_list, min(reached, default=0), levels)


def prices_well_formed(check: PairingUnderCheck, question: Question) -> Iterator[Diagnostic]:
    """Prices name people of their side, and count what is maximised, in its order."""
    entries: dict[str, list[Entry]] = {"worst": [], "best": []}
    for i, prices in enumerate(check.pairing.prices):
        fault = partial(check.places.fault, "PM438")
        for side, known in (("doctors", check.cohort.doctors), ("managers", check.cohort.managers)):
            stranger = _stranger(getattr(prices, side), {person.id for person in known})
            if stranger is not None:
                message = f"`{stranger}` is none of the {side} of the cohort"
                yield fault(message, ("prices", i, side, stranger))
        entry = read_counts(prices.counts)
        if entry is None:
            yield fault("this counts nothing that a pairing could be compared by", ("prices", i, "counts"))
            return
        if not _keeps_order(check, entry):
            message = "the multipliers are too close: what comes later could outweigh what comes before"
            yield fault(message, ("prices", i, "counts"))
        entries[prices.shows].append(entry)
    yield from _in_order(check, question, _steps(check, entries["worst"]), _steps(check, entries["best"]))


def _stranger(ids: Iterable[str], known: set[str]) -> str | None:
    return next((one for one in ids if one not in known), None)


def _keeps_order(check: PairingUnderCheck, entry: Entry) -> bool:
    """Whether one of a thing always outweighs all that comes after it in the entry."""
    doctors, managers = check.cohort.doctors, check.cohort.managers
    pairs = min(sum(one.pairs for one in doctors), sum(one.pairs for one in managers))
    old = sum(1 for pair in check.asked.old if check.could_be(*pair))
    later = 0
    for what, multiplier in reversed(entry):
        if abs(multiplier) <= later:
            return False
        later += abs(multiplier) * most_apart(what, len(doctors) + len(managers), old, pairs)
    return True


def _in_order(
    check: PairingUnderCheck, question: Question, worst: Sequence[Step], best: Sequence[Step]
) -> Iterator[Diagnostic]:
    if not _counts_all(check, question, best):
        wanted = ", ".join(map(_named, question.best)) or "nothing"
        message = f"the prices that show the best must count, in this order: {wanted}"
        yield check.places.fault("PM438", message, ("prices",))
    before = question.before
    if worst and (question.asked.objective != "fair" or worst not in (before, [(PEOPLE, 1)])):
        message = "only `fair` has prices that show the worst, and they count people, and then pairs kept"
        yield check.places.fault("PM438", message, ("prices",))


def _counts_all(check: PairingUnderCheck, question: Question, steps: Sequence[Step]) -> bool:
    """Whether what is maximised is counted in its order; a choice that nobody can have may be left out."""
    if steps in (question.best, question.best_of_all):
        return True
    left_out = [step for step in question.best if step not in steps]
    is_all = [step for step in question.best if step in steps] == steps
    return is_all and all(
        what.kind == "choice" and not _can_be_had(check, what.first) for what, _ in left_out
    )


def _can_be_had(check: PairingUnderCheck, rank: int) -> bool:
    """Whether anybody could be paired with whom they list at this place."""
    for person in check.cohort.people:
        if rank <= len(person.prefers):
            other = person.prefers[rank - 1]
            is_doctor = check.facts.locs[person.id][0] == "doctors"
            if check.could_be(*((person.id, other) if is_doctor else (other, person.id))):
                return True
    return False


def _steps(check: PairingUnderCheck, entries: Sequence[Entry]) -> list[Step]:
    """What the entries count, one after the other, and whether more of it or less is better.

    Where no old pair is left, counting those that are kept changes nothing.
    """
    counted = [(what, 1 if multiplier > 0 else -1) for entry in entries for what, multiplier in entry]
    return [step for step in counted if step[0] != KEPT or check.asked.old]


def _named(step: Step) -> str:
    what, sign = step
    if what.kind == "pairs":
        scores = f"{what.first}" if what.first == what.last else f"{what.first}..{what.last}"
        return f"{'more' if sign > 0 else 'fewer'} pairs {scores}"
    return f"choice {what.first}" if what.kind == "choice" else what.kind
