"""The JSON Schema: up to date, valid, and of one mind with the reader about the form of fields."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from pairmatch.calendar.check import read_and_check
from pairmatch.cohort.json_schema import FILE, made, shipped
from pairmatch.cohort.schema import Cohort
from tests.environment import environment_with

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "pairmatch" / "cohort" / FILE
GOOD = sorted(
    path
    for folder in ("cohorts", "examples", "tests/cohort", "tests/bad", "tests/calendar")
    for path in (ROOT / folder).rglob("*.yaml")
    if re.search(r"^version: 1$", text := path.read_text("utf-8", "replace"), re.MULTILINE)
    and "# Written by" not in text
    and read_and_check(path).cohort is not None
)
FORM = {"PM101", "PM102", "PM103"}
SAID_OTHERWISE = {
    "half-past-midnight",  # a time that the day does not have
    "no-such-date",  # a day that the calendar does not have
    "post-date-wrong",  # as above
    "range-backwards",  # an end before the start
    "week-range-backwards",  # as above
}
"""Files with a fault of form that a schema cannot express."""
BAD = sorted(
    path
    for path in (ROOT / "tests" / "bad").glob("*.yaml")
    if path.stem not in SAID_OTHERWISE and FORM & {one.code for one in read_and_check(path).diagnostics}
)


def validated(paths: Sequence[Path]) -> dict[str, str]:
    """What check-jsonschema says of files, by the file; nothing of those that are valid."""
    command = [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", str(SCHEMA)]
    ended = subprocess.run(
        [*command, *map(str, paths)], capture_output=True, env=environment_with(), timeout=120, check=False
    )
    report = json.loads(ended.stdout)
    return {
        str(Path(one["filename"]).relative_to(ROOT)): str(one.get("message"))
        for one in [*report.get("errors", []), *report.get("parse_errors", [])]
    }


def test_the_shipped_one_is_up_to_date() -> None:
    """What is shipped is what the models give; `python -m pairmatch.cohort.json_schema` writes it anew."""
    assert shipped() == made()


def test_it_is_a_schema_of_2020_12() -> None:
    """A validator takes it for one."""
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", str(SCHEMA)]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    assert json.loads(shipped())["$schema"].endswith("2020-12/schema")


def test_every_field_is_described() -> None:
    """Whoever hovers over a field of an editor is told what it is."""
    schema = json.loads(shipped())
    rules = {"Same", "Different", "Within", "Share", "Common", "Apart", "Together", "Listed", "ScoreAtLeast"}
    bare = [
        f"{name}.{field}"
        for name, model in {"Cohort": schema, **schema["$defs"]}.items()
        if name not in rules
        for field, form in model["properties"].items()
        if not form.get("description") and "$ref" not in form
    ]
    assert bare == []
    assert set(schema["properties"]) == set(Cohort.model_fields)


def test_good_files_are_valid() -> None:
    """Every file that the reader takes, warnings or not, is valid for another validator."""
    assert len(GOOD) > 20
    assert validated(GOOD) == {}


def test_files_of_the_wrong_form_are_not() -> None:
    """Every file in which the reader finds a missing, unknown or malformed field is refused."""
    assert len(BAD) > 15
    refused = validated(BAD)
    assert [path.stem for path in BAD if str(path.relative_to(ROOT)) not in refused] == []
