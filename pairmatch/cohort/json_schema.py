"""The JSON Schema (draft 2020-12) of the cohort file, made from the models.

Editors complete and underline by it; it knows the form of every field and nothing of what `check` knows
beside: names that refer to each other, dates that do not exist, what cannot be held.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from inspect import cleandoc, getsource
from itertools import pairwise
from typing import Any

from pairmatch.cohort.model import Model
from pairmatch.cohort.schema import Cohort

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = "urn:pairmatch:cohort:1"
FILE = "cohort.schema.json"
"""The schema as it is shipped, beside this module."""

EXAMPLES: Mapping[str, Mapping[str, list[Any]]] = {
    "Cohort": {"version": [1]},
    "Programme": {
        "name": ["Paired Learning, autumn 2026"],
        "start": ["2026-09-07"],
        "weeks": [12],
        "country": ["GB-ENG"],
        "closed": [["2026-10-26..2026-10-30", "2026-11-04 am"]],
        "days": ["mon..fri"],
        "halves": [{"am": "09:00-13:00", "pm": "13:30-17:30"}],
    },
    "DutyPattern": {"anchor": ["2026-08-03"], "cycle": ["D D D D D . .\nL L . . L L L\n"], "release": [1]},
    "Shift": {"time": ["08:00-17:30"]},
    "Workshop": {
        "id": ["kickoff"],
        "weeks": ["1..2", 3],
        "dates": [["2026-09-08 am"]],
        "capacity": [30],
        "rooms": [["education-1"]],
    },
    "Room": {"id": ["education-1"], "open": [{"mon": "am pm"}], "closed": [["2026-09-14"]]},
    "Shadowing": {"each_way": [2], "weeks": ["2..11"]},
    "Meetings": {"every_weeks": [2], "weeks": ["1..12"]},
    "Project": {"id": ["sepsis-bundle"], "themes": [["sepsis"]]},
    "Matching": {
        "criteria": [{"interests": 5, "site": {"weight": 2, "want": "same"}}],
        "rules": [[{"same": "site", "why": "no travel budget"}, {"apart": ["okafor", "lee"]}]],
    },
}
"""What is written in a field, by the model and the field."""
_PERSON: Mapping[str, list[Any]] = {
    "id": ["okafor"],
    "name": ["Dr Amara Okafor"],
    "works": [{"mon": "am pm", "wed": "am"}],
    "rota": [{"pattern": "icu", "row": 3}],
    "calendar": ["rotas/okafor.ics"],
    "commitments": [{"wed pm": {"attend": False, "host": True}}],
    "leave": [["2026-10-12..2026-10-16"]],
    "extra": [{"2026-09-12 am": {"attend": True, "host": False}}],
    "avoid_halves": [["mon am"]],
    "prefers": [["ward", "lee"]],
}
_SHORT_WEIGHT = {"type": "integer", "minimum": 0, "maximum": 10}


def shipped() -> str:
    """The schema of this version, as its file has it."""
    return files("pairmatch.cohort").joinpath(FILE).read_text(encoding="utf-8")


def made() -> str:
    """The schema, made from the models; `python -m pairmatch.cohort.json_schema` writes the file anew."""
    schema = Cohort.model_json_schema()
    definitions = schema["$defs"]
    models = {model.__name__: model for model in _below(Model)}
    criteria = definitions["Matching"]["properties"]["criteria"]
    criteria["additionalProperties"] = {"anyOf": [_SHORT_WEIGHT, criteria["additionalProperties"]]}
    for name, model in {"Cohort": schema, **definitions}.items():
        _describe(model, models[name])
        examples = _PERSON if name in ("Doctor", "Manager", "Facilitator") else EXAMPLES.get(name, {})
        for field, shown in examples.items():
            if field in model["properties"]:
                model["properties"][field]["examples"] = shown
    head = {"$schema": DIALECT, "$id": ID, "title": "A cohort file of pairmatch"}
    return json.dumps({**head, **_tidy({**schema, "title": head["title"]})}, indent=2) + "\n"


def _describe(schema: Any, model: type[Model]) -> None:
    """Give every field the sentence that stands below it in the source, where that of its type is another."""
    sentences = {field: said for kind in reversed(model.__mro__) for field, said in _sentences(kind)}
    for field, info in model.model_fields.items():
        name = info.alias or field
        said, said_by_its_model = sentences.get(field), getattr(info.annotation, "__doc__", None)
        if said and said != said_by_its_model:
            described = {**schema["properties"][name], "description": said}
            schema["properties"][name] = dict(sorted(described.items()))


def _sentences(kind: type) -> Iterator[tuple[str, str]]:
    """Each field of one class, its parents apart, with the docstring below it."""
    if not issubclass(kind, Model):
        return
    (body,) = (node.body for node in ast.parse(getsource(kind)).body if isinstance(node, ast.ClassDef))
    for field, below in pairwise(body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(sentence))),
            ):
                yield name, cleandoc(sentence)


def _below(model: type[Model]) -> Iterator[type[Model]]:
    yield model
    for kind in model.__subclasses__():
        yield from _below(kind)


def _tidy(schema: Any) -> Any:
    """The same schema without titles and defaults that repeat the name of a field or say nothing."""
    if isinstance(schema, list):
        return [_tidy(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    is_field = "type" in schema or "anyOf" in schema or "$ref" in schema or "enum" in schema
    dropped = {"title"} if isinstance(schema.get("title"), str) and is_field else set()
    if schema.get("default", 0) in (None, [], {}) or isinstance(schema.get("default"), dict | list):
        dropped.add("default")
    return {
        key: value if key == "examples" else _tidy(value)
        for key, value in schema.items()
        if key not in dropped
    }


if __name__ == "__main__":
    with open(str(files("pairmatch.cohort").joinpath(FILE)), "w", encoding="utf-8", newline="\n") as file:
        file.write(made())
