"""The layout `shifts`: a duty list of one row a shift, its columns known by their headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from pairmatch.cohort.values import TimeRange
from pairmatch.importing.dates import DateReader, NotADate, why_no_date
from pairmatch.importing.rota.entries import Content, Entry, Unusable, rows_named
from pairmatch.importing.tables import Cell, Row, Value, letters
from pairmatch.importing.times import clock, hours, range_of

_HEADINGS: Mapping[str, Sequence[str]] = {
    "name": ("name", "doctor", "staff", "employee", "staff name", "doctor name", "full name", "employee name",
             "person", "who", "assigned to", "staff member"),
    "surname": ("surname", "last name", "family name"),
    "forename": ("forename", "first name", "given name", "forenames"),
    "date": ("date", "shift date", "duty date", "day date", "date of shift", "duty day", "start date"),
    "last": ("end date", "last date", "date to"),
    "start": ("start", "from", "start time", "shift start", "starts", "begin", "time from",
              "start datetime", "duty start"),
    "end": ("end", "finish", "to", "until", "end time", "finish time", "shift end", "ends", "time to",
            "end datetime", "duty end"),
    "hours": ("time", "times", "hours", "shift time", "shift times", "duty time", "duty times"),
    "code": ("shift", "code", "duty", "shift code", "shift type", "type", "duty code", "shift name",
             "duty type", "activity"),
}  # fmt: skip
_ROWS_SEARCHED = 20
"""The headings stand within the first so many filled rows."""


@dataclass(frozen=True)
class Columns:
    """Where each thing stands in a duty list."""

    row: int
    """Which of the rows has the headings."""
    at: Mapping[str, int] = field(default_factory=dict)

    def told(self, row: Row) -> str:
        """As `name A, date B, start C`."""
        return ", ".join(f"{what} {letters(row.cells[at].column)}" for what, at in self.at.items())


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """The columns of a duty list; None where the rows are none: it has a name and a date or a start."""
    filled = [at for at, row in enumerate(rows) if not row.is_empty][:_ROWS_SEARCHED]
    for at in filled:
        found: dict[str, int] = {}
        for column, cell in enumerate(rows[at].cells):
            what = _meant(cell.text)
            if what and what not in found:
                found[what] = column
        if _is_list(found):
            return Columns(at, _with_dates_as_times(found))
    return None


def _is_list(found: Mapping[str, int]) -> bool:
    is_named, is_dated = {"name", "surname"} & found.keys(), {"date", "start"} & found.keys()
    return bool(is_named and is_dated and {"start", "hours", "code", "last"} & found.keys())


def _with_dates_as_times(found: Mapping[str, int]) -> Mapping[str, int]:
    """The same, where the columns of the dates hold the times as well, or leave has only dates."""
    more = dict(found)
    if "last" in found and "end" not in found:
        more["end"] = found["last"]
    if "date" in found and "start" not in found and "end" in more:
        more["start"] = found["date"]
    return more


def _meant(heading: str) -> str | None:
    """What a heading is for: by its words, or nearly."""
    words = " ".join(re.sub(r"[^a-z]+", " ", heading.casefold()).split())
    if not words:
        return None
    for what, headings in _HEADINGS.items():
        if words in headings:
            return what
    from rapidfuzz import fuzz, process

    known = {text: what for what, headings in _HEADINGS.items() for text in headings if len(text) > 4}
    found = process.extractOne(words, list(known), scorer=fuzz.ratio, score_cutoff=88)
    return known[found[0]] if found else None


def read_shifts(rows: Sequence[Row], columns: Columns, reader: DateReader) -> Content:
    """One shift of each row below the headings."""
    entries: list[Entry] = []
    unusable: list[Unusable] = []
    again: list[int] = []
    headings = [cell.text for cell in rows[columns.row].cells]
    for row in rows[columns.row + 1 :]:
        if row.is_empty:
            continue
        if [cell.text for cell in row.cells] == headings or len({c.text for c in row.cells} - {""}) == 1:
            again.append(row.number)
            continue
        try:
            entries.append(_Line(row, columns.at, reader).entry())
        except _Refused as refused:
            unusable.append(refused.what)
    notes = [f"{rows_named(again)}: headings"] if again else []
    return Content(tuple(entries), tuple(unusable), tuple(notes))


class _Refused(Exception):
    """A row of which nothing can be taken."""

    def __init__(self, cell: Cell, why: str) -> None:
        super().__init__(why)
        self.what = Unusable(cell.place, cell.text, why)


class _Line:
    """One row of the list."""

    def __init__(self, row: Row, at: Mapping[str, int], reader: DateReader) -> None:
        self._row, self._at, self._reader = row, at, reader

    def entry(self) -> Entry:
        who = self._name()
        day = self._day()
        time = self._time()
        last = self._last_day(day) if time is None else day
        code = self._text("code") or (str(time).replace(":", "") if time else "")
        if not code:
            raise _Refused(self._first_of("start", "hours", "date"), "neither times nor a code")
        days = (last - day).days + 1
        if not 1 <= days <= 366:
            raise _Refused(self._first_of("end"), "it ends before it starts, or more than a year later")
        place = self._first_of("code", "start", "hours", "date").place
        return Entry(who, day, code, place, time, days=days)

    def _cell(self, what: str) -> Cell | None:
        return self._row.cells[self._at[what]] if what in self._at else None

    def _text(self, what: str) -> str:
        cell = self._cell(what)
        return cell.text if cell else ""

    def _first_of(self, *names: str) -> Cell:
        """The first of these cells in which something stands, else the first of them that there is."""
        cells = [cell for cell in map(self._cell, names) if cell]
        return next((cell for cell in cells if cell.text), cells[0] if cells else self._row.cells[0])

    def _name(self) -> str:
        whole = self._text("name")
        parts = (self._text("forename"), self._text("surname") or whole)
        name = " ".join(filter(None, parts)) if "forename" in self._at else whole or self._text("surname")
        if not name:
            raise _Refused(self._first_of("name", "surname"), "there is no name in this row")
        return name

    def _day(self) -> date:
        cell = self._first_of("date", "start") if self._text("date") else self._first_of("start")
        try:
            day = self._reader.read(_date_part(cell))
        except NotADate as error:
            raise _Refused(cell, str(error)) from None
        if day is None:
            why = why_no_date(cell.value, "this is not a date")
            raise _Refused(cell, why if cell.text else "there is no date in this row")
        return day

    def _last_day(self, day: date) -> date:
        """The last date of leave, where it is given as dates and not as times."""
        cell = self._first_of("last", "end") if {"last", "end"} & self._at.keys() else None
        if cell is None or not cell.text:
            return day
        try:
            return self._reader.read(_date_part(cell)) or day
        except NotADate as error:
            raise _Refused(cell, str(error)) from None

    def _time(self) -> TimeRange | None:
        """From when to when; None where the row gives no times."""
        for what in ("hours", "start"):
            cell = self._cell(what)
            both = hours(cell.text) if cell else None
            if both:
                return both
        start, end = self._clock("start"), self._clock("end")
        if start is None and end is None:
            return None
        if start is None or end is None:
            raise _Refused(self._first_of("end" if end is None else "start"), "one of the times is missing")
        self._refuse_long()
        return range_of(start, end)

    def _refuse_long(self) -> None:
        """A shift of more than a day, by the dates of its start and end, is none."""
        ends = [self._cell("start"), self._cell("end")]
        moments = [_moment(cell, self._reader) for cell in ends if cell]
        if len(moments) == 2 and moments[0] and moments[1]:
            length = (moments[1] - moments[0]).total_seconds() / 3600
            if not 0 < length <= 24:
                raise _Refused(self._first_of("end"), f"it would end {length:g} hours after its start")

    def _clock(self, what: str) -> int | None:
        cell = self._cell(what)
        if cell is None or not cell.text:
            return None
        if isinstance(cell.value, datetime) and cell.value.time() == datetime.min.time():
            return None if what in ("start", "end") and self._is_dates_only() else 0
        minutes = clock(_time_part(cell))
        if minutes is None and not self._is_date(cell):
            raise _Refused(cell, "this is not a time of day: write it as 08:00")
        return minutes

    def _is_date(self, cell: Cell) -> bool:
        try:
            return self._reader.read(cell.value) is not None
        except NotADate:
            return False

    def _is_dates_only(self) -> bool:
        """Whether start and end are both dates at midnight, as leave is given."""
        values = [cell.value for cell in (self._cell("start"), self._cell("end")) if cell and cell.text]
        return all(isinstance(one, datetime) and one.time() == datetime.min.time() for one in values)


def _parted(cell: Cell) -> tuple[str, str] | None:
    """Date and time of a text such as `07/09/2026 20:30`."""
    found = re.fullmatch(r"(.*\S)[ T,]+(\d{1,2}[:.]?\d{2}(?::\d{2})?)", cell.text)
    return (found[1].rstrip(","), found[2]) if found and clock(found[2]) is not None else None


def _date_part(cell: Cell) -> Value:
    """What a cell says of the date, without a time behind it."""
    parted = _parted(cell) if isinstance(cell.value, str) else None
    return parted[0] if parted and re.search(r"[/.-]|[A-Za-z]", parted[0]) else cell.value


def _time_part(cell: Cell) -> Value:
    """What a cell says of the time, without a date before it."""
    parted = _parted(cell) if isinstance(cell.value, str) and clock(cell.value) is None else None
    return parted[1] if parted else cell.value


def _moment(cell: Cell, reader: DateReader) -> datetime | None:
    """Date and time, where a cell says both."""
    if isinstance(cell.value, datetime):
        return cell.value
    parted = _parted(cell) if isinstance(cell.value, str) else None
    minutes = clock(parted[1]) if parted else None
    if parted is None or minutes is None:
        return None
    try:
        day = reader.read(parted[0])
    except NotADate:
        return None
    return datetime(day.year, day.month, day.day, *divmod(minutes, 60)) if day else None
