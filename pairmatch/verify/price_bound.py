"""The arithmetic of prices: a bound that no pairing can exceed, and whether a pairing reaches it.

Whatever pairs are chosen, a person's price is paid by the person for every place that is filled, and
received by the pair that fills it. What a place, or a candidate, is worth beyond its price is the most
that it can add; the sum of all of these is the bound (weak duality of linear programming: Ahuja, Magnanti
and Orlin, *Network Flows*, section 9.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pairmatch.cohort.score_file import BEST
from pairmatch.matching.pairing import PairingProof, Prices
from pairmatch.verify.counted import KEPT, PEOPLE, Counted, Question, read_counts
from pairmatch.verify.measures import choices_of, ranks_of
from pairmatch.verify.partners import PairingUnderCheck


@dataclass(frozen=True)
class Reached:
    """How much a pairing has of each thing that prices count."""

    people: int
    worst: int
    total: int
    choices: Sequence[int]
    kept: int | None
    """None: not known, as of everything that a proof does not tell."""
    scores: Sequence[int] | None

    @classmethod
    def by_pairs(cls, check: PairingUnderCheck) -> Reached:
        """Of the pairs of the document."""
        pairs = [pair.ids for pair in check.pairing.pairs]
        scores = [check.scores.score(*pair) for pair in pairs]
        people = sum(1 for partners in check.partners.values() if partners)
        kept = len(check.asked.old.intersection(pairs))
        return cls(people, min(scores, default=0), sum(scores), choices_of(check.facts, pairs), kept, scores)

    @classmethod
    def by_proof(cls, proof: PairingProof) -> Reached:
        """Of the pairs that the proof speaks of, where the document has others by now."""
        return cls(proof.people, proof.worst, proof.total, proof.choices or (), None, None)

    def amount(self, what: Counted) -> int | None:
        """How much of a thing there is; None: not known."""
        if what.kind == "people":
            return self.people
        if what.kind == "kept":
            return self.kept
        if what.kind == "score":
            return self.total
        if what.kind == "choice":
            return self.choices[what.first - 1] if 0 < what.first <= len(self.choices) else 0
        if what.last < self.worst:
            return 0
        if self.scores is None:
            return None
        return sum(1 for score in self.scores if what.first <= score <= what.last)


class Ledger:
    """Entries that are compared in order, put into one number: each entry is a digit of it.

    The digits are so large that no sum ever carries from one to the next; so numbers compare as the
    lists of their digits do, and a number below 0 is one whose first digit that is not 0 is below it.
    """

    def __init__(self, check: PairingUnderCheck, entries: Sequence[Prices], considered: range) -> None:
        self._check, self._considered = check, considered
        self._counts = [read_counts(prices.counts) or [] for prices in entries]
        digit = self._digit(entries)
        self._worth: dict[Counted, int] = {}
        self._doctors: dict[str, int] = {doctor.id: 0 for doctor in check.cohort.doctors if doctor.pairs}
        self._managers: dict[str, int] = {one.id: 0 for one in check.cohort.managers if one.pairs}
        for place, prices in enumerate(reversed(entries)):
            for what, multiplier in self._counts[-1 - place]:
                self._worth[what] = self._worth.get(what, 0) + multiplier * digit**place
            for side, given in ((self._doctors, prices.doctors), (self._managers, prices.managers)):
                for person, price in given.items():
                    if person in side:
                        side[person] += int(price) * digit**place
        self._by_score = [self._of_score(score) for score in range(BEST + 1)]
        self._by_rank = {what.first: worth for what, worth in self._worth.items() if what.kind == "choice"}

    def _digit(self, entries: Sequence[Prices]) -> int:
        """More than twice what any entry can add up to."""
        people = sum(person.pairs + 1 for person in self._check.cohort.people)
        pairs = len(self._check.cohort.doctors) * len(self._check.cohort.managers)
        largest = 0
        for prices, counts in zip(entries, self._counts, strict=True):
            worth = sum(abs(multiplier) for _, multiplier in counts) * 2 * BEST
            price = max(map(abs, (*prices.doctors.values(), *prices.managers.values())), default=0)
            largest = max(largest, int((people + 2 * pairs + 1) * (worth + 2 * price)))
        return 2 * largest + 1

    def _of_score(self, score: int) -> int:
        worth = score * self._worth.get(Counted("score"), 0)
        return worth + sum(
            more
            for what, more in self._worth.items()
            if what.kind == "pairs" and what.first <= score <= what.last
        )

    def worth_of(self, reached: Reached) -> int | None:
        """What a pairing is worth that reaches so much; None: not known."""
        total = 0
        for what, worth in self._worth.items():
            amount = reached.amount(what)
            if amount is None:
                return None
            total += amount * worth
        return total

    def left_of(self, goal: int) -> int:
        """What is left of a goal once the bound is taken from it; below 0 as soon as that is certain."""
        left = goal - sum(self._beyond_prices()) - sum(self._of_locked())
        for excess in self._of_candidates():
            if left < 0:
                break
            left -= excess
        return left

    def _beyond_prices(self) -> Iterator[int]:
        """The most that each person's places can add."""
        worth = self._worth.get(PEOPLE, 0)
        for side, prices in (
            (self._check.cohort.doctors, self._doctors),
            (self._check.cohort.managers, self._managers),
        ):
            for person in side:
                if person.pairs:
                    price = prices[person.id]
                    yield max(0, worth - price) + (person.pairs - 1) * max(0, -price)

    def _of_locked(self) -> Iterator[int]:
        """What the locked pairs add, which every pairing has."""
        for doctor, manager in self._check.asked.locked:
            of_score = self._by_score[self._check.scores.score(doctor, manager)]
            yield self._doctors[doctor] + self._managers[manager] + self._listed(doctor, manager) + of_score

    def _of_candidates(self) -> Iterator[int]:
        """What each candidate can add; a score is worked out only where it could matter."""
        most_by_score = max((self._by_score[score] for score in self._considered), default=0)
        most_listed = 2 * max((0, *self._by_rank.values())) + max(0, self._worth.get(KEPT, 0))
        dearest_first = sorted(self._managers.items(), key=lambda item: -item[1])
        locked = self._check.asked.locked
        is_plain = not self._by_rank and not self._worth.get(KEPT)
        for doctor, price in self._doctors.items():
            for manager, other in dearest_first:
                both = price + other
                if both + most_by_score + most_listed <= 0:
                    break
                if not is_plain:
                    both += self._listed(doctor, manager)
                if both + most_by_score <= 0 or (doctor, manager) in locked:
                    continue
                score = self._check.scores.score(doctor, manager)
                excess = both + self._by_score[score]
                if excess > 0 and score in self._considered and self._check.could_be(doctor, manager):
                    yield excess

    def _listed(self, doctor: str, manager: str) -> int:
        """What two people add by their ranks on each other's lists, and by having been a pair."""
        ranks = ranks_of(self._check.facts, doctor, manager)
        kept = self._worth.get(KEPT, 0) if (doctor, manager) in self._check.asked.old else 0
        return kept + sum(self._by_rank.get(rank, 0) for rank in ranks)


