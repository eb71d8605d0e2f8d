"""The real command, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from pairmatch.cohort.document import read_document
from pairmatch.matching import Pairing
from tests.environment import environment_with

_LEFT_SOMEONE_OUT = 1


def seconds_of(*arguments: str | Path) -> float:
    """How long one command of `pairmatch` takes, from its start to its end.

    Raises
    ------
    RuntimeError
        When it ends otherwise than well, or with somebody left out.
    """
    began = perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "pairmatch", *map(str, arguments)],
        env=environment_with(),
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = perf_counter() - began
    if ended.returncode not in (0, _LEFT_SOMEONE_OUT):
        raise RuntimeError(f"pairmatch {' '.join(map(str, arguments))}: {ended.stderr}")
    return seconds


def paired(cohort: Path) -> tuple[Pairing, float]:
    """What `pairmatch match` writes for a cohort file, and the seconds it took."""
    result = cohort.with_suffix(".pairs.yaml")
    seconds = seconds_of("match", cohort, "--out", result, "--force")
    pairing, _ = read_document(result, Pairing)
    return pairing, seconds
