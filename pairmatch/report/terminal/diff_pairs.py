"""What differs between two pairings: the pairs, the scores, and who has another partner."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from pairmatch.matching.answers import Ids
from pairmatch.matching.pairing_changes import Both, KeptPair, PairingChanges
from pairmatch.report.terminal.diff_head import Measure, show_cohorts, show_files, show_measures
from pairmatch.report.terminal.moves import show_moves
from pairmatch.report.terminal.page import Sheet
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible
from pairmatch.report.words import counted

NOT_KNOWN = "not known"
FEW = 40


def show_pairing_changes(page: Sheet, files: Both[str], changes: PairingChanges) -> None:
    """Print what differs between two pairings.

    Parameters
    ----------
    page
        Where to, and what people are called.
    files
        What the two documents are called.
    changes
        What differs.
    """
    show_files(page, files)
    show_cohorts(page, changes.cohort)
    if changes.is_same:
        page.text(f"No difference: {counted(len(changes.pairs.kept), 'pair')}.")
        return
    page.text(", ".join(_counts(changes)))
    show_measures(page, list(_measures(changes)))
    if changes.reached.before.worst is None or changes.reached.after.worst is None:
        page.text(f"{NOT_KNOWN}: edited by hand; `pairmatch verify` says what the edit costs.", "dim")
    _show_pairs(page, "Pairs gone", changes.pairs.gone)
    _show_pairs(page, "Pairs new", changes.pairs.new)
    if changes.moves:
        page.console.print()
        show_moves(page, changes.moves, "Was with", "Is with")
    _show_rescored(page, changes)


def _counts(changes: PairingChanges) -> Iterator[str]:
    yield f"{counted(len(changes.pairs.gone), 'pair')} gone"
    yield f"{len(changes.pairs.new):,} new"
    yield f"{len(changes.pairs.kept):,} kept"
    yield f"{counted(len(changes.moves), 'person', 'people')} with other partners, or none"


def _measures(changes: PairingChanges) -> Iterator[Measure]:
    reached, proof = changes.reached, changes.proof
    yield "people placed", Both(f"{reached.before.people:,}", f"{reached.after.people:,}")
    yield "worst pair", Both(_number(reached.before.worst), _number(reached.after.worst))
    yield "total", Both(_number(reached.before.total), _number(reached.after.total))
    if proof.before.objective != proof.after.objective:
        yield "objective", Both(visible(proof.before.objective), visible(proof.after.objective))


def _number(value: int | None) -> str:
    return NOT_KNOWN if value is None else f"{value:,}"


def _show_pairs(page: Sheet, head: str, pairs: tuple[Ids, ...]) -> None:
    if not pairs:
        return
    page.heading(f"{head}: {len(pairs):,}")
    for pair in pairs[:FEW]:
        page.text(_pair(page, pair), indent=2)
    if len(pairs) > FEW:
        page.text(f"and {len(pairs) - FEW:,} more", "dim", indent=2)


def _pair(page: Sheet, pair: Ids) -> str:
    return f" {page.glyphs.plus} ".join(map(page.names.person, pair))


def _show_rescored(page: Sheet, changes: PairingChanges) -> None:
    kept = changes.rescored
    if not kept:
        return
    page.heading("Kept, with another score or project, as the documents say")
    rows = [
        Row(
            (
                Text(_pair(page, one.pair)),
                Text(f"{one.score.before} {page.glyphs.arrow} {one.score.after}"),
                Text(_projects(page, one)),
            )
        )
        for one in kept[:FEW]
    ]
    show_table(page, ("Pair", "Score", "Project"), rows)
    if len(kept) > FEW:
        page.text(f"and {len(kept) - FEW:,} more", "dim")


def _projects(page: Sheet, kept: KeptPair) -> str:
    if kept.project.is_same:
        return ""
    was, now = (
        page.names.project(one) if one else "none" for one in (kept.project.before, kept.project.after)
    )
    return f"{was} {page.glyphs.arrow} {now}"
