"""The people of a cohort go out as tables and come in again as the same people."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pairmatch.cli import main
from pairmatch.cohort.edit import Edit, edited
from pairmatch.cohort.schema import Cohort
from pairmatch.report.csv_tables import csv_bytes
from pairmatch.report.tables.people import people_tables
from tests.environment import ROOT

SIDES = ("doctors", "managers")
SLOW = pytest.mark.slow


def without_people(text: str) -> str:
    """A cohort file in which nobody is yet, nor any rule that names somebody."""
    edits = [Edit((side,), []) for side in SIDES]
    if "rules" in yaml.safe_load(text).get("matching", {}):
        edits.append(Edit(("matching", "rules"), None))
    return edited(text, edits)


@pytest.mark.parametrize(
    "name",
    [
        "tests/cohort/full.yaml",
        "examples/02-on-call-rota/cohort.yaml",
        "cohorts/six-pairs.yaml",
        pytest.param("cohorts/trust-autumn.yaml", marks=SLOW),
        pytest.param("cohorts/region-26-weeks.yaml", marks=SLOW),
    ],
)
def test_the_same_people_come_back(name: str, tmp_path: Path) -> None:
    """Every field of every doctor and manager is as it was, of some of whom the partners come in later."""
    text = (ROOT / name).read_text("utf-8")
    (tmp_path / "full.yaml").write_text(text, "utf-8")
    (tmp_path / "again.yaml").write_text(without_people(text), "utf-8")
    before = Cohort.load(tmp_path / "full.yaml")
    for table in people_tables(before):
        (tmp_path / f"{table.name}.csv").write_bytes(csv_bytes(table))
    for side in (*SIDES, SIDES[0]):
        sheet = str(tmp_path / f"{side}.csv")
        main(["import", "people", sheet, "--as", side, "--into", str(tmp_path / "again.yaml"), "--yes"])
    after = Cohort.load(tmp_path / "again.yaml")
    assert after.doctors == before.doctors
    assert after.managers == before.managers
