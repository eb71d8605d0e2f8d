"""A report of conflicts as JSON: the field names are fixed, and new ones may be added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pairmatch.conflicts.fact import Fact
from pairmatch.conflicts.report import Change, Conflict, ConflictReport, Repair

VERSION = 1


def document_of(report: ConflictReport) -> dict[str, Any]:
    """The report as plain data.

    `conflicts` and `repairs` stand in the order in which they are told, those of the pairing first. A
    `rank` is what `pairmatch repair --apply` takes.
    """
    return {
        "version": VERSION,
        "file": report.file,
        "served": report.is_served,
        "complete": report.complete,
        "missed": report.missed,
        "conflicts": [_conflict(one) for one in report.conflicts],
        "repairs": [_repair(rank, one) for rank, one in enumerate(report.repairs, start=1)],
        "seconds": {part: round(seconds, 2) for part, seconds in report.seconds.items()},
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "headline": conflict.headline,
        "facts": _facts(conflict.facts),
        "hits": _facts(conflict.hits),
        "minimal": conflict.is_minimal,
        "smallest": conflict.is_smallest,
        "background": conflict.background,
        "unfolded": _facts(conflict.unfolded),
    }


def _facts(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    return [
        {
            "kind": fact.kind.value,
            "sentence": fact.sentence,
            "people": list(fact.people),
            "places": [asdict(span) for span in fact.spans],
        }
        for fact in facts
    ]


def _repair(rank: int, repair: Repair) -> dict[str, Any]:
    return {
        "rank": rank,
        "mends": repair.mends,
        "cost": repair.cost,
        "status": repair.status,
        "proven": repair.proven,
        "changes": [_change(one) for one in repair.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "sentence": change.sentence,
        "cost": change.cost,
        "line": change.span.line if change.span else None,
        "before": list(change.before),
        "after": list(change.after),
        "edits": [{"at": list(edit.loc), "value": edit.value} for edit in change.edits],
    }
