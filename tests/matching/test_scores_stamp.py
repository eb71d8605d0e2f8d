"""A document says which scores it was made from, too."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pairmatch.cohort.schema import Cohort

COHORT = b"""version: 1
programme: {start: 2026-09-07}
doctors: [{id: a}]
managers: [{id: x}]
matching: {scores: s.csv}
"""


def test_other_scores_are_another_version_of_the_cohort(tmp_path: Path) -> None:
    """The stamp changes with a cell of the file of scores, and not with how that file is written."""
    path = tmp_path / "cohort.yaml"
    path.write_bytes(COHORT)
    stamps = []
    for cell in ("500\n", "500\r\n", "501\n"):
        (tmp_path / "s.csv").write_bytes(cell.encode())
        stamps.append(Cohort.load(path).sha256)
    assert stamps[0] == stamps[1] != stamps[2]
    assert hashlib.sha256(COHORT).hexdigest() not in stamps
