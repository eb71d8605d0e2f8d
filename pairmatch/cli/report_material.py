"""What `report` finds out beside what was saved: who was close to whom, and why something is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pairmatch.cli.engines import ask
from pairmatch.cli.finished import Finished
from pairmatch.cli.saved_wishes import wishes_of
from pairmatch.cli.screen import Screen
from pairmatch.cli.solving import Interrupted, OnStop, solve
from pairmatch.cli.target import PAIRS, ROTA, document_name
from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.report import ConflictReport
from pairmatch.errors import CohortError, NoAnswerInTime, WrongUsage
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch
from pairmatch.report.html.material import Closeness, Material


@dataclass(frozen=True)
class Asked:
    """What page is wanted."""

    path: Path
    """The cohort file."""
    target: Path
    """Where the page goes."""
    pairs: Path | None
    """The saved pairing, where it is not beside the cohort file."""
    rota: Path | None
    """The saved rota, where it is not beside the cohort file."""
    time_limit: float
    """Seconds for each thing that is worked out."""
    conflicts: bool
    anonymise: bool
    """Whether names and free texts are replaced."""
    force: bool

    @property
    def documents(self) -> tuple[Path, Path]:
        """Where the saved pairing and rota are, or would be."""
        return (
            self.pairs or self.path.with_name(document_name(self.path, PAIRS)),
            self.rota or self.path.with_name(document_name(self.path, ROTA)),
        )


def material_of(screen: Screen, asked: Asked, finished: Finished) -> Material:
    """What a page is made of, but for conflicts.

    Parameters
    ----------
    screen
        Takes what is told.
    asked
        What page is wanted.
    finished
        What was saved, or made for the page.
    """
    material = _anonymous(finished) if asked.anonymise else _as_it_is(asked, finished)
    if material.pairing is None:
        return material
    found = _found(screen, material.cohort, _wishes_of(material.pairing), asked.time_limit)
    if found is None:
        screen.warn("who else could have been paired was not found out, so the page leaves it out")
        return material
    closeness, reasons = found
    is_best = {margin.pair for margin in closeness.margins} == set(material.pairs)
    pairing = _with_reasons(material.pairing, reasons) if asked.anonymise and is_best else material.pairing
    shown = closeness if is_best else replace(closeness, margins=())
    return replace(material, pairing=pairing, closeness=shown)


def _as_it_is(asked: Asked, finished: Finished) -> Material:
    both = zip(asked.documents, (finished.pairing, finished.rota), strict=True)
    names = [finished.cohort.file_name, *(file.name for file, document in both if document is not None)]
    return Material(finished.cohort, finished.pairing, finished.rota, files=tuple(names))


def _anonymous(finished: Finished) -> Material:
    from pairmatch.report.anonymous import anonymous

    nobody = anonymous(finished.cohort)
    return Material(
        nobody.cohort,
        nobody.pairing(finished.pairing) if finished.pairing is not None else None,
        nobody.rota(finished.rota) if finished.rota is not None else None,
        files=(nobody.cohort.file_name,),
        is_anonymous=True,
    )


def _found(
    screen: Screen, cohort: Cohort, wishes: Wishes, time_limit: float
) -> tuple[Closeness, Mapping[str, str]] | None:
    """The scores of all allowed pairs, how firmly the best pairs stand, and why people wait."""
    from pairmatch.matching.task import prepare, reasons
    from pairmatch.matching.why import margins

    def look(on_progress: OnProgress | None, stop: Stop) -> tuple[Closeness, Mapping[str, str]]:
        watch = Watch(time_limit, on_progress, stop)
        task = prepare(cohort, wishes, watch)
        rows, columns = task.candidates.allowed.nonzero()
        scores = {
            task.ids(cell): int(task.candidates.scores.total[cell])
            for cell in zip(rows.tolist(), columns.tolist(), strict=True)
        }
        try:
            firm = margins(cohort, wishes, time_limit=watch.left, on_progress=on_progress, stop=stop)
            return Closeness(scores, firm), reasons(task)
        except NoAnswerInTime:
            return Closeness(scores), {}

    try:
        return solve(screen, "page", look, time_limit, OnStop.TOLD).result
    except (CohortError, WrongUsage, NoAnswerInTime):
        return None


def _with_reasons(pairing: Pairing, reasons: Mapping[str, str]) -> Pairing:
    """The pairing with reasons that were worked out anew, where those saved could name somebody."""
    waiting = tuple(
        one.model_copy(update={"why": reasons.get(one.person, one.why)}) for one in pairing.unmatched
    )
    return pairing.model_copy(update={"unmatched": waiting})


def with_conflicts(screen: Screen, asked: Asked, material: Material) -> Material:
    """The same with why something is left out, where anything is, and that is wanted."""
    search = _search(material) if asked.conflicts else None
    if search is None:
        return material
    question = partial(search, material.cohort, material.cohort.text)
    try:
        found = ask(screen, "reason", question, asked.time_limit).result
    except (NoAnswerInTime, Interrupted):
        screen.warn("why something is left out was not found out in time; allow more with --time-limit")
        return material
    if not found.complete:
        screen.warn("in the time given not every cause was found; allow more with --time-limit")
    return replace(material, conflicts=found)


def _search(material: Material) -> Callable[..., ConflictReport] | None:
    """What finds out why something is left out; None where nothing is, or it cannot be found out.

    Who waits can be explained only of a pairing that `match` makes: not of pairs that were edited by hand.
    """
    from pairmatch.conflicts.find import find, why_unmatched

    pairing, rota = material.pairing, material.rota
    wishes = _wishes_of(pairing) if pairing is not None else Wishes()
    waits = pairing is not None and any(
        material.cohort.person(one.person).pairs > 0 for one in pairing.unmatched
    )
    explains = waits and pairing is not None and not pairing.is_edited and not wishes.with_rota
    if rota is not None and rota.missed:
        pairs = None if explains else material.pairs
        return partial(find, pairs=pairs, wishes=wishes, weeks=rota.weeks, missed=rota.missed)
    return partial(why_unmatched, wishes=wishes) if explains else None


def _wishes_of(pairing: Pairing) -> Wishes:
    return wishes_of(pairing.made.options) or Wishes()
