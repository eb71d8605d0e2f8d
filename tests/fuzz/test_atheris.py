"""Ten minutes of coverage-guided fuzzing find nothing; `pip install -e '.[fuzz]'` brings what it needs."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz.answers import ROOT

SECONDS = 600
_ENOUGH = 20_000
"""So many files are tried in ten minutes on any machine; a twentieth of what an ordinary one does."""


def fuzz(folder: Path, seconds: int) -> subprocess.CompletedProcess[str]:
    """Fuzz in a process of its own; what it finds is in the folder."""
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz.loader", str(seconds), str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=seconds + 120,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.skipif(
    not find_spec("atheris"), reason="atheris, of the extra `fuzz`, has no wheel for every Python"
)
def test_ten_minutes_find_nothing(tmp_path: Path) -> None:
    """No file raises, breaks a promise of `tests.fuzz.answers`, or takes over 5 seconds or 1.5 GB."""
    ended = fuzz(tmp_path, SECONDS)
    finds = sorted(tmp_path.glob("*-*"))
    said = f"{[(find.name, find.read_bytes()) for find in finds]}\n{ended.stderr[-3000:]}"
    assert ended.returncode == 0, said
    assert not finds, said
    tried = re.search(r"number_of_executed_units: (\d+)", ended.stderr)
    assert tried and int(tried[1]) > _ENOUGH, said
