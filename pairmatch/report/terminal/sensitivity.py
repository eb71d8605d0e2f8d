"""How far the weight of each criterion can move, alone, before any pair changes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from pairmatch.matching.answers import Move, WeightRange
from pairmatch.report.moves import in_short
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible

HIGHEST = 10


def show_sensitivity(page: Page, ranges: Sequence[WeightRange]) -> None:
    """Print a row a criterion: its weight, those with the same pairs, and who would move beyond them."""
    page.text(f"{visible(page.cohort.programme.name)}: what the weights decide", "bold")
    if not ranges:
        page.text(_without_weights(page))
        return
    page.console.print()
    heads = ("Criterion", "Weight", "Same pairs", f"0 {page.glyphs.dash * 7} {HIGHEST}")
    show_table(page, heads, [_row(page, one) for one in ranges], right=(1,))
    page.console.print()
    page.text("Each weight alone, the others as they are; beyond its range at least one pair changes.", "dim")


def _without_weights(page: Page) -> str:
    scores = page.cohort.matching.scores
    if scores:
        return f"The scores are those of `{visible(scores)}`: there are no weights."
    return "The cohort has no criteria: there are no weights."


def _row(page: Page, one: WeightRange) -> Row:
    cells = (Text(visible(one.criterion)), Text(str(one.weight)), Text(_range(page, one)), _scale(page, one))
    beyond = [_beyond(page, one.lowest - 1, one.below), _beyond(page, one.highest + 1, one.above)]
    return Row(cells, "\n".join(filter(None, beyond)))


def _range(page: Page, one: WeightRange) -> str:
    if one.lowest == one.highest:
        return f"only {one.weight}"
    if one.lowest == 0 and one.highest == HIGHEST:
        return "any weight"
    return f"{one.lowest}{page.glyphs.dash}{one.highest}"


def _scale(page: Page, one: WeightRange) -> Text:
    """Weights 0 to 10, those with the same pairs drawn through and the present one marked."""
    drawn = Text()
    for weight in range(HIGHEST + 1):
        if weight == one.weight:
            drawn.append(page.glyphs.bar[-1], "cyan")
        elif one.lowest <= weight <= one.highest:
            drawn.append(page.glyphs.dash, "cyan")
        else:
            drawn.append(page.glyphs.dot, "dim")
    return drawn


def _beyond(page: Page, weight: int, moves: Sequence[Move]) -> str:
    """What changes at the first weight outside the range; nothing where the scale ends there."""
    if not 0 <= weight <= HIGHEST:
        return ""
    told = in_short(page.names, page.glyphs, moves) if moves else "a locked pair would be forbidden"
    return f"at {weight}: {told}"
