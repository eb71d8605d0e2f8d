"""The mapping file: which column of a sheet is which field of a person.

A line a field, as `interests: Which themes interest you?`. A list can have several columns, as
`prefers: [First choice, Second choice]`; a column a day is written `works.mon: Monday`, and a free attribute
`attributes.style: How do you work?`. Headings that are not named are not used. Two more keys can be there:
`values`, what an answer stands for (`site: {St Thomas: st-thomas}`; nothing after the colon: no answer), and
`split`, what separates the answers of a list besides `;` (`split: ","`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pairmatch.cohort.edit.render import rendered
from pairmatch.cohort.scalars import as_written
from pairmatch.cohort.source import Source, parse
from pairmatch.diagnostics import Diagnostic, Severity, Span, did_you_mean
from pairmatch.errors import CohortError
from pairmatch.importing.people.cleaning import folded, nearest
from pairmatch.importing.people.fields import ATTRIBUTE, fields_of, is_field
from pairmatch.importing.people.headings import Column, Columns, Table
from pairmatch.importing.side import Side

VALUES, SPLIT = "values", "split"
_HEAD = "# Which column of the sheet is which field: `pairmatch import people --mapping` reads it.\n"


@dataclass(frozen=True)
class MappingFile:
    """What a mapping file says."""

    source: Source
    headings: Mapping[str, tuple[str, ...]]
    """Of each field, as they are written."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What an answer stands for, by field."""
    split: str = ""

    @property
    def all_headings(self) -> list[str]:
        """Those of all fields."""
        return [heading for some in self.headings.values() for heading in some]


def read_mapping(content: bytes, name: str, side: Side) -> MappingFile:
    """Read the bytes of a mapping file.

    Parameters
    ----------
    content
        The bytes.
    name
        What messages call the file.
    side
        Which people it is for.

    Raises
    ------
    CohortError
        With every fault and its line.
    """
    source = parse(content, name)
    data = source.data
    if not isinstance(data, dict):
        raise CohortError([_fault(source.span(()), "a mapping file has lines such as `name: Full name`")])
    faults = list(_faults(source, data, side))
    if faults:
        raise CohortError(faults)
    headings = {key: _headings(value) for key, value in data.items() if key not in (VALUES, SPLIT)}
    values = {
        key: {answer: str(as_written(meant) or "") for answer, meant in one.items()}
        for key, one in (data.get(VALUES) or {}).items()
    }
    return MappingFile(source, headings, values, str(as_written(data.get(SPLIT)) or ""))


def columns_of(mapping: MappingFile, table: Table) -> Columns:
    """Find the columns that a mapping file names.

    Raises
    ------
    CohortError
        Where a heading is not in the sheet, or is there twice.
    """
    by_heading: dict[str, list[Column]] = {}
    for column in table.columns:
        by_heading.setdefault(folded(column.heading), []).append(column)
    faults = []
    of: dict[str, tuple[Column, ...]] = {}
    for name, headings in mapping.headings.items():
        found = [by_heading.get(folded(heading), []) for heading in headings]
        for at, (heading, columns) in enumerate(zip(headings, found, strict=True)):
            if len(columns) != 1:
                is_list = isinstance(mapping.source.data[name], list)
                span = mapping.source.span((name, at) if is_list else (name,))
                faults.append(_not_one(span, heading, columns, table))
        of[name] = tuple(column for columns in found for column in columns)
    if faults:
        raise CohortError(faults)
    used = {column for columns in of.values() for column in columns}
    unused = tuple((column, "is not in the mapping") for column in table.columns if column not in used)
    return Columns(of, unused, {}, mapping.values, mapping.split)


def mapping_text(columns: Columns) -> str:
    """The mapping file that gives these columns."""
    told: dict[str, Any] = {
        name: some[0].heading if len(some) == 1 else [column.heading for column in some]
        for name, some in columns.of.items()
    }
    if columns.values:
        told[VALUES] = {name: {**answers} for name, answers in columns.values.items()}
    if columns.split:
        told[SPLIT] = columns.split
    return _HEAD + "".join(f"{rendered(key)}: {rendered(value)}\n" for key, value in told.items())


def _headings(value: Any) -> tuple[str, ...]:
    return tuple(str(as_written(one)) for one in (value if isinstance(value, list) else [value]))


def _faults(source: Source, data: Mapping[str, Any], side: Side) -> Iterator[Diagnostic]:
    for key, value in data.items():
        if key == VALUES:
            yield from _value_faults(source, value, side)
        elif key == SPLIT:
            if not isinstance(value, str) or not value.strip(" ") or any(map(str.isalnum, value)):
                yield _fault(source.span((key,)), '`split` is signs between answers, as `split: ","`')
        elif not is_field(key, side):
            yield _unknown(source.key_span((key,)), key, side)
        else:
            yield from _heading_faults(source, key, value, side)


def _heading_faults(source: Source, key: str, value: Any, side: Side) -> Iterator[Diagnostic]:
    field = fields_of(side).get(key)
    texts = value if isinstance(value, list) else [value]
    if not texts or any(isinstance(one, dict | list) or one in (None, "") for one in texts):
        message = f"after `{key}:` comes the heading of a column"
        yield _fault(
            source.span((key,)), message, f"write it as in the sheet, as `{key}: What is your {key}?`"
        )
    elif len(texts) > 1 and not (key.startswith(ATTRIBUTE) or (field and field.is_list)):
        yield _fault(source.span((key,)), f"`{key}` can have one column only", "keep one of the headings")


def _value_faults(source: Source, value: Any, side: Side) -> Iterator[Diagnostic]:
    advice = "as `values: {site: {St Thomas: st-thomas}}`"
    if not isinstance(value, dict):
        yield _fault(source.span((VALUES,)), "`values` says what an answer of a field stands for", advice)
        return
    for key, answers in value.items():
        if not is_field(key, side):
            yield _unknown(source.key_span((VALUES, key)), key, side)
        elif not isinstance(answers, dict) or any(isinstance(one, dict | list) for one in answers.values()):
            message = "an answer is followed by what it stands for"
            yield _fault(source.span((VALUES, key)), message, advice)


def _not_one(span: Span, heading: str, columns: list[Column], table: Table) -> Diagnostic:
    if columns:
        where = " and ".join(column.letter for column in columns)
        message = f"the columns {where} of `{table.sheet}` are both headed `{heading}`"
        return _fault(span, message, "rename one of them in the sheet")
    known = [column.heading for column in table.columns if column.heading]
    near = nearest(heading, {one: one for one in known})
    advice = f"did you mean `{near}`?" if near else f"its headings are: {_few(known)}"
    return _fault(span, f"no column of `{table.sheet}` is headed `{heading}`", advice)


def _few(known: Iterable[str]) -> str:
    names = [f"`{one}`" for one in known]
    return ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")


def _unknown(span: Span, key: str, side: Side) -> Diagnostic:
    known = [*fields_of(side), VALUES, SPLIT]
    advice = did_you_mean(key, known) or f"the fields are: {', '.join(known)}, attributes.NAME"
    return Diagnostic("PM102", Severity.ERROR, f"`{key}` is no field of {side}", span, advice)


def _fault(span: Span, message: str, help: str | None = None) -> Diagnostic:
    return Diagnostic("PM103", Severity.ERROR, message, span, help)
