"""What the tests of the command line share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.helpers import Cli, Command


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """The command line in an empty folder."""
    _in_a_folder(monkeypatch, tmp_path, columns=80)
    return Cli(capfd, monkeypatch)


@pytest.fixture
def real(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The command line in an empty folder, with the engines that it has."""
    _in_a_folder(monkeypatch, tmp_path, columns=120)
    return Command(capfd)


def _in_a_folder(monkeypatch: pytest.MonkeyPatch, folder: Path, columns: int) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.delenv("PAIRMATCH_COHORT", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", str(columns))
