"""The cells of a row → the values of a person's fields, as the cohort file writes them.

What cannot be used is told with its cell and left out; what is only like something known is suggested, never
taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pairmatch.importing.dates import NotADate
from pairmatch.importing.people.cleaning import answers_of, bare, folded, nearest, text_of
from pairmatch.importing.people.fields import AS_EXPORTED, ATTRIBUTE
from pairmatch.importing.people.findings import Finding, Suggestion, left_out, remark
from pairmatch.importing.people.grade import grade_of
from pairmatch.importing.people.headings import Columns, Table
from pairmatch.importing.people.known import Known
from pairmatch.importing.people.leave import leave_of
from pairmatch.importing.people.partners import Partners
from pairmatch.importing.people.week import NotAWeek, works_by_day, works_of
from pairmatch.importing.side import Side
from pairmatch.importing.tables import Cell, Row

WHO = ("id", "name", "title", "first_name", "surname", "email", "submitted")
"""The fields that say whose a row is."""
_SAYS_NOTHING = frozenset(("-", "–", "—", ".", "n/a", "na", "nil", "none", "not applicable"))
_NOT_APPROVED = frozenset(
    ("no", "n", "not yet", "pending", "awaiting", "awaiting approval", "tbc", "tbd", "not approved", "false")
)
_NEAR_SPELLING = 86
_DAY = "works."
_IS_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?").fullmatch
_TRUTHS = ("true", "false")


class Values:
    """Reads the fields of one sheet's rows."""

    def __init__(self, known: Known, side: Side, table: Table, columns: Columns) -> None:
        self._known = known
        self._table = table
        self._columns = columns
        self._meanings = {
            field: {bare(answer): meant for answer, meant in said.items()}
            for field, said in columns.values.items()
        }
        self._partners = Partners(known, side)
        self._written_before = {field: set(known.spelling.others(field)) for field in _SPELT_LISTS}
        self._readers: Mapping[str, Callable[[str, Sequence[Cell]], Iterator[Any]]] = {
            "grade": self._grade,
            "band": self._grade,
            "role": self._text,
            "specialty": self._spelt,
            "directorate": self._spelt,
            "site": self._site,
            "interests": self._list,
            "wants": self._list,
            "offers": self._list,
            "works": self._works,
            "leave": self._leave,
            "approved": self._approved,
            "prefers": self._people,
            "refuses": self._people,
            "projects": self._projects,
            "pairs": self._pairs,
            "avoid_halves": self._as_listed,
            "line_manages": self._as_listed,
            "calendar": self._text,
            **dict.fromkeys(("rota", "commitments", "extra", "posts"), self._as_exported),
        }

    def of(self, row: Row) -> tuple[dict[str, Any], dict[str, Cell], list[Finding]]:
        """The values of a row by field, the cell that each comes from, and what was found."""
        values: dict[str, Any] = {}
        cells: dict[str, Cell] = {}
        findings: list[Finding] = []
        for field, columns in self._columns.of.items():
            if field in WHO or field.startswith(_DAY):
                continue
            there = [self._table.cell(row, column) for column in columns]
            read = self._attribute if field.startswith(ATTRIBUTE) else self._readers[field]
            self._take(field, there, read, values, cells, findings)
        by_day = {
            field: self._table.cell(row, columns[0])
            for field, columns in self._columns.of.items()
            if field.startswith(_DAY)
        }
        if by_day and "works" not in values:
            self._take("works", list(by_day.values()), self._works_by_day(by_day), values, cells, findings)
        return values, cells, [*findings, *self._partners.in_both(values, cells)]

    def _take(
        self,
        field: str,
        there: Sequence[Cell],
        read: Callable[[str, Sequence[Cell]], Iterator[Any]],
        values: dict[str, Any],
        cells: dict[str, Cell],
        findings: list[Finding],
    ) -> None:
        for found in read(field, there):
            if isinstance(found, Finding):
                findings.append(found)
            elif found not in ("", [], {}, None):
                values[field] = found
                cells[field] = next((cell for cell in there if cell.text), there[0])

    def _meant(self, field: str, answer: str) -> str:
        """What an answer stands for by the mapping file; nothing for one that says nothing."""
        said = self._meanings.get(field, {}).get(bare(answer), answer)
        return "" if folded(said) in _SAYS_NOTHING else said

    def _one(self, field: str, cell: Cell) -> str:
        return self._meant(field, text_of(cell))

    def _answers(self, field: str, cells: Sequence[Cell]) -> list[tuple[Cell, str]]:
        """The single answers of a list, each with its cell, without repeats."""
        found: dict[str, tuple[Cell, str]] = {}
        for cell in cells:
            whole = self._meant(field, text_of(cell))
            for answer in [whole] if whole != text_of(cell) else self._parts(field, cell):
                if answer:
                    found.setdefault(folded(answer), (cell, answer))
        return list(found.values())

    def _parts(self, field: str, cell: Cell) -> list[str]:
        return [self._meant(field, one) for one in answers_of([cell], f";{self._columns.split}")]

    def _text(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        yield self._one(field, cells[0])

    def _spelt(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        answer = self._one(field, cells[0])
        if answer:
            yield self._known.spelling.of(field, answer)

    def _grade(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        answer = self._one(field, cells[0])
        if not answer:
            return
        found = grade_of(answer, self._known.ladder)
        if found is None:
            near = nearest(answer, {one: one for one in self._known.ladder})
            message = f"the {field} `{answer}` is not on the seniority ladder, and is taken as it is"
            yield remark(cells[0], message, f"did you mean `{near}`?" if near else "")
            found = answer
        yield int(found) if found.isdecimal() and str(int(found)) == found else found

    def _site(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        answer = self._one(field, cells[0])
        sites = self._known.sites
        if not answer:
            return
        if not sites:  # a file without them can use any names
            yield self._known.spelling.of(field, answer)
            return
        by_name = {bare(name): key for key, name in sites.items()} | {bare(key): key for key in sites}
        if answer in sites or bare(answer) in by_name:
            yield answer if answer in sites else by_name[bare(answer)]
            return
        near = nearest(answer, {f"{key} {name}": name for key, name in sites.items()}) or nearest(
            answer, sites
        )
        key = next((one for one in sites if near in (one, f"{one} {sites[one]}")), None)
        yield self._no_such(cells[0], "site", answer, field, key, sites)

    def _list(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        found = []
        for cell, answer in self._answers(field, cells):
            spelling = self._known.spelling.of(field, answer)
            if spelling not in self._written_before[field]:
                yield from self._doubts(cell, answer, field)
            found.append(spelling)
        yield found

    def _doubts(self, cell: Cell, answer: str, field: str) -> Iterator[Finding]:
        """A new word that is nearly one of the file, or that may be several."""
        from rapidfuzz import fuzz, process

        others = {one: folded(one) for one in self._written_before[field]}
        near = process.extractOne(folded(answer), others, scorer=fuzz.ratio, score_cutoff=_NEAR_SPELLING)
        if near:
            advice = (
                f"if {near[2]} is meant, put `values: {{{field}: {{{answer}: {near[2]}}}}}` into a mapping"
            )
            yield remark(cell, f"`{answer}` is new in {field}, and nearly `{near[2]}`", advice)
        elif ", " in answer and "," not in self._columns.split:
            advice = 'where commas separate answers, put `split: ","` into a mapping'
            yield remark(cell, f"`{answer}` is taken as one of the {field}", advice)

    def _attribute(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        number = _IS_NUMBER(text_of(cells[0])) if len(cells) == 1 else None
        if number:
            yield float(number[0]) if number[1] else int(number[0])
            return
        if len(cells) == 1 and text_of(cells[0]) in _TRUTHS:
            yield text_of(cells[0]) == "true"
            return
        answers = [self._known.spelling.of(field, answer) for _, answer in self._answers(field, cells)]
        has_several = len(cells) > 1 or ";" in text_of(cells[0])
        yield answers if has_several or len(answers) > 1 else "".join(answers)

    def _works(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        answers = self._answers(field, cells)
        try:
            works = works_of((answer for _, answer in answers), self._known.halves) if answers else {}
        except NotAWeek as error:
            yield left_out(answers[0][0], str(error), "write it as `Mon am; Tue; Wed pm`")
            return
        yield {day: " ".join(halves) for day, halves in works.items()}

    def _works_by_day(self, by_day: Mapping[str, Cell]) -> Callable[[str, Sequence[Cell]], Iterator[Any]]:
        def read(_: str, cells: Sequence[Cell]) -> Iterator[Any]:
            found: dict[str, str] = {}
            for field, cell in by_day.items():
                day = field.removeprefix(_DAY)
                try:
                    works = works_by_day({day: self._one(field, cell)}, self._known.halves)
                except NotAWeek as error:
                    yield left_out(cell, str(error), "write `am`, `pm`, `am pm`, or nothing")
                    return
                found |= {day: " ".join(halves) for day, halves in works.items()}
            yield found

        return read

    def _leave(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        periods: list[str] = []
        for cell in cells:
            answers: Sequence[str | date] = (
                [cell.value.date() if isinstance(cell.value, datetime) else cell.value]
                if isinstance(cell.value, date)
                else [answer for _, answer in self._answers(field, [cell])]
            )
            for answer in answers:
                try:
                    periods += leave_of([answer], self._known.dates)
                except NotADate as error:
                    yield left_out(cell, str(error))
        yield sorted(set(periods))

    def _approved(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        answer = self._one(field, cells[0])
        if folded(answer).strip(" .!?") not in _NOT_APPROVED:
            yield answer

    def _people(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        yield from self._partners.named(field, self._answers(field, cells))

    def _projects(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        projects = self._known.projects
        by_name = {bare(name): key for key, name in projects.items()} | {bare(key): key for key in projects}
        found: list[str] = []
        for cell, answer in self._answers(field, cells):
            key = by_name.get(bare(answer))
            if key is None:
                yield self._no_such(cell, "project", answer, field, nearest(answer, projects), projects)
            elif key not in found:
                found.append(key)
        yield found

    def _pairs(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        answer = self._one(field, cells[0])
        if answer.isdecimal():
            yield int(answer)
        elif answer:
            yield left_out(cells[0], f"`{answer}` is no number of partners", "write it in figures, as 1")

    def _as_listed(self, field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        yield [answer for _, answer in self._answers(field, cells)]

    @staticmethod
    def _as_exported(field: str, cells: Sequence[Cell]) -> Iterator[Any]:
        text = text_of(cells[0])
        try:
            found = json.loads(text) if text else None
        except (ValueError, RecursionError):
            found = text
        if found is None or isinstance(found, dict | list):
            yield found
        else:
            about = next(one.about for one in AS_EXPORTED if one.name == field)
            yield left_out(cells[0], f"`{field}` cannot be read", f"write it as `export` does, {about}")

    @staticmethod
    def _no_such(
        cell: Cell, kind: str, answer: str, field: str, near: str | None, names: Mapping[str, str]
    ) -> Finding:
        if near is not None:
            title = f"`{near}`" if bare(names[near]) == bare(near) else f"`{near}` ({names[near]})"
            suggestion = Suggestion(field, answer, near, title)
            return left_out(cell, f"no {kind} is called `{answer}`", f"did you mean {title}?", suggestion)
        known = ", ".join(names) or f"the file has no {kind}s"
        return left_out(cell, f"no {kind} is called `{answer}`", f"known: {known}")


_SPELT_LISTS = ("interests", "wants", "offers")
