"""Whose each row is: names and e-mail addresses, and the rows of one person put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pairmatch.importing.dates import DateReader, NotADate
from pairmatch.importing.people.cleaning import cut, folded, is_error, lines_of, text_of
from pairmatch.importing.people.findings import Finding, left_out
from pairmatch.importing.people.headings import Columns, Table
from pairmatch.importing.people.new_ids import NameParts, parts_of
from pairmatch.importing.tables import Cell, Row

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"']+@[^\s@<>()\[\],;:\"'.]+(\.[^\s@<>()\[\],;:\"'.]+)+")
_IN_BRACKETS = re.compile(r"[^<]*<([^<>]+)>")
_NO_EMAIL = frozenset(("anonymous", "-", "n/a", "na", "none", "nil"))


@dataclass(frozen=True)
class Who:
    """The person of a row."""

    row: Row
    cell: Cell
    """That of the name, else of the e-mail address."""
    name: str
    """As it is to be printed; may be empty."""
    parts: NameParts
    email: str = ""
    """As it was typed; may be empty."""
    id: str = ""
    """Where the sheet has it."""
    submitted: datetime | None = None

    @property
    def title(self) -> str:
        """What messages call the person."""
        return self.name or self.email or self.id

    @property
    def email_key(self) -> str:
        """By which addresses are compared."""
        return self.email.casefold()


@dataclass(frozen=True)
class Repeated:
    """A row that is not used, as the person has another one."""

    earlier: Who
    used: Who


def everybody(
    table: Table, columns: Columns, dates: DateReader
) -> tuple[list[Who], list[Repeated], list[Finding]]:
    """The people of a sheet, each once.

    Returns
    -------
    tuple
        The people; the rows that a later one of the same person stands for; what cannot be used.
    """
    found, findings = list[Who](), list[Finding]()
    for row in table.rows:
        reader = _RowReader(table, columns, dates, row)
        who = reader.who()
        findings += reader.findings
        if who is not None:
            found.append(who)
    known, strangers = _without_strangers(_in_time(found, table, columns))
    kept, repeated = _each_once(known)
    gone = {one.earlier.row.number for one in repeated}
    return kept, repeated, [*(finding for finding in findings if finding.row not in gone), *strangers]


def _in_time(found: Sequence[Who], table: Table, columns: Columns) -> Sequence[Who]:
    """Those found; where the time of any row cannot be read, as where the month is first, that of none."""
    column = columns.of.get("submitted")
    if column and any(one.submitted is None and table.cell(one.row, column[0]).text for one in found):
        return [replace(one, submitted=None) for one in found]
    return found


def _without_strangers(found: Sequence[Who]) -> tuple[list[Who], list[Finding]]:
    """Without those who share an e-mail address, and no word of their names: one of them has a wrong one."""
    by_email: dict[str, dict[str, Who]] = {}
    for who in found:
        if not who.id:
            by_email.setdefault(who.email_key, {}).setdefault(who.name, who)
    doubts: dict[int, Finding] = {}
    for who in found:
        those = by_email.get(who.email_key, {}) if who.email and not who.id else {}
        other = next((one for name, one in those.items() if are_strangers(who.name, name)), None)
        if other is not None:
            message = f"{who.title} and {other.title} (row {other.row.number}) have one e-mail address"
            advice = "correct it in one of the two rows, or delete the one that is wrong"
            doubts[who.row.number] = left_out(who.cell, message, advice)
    return [who for who in found if who.row.number not in doubts], list(doubts.values())


def are_strangers(one: str, other: str) -> bool:
    """Whether two names have no word in common, nor an initial that stands for one."""
    words, others = (re.split(r"[ -]", parts_of(name).key) if name else [] for name in (one, other))
    shared = (
        word == another or (1 in (len(word), len(another)) and word[:1] == another[:1])
        for word in words
        for another in others
    )
    return bool(words and others) and not any(shared)


class _RowReader:
    """Reads whose one row is."""

    def __init__(self, table: Table, columns: Columns, dates: DateReader, row: Row) -> None:
        self._table = table
        self._columns = columns
        self._dates = dates
        self._row = row
        self.findings: list[Finding] = []

    def who(self) -> Who | None:
        """The person; None where nobody can be told."""
        self._errors()
        name, surname = self._name()
        email = self._email()
        identity = self._text("id")
        cells = filter(None, map(self._cell, ("name", "surname", "first_name", "email", "id")))
        cell = next((one for one in cells if one.text), None)
        if cell is None or not (name or email or identity):
            if not self.findings:
                self._nobody()
            return None
        return Who(
            self._row, cell, name, parts_of(name, surname), email, identity.casefold(), self._submitted()
        )

    def _errors(self) -> None:
        """Tell the cells in which the spreadsheet could not work out what belongs there."""
        for column in (one for some in self._columns.of.values() for one in some):
            cell = self._table.cell(self._row, column)
            if is_error(cell):
                message = f"`{cell.text}` is what the spreadsheet shows for a formula that failed"
                self.findings.append(left_out(cell, message, "correct it in the spreadsheet"))

    def _name(self) -> tuple[str, str]:
        """The whole name and the surname, from one column or from several."""
        surname = self._text("surname")
        whole = self._text("name") or " ".join(filter(None, (self._text("first_name"), surname)))
        if "@" in whole and (cell := self._cell("name")):
            self.findings.append(left_out(cell, f"`{cut(whole)}` is no name", "write the name alone"))
            return "", surname
        title = self._text("title")
        has_title = not title or folded(whole).startswith(folded(title).strip("."))
        return whole if has_title or not whole else f"{title} {whole}", surname

    def _email(self) -> str:
        cell = self._cell("email")
        written = "" if cell is None else text_of(cell)
        if cell is None or folded(written) in _NO_EMAIL:
            return ""
        in_brackets = _IN_BRACKETS.fullmatch(written)
        email = (in_brackets[1] if in_brackets else written).strip().removeprefix("mailto:").rstrip(".;,")
        if not email or _EMAIL.fullmatch(email):
            return email
        advice = "give one address only" if email.count("@") > 1 or len(lines_of(cell)) > 1 else ""
        self.findings.append(
            left_out(cell, f"`{written}` is no e-mail address", advice or "write it as name@example.nhs.uk")
        )
        return ""

    def _nobody(self) -> None:
        first = next(cell for cell in self._row.cells if cell.text)
        cell = self._cell("name") or self._cell("surname") or self._cell("email") or first
        message = "the row has neither a name nor an e-mail address, and is left out"
        self.findings.append(left_out(cell, message, "fill one of them in, or delete the row"))

    def _submitted(self) -> datetime | None:
        cell = self._cell("submitted")
        if cell is None:
            return None
        if isinstance(cell.value, datetime):
            return cell.value
        day, _, clock = text_of(cell).partition(" ")
        try:
            date = self._dates.read(day)
            time = datetime.strptime(
                clock.strip() or "00:00", "%H:%M:%S" if clock.count(":") > 1 else "%H:%M"
            )
        except (NotADate, ValueError):
            return None
        return datetime.combine(date, time.time()) if date else None

    def _cell(self, field: str) -> Cell | None:
        columns = self._columns.of.get(field)
        return self._table.cell(self._row, columns[0]) if columns else None

    def _text(self, field: str) -> str:
        cell = self._cell(field)
        return "" if cell is None else text_of(cell)


def _each_once(found: Sequence[Who]) -> tuple[list[Who], list[Repeated]]:
    """The last row of each person, where the first one stood; and the rows before it."""
    kept: dict[str, Who] = {}
    before: list[tuple[str, Who]] = []
    for key, who in zip(_keys(found), found, strict=True):
        other = kept.get(key)
        if other is None:
            kept[key] = who
            continue
        later, earlier = (other, who) if _is_later(other, who) else (who, other)
        kept[key] = replace(later, email=later.email or earlier.email)
        before.append((key, earlier))
    return list(kept.values()), [Repeated(earlier, kept[key]) for key, earlier in before]


def _keys(found: Sequence[Who]) -> Iterator[str]:
    """By which rows of one person are known: the e-mail address, else the name that one address goes with."""
    emails: dict[str, set[str]] = {}
    for who in found:
        if who.email:
            emails.setdefault(who.parts.key, set()).add(who.email_key)
    for who in found:
        of_name = emails.get(who.parts.key, set()) if who.name else set()
        if who.id:
            yield f"id {who.id}"
        elif who.email or len(of_name) == 1:
            yield f"email {who.email_key or next(iter(of_name))}"
        else:
            yield f"name {who.parts.key}"


def _is_later(one: Who, other: Who) -> bool:
    """Whether the first was sent after the second, which stands below it."""
    return one.submitted is not None and other.submitted is not None and one.submitted > other.submitted
