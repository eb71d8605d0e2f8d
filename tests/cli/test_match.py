"""`pairmatch match`: what it writes, prints and says, and its exit codes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

import pairmatch.matching
from pairmatch.errors import NoAnswerInTime, ResultRefused
from pairmatch.report.document import sealed
from tests.cli.helpers import Cli, Command
from tests.report.samples import cohort_data, write_cohort


def everyone_placed() -> dict[str, Any]:
    """A cohort with as many managers as doctors."""
    data = cohort_data(2)
    data["managers"] = data["managers"][:2]
    return data


def test_table_on_stdout_file_beside_and_place_on_stderr(cli: Cli, tmp_path: Path) -> None:
    """The table goes to stdout, the document beside the cohort, and where it is to stderr."""
    write_cohort(tmp_path)
    code, out, err = cli("match", "cohort.yaml")
    assert code == 1
    assert "Dr Helen Lee" in out
    assert "written: cohort.pairs.yaml" in err
    text = (tmp_path / "cohort.pairs.yaml").read_text("utf-8")
    assert sealed(text) is True
    assert yaml.safe_load(text)["cohort"]["file"] == "cohort.yaml"


def test_exit_code_0_when_everyone_is_placed(cli: Cli, tmp_path: Path) -> None:
    """With nobody left out the exit code is 0."""
    write_cohort(tmp_path, everyone_placed())
    assert cli("match")[0] == 0


@pytest.mark.parametrize(("doctors", "expected"), [(2, 0), (3, 1)])
def test_who_takes_no_partner_is_not_left_out(
    real: Command, tmp_path: Path, doctors: int, expected: int
) -> None:
    """Someone with `pairs: 0` is told as taking no partner, and makes no exit code 1; others who wait do."""
    data = everyone_placed()
    data["doctors"] = cohort_data(doctors)["doctors"]
    data["managers"].append({"id": "idle", "pairs": 0})
    write_cohort(tmp_path, data)
    code, out, _ = real("match")
    assert code == expected
    assert "takes no partner (`pairs: 0`)" in out


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_document_on_stdout_is_the_whole_of_stdout(cli: Cli, tmp_path: Path, form: str) -> None:
    """With --format yaml or json stdout is the document and nothing else; the file is written too."""
    write_cohort(tmp_path)
    _, out, _ = cli("match", "--format", form)
    written = (tmp_path / "cohort.pairs.yaml").read_text("utf-8")
    assert out == written if form == "yaml" else json.loads(out)["pairs"] == yaml.safe_load(written)["pairs"]


def test_twice_gives_the_same_bytes(cli: Cli, tmp_path: Path) -> None:
    """A second run replaces our own file with the same one."""
    write_cohort(tmp_path)
    cli("match")
    first = (tmp_path / "cohort.pairs.yaml").read_bytes()
    cli("match")
    assert (tmp_path / "cohort.pairs.yaml").read_bytes() == first


@pytest.mark.parametrize("mine", ["# my list\n", "edited"])
def test_a_file_of_someone_else_is_left_alone(cli: Cli, tmp_path: Path, mine: str) -> None:
    """A foreign or an edited file is refused before anything is solved, and replaced with --force."""
    write_cohort(tmp_path)
    path = tmp_path / "cohort.pairs.yaml"
    if mine == "edited":
        cli("match")
        mine = path.read_text("utf-8").replace("m01", "m02")
        cli.pairing_calls.clear()
    path.write_text(mine, "utf-8")
    code, out, err = cli("match")
    assert (code, out) == (2, "")
    assert "--force" in err
    assert cli.pairing_calls == []
    assert path.read_text("utf-8") == mine
    assert cli("match", "--force")[0] == 1
    assert sealed(path.read_text("utf-8")) is True


def test_out_is_a_file_or_a_folder(cli: Cli, tmp_path: Path) -> None:
    """--out takes the name of a file, or a folder in which the usual name is used."""
    write_cohort(tmp_path)
    (tmp_path / "there").mkdir()
    cli("match", "--out", "there")
    cli("match", "-o", "there/mine.yaml")
    assert sorted(os.listdir("there")) == ["cohort.pairs.yaml", "mine.yaml"]
    assert not (tmp_path / "cohort.pairs.yaml").exists()


@pytest.mark.parametrize("out", ["pairs.json", "nowhere/", "nowhere/a.yaml", "cohort.yaml"])
def test_out_that_cannot_be_is_refused_at_once(cli: Cli, tmp_path: Path, out: str) -> None:
    """A folder that is not there, another format, and the cohort itself are refused with code 2."""
    path = write_cohort(tmp_path)
    before = path.read_bytes()
    assert cli("match", "--out", out, "--force")[0] == 2
    assert cli.pairing_calls == []
    assert path.read_bytes() == before


def test_the_result_is_shown_even_if_it_cannot_be_written(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs the file, not the result on the screen; the exit code tells."""
    write_cohort(tmp_path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    code, out, err = cli("match")
    assert code == 2
    assert "Dr Helen Lee" in out
    assert "No space left on device" in err
    assert os.listdir(tmp_path) == ["cohort.yaml"]


def test_without_a_cohort_the_environment_then_the_folder(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$PAIRMATCH_COHORT is taken before cohort.yaml, and either writes beside itself."""
    write_cohort(tmp_path)
    (tmp_path / "other").mkdir()
    other = write_cohort(tmp_path / "other", name="mine.yml")
    monkeypatch.setenv("PAIRMATCH_COHORT", str(other))
    cli("match")
    assert (tmp_path / "other" / "mine.pairs.yaml").exists()
    monkeypatch.delenv("PAIRMATCH_COHORT")
    cli("match")
    assert (tmp_path / "cohort.pairs.yaml").exists()


def test_without_any_cohort_it_says_what_to_do(cli: Cli) -> None:
    """In an empty folder the message names the three ways to give a cohort."""
    code, _, err = cli("match")
    assert code == 2
    assert "PAIRMATCH_COHORT" in err
    assert "cohort.yaml" in err


def test_errors_of_the_cohort_are_shown_in_full(cli: Cli, tmp_path: Path) -> None:
    """A cohort with errors gives each with its line on stderr, code 1, and writes nothing."""
    (tmp_path / "cohort.yaml").write_text("version: 1\nprogramme: {start: 2026-09-07, weks: 3}\n")
    code, out, err = cli("match")
    assert (code, out) == (1, "")
    assert "cohort.yaml:2:32: error[PM102]: unknown field `weks`" in err
    assert "^^^^" in err
    assert "did you mean `weeks`?" in err
    assert "errors in 1 file" in err
    assert os.listdir(tmp_path) == ["cohort.yaml"]


def test_a_missing_file_is_code_2(cli: Cli) -> None:
    """A file that is not there is one line and code 2."""
    code, _, err = cli("match", "gone.yaml")
    assert code == 2
    assert err == "error: gone.yaml: No such file or directory\n"


def test_quiet_keeps_stderr_empty(cli: Cli, tmp_path: Path) -> None:
    """With --quiet nothing but errors is on stderr; the result is still on stdout."""
    write_cohort(tmp_path)
    _, out, err = cli("match", "--quiet")
    assert "Dr Helen Lee" in out
    assert err == ""


def test_options_reach_the_engine(cli: Cli, tmp_path: Path) -> None:
    """The time limit is handed on, and without a terminal there is no progress callback."""
    write_cohort(tmp_path)
    cli("match", "--time-limit", "7")
    assert cli.pairing_calls[0]["time_limit"] == 7.0
    assert cli.pairing_calls[0]["on_progress"] is None
    assert cli.pairing_calls[0]["stop"].requested is False


@pytest.mark.parametrize(
    ("error", "code"),
    [(NoAnswerInTime("nothing in 60 s"), 3), (ResultRefused([]), 1), (RuntimeError("x"), 70)],
)
def test_failures_of_the_engine(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    """No answer, a refused result and a defect have their exit codes, and write nothing."""
    write_cohort(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pairmatch.matching, "match", fail)
    got, out, err = cli("match")
    assert (got, out) == (code, "")
    assert "Traceback" not in err
    assert os.listdir(tmp_path) == ["cohort.yaml"]
    monkeypatch.setenv("PAIRMATCH_DEBUG", "1")
    assert ("Traceback" in cli("match")[2]) is (code == 70)


def test_hostile_names_stay_data(cli: Cli, tmp_path: Path) -> None:
    """Markup and escape sequences in a cohort reach neither stream as such."""
    data = cohort_data(2)
    data["doctors"][0]["name"] = "[bold]\x1b[31mRed\u202e"
    write_cohort(tmp_path, data)
    _, out, err = cli("match")
    assert r"[bold]\x1b[31mRed" in out.replace("\n", "")
    assert "\x1b" not in out + err


@pytest.mark.parametrize(
    "arguments", [["match", "--frob"], ["match", "--time-limit", "0"], ["match", "-f", "xml"]]
)
def test_wrong_usage_is_code_2(cli: Cli, arguments: list[str]) -> None:
    """Unknown options and impossible values are refused with code 2."""
    assert cli(*arguments)[0] == 2


def test_the_time_limit_is_quoted(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When there is no answer in time, the message has the limit that was given."""
    write_cohort(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise NoAnswerInTime("no pairing was found in 7 s; allow more with --time-limit")

    monkeypatch.setattr(pairmatch.matching, "match", fail)
    code, _, err = cli("match", "--time-limit", "5")
    assert code == 3
    assert err == "error: no pairing was found within the 5 s of --time-limit; allow more\n"


@pytest.mark.parametrize(
    ("typed", "command"), [("autumn", "match"), ("autumn.yml", "rota"), ("Autum", "check")]
)
def test_a_misspelt_cohort_file_is_asked_for(cli: Cli, tmp_path: Path, typed: str, command: str) -> None:
    """A file that is not there is code 2 with the cohort file of the folder whose name is nearest."""
    write_cohort(tmp_path, name="autumn.yaml")
    (tmp_path / "autumn.pairs.yaml").write_text("version: 1\n")
    code, _, err = cli(command, typed)
    assert code == 2
    assert err == f"error: {typed}: No such file or directory; did you mean autumn.yaml?\n"
    assert cli(command, "q")[2] == "error: q: No such file or directory\n"
