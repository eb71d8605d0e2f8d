"""What prices count, and in which order and with which multipliers they must count it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pairmatch.cohort.score_file import BEST
from pairmatch.verify.made_with import Asked

Kind = Literal["people", "kept", "choice", "score", "pairs"]

_KEY = re.compile(
    r"(?P<word>people|kept|score)|choice (?P<rank>[0-9]{1,9})"
    r"|pairs (?P<first>[0-9]{1,4})(\.\.(?P<last>[0-9]{1,4}))?"
)


@dataclass(frozen=True)
class Counted:
    """One thing that is counted, as it is written in `counts`."""

    kind: Kind
    first: int = 0
    """Of a `choice` the rank, of `pairs` the lowest score."""
    last: int = 0
    """Of `pairs` the highest score."""


PEOPLE, KEPT, SCORE = Counted("people"), Counted("kept"), Counted("score")

Step = tuple[Counted, int]
"""What is counted, and 1 where more of it is better, −1 where fewer are."""


def read_counted(key: str) -> Counted | None:
    """The thing that a key of `counts` names; None where it names none."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    if found["rank"]:
        return Counted("choice", int(found["rank"]))
    if found["first"]:
        return Counted("pairs", int(found["first"]), int(found["last"] or found["first"]))
    return {"people": PEOPLE, "kept": KEPT, "score": SCORE}[found["word"]]


def read_counts(counts: Mapping[str, int]) -> list[tuple[Counted, int]] | None:
    """Each thing with its multiplier, in order; None where one is unknown or counts nothing."""
    read = [(read_counted(key), int(multiplier)) for key, multiplier in counts.items()]
    known = [(what, multiplier) for what, multiplier in read if what is not None and multiplier]
    return known if len(known) == len(read) and known else None


@dataclass(frozen=True)
class Question:
    """What decides the order in which a pairing is best."""

    asked: Asked
    longest_list: int
    worst: int
    """The lowest score of its pairs."""
    levels: Sequence[int]
    """The different scores of its pairs, ascending."""

    @property
    def before(self) -> list[Step]:
        """What comes before the objective."""
        people = [] if self.asked.is_free else [(PEOPLE, 1)]
        return people + ([(KEPT, 1)] if self.asked.keeps_most else [])

    @property
    def best(self) -> list[Step]:
        """What the entries that show the best must count, one after the other."""
        if self.asked.objective == "leximin":
            return self.before + list(_leximin(self.levels))
        choices = range(1, self.longest_list + 1) if self.asked.objective == "rank" else ()
        return self.before + [(Counted("choice", rank), 1) for rank in choices] + [(SCORE, 1)]

    @property
    def best_of_all(self) -> list[Step] | None:
        """The same for `fair`, where the pairs below the worst are not left out but counted against it."""
        if self.asked.objective != "fair" or self.worst <= 0:
            return None
        return [*self.before, (Counted("pairs", 0, self.worst - 1), -1), (SCORE, 1)]


def _leximin(levels: Sequence[int]) -> Iterator[Step]:
    """The list of scores, ascending, as counts: fewer of each low score, then more and higher ones.

    Of two lists the first place at which they differ decides: where it holds the lowest score of which one
    list has more, that list is worse; beyond the last score of the list a longer one is better.
    """
    for at, level in enumerate(levels):
        below = levels[at - 1] + 1 if at else 0
        if below < level:
            yield Counted("pairs", below, level - 1), -1
        if level != levels[-1]:
            yield Counted("pairs", level, level), -1
            continue
        if level < BEST:
            yield Counted("pairs", level + 1, BEST), 1
        yield Counted("pairs", level, level), 1


def most_apart(what: Counted, people: int, old: int, pairs: int) -> int:
    """By how much two pairings can differ in a thing, given the most people, old pairs and pairs."""
    most = {
        "people": people,
        "kept": min(old, pairs),
        "choice": 2 * pairs,
        "score": BEST * pairs,
        "pairs": pairs,
    }
    return most[what.kind]
