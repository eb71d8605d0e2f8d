"""The cohorts of cohorts/ through the command line, each in an empty folder: what is written holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import parse
from pairmatch.rota import Rota
from pairmatch.verify import levels

ROOT = Path(__file__).parents[2]
LEVELS = ("required workshops missed", "shadowing missed", "meetings missed", "other workshops missed")
Plain = dict[str, Any]


class Folder:
    """A copy of one cohort in a folder of its own, and the commands run in it."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        path.mkdir(exist_ok=True)
        shutil.copy(ROOT / "cohorts" / f"{name}.yaml", path)

    def run(self, command: str, *arguments: str) -> int:
        """The exit code of a command on the cohort; nothing but the result may be on stdout."""
        return self.run_on(command, f"{self.name}.yaml", *arguments)

    def run_on(self, command: str, *arguments: str) -> int:
        """The exit code of a command."""
        done = subprocess.run(
            [sys.executable, "-m", "pairmatch", command, *arguments],
            cwd=self.path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"},
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode

    def bytes_of(self, kind: str) -> bytes:
        """A document that was written."""
        return (self.path / f"{self.name}.{kind}.yaml").read_bytes()

    def document(self, kind: str) -> Plain:
        """A document that was written, as data."""
        data: Plain = parse(self.bytes_of(kind), kind).data
        return data

    def both_verify(self) -> bool:
        """Whether `pairmatch verify` finds nothing wrong with either document."""
        return all(self.run_on("verify", f"{self.name}.{kind}.yaml") == 0 for kind in ("pairs", "rota"))

    def levels(self) -> tuple[int, int, int, int, int]:
        """The five levels of the rota that was written."""
        cohort = Cohort.load(self.path / f"{self.name}.yaml")
        return levels(cohort, Rota.model_validate(self.document("rota")))

    def gap(self) -> float:
        """How far the rota may be from the optimum, in the level that its bound speaks of."""
        proof = self.document("rota")["proof"]
        level = proof.get("level")
        reached = self.levels()[LEVELS.index(level) if level else 4]
        gap: float = (reached - proof["bound"]) / max(1, reached)
        return gap


def same_twice(tmp_path: Path, name: str, kind: str) -> bool:
    """Whether two runs in two folders wrote the same bytes."""
    one, two = (Folder(tmp_path / side, name).bytes_of(kind) for side in ("one", "two"))
    return one == two


def both_commands(tmp_path: Path, name: str, side: str = "one") -> tuple[Folder, tuple[int, int]]:
    """A folder in which a cohort was paired and scheduled, and the two exit codes."""
    folder = Folder(tmp_path / side, name)
    return folder, (folder.run("match", "--quiet"), folder.run("rota", "--quiet"))


def expected_misses(rota: Plain) -> int:
    """How many entries the proof says are missed."""
    count: int = rota["proof"]["missed"]
    return count


def test_six_pairs(tmp_path: Path) -> None:
    """Six pairs are matched and scheduled, both proven, nothing missed, twice the same to the byte."""
    folder, codes = both_commands(tmp_path, "six-pairs")
    assert codes == (0, 0)
    pairing, rota = folder.document("pairs"), folder.document("rota")
    assert (pairing["proof"]["status"], pairing["proof"]["placed"], pairing["unmatched"]) == (
        "optimal",
        6,
        [],
    )
    assert (rota["proof"]["status"], rota["proof"]["missed"], rota["missed"]) == ("optimal", 0, [])
    assert folder.levels() == (0, 0, 0, 0, rota["proof"]["cost"])
    assert folder.both_verify()
    assert both_commands(tmp_path, "six-pairs", "two")[1] == (0, 0)
    assert same_twice(tmp_path, "six-pairs", "pairs")
    assert same_twice(tmp_path, "six-pairs", "rota")


@pytest.mark.slow
def test_trust_autumn(tmp_path: Path) -> None:
    """The trust's pairing is proven, four people wait with reasons, and the rota is proven or within 2 %."""
    folder, codes = both_commands(tmp_path, "trust-autumn")
    pairing, rota = folder.document("pairs"), folder.document("rota")
    assert codes == (1, 1 if rota["missed"] else 0)
    assert pairing["proof"]["status"] == "optimal"
    assert {one["person"] for one in pairing["unmatched"]} == {"chaudhuri", "yilmaz", "pennant", "stanhope"}
    assert all(one["why"] for one in pairing["unmatched"])
    assert len(rota["missed"]) == expected_misses(rota)
    assert folder.gap() <= 0.02
    assert folder.both_verify()
    second, _ = both_commands(tmp_path, "trust-autumn", "two")
    assert same_twice(tmp_path, "trust-autumn", "pairs")
    if rota["proof"]["status"] == second.document("rota")["proof"]["status"] == "optimal":
        assert same_twice(tmp_path, "trust-autumn", "rota")


@pytest.mark.slow
def test_region_26_weeks(tmp_path: Path) -> None:
    """The region's 64 pairs have every demand held or listed as missed, and both documents hold."""
    folder, codes = both_commands(tmp_path, "region-26-weeks")
    pairing, rota = folder.document("pairs"), folder.document("rota")
    assert len(pairing["pairs"]) == len(rota["pairs"]) == 64
    assert codes == (1 if pairing["unmatched"] else 0, 1 if rota["missed"] else 0)
    assert len(rota["missed"]) == expected_misses(rota)
    assert all(entry["why"] for entry in rota["missed"])
    assert held_and_missed(rota) == demanded(folder, rota)
    assert folder.both_verify()


def held_and_missed(rota: Plain) -> dict[str, int]:
    """How many of each kind of demand are held or listed, people counted for workshops."""
    counts = {"workshop": 0, "shadowing": 0, "meeting": 0}
    for entry in [*rota["sessions"], *rota["missed"]]:
        counts[entry["kind"]] += len(entry["people"]) if entry["kind"] == "workshop" else 1
    return counts


def demanded(folder: Folder, rota: Plain) -> dict[str, int]:
    """How many there have to be: people × workshops, both ways × half-days × pairs, blocks × pairs."""
    cohort = Cohort.load(folder.path / f"{folder.name}.yaml")
    pairs, people = len(rota["pairs"]), len({person for pair in rota["pairs"] for person in pair})
    blocks = 0
    if cohort.meetings:
        window = cohort.meetings.weeks
        first, last = (window.first, window.last) if window else (1, rota["weeks"])
        blocks = (min(last, rota["weeks"]) - first + 1) // cohort.meetings.every_weeks
    return {
        "workshop": people * len(cohort.workshops),
        "shadowing": pairs * 2 * (cohort.shadowing.each_way if cohort.shadowing else 0),
        "meeting": pairs * blocks,
    }
