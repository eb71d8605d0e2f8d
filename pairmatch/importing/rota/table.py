"""A sheet as a table of dates and headings, whichever way round it lies.

Dates run down one column or along one row. What lies along is turned, so that every layout is read in one
way: a line a date, a column a heading. A row of dates may come again, as each month, and starts a new block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pairmatch.importing.dates import DateReader, NotADate, is_day_word, month_of, why_no_date
from pairmatch.importing.rota.axis import ABOVE, Line, column_of_dates, dates_in, rows_of_dates, texts
from pairmatch.importing.rota.entries import Unusable, rows_named
from pairmatch.importing.tables import Cell, Row, Sheet, letters

_MOST_HEADING_LINES = 4


@dataclass(frozen=True)
class Heading:
    """What stands above a column, or left of a row."""

    texts: tuple[str, ...]
    """One of each line of headings."""
    place: str

    @property
    def text(self) -> str:
        """All of it, what comes twice once."""
        return " ".join(dict.fromkeys(filter(None, self.texts)))


@dataclass(frozen=True)
class Box:
    """A filled cell, its date and its heading."""

    day: date
    heading: Heading
    cell: Cell


@dataclass(frozen=True)
class Table:
    """All the filled cells of a sheet that have a date and a heading."""

    boxes: tuple[Box, ...]
    headings: tuple[Heading, ...]
    days: tuple[date, ...]
    """Each once, in order."""
    is_along: bool
    """Whether the dates stand in a row."""
    unusable: tuple[Unusable, ...] = ()
    notes: tuple[str, ...] = ()
    idle: tuple[Heading, ...] = ()
    """Those with nothing below or beside them."""

    @property
    def is_by_week(self) -> bool:
        """Whether every date is whole weeks after the one before."""
        steps = {(later - earlier).days for earlier, later in pairwise(self.days)}
        return bool(steps) and all(step % 7 == 0 for step in steps)


def shown(sheet: Sheet, *, include_hidden: bool) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a sheet without what is hidden, and a sentence on what that was."""
    if include_hidden:
        return sheet.rows, ()
    rows = tuple(
        Row(row.number, tuple(cell for cell in row.cells if cell.column not in sheet.hidden_columns))
        for row in sheet.rows
        if not row.hidden
    )
    hidden = [row.number for row in sheet.rows if row.hidden and not row.is_empty]
    notes = []
    if hidden:
        notes.append(f"{rows_named(hidden)}: hidden, not read (--include-hidden reads them)")
    filled = {cell.column for row in sheet.rows for cell in row.cells if cell.text}
    columns = sorted(sheet.hidden_columns & filled)
    if columns:
        named = ", ".join(map(letters, columns[:6])) + (" …" if len(columns) > 6 else "")
        notes.append(f"column {named}: hidden, not read (--include-hidden reads it)")
    return rows, tuple(notes)


def table_of(rows: Sequence[Row], reader: DateReader) -> Table | None:
    """The table of dates and headings in some rows; None where no dates run down or along."""
    lines = [row.cells for row in rows]
    along = rows_of_dates(lines, reader)
    longest = max((count for _, count in along), default=0)
    column, count = column_of_dates(lines, reader)
    if longest > count:
        return _along(lines, [row for row, _ in along], reader)
    return _down(lines, column, reader) if count else None


def _along(lines: Sequence[Line], date_rows: Sequence[int], reader: DateReader) -> Table:
    """The blocks below each row of dates, turned."""
    blocks = []
    for number, row in enumerate(date_rows):
        before = date_rows[number - 1] + 1 if number else 0
        above = lines[max(before, row - ABOVE) : row]
        end = date_rows[number + 1] if number + 1 < len(date_rows) else len(lines)
        below = [line for line in lines[row + 1 : end] if not _is_banner(line)]
        turned = [list(line) for line in zip(*above, lines[row], *below, strict=True)]
        blocks.append(_block(turned, len(above), reader, is_along=True))
    return _joined(blocks, is_along=True)


def _down(lines: Sequence[Line], column: int, reader: DateReader) -> Table:
    return _joined([_block(lines, column, reader, is_along=False)], is_along=False)


def _joined(blocks: Sequence[Table], *, is_along: bool) -> Table:
    return Table(
        tuple(box for block in blocks for box in block.boxes),
        tuple(heading for block in blocks for heading in block.headings),
        tuple(sorted({day for block in blocks for day in block.days})),
        is_along,
        tuple(one for block in blocks for one in block.unusable),
        tuple(dict.fromkeys(note for block in blocks for note in block.notes)),
        tuple(heading for block in blocks for heading in block.idle),
    )


def _block(lines: Sequence[Line], column: int, reader: DateReader, *, is_along: bool) -> Table:
    """The table whose dates stand in a column of some lines."""
    return _Block(lines, column, reader, is_along=is_along).table()


