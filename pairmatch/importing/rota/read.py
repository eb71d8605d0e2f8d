"""A rota sheet → what would change in a cohort, and everything that is in doubt about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import WrongUsage
from pairmatch.importing.calendar_changes import Changes, CodeToWrite, Shifts, as_periods, changes
from pairmatch.importing.codes import Codes, Meaning, of_cohort
from pairmatch.importing.codes_file import read_codes
from pairmatch.importing.dates import DateReader
from pairmatch.importing.names import People
from pairmatch.importing.rota.codes_sheet import CodesSheet, codes_in, find_codes
from pairmatch.importing.rota.days import read_days
from pairmatch.importing.rota.entries import Content, Entry, Layout, Unusable
from pairmatch.importing.rota.headed import read_grid, read_weeks
from pairmatch.importing.rota.meant import Meant, meant
from pairmatch.importing.rota.recognise import Recognised, recognised
from pairmatch.importing.rota.shifts import read_shifts
from pairmatch.importing.rota.table import shown
from pairmatch.importing.tables import Book, Sheet

_YAML = (".yaml", ".yml")


@dataclass(frozen=True)
class Request:
    """What is to be read, and what was said of it."""

    book: Book
    cohort: Cohort
    layout: Layout = Layout.AUTO
    sheets: tuple[str, ...] = ()
    """None: the first that is not hidden."""
    codes_from: tuple[str, ...] = ()
    """Files of codes, and names of sheets."""
    names: Mapping[str, str | None] = field(default_factory=dict)
    """Names as written, and the id each means; None: nobody's."""
    codes: Mapping[str, Meaning] = field(default_factory=dict)
    """What was said of codes besides."""
    year: int | None = None
    include_hidden: bool = False
    ignore_unmatched: bool = False


@dataclass(frozen=True)
class SheetTold:
    """How one sheet was read."""

    name: str
    layout: Layout
    why: str
    first: date | None
    """The first date in it; None where it has no shifts."""
    last: date | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class RotaImport:
    """All that a rota sheet says, and what it would change."""

    sheets: tuple[SheetTold, ...]
    meant: Meant
    changes: Changes
    unusable: tuple[Unusable, ...]
    """Cells of which nothing is taken."""
    am_ends: int | None = None
    """Where a shift shared by two people is parted, in minutes after midnight; None: in its middle."""

    @property
    def is_settled(self) -> bool:
        """Whether every name and every code is known: nothing may be written before."""
        return not (self.meant.unknown_names or self.meant.unknown_codes)

    @property
    def first(self) -> date | None:
        """The first date of all sheets."""
        return min((one.first for one in self.sheets if one.first), default=None)

    @property
    def last(self) -> date | None:
        """The last date of all sheets."""
        return max((one.last for one in self.sheets if one.last), default=None)


def read_rota(request: Request) -> RotaImport:
    """Read the sheets, and work out what would change; nothing is written.

    Raises
    ------
    WrongUsage
        When a sheet is not there, or its layout is not clear.
    UnreadableFile
        When a file of codes cannot be read.
    """
    found = _read(request)
    strangers = {one.written: None for one in found.meant.unknown_names if not one.nearest}
    if request.ignore_unmatched and strangers:
        found = _read(replace(request, names={**request.names, **strangers}))
    return found


def _read(request: Request) -> RotaImport:
    sheets = [request.book.sheet(name) for name in request.sheets or (None,)]
    managers = (one.id for one in request.cohort.managers)
    people = People(request.cohort.people, request.names, managers)
    codes, of_sheet = _codes(request, [sheet.name for sheet in sheets])
    contents = [(sheet, *_content(sheet, request, people, codes)) for sheet in sheets]
    entries = [entry for *_, content in contents for entry in content.entries]
    am = request.cohort.programme.halves.get("am")
    am_ends = am.end if am else None
    said = meant(entries, people, codes, am_ends)
    told = tuple(
        SheetTold(sheet.name, one.layout, one.why, *_dates(one, content), content.notes)
        for sheet, one, content in contents
    )
    unusable = [one for *_, content in contents for one in content.unusable]
    unusable += [*said.unusable, *(of_sheet.unusable if of_sheet else ())]
    return RotaImport(
        told,
        said,
        _changes(request.cohort, said, told),
        tuple(dict.fromkeys(unusable)),
        am_ends,
    )


def _content(sheet: Sheet, request: Request, people: People, codes: Codes) -> tuple[Recognised, Content]:
    programme = request.cohort.programme
    last = programme.start + timedelta(weeks=programme.weeks, days=-1)
    reader = DateReader(programme.start, last, request.year)
    rows, hidden = shown(sheet, include_hidden=request.include_hidden)
    try:
        one = recognised(rows, people, reader, request.layout)
    except WrongUsage as error:
        raise WrongUsage(f"{request.book.path}, sheet {sheet.name}: {error}") from None
    content = _by_layout(one, people, codes) if one.table else None
    if content is None:
        assert one.columns is not None
        content = read_shifts(rows, one.columns, reader)
    return one, replace(content, notes=(*content.notes, *hidden))


def _by_layout(one: Recognised, people: People, codes: Codes) -> Content:
    assert one.table is not None
    if one.layout is Layout.DAYS:
        return read_days(one.table, people, codes)
    return (read_weeks if one.layout is Layout.WEEKS else read_grid)(one.table, people)


def _codes(request: Request, rota_sheets: list[str]) -> tuple[Codes, CodesSheet | None]:
    """What codes mean: by files, then by the workbook's own sheet, then by the cohort file."""
    files = [name for name in request.codes_from if name.lower().endswith(_YAML)]
    named = [name for name in request.codes_from if name not in files]
    if len(named) > 1:
        raise WrongUsage(f"--codes names several sheets: {', '.join(named)}. One has the codes")
    of_sheet = codes_in(request.book.sheet(named[0])) if named else find_codes(request.book, rota_sheets)
    sources = [request.codes, *(read_codes(Path(name)) for name in files)]
    sources += [of_sheet.codes] if of_sheet else []
    return Codes(*sources, of_cohort(request.cohort.calendar_shifts)), of_sheet


def _dates(one: Recognised, content: Content) -> tuple[date | None, date | None]:
    """The dates of a sheet: all that stand in it, as a day on which nothing is written is a day off."""
    days = [day for entry in content.entries for day in _covered(entry)]
    if one.table and one.table.days:
        days += one.table.days
        days.append(one.table.days[-1] + timedelta(days=6 if one.layout is Layout.WEEKS else 0))
    return min(days, default=None), max(days, default=None)


def _covered(entry: Entry) -> Iterator[date]:
    yield entry.day
    yield entry.day + timedelta(days=(7 if entry.is_week else entry.days) - 1)


def _changes(cohort: Cohort, said: Meant, told: Sequence[SheetTold]) -> Changes:
    first = min((one.first for one in told if one.first), default=None)
    last = max((one.last for one in told if one.last), default=None)
    people = {
        person: Shifts(one.duties, as_periods(one.leave), first, last) for person, one in said.people.items()
    }
    codes = {code: CodeToWrite(used.shift, used.is_said) for code, used in said.codes.items()}
    return changes(cohort, people, codes)
