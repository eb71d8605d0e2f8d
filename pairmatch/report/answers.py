"""An answer about a pairing or a rota → the text of its document, as JSON or YAML, with every number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeekRange
from pairmatch.diagnostics import Span
from pairmatch.matching.answers import Measures
from pairmatch.report.document import json_text, plain, plain_weeks, yaml_text
from pairmatch.version import version


def answer_json(cohort: Cohort, options: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """The answer as JSON.

    Parameters
    ----------
    cohort
        What was asked about; its stamp is part of the document.
    options
        What the answer was made with, as in `made.options` of a pairing.
    answer
        Names and values of `matching.answers` or `rota.options`; a value that is absent there is left out.
    """
    return json_text(_document(cohort, options, answer))


def answer_yaml(cohort: Cohort, options: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """The same as YAML, the keys and values those of `answer_json`."""
    return yaml_text(_document(cohort, options, answer))


def facts_json(facts: Mapping[str, Any]) -> str:
    """Facts that no cohort is needed for, as JSON with the head that every document has."""
    return json_text(_facts(facts))


def facts_yaml(facts: Mapping[str, Any]) -> str:
    """The same as YAML, the keys and values those of `facts_json`."""
    return yaml_text(_facts(facts))


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    head = {"version": 1, "made": plain(Made(pairmatch=version()))}
    return head | _known(facts.items())


def _document(cohort: Cohort, options: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    head = {
        "version": 1,
        "made": plain(Made(pairmatch=version(), options=dict(options))),
        "cohort": plain(CohortStamp.of(cohort)),
    }
    return head | {name: _plain(value) for name, value in answer.items() if value is not None}


def fields_of(answer: Any) -> dict[str, Any]:
    """The fields of one answer by name, to be the heads of its document."""
    return {field.name: getattr(answer, field.name) for field in fields(answer)}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return {"file": value.file, "line": value.line, "column": value.column}
    if isinstance(value, WeekRange):
        return plain_weeks(value)
    if isinstance(value, Measures):
        return _known(fields_of(value).items()) | {"mean": round(value.mean, 3)}
    if isinstance(value, BaseModel):
        return plain(value)
    if is_dataclass(value):
        return _known(fields_of(value).items())
    if isinstance(value, Mapping):
        return {str(key): _plain(below) for key, below in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(below) for below in value]
    return value


def _known(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in items if value is not None}
