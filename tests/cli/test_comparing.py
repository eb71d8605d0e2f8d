"""`match --compare` and `match --sensitivity`, solved in earnest."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.helpers import Command, one_line
from tests.cli.small import small_data, write_small


def test_compare_has_the_objectives_side_by_side(real: Command, tmp_path: Path) -> None:
    """--compare prints every objective, marks the one that is asked for, and writes nothing."""
    write_small(tmp_path, small_data({"okafor": {"prefers": ["reid", "ward"]}}))
    code, out, _ = real("match", "--compare", "--objective", "total")
    assert code == 0
    text = one_line(out)
    assert "Objective Placed Worst Mean 1st choices Blocking" in text
    assert "fair 6 500 700.0" in text
    assert re.search(r"total 6 \d.* asked for", text)
    assert not (tmp_path / "cohort.pairs.yaml").exists()
    _, text, _ = real("match", "--compare", "--sensitivity", "--format", "json")
    found = json.loads(text)
    assert [one["objective"] for one in found["compare"]][:4] == ["fair", "total", "leximin", "rank"]
    assert found["compare"][0]["is_chosen"] is True and found["sensitivity"] == []


def test_sensitivity_has_a_row_a_criterion(real: Command, tmp_path: Path) -> None:
    """--sensitivity prints each weight with the range that changes no pair; a file of scores has none."""
    people = {one: {"interests": ["sepsis"]} for one in ("okafor", "ward")}
    data = small_data(people)
    data["matching"] = {"criteria": {"interests": 3}, "schedulable": False}
    write_small(tmp_path, data)
    code, out, _ = real("match", "--sensitivity")
    assert code == 0
    assert re.search(r"interests +3 +\S", out)
    write_small(tmp_path)
    assert "The scores are those of `scores.csv`: there are no weights." in real("match", "--sensitivity")[1]
