"""`pairmatch init`: what it writes can be used as it stands, and nothing is overwritten."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from pairmatch.calendar.check import check_bytes
from pairmatch.cli.starter import ANYWHERE, Server, cohort_text, with_hook, workflow_text
from pairmatch.cohort.json_schema import shipped
from tests.cli.helpers import Cli, Command
from tests.environment import ROOT

MONDAY = date(2026, 1, 5)


def test_defaults_are_a_cohort_with_its_checks(real: Command, tmp_path: Path) -> None:
    """`--yes` writes four files; the cohort has no faults, and can be paired and scheduled as asked."""
    code, out, err = real("init", "--yes")
    assert (code, out) == (0, "")
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {
        ".github/workflows/check-cohorts.yml",
        ".pre-commit-config.yaml",
        "cohorts/cohort.schema.json",
        "cohorts/paired-learning.yaml",
    }
    assert "pairmatch check cohorts/paired-learning.yaml" in err.replace("\\", "/")
    assert (tmp_path / "cohorts" / "cohort.schema.json").read_text("utf-8") == shipped()
    assert real("check", "--feasible")[:2] == (0, "no faults in 1 file\n")


@pytest.mark.parametrize("weeks", [4, 12, 52])
@pytest.mark.parametrize("start", [MONDAY + timedelta(weeks=week) for week in range(0, 52, 3)], ids=str)
def test_any_start_and_length_gives_no_faults(start: date, weeks: int) -> None:
    """Over bank holidays and the turn of the year, with names that YAML would read as something else."""
    text = cohort_text('Yes: "no" # 1', start, weeks, "St Thomas' \U0001f3e5", "cohorts/x.yaml")
    reading = check_bytes(text.encode(), "x.yaml")
    assert reading.diagnostics == ()
    assert reading.cohort is not None
    assert reading.cohort.programme.name == 'Yes: "no" # 1'
    assert reading.cohort.sites["st-thomas"].name == "St Thomas' \U0001f3e5"


def test_editor_and_schema_know_the_file(cli: Cli, tmp_path: Path) -> None:
    """The first line names the schema that lies beside it, and check-jsonschema takes the file by it."""
    assert cli("init", "--yes", "--name", "On")[0] == 0
    cohort = tmp_path / "cohorts" / "on.yaml"
    assert cohort.read_text().startswith("# yaml-language-server: $schema=cohort.schema.json\n")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", "cohort.schema.json", cohort.name]
    ended = subprocess.run(
        command, cwd=cohort.parent, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stdout


def test_questions_are_asked_until_answered(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Tuesday and too few weeks are asked again; an empty answer is the default; options are not asked."""
    answers = "Spring\n2027-01-12\n2027-01-11\n3\n8\n\nwhat\ngitlab\nno\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    code, out, err = cli("init", "trust")
    assert code == 0
    assert "2027-01-12 is a Tuesday: write 2027-01-11 or 2027-01-18" in err
    data = yaml.safe_load((tmp_path / "trust" / "cohorts" / "spring.yaml").read_text())
    assert (data["programme"]["start"], data["programme"]["weeks"]) == (date(2027, 1, 11), 8)
    assert (tmp_path / "trust" / ".gitlab-ci.yml").exists()
    assert not (tmp_path / "trust" / ".pre-commit-config.yaml").exists()
    assert "On which Monday does it start?" in out


@pytest.mark.parametrize(
    "arguments",
    [["--start", "2027-01-12"], ["--start", "soon"], ["--weeks", "3"], ["--source", "x"], ["--name", " "]],
    ids=" ".join,
)
def test_a_wrong_option_writes_nothing(cli: Cli, tmp_path: Path, arguments: list[str]) -> None:
    """One sentence, code 2, an empty folder."""
    code, _, err = cli("init", "--yes", *arguments)
    assert code == 2
    assert err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(cli: Cli, tmp_path: Path) -> None:
    """A second time the cohort is refused; a workflow that is there stays, and what it lacks is printed."""
    workflow = tmp_path / ".github" / "workflows" / "check-cohorts.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text("mine\n")
    code, _, err = cli("init", "--yes")
    assert code == 0
    assert workflow.read_text() == "mine\n"
    assert "pairmatch check cohorts/" in err
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert cli("init", "--yes", "--start", "2027-01-11")[0] == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_hook_joins_others() -> None:
    """Comments and entries that are there stay; a second time nothing changes; what is odd is left alone."""
    before = "repos:\n  # ours\n  - repo: https://x\n    rev: v1\n    hooks:\n      - id: black\n"
    after = with_hook(before.encode(), "trust/copy")
    assert after is not None
    assert after.startswith(before)
    assert [one["repo"] for one in yaml.safe_load(after)["repos"]] == [
        "https://x",
        "https://github.com/trust/copy",
    ]
    assert with_hook(after.encode(), "trust/copy") == after
    assert yaml.safe_load(with_hook(b"", "trust/copy") or "")["repos"][0]["hooks"] == [
        {"id": "pairmatch-check"}
    ]
    assert with_hook(b"repos: {", "a/b") is None
    assert with_hook(b"- 1\n", "a/b") is None


@pytest.mark.parametrize(
    ("server", "example"),
    [(Server.GITHUB, "check-cohorts.yml"), (Server.GITLAB, "check-cohorts.gitlab-ci.yml")],
)
def test_the_workflow_is_that_of_the_example(server: Server, example: str) -> None:
    """One text, shown in the examples and written by init."""
    folder = ROOT / "examples" / "04-check-in-ci"
    assert workflow_text(server, ANYWHERE) == (folder / example).read_text("utf-8")
