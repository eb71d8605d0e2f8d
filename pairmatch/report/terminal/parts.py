"""What made the score of one pair: a line a criterion."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from pairmatch.matching.answers import Part
from pairmatch.report.glyphs import bar
from pairmatch.report.highlights import FULL, quality
from pairmatch.report.terminal.page import BAR_CELLS, SCORE_STYLES, Page
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible


def show_parts(page: Page, parts: Sequence[Part], score: int) -> None:
    """Print the criteria with their values, weights and points, and the score that these add up to."""
    if not parts:
        where = page.cohort.matching.scores
        given = f"It is given by `{visible(where)}`." if where else "The cohort has no criteria."
        page.text(f"Score {score} of {FULL}. {given}")
        return
    rows = [Row(_cells(page, part)) for part in parts]
    rows.append(Row((Text("score", "bold"), Text(""), Text(""), Text(str(score)))))
    show_table(page, ("Criterion", "Value", "Weight", "Points"), rows, right=(2, 3))


def _cells(page: Page, part: Part) -> tuple[Text, ...]:
    return (Text(visible(part.name)), _value(page, part), Text(str(part.weight)), Text(_points(part)))


def _points(part: Part) -> str:
    return "" if part.value is None else f"{part.points:.1f}"


def _value(page: Page, part: Part) -> Text:
    if part.value is None:
        return Text("not known", "dim")
    style = SCORE_STYLES[quality(part.value)]
    if page.is_narrow:
        return Text(f"{part.value:>4}", style)
    return Text(bar(page.glyphs, part.value / FULL, BAR_CELLS), style).append(f"{part.value:>5}", "default")
