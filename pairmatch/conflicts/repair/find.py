"""`repairs`: the cheapest changes of the file after which the rota misses nothing, each proven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import parse
from pairmatch.conflicts.applied import read_again, told_with_lines
from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.repair.edits import edits_of
from pairmatch.conflicts.repair.sentences import sentence_of
from pairmatch.conflicts.report import Change, Repair
from pairmatch.conflicts.rota.model import FactModel
from pairmatch.errors import CohortError, PairmatchError
from pairmatch.progress import OnProgress, Stop, Watch
from pairmatch.rota.demand import demands
from pairmatch.rota.fewest_missed import fewest_missed

SECONDS = 60.0
COUNT = 3
TRIED = 4
"""So many sets of changes more than are wanted are looked at."""


def repairs(
    cohort: Cohort,
    text: str,
    pairs: Sequence[tuple[str, str]],
    *,
    weeks: int | None = None,
    count: int = COUNT,
    watch: Watch | None = None,
    time_limit: float = SECONDS,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> tuple[Repair, ...]:
    """The cheapest changes of the file after which nothing is missed.

    Parameters
    ----------
    cohort
        A checked cohort that was read from a file.
    text
        The text of that file.
    pairs
        (doctor, manager) of each pair.
    weeks
        How long the programme runs; None: as long as the cohort says.
    count
        How many different ones are wanted. As long as there are others, none changes only what those
        before it change.
    watch
        How long it may take, whom to tell, and whether to stop; None: made of the next three.
    time_limit
        Seconds; what is found by then is returned.
    on_progress
        Told from time to time.
    stop
        Asks for an early end.

    Returns
    -------
    tuple
        The cheapest first; none where nothing is missed. Each was applied to the text, read and checked
        again, and given a rota; a set of changes after which something is missed is not returned.
    """
    watch = watch or Watch(time_limit, on_progress, stop)
    model, trial = FactModel(cohort, pairs, weeks), _Trial(cohort, text, tuple(pairs), weeks, watch)
    prices, found = model.relaxable(), list[Repair]()
    for changes, is_proven in _cheapest_first(model, count + TRIED, watch):
        watch.tell("cheapest changes", len(found), count)
        repair = trial.of(model, changes, {one: _price(one, prices) for one in changes}, is_proven=is_proven)
        if repair:
            found.append(repair)
        if len(found) == count:
            break
    return tuple(sorted(found, key=lambda one: one.cost))


def _cheapest_first(model: FactModel, most: int, watch: Watch) -> Iterator[tuple[Sequence[Relaxation], bool]]:
    """Sets of changes: first those that change different things, then any other."""
    found: list[Sequence[Relaxation]] = []
    for is_unlike in (True, False):
        while len(found) < most and watch.left > 0:
            changes, is_proven = model.cheapest(found, watch, unlike=found if is_unlike else ())
            if not changes:
                break
            found.append(changes)
            yield changes, is_proven


def _price(change: Relaxation, prices: dict[Relaxation, int]) -> int:
    """What a change costs; a window that is widened at both ends, the sum of the two."""
    if change in prices or change.weeks is None:
        return prices.get(change, 0)
    ends = [
        (one.weeks, price)
        for one, price in prices.items()
        if one.weeks and (one.what, one.subject) == (change.what, change.subject)
    ]
    return sum(
        max((price for weeks, price in ends if weeks[end] == change.weeks[end]), default=0) for end in (0, 1)
    )


@dataclass(frozen=True)
class _Trial:
    """Applies changes to the text of a file, and makes a rota again."""

    cohort: Cohort
    text: str
    pairs: tuple[tuple[str, str], ...]
    weeks: int | None
    watch: Watch

    def of(
        self,
        model: FactModel,
        changes: Sequence[Relaxation],
        prices: dict[Relaxation, int],
        *,
        is_proven: bool,
    ) -> Repair | None:
        """The repair of these changes; None where they cannot be written, or something is missed still."""
        text, told = self.text, list[Change]()
        try:
            for change in changes:
                data = parse(text.encode(), "").data
                edits = edits_of(model.ground, change, data)
                sentence = sentence_of(model.ground, change)
                one, text = told_with_lines(self.cohort, text, sentence, edits, prices[change])
                told.append(one)
        except PairmatchError:
            return None
        misses = self._misses(text)
        if misses:
            return None
        return Repair(
            changes=tuple(told),
            cost=sum(prices.values()),
            status="optimal" if is_proven else "feasible",
            proven=misses is not None,
        )

    def _misses(self, text: str) -> bool | None:
        """Whether something is missed by every rota of an edited text; None where it was not found out."""
        cohort = read_again(self.cohort, text)
        if cohort is None:
            return True
        try:
            fewest = fewest_missed(demands(cohort, self.pairs, self.weeks), self.watch)
        except CohortError:
            return True
        if fewest is None or (any(fewest.missed) and not any(fewest.bound)):
            return None
        return any(fewest.missed)
