"""`find`: why a cohort cannot be served, and what would be enough; first the pairing, then its rota."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.applied import told_with_lines
from pairmatch.conflicts.pairing import pairing_conflicts, pairing_repairs
from pairmatch.conflicts.repair import repairs
from pairmatch.conflicts.report import Change, Conflict, ConflictReport, Repair
from pairmatch.conflicts.rota import rota_conflicts
from pairmatch.errors import CohortError, NoAnswerInTime, WrongUsage
from pairmatch.matching import match
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch
from pairmatch.rota.rota import AnyMissed

COUNT = 3
SECONDS = 60.0
SHARE_OF_PAIRING = 0.4
SHARE_OF_REPAIRS = 0.6
"""Of what time is left when they begin."""
Pairs = Sequence[tuple[str, str]]
T = TypeVar("T")


def find(
    cohort: Cohort,
    text: str,
    *,
    pairs: Pairs | None = None,
    wishes: Wishes = Wishes(),
    weeks: int | None = None,
    missed: Sequence[AnyMissed] | None = None,
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
        (doctor, manager) of each pair; None: the cohort is paired first, and it is told, too, why somebody
        has no partner. That takes less than half of the time.
    wishes
        What the run asks of the pairing beside the file.
    weeks
        How long the programme runs; None: as long as the cohort says.
    missed
        What the rota of the pairs misses, where there is one; None: what the best one does.
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
    if pairs is not None:
        return search.of_rota(pairs, weeks, missed)
    of_pairing = search.of_pairing(wishes)
    try:
        pairs = search.paired(wishes)
    except (CohortError, WrongUsage):
        if of_pairing.conflicts:  # of locks: there is no pairing, and so no rota
            return of_pairing
        raise
    return _joined(of_pairing, search.of_rota(pairs, weeks, missed))


def why_missed(
    cohort: Cohort,
    pairs: Pairs,
    missed: Sequence[AnyMissed],
    *,
    weeks: int | None = None,
    time_limit: float = SECONDS,
) -> ConflictReport:
    """The causes of what a rota misses, without repairs.

    Parameters
    ----------
    cohort, pairs, weeks, time_limit
        As in `find`.
    missed
        What the rota misses.
    """
    search = _Search(cohort, "", 0, Watch(time_limit, None, None))
    return search.of_rota(pairs, weeks, missed)


def why_unmatched(
    cohort: Cohort,
    text: str,
    wishes: Wishes = Wishes(),
    *,
    count: int = COUNT,
    time_limit: float = SECONDS,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> ConflictReport:
    """Why somebody has no partner, and what would be enough; nothing of the rota.

    Parameters and errors are those of `find`.
    """
    return _Search(cohort, text, count, Watch(time_limit, on_progress, stop)).of_pairing(wishes)


def _joined(of_pairing: ConflictReport, of_rota: ConflictReport) -> ConflictReport:
    """What is found of a pairing and of its rota, as one."""
    return replace(
        of_rota,
        conflicts=(*of_pairing.conflicts, *of_rota.conflicts),
        repairs=(*of_pairing.repairs, *of_rota.repairs),
        missed=of_pairing.missed + of_rota.missed,
        complete=of_pairing.complete and of_rota.complete,
    )


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
        watch = self._watch.within(self._watch.left * SHARE_OF_PAIRING)
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

    def of_rota(
        self, pairs: Pairs, weeks: int | None, missed: Sequence[AnyMissed] | None = None
    ) -> ConflictReport:
        """Why something is missed."""
        made: tuple[Repair, ...] = ()
        if self._count:  # first, because they are known sooner than all causes
            watch = self._watch.within(self._watch.left * SHARE_OF_REPAIRS)
            made = self._timed(
                "repairs",
                lambda: repairs(self._cohort, self._text, pairs, weeks=weeks, count=self._count, watch=watch),
            )
        found = self._timed(
            "conflicts",
            lambda: rota_conflicts(self._cohort, pairs, weeks=weeks, missed=missed, watch=self._watch),
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
        return replace(repair, changes=tuple(told))
