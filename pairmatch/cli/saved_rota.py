"""The rota that is saved already: kept where it is better than the new one."""

from __future__ import annotations

from pathlib import Path

from pairmatch.cli.screen import Screen
from pairmatch.cohort.document import read_document
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import CohortError, UnreadableFile
from pairmatch.rota.rota import Rota


def better_saved(path: Path, new: Rota, cohort: Cohort, screen: Screen) -> Rota | None:
    """The rota at `path` where it answers the same question better than the new one; that is told."""
    from pairmatch.verify.levels import levels

    saved = _sound(path, new, cohort)
    if saved is None or levels(cohort, saved) >= levels(cohort, new):
        return None
    screen.warn(f"the saved rota is better: {_compared(saved, new)}; kept. --force replaces it")
    return saved


def _sound(path: Path, new: Rota, cohort: Cohort) -> Rota | None:
    """The saved rota of the same file, pairs and weeks that has no faults; None where there is none."""
    from pairmatch.verify import verify_rota

    if not path.is_file():
        return None
    try:
        saved, source = read_document(path, Rota)
    except (CohortError, UnreadableFile):
        return None
    same = (
        saved.cohort.sha256 == new.cohort.sha256
        and set(saved.pairs) == set(new.pairs)
        and saved.weeks == new.weeks
    )
    if not same or any(fault.is_error for fault in verify_rota(cohort, saved, source)):
        return None
    return saved


def _compared(saved: Rota, new: Rota) -> str:
    """By how much, in the first thing that tells the two apart to a reader."""
    if len(saved.missed) != len(new.missed):
        return f"it misses {len(saved.missed):,}, the new one {len(new.missed):,}"
    if saved.proof.cost != new.proof.cost:
        return f"it costs {saved.proof.cost:,}, the new one {new.proof.cost:,}"
    return "what it misses matters less"
