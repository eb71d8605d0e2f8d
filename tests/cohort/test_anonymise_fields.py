"""The table of what becomes of each field is whole: a new field cannot be passed on unseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from pairmatch.cohort.anonymise.fields import TABLE, Below, ByKey, Form, How, Kind, names_in_file
from pairmatch.cohort.model import Model
from pairmatch.cohort.schema import Cohort


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _reachable(model: type[Model], seen: set[type[BaseModel]]) -> Iterator[type[Model]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for info in model.model_fields.values():
        for below in _models_in(info.annotation):
            yield from _reachable(below, seen)


MODELS = list(_reachable(Cohort, set()))


def test_every_field_of_every_model() -> None:
    """Each model that a cohort can hold is in the table, with just its fields as a file names them."""
    assert len(MODELS) > 20
    assert set(TABLE) == set(MODELS)
    assert {model: set(fields) for model, fields in TABLE.items()} == {
        model: set(names_in_file(model)) for model in MODELS
    }


def _models_below(how: How) -> set[type[Model]]:
    if isinstance(how, ByKey):
        return _models_below(how.value)
    return set(how.models) if isinstance(how, Below) else set()


def test_the_table_leads_where_the_models_do() -> None:
    """A field that holds mappings of a model says so, so that its own rows are used."""
    for model, fields in TABLE.items():
        for name, how in fields.items():
            info = model.model_fields[names_in_file(model)[name]]
            assert _models_below(how) == set(_models_in(info.annotation)), (model, name)


def test_no_text_is_kept() -> None:
    """Only numbers, truths, few fixed words and dates are kept: a free text is never among them."""
    kept = {Form.NUMBER: (int, float), Form.FLAG: (bool,)}
    for model, fields in TABLE.items():
        for name, how in fields.items():
            if isinstance(how, Form) and how in kept:
                info = model.model_fields[names_in_file(model)[name]]
                assert not _holds_text(info.annotation), (model, name)


def _holds_text(annotation: Any) -> bool:
    return annotation is str or any(map(_holds_text, get_args(annotation)))


def test_names_of_people() -> None:
    """Every field that is an id of somebody takes the labels of people."""
    people = {"prefers", "refuses", "line_manages", "apart", "together", "facilitators", "all_of"}
    named = {
        name
        for model, fields in TABLE.items()
        for name, how in fields.items()
        if how is Kind.PERSON and model is not Cohort
    }
    assert named == people | {"id"}
