"""`pairmatch check --watch`."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.helpers import Cli
from tests.cli.test_check_formats import WARNED
from tests.cli.watching import Watching

GOOD = WARNED.replace("until: 2026-10-06", "until: 2027-10-06")


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    """A folder with one file that has a warning, watched."""
    (tmp_path / "cohorts").mkdir()
    (tmp_path / "cohorts" / "a.yaml").write_text(WARNED)
    running = Watching(tmp_path, "check", "--output-format", "concise", "--select", "PM305")
    yield running
    running.end()


def test_a_change_is_looked_at(watching: Watching, tmp_path: Path) -> None:
    """A file that is written, one that is put in, and Ctrl-C, which ends it as asked."""
    first = watching.look()
    assert first.count("PM305") == 1
    assert "watching 1 file; Ctrl-C ends" in first
    (tmp_path / "cohorts" / "a.yaml").write_text(GOOD)
    assert "PM305" not in watching.look()
    (tmp_path / "cohorts" / "b.yaml").write_text(WARNED)
    again = watching.look()
    assert again.count("PM305") == 1
    assert "watching 2 files" in again
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    "arguments", [["-"], ["--diff", "a.yaml"], ["--output-format", "sarif", "a.yaml"]], ids=lambda one: one[0]
)
def test_what_cannot_be_watched(cli: Cli, arguments: list[str]) -> None:
    """Standard input ends, a difference is shown once, and a document is whole."""
    code, _, err = cli("check", "--watch", *arguments)
    assert code == 2
    assert "--watch" in err
