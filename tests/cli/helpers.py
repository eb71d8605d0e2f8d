"""Running the command line: in this process with engines that solve nothing, or in one of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pairmatch.matching
import pairmatch.rota
from pairmatch.cli import main
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.rota.rota import AnyMissed, Rota
from tests.environment import environment_with
from tests.report.samples import pairing_of, rota_of


class Command:
    """The command line in a folder of its own."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        """The exit code, stdout and stderr of a command."""
        code = main([str(argument) for argument in arguments])
        out, err = self._capfd.readouterr()
        return code, out, err


class Cli(Command):
    """The command line with engines of the test's making, which solve nothing."""

    def __init__(self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(capfd)
        self.pairing_calls: list[dict[str, Any]] = []
        self.rota_calls: list[dict[str, Any]] = []
        self.missed: list[AnyMissed] = []
        self.verdict: tuple[Any, ...] = ()
        monkeypatch.setattr(pairmatch.matching, "match", self._match, raising=False)
        monkeypatch.setattr(pairmatch.rota, "schedule", self._schedule, raising=False)
        monkeypatch.setattr("pairmatch.verify.verify_pairing", self._verify)
        monkeypatch.setattr("pairmatch.verify.verify_rota", self._verify)

    def _match(self, cohort: Cohort, wishes: Wishes, **options: Any) -> Pairing:
        self.pairing_calls.append({"wishes": wishes, **options})
        return pairing_of(cohort)

    def _schedule(self, cohort: Cohort, pairing: Pairing, **options: Any) -> Rota:
        self.rota_calls.append({"pairing": pairing, **options})
        return rota_of(cohort, self.missed, weeks=options["weeks"])

    def _verify(self, *_: object, **__: object) -> tuple[Any, ...]:
        return self.verdict


def one_line(text: str) -> str:
    """A text with single spaces, so that line breaks do not matter."""
    return " ".join(text.split())


def run_apart(
    *arguments: str, cwd: Path, code: str | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m pairmatch`, or a piece of code, in a process of its own."""
    start = ["-c", code] if code else ["-m", "pairmatch"]
    return subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=cwd,
        env=environment_with(**environment),
        capture_output=True,
        timeout=60,
        check=False,
    )
