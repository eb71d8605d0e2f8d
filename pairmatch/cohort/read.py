"""The bytes of a cohort file → a `Cohort` that has passed the rules without a calendar, or its faults."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pairmatch.cohort import faults, rules
from pairmatch.cohort.beside import lies_outside
from pairmatch.cohort.calendar_file import CalendarFile, read_calendar
from pairmatch.cohort.rules._common import bases
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.score_file import read_scores
from pairmatch.cohort.source import MAX_BYTES, Source, parse
from pairmatch.diagnostics import Diagnostic, Severity, Span, in_file_order
from pairmatch.errors import CohortError, UnreadableFile


@dataclass(frozen=True)
class Reading:
    """What reading one file gave: all that is wrong with it, and the cohort where nothing is."""

    source: Source | None
    cohort: Cohort | None
    diagnostics: tuple[Diagnostic, ...]


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, one more than is ever read at the most."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from None


def read_bytes(content: bytes, name: str, path: Path | None = None) -> Reading:
    """Read and check the bytes of a cohort file that messages call `name`."""
    try:
        source = parse(content, name)
    except CohortError as error:
        return Reading(None, None, error.diagnostics)
    if not isinstance(source.data, dict):
        return Reading(source, None, (_not_a_mapping(source),))
    cohort, found = _validate(source)
    if cohort is not None:
        cohort._source, cohort._path, cohort._content = source, path, content
        found += rules.check(cohort)
        found += _read_scores(cohort)
        cohort._calendars = _read_calendars(cohort)
    diagnostics = in_file_order(found)
    if cohort is None or any(d.is_error for d in diagnostics):
        return Reading(source, None, diagnostics)
    cohort._warnings = diagnostics
    return Reading(source, cohort, diagnostics)


def _read_scores(cohort: Cohort) -> Sequence[Diagnostic]:
    """Give the cohort the scores of the file it names; the faults of that file, where it has any."""
    name = cohort.matching.scores
    if name is None or cohort.matching.criteria:  # of the two, `scores_and_criteria` says what to do
        return ()
    said = cohort.span("matching", "scores")
    if cohort.path is None:
        message = f"`{name}` is looked for beside the cohort file, and there is no such file here"
        return (Diagnostic("PM121", Severity.ERROR, message, said),)
    doctors, managers = ([person.id for person in side] for side in (cohort.doctors, cohort.managers))
    cohort._scores, faults = read_scores(cohort.path.parent, name, doctors, managers, said)
    return faults


def _read_calendars(cohort: Cohort) -> Mapping[str, CalendarFile]:
    """The calendar files that the cohort names and that lie where they may."""
    if cohort.path is None:
        return {}
    folder = cohort.path.parent
    named = dict.fromkeys(base.calendar for _, base in bases(cohort) if base.calendar is not None)
    return {name: read_calendar(folder, name) for name in named if not lies_outside(name, folder)}


def _validate(source: Source) -> tuple[Cohort | None, list[Diagnostic]]:
    """The cohort, without those optional fields that are at fault, and what the faults are."""
    try:
        return Cohort.model_validate(source.data), []
    except ValidationError as error:
        found = faults.diagnose(error, source, Cohort)
        rest = _without_faults(error, source)
    if rest is None:
        return None, found
    try:
        return Cohort.model_validate(rest), found
    except ValidationError:
        return None, found


def _without_faults(error: ValidationError, source: Source) -> Any:
    rest: Any = copy.deepcopy(source.data)
    for detail in error.errors(include_url=False):
        loc = faults.written_loc(detail["loc"], source.data)
        while loc and isinstance(loc[-1], int):
            loc = loc[:-1]
        if loc[2:3] == ("posts",):  # without one of its dates a post would seem to overlap the others
            loc = loc[:3]
        if detail["type"] == "missing" or not faults.optional_at(Cohort, loc, source.data):
            return None
        if detail["type"] != "extra_forbidden" and _others_go_by(loc):
            return None
        owner: Any = rest
        for step in loc[:-1]:
            owner = _below(owner, step)
        owner.pop(loc[-1], None)
    return rest


def _below(owner: Any, step: Any) -> Any:
    return owner[step] if isinstance(owner, list) or step in owner else {}


def _others_go_by(loc: tuple[str | int, ...]) -> bool:
    """Whether leaving out the field at `loc` would make other places look wrong that are not."""
    referred = ("programme", "sites", "rotas", "projects", "rooms", "facilitators", "workshops", "matching")
    whole_section = len(loc) == 1 and loc[0] in referred
    return (
        whole_section
        or loc[0] == "programme"
        or loc[:2] in (("matching", "seniority"), ("matching", "criteria"))
    )


def _not_a_mapping(source: Source) -> Diagnostic:
    message = "a cohort file is a mapping that starts with `version: 1`"
    top = source.span(())
    return Diagnostic(
        "PM009", Severity.ERROR, message, Span(top.file, top.line, top.column, top.line, top.column + 1)
    )