def shows_best(check: PairingUnderCheck, question: Question, reached: Reached) -> bool:
    """Whether the prices show that nothing is better than what is reached."""
    entries = [prices for prices in check.pairing.prices if prices.shows == "best"]
    steps = [what for prices in entries for what, _ in read_counts(prices.counts) or ()]
    leaves_out = question.asked.objective == "fair" and not any(what.kind == "pairs" for what in steps)
    ledger = Ledger(check, entries, range(max(0, question.worst) if leaves_out else 0, BEST + 1))
    goal = ledger.worth_of(reached)
    return goal is not None and ledger.left_of(goal) == 0


def shows_worst(check: PairingUnderCheck, question: Question, reached: Reached) -> bool:
    """Whether less would be reached with pairs above the worst score alone."""
    if question.asked.objective != "fair" or not reached.people:
        return True
    if any(check.scores.score(*pair) <= question.worst for pair in check.asked.locked):
        return True
    entries = [prices for prices in check.pairing.prices if prices.shows == "worst"]
    if not entries:
        return not _any_above(check, question.worst)
    ledger = Ledger(check, entries, range(max(0, question.worst + 1), BEST + 1))
    goal = ledger.worth_of(reached)
    return goal is not None and ledger.left_of(goal) > 0


def _any_above(check: PairingUnderCheck, worst: int) -> bool:
    """Whether any candidate scores more."""
    return any(
        check.scores.score(doctor.id, manager.id) > worst and check.could_be(doctor.id, manager.id)
        for doctor in check.cohort.doctors
        for manager in check.cohort.managers
    )
