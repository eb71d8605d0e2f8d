"""Why not everything can be had, and what would be enough: what `pairmatch repair` shows, as two tables."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.conflicts.report import Change, Conflict, ConflictReport, Repair, told_in_short
from pairmatch.diagnostics import Span
from pairmatch.report.names import Names
from pairmatch.report.tables.table import Kind, Table, Value, columns
from pairmatch.report.visible import visible


def cause_table(names: Names, report: ConflictReport) -> Table:
    """A row for each line of each smallest set of lines that cannot all hold."""
    head = columns(
        "Cause", "What is missed", "Who is hit", "These cannot all be so", "Line", cause=Kind.NUMBER
    )
    rows = (
        (number, *row)
        for number, conflict in enumerate(report.conflicts, start=1)
        for row in _facts(names, conflict)
    )
    return Table("causes", "Causes", head, tuple(rows))


def _facts(names: Names, conflict: Conflict) -> Iterator[tuple[Value, ...]]:
    who = names.people(dict.fromkeys(person for hit in conflict.hits for person in hit.people))
    headline = visible(conflict.headline)
    for sentence, span in told_in_short(conflict.facts):
        yield headline, who, visible(sentence), _place(span)
    if conflict.background:
        yield headline, who, f"beside these, {visible(conflict.background)}", None


def repair_table(report: ConflictReport) -> Table:
    """A row for each change of each repair."""
    head = columns(
        "Repair", "Change", "Line", "As it is", "As it would be", "Effort", "Tried out",
        repair=Kind.NUMBER, effort=Kind.NUMBER,
    )  # fmt: skip
    rows = (
        _change(rank, repair, change)
        for rank, repair in enumerate(report.repairs, start=1)
        for change in repair.changes
    )
    return Table("repairs", "Repairs", head, tuple(rows))


def _change(rank: int, repair: Repair, change: Change) -> tuple[Value, ...]:
    return (
        rank,
        visible(change.sentence),
        _place(change.span),
        _lines(change.before),
        _lines(change.after),
        repair.cost,
        "yes" if repair.proven else "not in the time given",
    )


def _lines(lines: tuple[str, ...]) -> str | None:
    return "\n".join(visible(line.strip()) for line in lines) or None


def _place(span: Span | None) -> str | None:
    return f"{visible(span.file)}, line {span.line}" if span else None
