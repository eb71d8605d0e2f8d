"""The sheet of a workbook that says what its codes mean: times of each weekday, or a start and a finish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pairmatch.cohort.values import DAYS, TimeRange, day_meant
from pairmatch.errors import WrongUsage
from pairmatch.importing.codes import Kind, Meaning, everywhere, mostly
from pairmatch.importing.rota.entries import Unusable
from pairmatch.importing.tables import Book, Cell, Row, Sheet
from pairmatch.importing.times import clock, hours, range_of

_CODE = ("code", "codes", "shift", "shift code", "duty", "duty code", "key", "symbol", "abbreviation", "week",
         "week type", "shift type")  # fmt: skip
_START = ("start", "from", "start time", "starts", "begin")
_END = ("end", "finish", "to", "until", "end time", "finish time", "ends")
_HOURS = ("time", "times", "hours", "shift times", "shift time")
_ABOUT = ("description", "name", "meaning", "shift name", "details", "title")
_LEAST_DAYS = 5


@dataclass(frozen=True)
class CodesSheet:
    """What a sheet of codes says."""

    sheet: str
    codes: Mapping[str, Meaning]
    unusable: tuple[Unusable, ...] = ()


@dataclass(frozen=True)
class _Columns:
    row: int
    code: int
    start: int | None = None
    end: int | None = None
    hours: int | None = None
    about: int | None = None
    days: Mapping[int, int] | None = None
    """The column of each weekday, where the times differ."""


def find_codes(book: Book, rota_sheets: Sequence[str]) -> CodesSheet | None:
    """The first other sheet that is one of codes, hidden or not."""
    for sheet in book.sheets:
        if sheet.name not in rota_sheets and _columns(sheet):
            return codes_in(sheet)
    return None


def codes_in(sheet: Sheet) -> CodesSheet:
    """What the codes of a sheet mean.

    Raises
    ------
    WrongUsage
        When it has no headings for a code and its times.
    """
    columns = _columns(sheet)
    if columns is None:
        raise WrongUsage(
            f"the sheet {sheet.name} says no codes: it needs the headings Code, Start and Finish, or "
            "Code and the days of the week"
        )
    codes: dict[str, Meaning] = {}
    unusable: list[Unusable] = []
    for row in sheet.rows[columns.row + 1 :]:
        for written, meaning in _meanings(row, columns, f"the sheet {sheet.name}", unusable):
            codes.setdefault(written, meaning)
    return CodesSheet(sheet.name, codes, tuple(unusable))


def _columns(sheet: Sheet) -> _Columns | None:
    for at, row in enumerate(sheet.rows[:20]):
        texts = [cell.text.casefold().rstrip(":.") for cell in row.cells]
        days = {_weekday(text): column for column, text in enumerate(texts) if _weekday(text) is not None}
        code = _first(texts, _CODE)
        start, end, both = _first(texts, _START), _first(texts, _END), _first(texts, _HOURS)
        if code is None and len(days) >= _LEAST_DAYS:
            code = min(days.values()) - 1
        if code is None or code < 0:
            continue
        by_day = {day: column for day, column in days.items() if day is not None}
        if len(by_day) >= _LEAST_DAYS:
            return _Columns(at, code, about=_first(texts, _ABOUT), days=by_day)
        if both is not None or (start is not None and end is not None):
            return _Columns(at, code, start, end, both, _first(texts, _ABOUT))
    return None


def _first(texts: Sequence[str], words: Sequence[str]) -> int | None:
    return next((at for at, text in enumerate(texts) if text in words), None)


def _weekday(text: str) -> int | None:
    meant = day_meant(text)
    return DAYS.index(meant) if meant else None


def _meanings(
    row: Row, columns: _Columns, source: str, unusable: list[Unusable]
) -> Iterator[tuple[str, Meaning]]:
    """A row's code and what it means; its description, where there is one, means the same."""
    code = row.cells[columns.code]
    about = row.cells[columns.about].text if columns.about is not None else ""
    if not code.text:
        return
    meaning: Meaning | None = None
    if columns.days is not None:
        meaning = _by_day(row, columns.days, source, unusable)
    else:
        time = _time(row, columns)
        if isinstance(time, Unusable):
            unusable.append(time)
        elif time:
            meaning = Meaning(Kind.SHIFT, time=time, source=source)
    meaning = meaning or everywhere(code.text) or (everywhere(about) if about else None)
    if meaning is None:
        return
    yield code.text, meaning
    if about and meaning.kind is Kind.SHIFT:
        yield about, Meaning(Kind.SHIFT, same_as=code.text, source=source)


def _by_day(row: Row, days: Mapping[int, int], source: str, unusable: list[Unusable]) -> Meaning | None:
    """The times on each weekday; a day may name another code instead."""
    week: dict[int, TimeRange | str] = {}
    for day, column in days.items():
        cell = row.cells[column]
        time = hours(cell.text)
        meant = everywhere(cell.text)
        if time:
            week[day] = time
        elif cell.text and not (meant and meant.kind is Kind.OFF):
            if any(char.isdigit() for char in cell.text) and len(cell.text) > 4:
                unusable.append(Unusable(cell.place, cell.text, 'no times: write "08:00-20:30"'))
            else:
                week[day] = cell.text
    if not week:
        return None
    times = [time for time in week.values() if isinstance(time, TimeRange)]
    return Meaning(Kind.SHIFT, time=mostly(times) if times else None, week=week, source=source)


def _time(row: Row, columns: _Columns) -> TimeRange | Unusable | None:
    both = row.cells[columns.hours] if columns.hours is not None else None
    if both is not None and both.text:
        return hours(both.text) or _of_words(both)
    if columns.start is None or columns.end is None:
        return None
    cells = (row.cells[columns.start], row.cells[columns.end])
    if not any(cell.text for cell in cells):
        return None
    start, end = (clock(cell.value) for cell in cells)
    if start is None or end is None:
        return _of_words(cells[0] if start is None else cells[1])
    return range_of(start, end)


def _of_words(cell: Cell) -> Unusable | None:
    """None for a word that means leave or a day off: there are no times then."""
    if everywhere(cell.text):
        return None
    return Unusable(cell.place, cell.text, "this is no time of day: write it as 08:00")