class _Block:
    """Reads the lines of one block."""

    def __init__(self, lines: Sequence[Line], column: int, reader: DateReader, *, is_along: bool) -> None:
        self._lines, self._column, self._reader, self._is_along = lines, column, reader, is_along
        self._dates = list(dates_in(lines, column, reader))
        dated = [at for at, day in enumerate(self._dates) if day is not None]
        self._first, self._last = (dated[0], dated[-1]) if dated else (0, -1)
        self._unusable: list[Unusable] = []
        self._passed: list[int] = []

    def table(self) -> Table:
        headings = self._headings(self._heading_lines())
        all_headings = list(headings.values())
        boxes: list[Box] = []
        for at in range(self._first, self._last + 1):
            day = self._dates[at]
            if isinstance(day, date):
                boxes += self._boxes(self._lines[at], day, headings)
                continue
            again = self._headings_again(at)
            if again is not None:
                headings = again
                all_headings += headings.values()
            else:
                self._pass_over(at, day)
        boxes = self._without_day_words(boxes)
        days = {day for day in self._dates if isinstance(day, date)}
        used = {box.heading for box in boxes if box.heading.text}
        found = tuple(one for one in dict.fromkeys(all_headings) if one in used)
        self._tell_unheaded(boxes)
        return Table(
            tuple(box for box in boxes if box.heading.text),
            found,
            tuple(sorted(days)),
            self._is_along,
            tuple(self._unusable),
            tuple(self._notes()),
            tuple(one for one in dict.fromkeys(all_headings) if one.text and one not in used),
        )

    def _heading_lines(self) -> Sequence[Line]:
        before = self._lines[: self._first]
        if self._is_along:
            return [line for line in before if texts(line[self._column + 1 :])]
        chosen: list[Line] = []
        for line in reversed(before[-_MOST_HEADING_LINES:]):
            if len(texts(line)) < 2:
                if chosen:
                    break
                continue
            chosen.insert(0, line)
        return chosen

    def _headings(self, lines: Sequence[Line]) -> dict[int, Heading]:
        width = max(map(len, self._lines), default=0)
        return {
            at: Heading(tuple(line[at].text for line in lines), self._place_of(lines, at))
            for at in range(self._column + 1 if self._is_along else 0, width)
            if at != self._column
        }

    def _place_of(self, lines: Sequence[Line], at: int) -> str:
        filled = [line[at] for line in lines if line[at].text]
        return filled[0].place if filled else self._lines[self._first][at].place

    def _headings_again(self, at: int) -> dict[int, Heading] | None:
        """Headings that come again further down, known by the word that stands above the dates."""
        if self._is_along or not self._first:
            return None
        lines = self._heading_lines()
        words = {line[self._column].text.casefold() for line in lines} - {""}
        line = self._lines[at]
        if line[self._column].text.casefold() in words and len(texts(line)) > 1:
            return self._headings([line])
        return None

    def _boxes(self, line: Line, day: date, headings: dict[int, Heading]) -> Iterator[Box]:
        for at, heading in headings.items():
            if line[at].text and (self._is_along or month_of(line[at].value) is None or heading.text):
                yield Box(day, heading, line[at])

    def _pass_over(self, at: int, why: NotADate | None) -> None:
        """A line without a date between others: a heading, or something that is lost."""
        line = self._lines[at]
        cell, found = line[self._column], texts(line)
        if not found:
            return
        if why is not None and len(found) > 1:
            self._unusable.append(Unusable(cell.place, cell.text, str(why)))
        elif self._is_along or (len(found) == 1 and not _is_beyond(line, self._column)):
            self._passed.append(at)
        else:
            first = cell if cell.text else next(one for one in line if one.text)
            said = why_no_date(cell.value, "there is no date in this row")
            self._unusable.append(Unusable(first.place, first.text, said))

    @staticmethod
    def _without_day_words(boxes: Sequence[Box]) -> list[Box]:
        """Without the columns, or rows, that only repeat the day of the week."""
        others = {box.heading for box in boxes if not is_day_word(box.cell.text)}
        return [box for box in boxes if box.heading in others]

    def _tell_unheaded(self, boxes: Sequence[Box]) -> None:
        what = "row" if self._is_along else "column"
        told: set[Heading] = set()
        for box in boxes:
            if not box.heading.text and box.heading not in told and month_of(box.cell.value) is None:
                told.add(box.heading)
                why = f"there is no {'name' if self._is_along else 'heading'} to its {what}"
                self._unusable.append(Unusable(box.cell.place, box.cell.text, why))

    def _notes(self) -> Iterator[str]:
        after = [at for at in range(self._last + 1, len(self._lines)) if texts(self._lines[at])]
        if self._is_along:
            names = [letters(self._lines[at][0].column) for at in (*self._passed, *after)]
            if names:
                yield f"column {', '.join(names)}: no date above, not read"
            return
        if self._passed:
            yield f"{rows_named([self._lines[at][0].row for at in self._passed])}: headings"
        if after:
            yield f"{rows_named([self._lines[at][0].row for at in after])}: below the last date, not read"


def _is_banner(line: Line) -> bool:
    """Whether one text is written all across, as the month is."""
    return len(texts(line)) == 1 and sum(cell.is_merged for cell in line) > 1


def _is_beyond(line: Line, column: int) -> bool:
    """Whether all that stands in a line stands in one cell to the right of the dates."""
    filled = [at for at, cell in enumerate(line) if cell.text]
    return len(filled) == 1 and filled[0] > column and month_of(line[filled[0]].value) is None
