"""The files by which CI servers run `check`: of the form that each asks for, and run as they would be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.environment import ROOT, environment_with

EXAMPLE = ROOT / "examples" / "04-check-in-ci"
ACTION = ROOT / "action.yml"


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", ACTION),
        ("vendor.github-workflows", EXAMPLE / "check-cohorts.yml"),
        ("vendor.gitlab-ci", EXAMPLE / "check-cohorts.gitlab-ci.yml"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_the_published_schema_takes_it(schema: str, path: Path) -> None:
    """Each server's own schema finds nothing wrong."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
@pytest.mark.parametrize(("folder", "code"), [("broken", 1), ("cohorts", 0)])
def test_the_action_annotates_and_sums_up(folder: str, code: int, tmp_path: Path) -> None:
    """The action's last step gives annotations, a summary with the same faults, and the exit code."""
    step = yaml.safe_load(ACTION.read_text())["runs"]["steps"][-1]
    bin_folder, told = tmp_path / "bin", tmp_path / "summary.md"
    bin_folder.mkdir()
    command = bin_folder / "pairmatch"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pairmatch "$@"\n')
    command.chmod(0o755)
    ended = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=EXAMPLE,
        env=environment_with(
            PATH=f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            PATHS=f"{folder}/",
            FEASIBLE="false",
            GITHUB_STEP_SUMMARY=str(told),
        ),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == code, ended.stderr
    assert ended.stdout.count("::error ") == (3 if code else 0)
    summary = told.read_text()
    assert summary.startswith("### Cohort files\n~~~~~~text\n")
    assert summary.count("error[") == (3 if code else 0)
    assert summary.endswith("~~~~~~\n")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
def test_the_summary_of_the_action_is_of_the_same_check(tmp_path: Path) -> None:
    """What only solving finds is in the summary, too: both runs are asked for it."""
    step = yaml.safe_load(ACTION.read_text())["runs"]["steps"][-1]
    command = tmp_path / "pairmatch"
    command.write_text('#!/bin/sh\necho "$@" >> asked\n')
    command.chmod(0o755)
    subprocess.run(
        ["bash", "-c", step["run"]],
        cwd=tmp_path,
        env=environment_with(
            PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            PATHS="a.yaml b/*",
            FEASIBLE="true",
            GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"),
        ),
        timeout=60,
        check=True,
    )
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked == [f"check a.yaml b/* --feasible --output-format {form}" for form in ("github", "concise")]


def test_no_input_of_the_action_is_pasted_into_a_script() -> None:
    """What a workflow passes in reaches the shell as a variable, never as part of a command."""
    steps = yaml.safe_load(ACTION.read_text())["runs"]["steps"]
    assert not [step for step in steps if "${{" in step.get("run", "")]


@pytest.mark.slow
def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    """`pre-commit run`, with the hook from a clone of this repository, refuses a file with faults."""
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit clones a repository, and this is none")

    def run(*command: str, cwd: Path = tmp_path / "work") -> subprocess.CompletedProcess[str]:
        home = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "GIT_CONFIG_GLOBAL": os.devnull}
        return subprocess.run(
            command,
            cwd=cwd,
            env={**os.environ, **home},
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )

    (tmp_path / "work" / "cohorts").mkdir(parents=True)
    hook = tmp_path / "hook"
    run("git", "clone", "--quiet", str(ROOT), str(hook), cwd=tmp_path)
    rev = run("git", "rev-parse", "HEAD", cwd=hook).stdout.strip()
    config = {"repos": [{"repo": str(hook), "rev": rev, "hooks": [{"id": "pairmatch-check"}]}]}
    (tmp_path / "work" / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    run("git", "init", "--quiet")
    shutil.copy(EXAMPLE / "broken" / "spring.yaml", tmp_path / "work" / "cohorts")
    run("git", "add", ".")
    refused = run(sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "error[PM203]: no manager `warde`" in refused.stdout
    (tmp_path / "work" / "cohorts" / "spring.yaml").unlink()
    shutil.copy(next((EXAMPLE / "cohorts").glob("*.yaml")), tmp_path / "work" / "cohorts")
    run("git", "add", ".")
    taken = run(sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert taken.returncode == 0, taken.stdout + taken.stderr
