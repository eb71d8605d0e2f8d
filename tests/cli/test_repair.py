"""`pairmatch repair`, `rota --strict` and the annotations of `check`, on a cohort with one room too few."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.helpers import Command

TEXT = """\
version: 1
programme: {start: 2026-09-07, weeks: 2}
doctors: [{id: ann}, {id: bob}]
managers: [{id: kay}, {id: lee}]
workshops:
  - id: finance
    title: "Finance, %::x"
    runs: 1        # one booking
    capacity: 2
"""
HELD = TEXT.replace("runs: 1", "runs: 2")


@pytest.fixture
def cohort(real: Command) -> Path:
    """The file in the current folder, which is empty otherwise."""
    path = Path("cohort.yaml")
    path.write_text(TEXT)
    return path


def test_cause_and_ways_out(cohort: Path, real: Command) -> None:
    """The cause with its lines, who is hit, and the ways out with the lines before and after."""
    code, out, _ = real("repair", "--quiet")
    assert code == 1
    assert "1. ann and kay miss Finance, %::x" in out
    assert "Finance, %::x is held once  cohort.yaml:8" in out
    assert "1. hold Finance, %::x a second time (effort 10, tried out)" in out
    assert "+ runs: 2        # one booking" in out
    assert cohort.read_text() == TEXT


@pytest.mark.parametrize("word", ["infeasible", "constraint", "solver", "variable", "literal"])
def test_no_word_of_a_solver(cohort: Path, real: Command, word: str) -> None:
    """Nobody has to know how it is found."""
    _, out, err = real("repair")
    assert word not in (out + err).lower()


def test_apply_writes_that_one_into_the_file(cohort: Path, real: Command) -> None:
    """Only the one value is changed; the difference is shown, and then there is nothing to repair."""
    code, out, _ = real("repair", "--quiet", "--apply", "1")
    assert code == 0
    assert "-    runs: 1        # one booking" in out
    assert cohort.read_text() == HELD
    assert real("repair", "--quiet")[0] == 0
    assert real("repair", "--quiet", "--apply", "1")[0] == 2


def test_diff_writes_nothing(cohort: Path, real: Command) -> None:
    """With --diff the file stays as it is; alone it is wrong usage."""
    code, out, _ = real("repair", "--quiet", "--apply", "1", "--diff")
    assert (code, cohort.read_text()) == (0, TEXT)
    assert "+    runs: 2        # one booking" in out
    assert real("repair", "--diff")[0] == 2


def test_a_number_that_is_not_there(cohort: Path, real: Command) -> None:
    """A repair that was not found is wrong usage, and nothing is written."""
    code, _, err = real("repair", "--quiet", "--apply", "40", "--time-limit", "5")
    assert code == 2
    assert "--apply 40: there are" in err
    assert cohort.read_text() == TEXT


def test_json(cohort: Path, real: Command) -> None:
    """The same as plain data, on the right lines."""
    code, out, _ = real("repair", "--quiet", "--output-format", "json")
    found = json.loads(out)
    assert code == 1
    assert (found["served"], found["complete"], found["missed"]) == (False, True, 1)
    places = {
        fact["kind"]: [one["line"] for one in fact["places"]] for fact in found["conflicts"][0]["facts"]
    }
    assert places == {"workshop": [6], "runs": [8], "capacity": [9]}
    assert found["repairs"][0]["changes"][0]["edits"] == [{"at": ["workshops", 0, "runs"], "value": 2}]
    assert found["repairs"][0] | {"changes": []} == {
        "rank": 1,
        "mends": "rota",
        "cost": 10,
        "status": "optimal",
        "proven": True,
        "changes": [],
    }


def test_annotations(cohort: Path, real: Command) -> None:
    """One line, its percent signs and line ends escaped, for `repair` and for `check`."""
    for arguments in (("repair",), ("check", "--feasible", "cohort.yaml")):
        code, out, _ = real(*arguments, "--quiet", "--output-format", "github")
        assert code == 1
        (line,) = [one for one in out.splitlines() if "PM702" in one]
        assert line.startswith("::error file=cohort.yaml,line=6,")
        assert "title=PM702::ann and kay miss Finance, %25::x%0Ahelp: " in line


def test_strict_writes_nothing(cohort: Path, real: Command) -> None:
    """Where something is missed the causes are told instead; where nothing is, it is as without."""
    code, out, err = real("rota", "--strict", "--quiet")
    assert code == 1
    assert "held once  cohort.yaml:8" in out
    assert "nothing was written" in err
    assert not cohort.with_name("cohort.rota.yaml").exists()
    cohort.write_text(HELD)
    assert real("rota", "--strict", "--quiet")[0] == 0
    assert cohort.with_name("cohort.rota.yaml").exists()
