"""A grid of pairs and weeks: a letter for each kind of session, so that gaps meet the eye."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from pairmatch.report.terminal.page import Page, widest
from pairmatch.report.visible import visible
from pairmatch.report.words import week_of
from pairmatch.rota.rota import AnySession, Rota, WorkshopSession

_LETTERS = {"workshop": "w", "shadowing": "s", "meeting": "m"}
_STYLES = {"w": "bold", "s": "green", "m": "blue"}
_LEAST_LABEL = 12
_MOST_LETTERS = 3

PairOfIds = tuple[str, str]
Cells = Mapping[tuple[PairOfIds, int], str]


def show_pairs_by_week(page: Page, rota: Rota) -> None:
    """Print the grid, in stretches of weeks where not all fit beside each other."""
    if not rota.pairs or not rota.sessions:
        return
    cells = _cells(page, rota)
    labels = [visible(f"{doctor} {page.glyphs.plus} {manager}") for doctor, manager in rota.pairs]
    cell, label = _widths(page, cells, widest(labels), rota.weeks)
    per_stretch = max(1, (page.width - label) // (cell + 1))
    page.heading("Pairs by week")
    page.text(_legend(page, cells, cell), "dim")
    for first in range(1, rota.weeks + 1, per_stretch):
        weeks = range(first, min(first + per_stretch, rota.weeks + 1))
        page.console.print(_header(weeks, cell, label))
        for pair, text in zip(rota.pairs, labels, strict=True):
            page.console.print(_row(page, cells, pair, text, weeks, cell, label))


def _cells(page: Page, rota: Rota) -> Cells:
    """The letters of the sessions of each pair in each week, a workshop of either counted once."""
    found: dict[tuple[PairOfIds, int], list[str]] = defaultdict(list)
    pairs_of: dict[str, list[PairOfIds]] = defaultdict(list)
    for pair in rota.pairs:
        for person in pair:
            pairs_of[person].append(pair)
    for session in rota.sessions:
        week = week_of(page.cohort.programme, session.date)
        for pair in dict.fromkeys(_pairs_in(session, pairs_of)):
            found[pair, week].append(_LETTERS[session.kind])
    return {where: "".join(sorted(letters, key="wsm".index)) for where, letters in found.items()}


def _pairs_in(session: AnySession, pairs_of: Mapping[str, Sequence[PairOfIds]]) -> Iterator[PairOfIds]:
    for person in session.everyone:
        for pair in pairs_of.get(person, ()):
            if isinstance(session, WorkshopSession) or set(pair) == set(session.everyone):
                yield pair


def _widths(page: Page, cells: Cells, label: int, weeks: int) -> tuple[int, int]:
    """Cells for the letters of a week and for the label: as many letters as fit."""
    most = min(_MOST_LETTERS, max(2, *map(len, cells.values())))
    for cell in range(most, 1, -1):
        if label + weeks * (cell + 1) <= page.width:
            return cell, label
    room = page.width - 2 * weeks
    return 1, min(label, room if room >= _LEAST_LABEL else max(_LEAST_LABEL, page.width // 3))


def _legend(page: Page, cells: Cells, cell: int) -> str:
    parts = ["w workshop", "s shadowing", "m meeting"]
    if max(map(len, cells.values()), default=0) > cell:
        parts.append("a digit: so many sessions")
    return page.dot.join(parts)


def _header(weeks: Sequence[int], cell: int, label: int) -> Text:
    every = 1 if cell > 1 else 5
    numbers = [
        f"{week:>{cell + 1}}" if week == weeks[0] or week % every == 0 else " " * (cell + 1) for week in weeks
    ]
    return Text(" " * label + "".join(numbers), "dim", no_wrap=True, overflow="crop")


def _row(
    page: Page, cells: Cells, pair: PairOfIds, text: str, weeks: Sequence[int], cell: int, label: int
) -> Text:
    row = Text(text, no_wrap=True, overflow="crop")
    if row.cell_len > label:
        row.truncate(label - len(page.glyphs.cut), overflow="crop")
        row.append(page.glyphs.cut)
    row.pad_right(max(0, label - row.cell_len))
    for week in weeks:
        letters = cells.get((pair, week), "")
        shown = letters if len(letters) <= cell else str(min(9, len(letters)))
        style = _STYLES.get(shown, "") if shown else "dim"
        row.append(" ").append(f"{shown or page.glyphs.dot:>{cell}}", style)
    return row
