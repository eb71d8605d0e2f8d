"""Documents that the shipped JSON Schema allows, and documents with a value or two that it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from pairmatch.cohort.json_schema import shipped

Schema = Mapping[str, Any]
Values = st.SearchStrategy[Any]

WORDS = (
    *(
        "okafor",
        "ward",
        "lee",
        "kay",
        "guys",
        "icu",
        "kickoff",
        "hall",
        "sepsis",
        "x",
        "1",
        "3e1",
        "8a",
        "ST4",
    ),
    *("mon", "tue", "sat", "mon..fri", "am", "pm", "am pm", "eve", "mon am", "tue pm", "D", "N", "."),
    *("2026-09-07", "2026-09-14", "2026-12-25", "2026-10-12..2026-10-16", "2026-09-08 am"),
    *("1..2", "2..11", "12", "08:00-17:30", "20:00-08:30", "09:00-13:00", "D D D D D . ."),
    *("interests", "seniority", "availability", "site", "style", "grade", "GB-ENG", "scores.csv", "a.ics"),
)
"""Words that mean something somewhere, so that names sometimes refer to one another."""
ODD = (
    "2026-02-30",
    "24:00-01:00",
    "",
    " ",
    "~",
    "null",
    "*a",
    "&a",
    "#",
    "- a",
    "a: b",
    "[",
    "<<",
    "\x1b[2J",
    "\u202e",
    "\ufeff",
    "%",
    "é",
)
_MOST_OPTIONAL = 4
_RARELY = st.integers(0, 60).map(lambda drawn: drawn == 37)
"""True about once in sixty times; not at an end of the range, which Hypothesis tries more often."""

TEXTS = st.sampled_from(WORDS) | st.sampled_from(ODD) | st.text(max_size=8)
NUMBERS = st.integers(-2, 60) | st.sampled_from(
    [10**6, 10**25, -(2**63), 0.5, 1e308, float("nan"), float("inf")]
)
JUNK: Values = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
"""Values of every kind, whatever is expected where they stand."""


@cache
def schema() -> Schema:
    """The shipped schema."""
    whole: Schema = json.loads(shipped())
    return whole


@cache
def _texts(pattern: str | None) -> Values:
    """Texts that a pattern allows, most of them with a meaning."""
    if pattern is None:
        return TEXTS
    fitting = [word for word in WORDS if re.search(pattern, word)]
    return _mostly(st.sampled_from(fitting), st.from_regex(pattern)) if fitting else st.from_regex(pattern)


@st.composite
def _mostly(draw: st.DrawFn, usual: Values, other: Values) -> Any:
    """The usual, but once in a while the other."""
    return draw(other if draw(_RARELY) else usual)


def _numbers(form: Schema, *, whole: bool) -> Values:
    """Numbers near the limits that a form sets, or near nothing; as an id, those that are one."""
    if "pattern" in form:
        return st.integers(0, 20)
    least, most = form.get("minimum", -3), form.get("maximum", form.get("minimum", 0) + 40)
    near = st.integers(int(least), int(most))
    return near if whole else near | st.floats(least, most)


@st.composite
def _objects(draw: st.DrawFn, form: Schema) -> dict[str, Any]:
    """Mappings with every required field and a few of the others."""
    fields: Schema = form.get("properties", {})
    required = [name for name in form.get("required", []) if not draw(_RARELY)]
    others = sorted(set(fields) - set(required))
    chosen = draw(st.lists(st.sampled_from(others), max_size=_MOST_OPTIONAL, unique=True)) if others else []
    made = {name: draw(values(fields[name])) for name in [*required, *chosen]}
    patterned = [*form.get("patternProperties", {}).items()]
    if isinstance(form.get("additionalProperties"), dict):
        patterned.append((None, form["additionalProperties"]))
    for pattern, below in patterned:
        made |= draw(st.dictionaries(_texts(pattern), values(below), min_size=1, max_size=3))
    return made


def _of_type(kind: str, form: Schema) -> Values:
    """Values of one of the types of JSON."""
    if kind == "object":
        return _objects(form)
    if kind == "array":
        least = form.get("minItems", 0)
        below = values(form.get("items", {}))
        return _mostly(st.lists(below, min_size=max(1, least), max_size=3), st.just([]))
    if kind in ("integer", "number"):
        return _numbers(form, whole=kind == "integer")
    return {"string": _texts(form.get("pattern")), "boolean": st.booleans(), "null": st.none()}[kind]


def allowed(form: Schema) -> Values:
    """Values that a form allows, however deep; only keywords that the shipped schema uses are known."""
    if "$ref" in form:
        return allowed(schema()["$defs"][form["$ref"].rpartition("/")[2]])
    if "const" in form:
        return st.just(form["const"])
    if "enum" in form:
        return st.sampled_from(form["enum"])
    for several in ("anyOf", "oneOf"):
        if several in form:
            return st.one_of([allowed(one) for one in form[several]])
    kinds = form.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return st.one_of([_of_type(kind, form) for kind in kinds]) if kinds else JUNK


def values(form: Schema) -> Values:
    """Mostly values that a form allows, now and then any other."""
    return _mostly(allowed(form), JUNK)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """The bytes of a cohort file, written in one of the ways that YAML has."""
    document = draw(allowed(schema()))
    as_is = draw(st.booleans())
    if draw(st.booleans()):
        text = json.dumps(document, ensure_ascii=not as_is)
    else:
        flow = draw(st.sampled_from([True, False, None]))
        text = yaml.safe_dump(document, allow_unicode=as_is, default_flow_style=flow, sort_keys=False)
    return text.encode("utf-8", "surrogatepass")
