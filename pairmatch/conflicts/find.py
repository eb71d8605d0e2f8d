"""`find`: why a cohort cannot be served, and what would be enough; first the pairing, then its rota."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.applied import told_with_lines
from pairmatch.conflicts.pairing import pairing_conflicts, pairing_repairs
from pairmatch.conflicts.repair import repairs
from pairmatch.conflicts.report import Change, Conflict, ConflictReport, Repair
from pairmatch.conflicts.rota import rota_conflicts
from pairmatch.errors import NoAnswerInTime
from pairmatch.matching import match
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch

COUNT = 3
SECONDS = 60.0
Pairs = Sequence[tuple[str, str]]
T = TypeVar("T")


def find(
    cohort: Cohort,
    text: str,
    *,
    pairs: Pairs | None = None,
    wishes: Wishes = Wishes(),
    weeks: int | None = None,
    count: int = COUNT,
    watch: Watch | None = None,
    time_limit: float = SECONDS,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> ConflictReport:
    """Why not everything that a cohort asks for can be had, and the cheapest changes that are enough.

    Parameters
    ----------
    cohort
        A checked cohort that was read from a file.
    text
        The text of that file.
    pairs
        (doctor, manager) of each pair; None: the cohort is paired first, and where that leaves somebody
        without a partner it is the pairing that is told of. Its rota can be asked for once it is mended.
    wishes
        What the run asks of the pairing beside the file.
    weeks
        How long the programme runs; None: as long as the cohort says.
    count
        How many different repairs are wanted; 0: none are looked for.
    watch
        How long it may take, whom to tell, and whether to stop; None: made of the next three.
    time_limit
        Seconds; what is found by then is told.
    on_progress
        Told from time to time.
    stop
        Asks for an early end.

    Returns
    -------
    ConflictReport
        Conflicts and repairs, and how many seconds each took.

    Raises
    ------
    CohortError, WrongUsage
        As `match`.
    NoAnswerInTime
        When time was over before there was a pairing.
    """
    search = _Search(cohort, text, count, watch or Watch(time_limit, on_progress, stop))
    if pairs is None:
        report = search.of_pairing(wishes)
        if not report.is_served:
            return report
        pairs = search.paired(wishes)
    return search.of_rota(pairs, weeks)


class _Search:
    """One search, and how long its parts take."""

    def __init__(self, cohort: Cohort, text: str, count: int, watch: Watch) -> None:
        self._cohort = cohort
        self._text = text
        self._count = count
        self._watch = watch
        self._seconds: dict[str, float] = {}

    def of_pairing(self, wishes: Wishes) -> ConflictReport:
        """Why somebody has no partner, or why there is no pairing at all."""
        watch = self._watch
        found = self._timed("conflicts", lambda: pairing_conflicts(self._cohort, wishes, watch=watch))
        if not found[0] or not self._count:
            return self._report(found, ())
        made = self._timed(
            "repairs",
            lambda: pairing_repairs(self._cohort, self._text, wishes, count=self._count, watch=watch),
        )
        return self._report(found, tuple(map(self._with_lines, made)))

    def paired(self, wishes: Wishes) -> Pairs:
        """The pairs that `match` makes."""
        if self._watch.left <= 0:
            raise NoAnswerInTime("the time was over before there was a pairing")
        pairing = self._timed(
            "pairing", lambda: match(self._cohort, wishes, time_limit=max(1.0, self._watch.left))
        )
        return [pair.ids for pair in pairing.pairs]

    def of_rota(self, pairs: Pairs, weeks: int | None) -> ConflictReport:
        """Why something is missed."""
        watch = self._watch
        found = self._timed(
            "conflicts", lambda: rota_conflicts(self._cohort, pairs, weeks=weeks, watch=watch)
        )
        if not found[0] or not self._count:
            return self._report(found, ())
        made = self._timed(
            "repairs",
            lambda: repairs(self._cohort, self._text, pairs, weeks=weeks, count=self._count, watch=watch),
        )
        return self._report(found, made)

    def _timed(self, part: str, work: Callable[[], T]) -> T:
        start = self._watch.seconds
        result = work()
        self._seconds[part] = self._seconds.get(part, 0.0) + self._watch.seconds - start
        return result

    def _report(self, found: tuple[tuple[Conflict, ...], bool], made: tuple[Repair, ...]) -> ConflictReport:
        conflicts, is_complete = found
        source = self._cohort.source
        return ConflictReport(
            file=source.name if source else "",
            conflicts=conflicts,
            repairs=made,
            missed=sum(len(one.hits) for one in conflicts),
            complete=is_complete,
            seconds=dict(self._seconds),
        )

    def _with_lines(self, repair: Repair) -> Repair:
        """The same repair with the lines of the file that it changes."""
        text, told = self._text, list[Change]()
        for change in repair.changes:
            one, text = told_with_lines(self._cohort, text, change.sentence, change.edits, change.cost)
            told.append(one)
        return Repair(tuple(told), repair.cost, repair.status, repair.proven)
