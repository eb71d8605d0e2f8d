"""Why two people are a pair, or are not."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from pairmatch.matching.answers import WhyPair
from pairmatch.report.diagnostics_text import show_place
from pairmatch.report.highlights import FULL
from pairmatch.report.losses import NOTHING, Standard, loss
from pairmatch.report.places import told
from pairmatch.report.source_lines import SourceLines
from pairmatch.report.terminal.margin import show_margin
from pairmatch.report.terminal.moves import show_moves
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.parts import show_parts
from pairmatch.report.terminal.person import details


def show_why_pair(page: Page, standard: Standard, why: WhyPair, notes: Sequence[str] = ()) -> None:
    """Print why two people are a pair, or what stands between them.

    Parameters
    ----------
    page
        Where to.
    standard
        By what pairings are compared.
    why
        The answer.
    notes
        What the reader should know first, made safe to show.
    """
    names = " and ".join(map(page.names.person, why.pair))
    page.text(f"{names}: {_state(why)}", "bold")
    for person in why.pair:
        page.text(details(page, person), "dim")
    for note in notes:
        page.text(note, "yellow")
    if why.obstacles:
        _show_obstacles(page, why)
        return
    page.heading("What made the pair" if why.margin else "What they would score")
    show_parts(page, why.parts, why.score)
    page.console.print()
    if why.margin:
        show_margin(page, standard, why.best, why.margin)
    else:
        _show_what_if(page, standard, why)


def _state(why: WhyPair) -> str:
    if why.margin:
        return "a pair"
    return "not allowed" if why.obstacles else "allowed, but not a pair"


def _show_obstacles(page: Page, why: WhyPair) -> None:
    """Everything that forbids the pair, with the line it stands on."""
    page.heading("What forbids it")
    lines = SourceLines([page.cohort.source])
    for obstacle in why.obstacles:
        page.console.print(Text(told(obstacle.reason, obstacle.span), overflow="fold"))
        show_place(page.console, obstacle.span, lines)
    page.console.print()
    page.text(f"Their score would be {why.score} of {FULL}.", "dim")


def _show_what_if(page: Page, standard: Standard, why: WhyPair) -> None:
    """What the best pairing that has the two would cost, and who would move."""
    if why.what_if is None:
        page.text("No pairing can have them: locks, or the old pairs to be kept, leave no place.")
        return
    cost = loss(standard, why.best, why.what_if)
    if cost == NOTHING:
        page.text("A pairing that has them is just as good; the one that comes first in file order is taken.")
    else:
        page.text(f"In the best pairing that has them, {cost}.")
    if why.what_if.moves:
        page.console.print()
        show_moves(page, why.what_if.moves, "Now with", "Then with")
