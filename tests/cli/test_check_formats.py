"""The options of `pairmatch check`: formats, codes that are chosen, standard input, exit codes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.helpers import Cli
from tests.report.samples import write_cohort

BAD = "version: 1\nprogramme: {start: 2026-09-07, weks: 3}\ndoctors: []\nmanagers: []\n"
WARNED = """version: 1
programme: {start: 2026-09-07}
doctors: [{id: okafor, posts: [{from: 2026-08-05, until: 2026-10-06}]}]
managers: [{id: ward}]
matching: {criteria: {interests: 1}}
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "bad.yaml").write_text(BAD)
    (tmp_path / "warned.yaml").write_text(WARNED)
    write_cohort(tmp_path)


@pytest.mark.parametrize(
    ("form", "at", "key"),
    [
        ("json", list, "code"),
        ("gitlab", list, "check_name"),
        ("sarif", lambda log: log["runs"][0]["results"], "ruleId"),
    ],
)
def test_documents_are_json(cli: Cli, form: str, at: Callable[[Any], list[dict[str, Any]]], key: str) -> None:
    """One document for all files on stdout, and nothing else."""
    code, out, err = cli("check", "bad.yaml", "warned.yaml", "--output-format", form)
    assert code == 1
    assert err == ""
    assert {"PM102", "PM305"} <= {one[key] for one in at(json.loads(out))}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["cohort.yaml"], 0),
        (["warned.yaml"], 0),
        (["bad.yaml"], 1),
        (["bad.yaml", "--exit-zero"], 0),
        (["bad.yaml", "--ignore", "PM102,PM322"], 0),
        (["bad.yaml", "--ignore", "PM1", "--ignore", "PM3"], 0),
        (["bad.yaml", "--select", "PM305"], 0),
        (["bad.yaml", "--ignore", "PM1", "--select", "PM102"], 1),
        (["bad.yaml", "--statistics"], 1),
        (["bad.yaml", "gone.yaml", "--exit-zero"], 2),
        (["bad.yaml", "--select", "XX1"], 2),
        (["bad.yaml", "--output-format", "word"], 2),
        (["bad.yaml", "--statistics", "--output-format", "json"], 2),
        (["bad.yaml", "--stdin-filename", "x.yaml"], 2),
        (["bad.yaml", "--time-limit", "5"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_exit_codes(cli: Cli, arguments: list[str], expected: int) -> None:
    """The code says whether there are errors among those told of, and whether all files were read."""
    assert cli("check", *arguments)[0] == expected


def test_statistics_count_codes(cli: Cli) -> None:
    """A line for each code, with what it means."""
    _, out, _ = cli("check", "warned.yaml", "--statistics")
    assert out == "     1  PM305  a person's last post ends in mid-programme\n"


def test_standard_input_has_a_name(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is read once, and messages call it as asked."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(BAD.encode())))
    code, out, _ = cli("check", "-", "--stdin-filename", "new/one.yaml", "--output-format", "concise")
    assert code == 1
    assert f"{Path('new/one.yaml')}:2:32: error[PM102]: unknown field `weks`" in out.splitlines()


def test_rule_explains(cli: Cli) -> None:
    """`pairmatch rule` has the summary, the text and both examples; without a code it lists all."""
    code, out, _ = cli("rule", "pm305")
    assert code == 0
    assert out.startswith("PM305: a person's last post ends in mid-programme\n")
    assert out.index("Wrong:") < out.index("Right:")
    assert "PM305  a person's last post ends" in cli("rule")[1]
    assert cli("rule", "PM999")[0] == 2


def test_schema_is_printed(cli: Cli) -> None:
    """`pairmatch schema` prints what is shipped, and nothing else."""
    code, out, err = cli("schema")
    assert (code, err) == (0, "")
    assert json.loads(out)["title"] == "A cohort file of pairmatch"
