"""What pydantic found wrong → diagnostics that a coordinator can act on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pairmatch.cohort.model import Model
from pairmatch.cohort.source import Loc, Source
from pairmatch.diagnostics import Diagnostic, Fix, Severity, Span, did_you_mean, plain, same_but_for_case


def diagnose(error: ValidationError, source: Source, root: type[Model]) -> list[Diagnostic]:
    """One diagnostic for each place that pydantic refused."""
    places: dict[tuple[str | int, ...], Diagnostic] = {}
    spellings = cache(partial(_spellings, source.data))
    for detail in error.errors(include_url=False):
        loc = written_loc(detail["loc"], source.data)
        places.setdefault(loc, _diagnostic(detail, loc, source, root, spellings))
    return list(places.values())


def written_loc(loc: Sequence[str | int], data: Any) -> tuple[str | int, ...]:
    """The steps of a pydantic `loc` that exist in the file, and one missing key at the end."""
    steps: list[str | int] = []
    here = data
    for step in loc:
        in_list = isinstance(here, list) and isinstance(step, int) and step < len(here)
        if in_list or (isinstance(here, dict) and step in here):
            here = here[step]
        else:
            missing = step is loc[-1] and isinstance(here, dict) and not str(step).startswith(("<", "["))
            if missing and isinstance(step, str):
                steps.append(step)
            continue
        steps.append(step)
    return tuple(steps)


def _diagnostic(
    detail: ErrorDetails,
    loc: Loc,
    source: Source,
    root: type[Model],
    spellings: Callable[[Loc], Counter[str]],
) -> Diagnostic:
    kind = detail["type"]
    if kind == "missing":
        return _fault("PM101", f"`{loc[-1]}` is required here", _owner(source, loc))
    if kind == "extra_forbidden":
        return _unknown_field(loc, source, root, spellings)
    if kind == "rule_kind":
        return _unknown_rule(detail, loc, source)
    name = _name(loc)
    if detail["input"] is None:
        return _fault("PM103", f"{name} is empty", source.key_span(loc), "give a value, or delete the line")
    span = source.span(loc)
    fault = _fault("PM103", f"{name}: {_sentence(detail)}", span, _advice(detail, loc))
    meant = detail.get("ctx", {}).get("meant")
    return replace(fault, fix=Fix(span, str(detail["input"]), meant)) if meant else fault


def _owner(source: Source, loc: Loc) -> Span:
    """The first line of the mapping that lacks a field, not all of it."""
    parent = source.span(loc[:-1])
    return Span(parent.file, parent.line, parent.column, parent.line, parent.column + 1)


def _unknown_field(
    loc: Loc, source: Source, root: type[Model], spellings: Callable[[Loc], Counter[str]]
) -> Diagnostic:
    known = sorted(_fields_at(root, loc[:-1], source.data))
    word, span = str(loc[-1]), source.key_span(loc)
    near = did_you_mean(word, known)
    advice = near or (f"known here: {', '.join(known)}" if known else None)
    fault = _fault("PM102", f"unknown field `{word}`", span, advice)
    meant = same_but_for_case(word, known)
    is_alone = spellings(tuple(loc[:-1]))[plain(word)] == 1
    return replace(fault, fix=Fix(span, word, meant)) if meant and is_alone else fault


def _spellings(data: Any, loc: Loc) -> Counter[str]:
    """How many keys of the mapping at `loc` are the same but for case."""
    for step in loc:
        data = data[step]
    return Counter(map(plain, data if isinstance(data, dict) else ()))


def _unknown_rule(detail: ErrorDetails, loc: Loc, source: Source) -> Diagnostic:
    given = detail["input"]
    near = None
    if isinstance(given, dict):
        kinds = detail["msg"].partition("one of ")[2].split(", ")
        near = next((guess for key in given if (guess := did_you_mean(str(key), kinds))), None)
    return _fault("PM103", detail["msg"], source.span(loc), near)


def _fault(code: str, message: str, span: Span, help: str | None = None) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span, help)


def _name(loc: Loc) -> str:
    words = [step for step in loc if isinstance(step, str)]
    if not words:
        return "the file"
    return f"`{words[-1]}`" if loc and isinstance(loc[-1], str) else f"an entry of `{words[-1]}`"


_EXPECTED = {
    "int_type": "a whole number",
    "bool_type": "true or false",
    "string_type": "text",
    "tuple_type": "a list",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "mapping_type": "a mapping",
    "dict_type": "a mapping",
    "float_type": "a number",
}


def _sentence(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    kind = detail["type"]
    if kind == "form" or kind.startswith("value_error"):
        return detail["msg"]
    if kind in _EXPECTED:
        return f"{_EXPECTED[kind]} is expected, not {_shown(detail['input'])}"
    if kind == "literal_error" and " or " not in context["expected"]:
        return f"{_shown(detail['input'])} is not {context['expected']}"
    if kind == "literal_error":
        return f"{_shown(detail['input'])} is none of {context['expected'].replace(' or ', ', ')}"
    if kind == "greater_than_equal":
        return f"{detail['input']} is less than {context['ge']}"
    if kind == "less_than_equal":
        return f"{detail['input']} is more than {context['le']}"
    if kind == "too_short":
        least = context["min_length"]
        return "at least 1 entry is needed" if least == 1 else f"at least {least} entries are needed"
    return detail["msg"][:1].lower() + detail["msg"][1:]


def _advice(detail: ErrorDetails, loc: Loc) -> str | None:
    given = detail["input"]
    if detail.get("ctx", {}).get("example") == "am pm" and isinstance(given, list):
        return f"write `{loc[-1]}: {' '.join(map(str, given))}`" if given else "delete the line"
    if detail["type"] in ("int_type", "literal_error") and isinstance(given, str) and given.isdigit():
        return f"write it without quotes: {given}"
    if detail["type"] == "literal_error" and isinstance(given, str):
        return did_you_mean(
            given, detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        )
    if detail["type"] == "tuple_type" and isinstance(given, str):
        return f"write a list: [{given}]"
    if detail["type"] == "bool_type" and isinstance(given, str):
        return "write true or false, without quotes"
    if detail["type"] == "string_type" and isinstance(given, bool):
        return f'put the word in quotes: "{str(given).lower()}"'
    return None


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str) and value.isdigit():
        return f'`"{value}"`'
    text = str(getattr(value, "text", value))
    return f"`{text if len(text) <= 40 else text[:37] + '...'}`"


def _fields_at(root: type[Model], loc: Loc, data: Any) -> set[str]:
    """The fields that a mapping at `loc` may have: walks the models as `loc` walks the file."""
    models: list[type[BaseModel]] = [root]
    here = data
    for step in loc:
        here = here[step]
        if isinstance(step, int):
            continue
        next_models = [m for model in models for m in _below(model, step)]
        models = next_models or models
    if isinstance(here, dict) and len(models) > 1:
        models = [m for m in models if set(_names(m)) & set(here)] or models
        models = models[-1:] if len(models) > 1 else models
    return {name for model in models for name in _names(model)}


def _names(model: type[BaseModel]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield info.alias or name


def _below(model: type[BaseModel], step: str) -> list[type[BaseModel]]:
    info = model.model_fields.get(step)
    return list(_models_in(info)) if info else []


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, FieldInfo):
        annotation = annotation.annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def optional_at(root: type[Model], loc: Loc, data: Any) -> bool:
    """Whether the value at `loc` could be left out, so that the rest can still be checked."""
    if not loc or isinstance(loc[-1], int):
        return False
    models: list[type[BaseModel]] = [root]
    for step in loc[:-1]:
        if isinstance(step, str):
            models = [m for model in models for m in _below(model, step)] or models
    for model in models:
        for name, info in model.model_fields.items():
            if (info.alias or name) == loc[-1]:
                return not info.is_required()
    return True
