"""Answers as JSON and YAML: every number, places in files, and nothing that is absent."""

from __future__ import annotations

import json

import yaml

from pairmatch.report.answers import answer_json, answer_yaml, fields_of
from tests.report.answers import compared_of, margins_of, ranges_of, why_person_of, why_waiting_of
from tests.report.samples import cohort_of


def test_json_has_every_number() -> None:
    """A person's answer has parts, measures with the mean, moves and places, under the head of a document."""
    cohort = cohort_of(6)
    found = json.loads(answer_json(cohort, {"objective": "total"}, fields_of(why_person_of(cohort))))
    assert list(found)[:3] == ["version", "made", "cohort"]
    assert found["made"]["options"] == {"objective": "total"}
    assert found["best"] == {
        "people": 6,
        "worst": 512,
        "total": 2000,
        "choices": [3, 1],
        "pairs": 3,
        "scores": [],
        "mean": 666.667,
    }
    assert found["partners"][0]["parts"][2] == {"name": "exchange", "weight": 3, "points": 0.0}
    assert found["alternatives"][1]["what_if"]["whole"]["worst"] == 480
    assert found["alternatives"][1]["what_if"]["moves"][0] == {
        "person": "d01",
        "before": ["m01"],
        "after": ["m02"],
    }
    places = [one["span"] for one in found["forbidden"][0]["obstacles"]]
    assert places == [
        {"file": "cohort.yaml", "line": 40, "column": 3},
        {"file": "cohort.yaml", "line": 93, "column": 5},
    ]
    assert "waits" not in found


def test_yaml_has_the_same_keys_and_values() -> None:
    """The YAML of each kind of answer reads back as what its JSON does."""
    cohort = cohort_of(6)
    answers = [
        fields_of(why_waiting_of(cohort)),
        {"margins": margins_of(cohort)},
        {"compare": compared_of(), "sensitivity": ranges_of(cohort)},
    ]
    for answer in answers:
        assert yaml.safe_load(answer_yaml(cohort, {}, answer)) == json.loads(answer_json(cohort, {}, answer))


def test_hostile_text_in_json_is_escaped() -> None:
    """A control character in a reason is an escape in the JSON, and reads back as it was."""
    text = answer_json(cohort_of(1), {}, {"reason": "\x1b[2J\u202e"})
    assert "\x1b" not in text and "\u202e" not in text
    assert json.loads(text)["reason"] == "\x1b[2J\u202e"
