"""`pairmatch check --fix` and `--diff`."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.helpers import Cli

BEFORE = """version: 1
programme: {start: 2026-09-07}
doctors: [{id: Okafor}]  # the first
managers: [{id: ward, refuses: [OKAFOR]}]
"""
AFTER = BEFORE.replace("Okafor", "okafor").replace("OKAFOR", "okafor")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in which two words can be mended."""
    path = tmp_path / "cohort.yaml"
    path.write_text(BEFORE)
    return path


def test_check_says_what_can_be_mended(cli: Cli, file: Path) -> None:
    """The count, and the command to do it."""
    code, out, _ = cli("check", file.name)
    assert code == 1
    assert "2 of them can be mended by `pairmatch check --fix`" in out
    assert file.read_text() == BEFORE


def test_fix_writes_and_checks(cli: Cli, file: Path) -> None:
    """The file is mended, what is left is told, and the exit code is of that."""
    code, out, err = cli("check", "--fix", file.name)
    assert file.read_text() == AFTER
    assert code == 0
    assert err == "cohort.yaml: 2 lines mended\n"
    assert "PM103" not in out


def test_diff_writes_nothing(cli: Cli, file: Path) -> None:
    """The difference on stdout, and 1; then, mended, nothing and 0."""
    code, out, _ = cli("check", "--diff", file.name)
    assert code == 1
    assert "-doctors: [{id: Okafor}]  # the first\n" in out
    assert "+doctors: [{id: okafor}]  # the first\n" in out
    assert file.read_text() == BEFORE
    file.write_text(AFTER)
    assert cli("check", "--fix", "--diff", file.name) == (0, "", "")


def test_a_file_that_is_not_there(cli: Cli, file: Path) -> None:
    """It is told of once, and the others are mended."""
    code, _, err = cli("check", "--fix", file.name, "gone.yaml")
    assert code == 2
    assert err.count("gone.yaml") == 1
    assert file.read_text() == AFTER
    assert cli("check", "--diff", "gone.yaml")[0] == 2


def test_standard_input_is_printed_mended(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text on stdout, what is left to mend by hand on stderr."""
    text = AFTER + "wekks: 3\n"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(BEFORE.encode() + b"wekks: 3\n")))
    code, out, err = cli("check", "--fix", "-")
    assert (code, out) == (1, text)
    assert "PM102" in err


def test_a_file_that_cannot_be_written_is_told(cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stays as it was."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pairmatch.report.files.os.replace", full)
    code, _, err = cli("check", "--fix", file.name)
    assert code == 2
    assert "cannot be written: No space left on device" in err
    assert file.read_text() == BEFORE
