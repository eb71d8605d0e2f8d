"""`pairmatch check`: which files it takes, what it prints, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.helpers import Cli
from tests.report.samples import cohort_data, write_cohort

BAD = "version: 1\nprogramme: {start: 2026-09-07, weks: 3}\ndoctors: []\nmanagers: []\n"
UNREADABLE = "a: [\n"


def test_a_good_file_is_code_0(cli: Cli, tmp_path: Path) -> None:
    """A file without errors gives code 0 and a line that counts."""
    write_cohort(tmp_path)
    code, out, err = cli("check", "cohort.yaml")
    assert code == 0
    assert out.splitlines()[-1].rstrip().endswith("in 1 file")
    assert err == ""


def test_errors_are_on_stdout_with_line_and_caret(cli: Cli, tmp_path: Path) -> None:
    """A fault has its place, its line, a caret and help; the code is 1."""
    (tmp_path / "bad.yaml").write_text(BAD)
    code, out, _ = cli("check", "bad.yaml")
    assert code == 1
    assert "bad.yaml:2:32: error[PM102]: unknown field `weks`" in out
    assert "2 | programme: {start: 2026-09-07, weks: 3}" in out
    assert "did you mean `weeks`?" in out
    assert out.count("^^^^") == 1


def test_every_file_is_checked_whatever_the_others_hold(cli: Cli, tmp_path: Path) -> None:
    """Files with errors, files that are not YAML and good ones are all told of in one go."""
    (tmp_path / "bad.yaml").write_text(BAD)
    (tmp_path / "not.yaml").write_text(UNREADABLE)
    write_cohort(tmp_path)
    code, out, _ = cli("check", "bad.yaml", "not.yaml", "cohort.yaml")
    assert code == 1
    assert "bad.yaml:2" in out
    assert "not.yaml:" in out
    assert "in 3 files" in out


def test_a_file_that_cannot_be_opened_is_code_2(cli: Cli, tmp_path: Path) -> None:
    """A missing file is told on stderr, the others are still checked, and the code is 2."""
    (tmp_path / "bad.yaml").write_text(BAD)
    code, out, err = cli("check", "gone.yaml", "bad.yaml")
    assert code == 2
    assert "gone.yaml: No such file" in err
    assert "bad.yaml:2" in out


def test_a_folder_is_walked(cli: Cli, tmp_path: Path) -> None:
    """Every YAML file below is a cohort file, but our documents and what is hidden."""
    for name in (
        "a/one.yaml",
        "a/b/two.yml",
        "a/one.pairs.yaml",
        "a/one.rota.yaml",
        "a/.hid/x.yaml",
        "a/.y.yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BAD)
    (tmp_path / "a" / "notes.txt").write_text("x")
    (tmp_path / "a" / "renamed.yaml").write_text("# Written by pairmatch 0.1.0. seal: 0\nversion: 1\n")
    _, out, _ = cli("check", "a")
    assert [line.split(":")[0] for line in out.splitlines() if "PM102" in line] == [
        "a/one.yaml",
        "a/b/two.yml",
    ]


def test_the_default_is_the_folder_cohorts(cli: Cli, tmp_path: Path) -> None:
    """Without a path, cohorts/ is checked where there is one."""
    (tmp_path / "cohorts").mkdir()
    write_cohort(tmp_path / "cohorts")
    (tmp_path / "bad.yaml").write_text(BAD)
    assert cli("check")[0] == 0


def test_else_the_default_is_every_cohort_file_below(cli: Cli, tmp_path: Path) -> None:
    """Without cohorts/, files that look like cohorts are checked, and other YAML is not."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "bad.yaml").write_text(BAD)
    (tmp_path / "compose.yaml").write_text("services: {}\n")
    code, out, _ = cli("check")
    assert code == 1
    assert "in 1 file" in out


def test_nothing_to_check_is_code_2(cli: Cli) -> None:
    """An empty folder is wrong usage, not success."""
    assert cli("check")[0] == 2


def test_a_document_is_not_a_cohort(cli: Cli, tmp_path: Path) -> None:
    """Who checks a pairs document is sent to verify."""
    write_cohort(tmp_path)
    cli("match")
    code, _, err = cli("check", "cohort.pairs.yaml")
    assert code == 2
    assert "pairmatch verify cohort.pairs.yaml" in err


@pytest.mark.parametrize("text", [UNREADABLE, "", "\x00", "- a\n", "[" * 100, "a: *b\n", "version: 1\n"])
def test_any_text_gives_a_located_message(cli: Cli, tmp_path: Path, text: str) -> None:
    """Whatever is in the file, there is a place and a code, and no traceback."""
    (tmp_path / "bad.yaml").write_text(text)
    code, out, err = cli("check", "bad.yaml")
    assert code == 1
    assert "bad.yaml:1:" in out or "bad.yaml:2:" in out
    assert "Traceback" not in out + err


def test_quiet_is_silent_about_good_files(cli: Cli, tmp_path: Path) -> None:
    """With --quiet there is nothing to read where there are no errors."""
    write_cohort(tmp_path, cohort_data(1))
    assert cli("check", "--quiet") == (0, "", "")
