"""Files of scores: where they may lie, and how their lines are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.score_file import read_scores


@pytest.mark.parametrize("name", ["../scores.csv", "..\\scores.csv", "/scores.csv", "C:scores.csv"])
def test_outside_the_folder(name: str, tmp_path: Path) -> None:
    """A file of scores outside the cohort's folder is refused as a calendar file there is."""
    (tmp_path / "scores.csv").write_text("500\n")
    (tmp_path / "cohorts").mkdir()
    table, faults = read_scores(tmp_path / "cohorts", name, ["okafor"], ["ward"], None)
    assert table is None
    assert [fault.message for fault in faults] == [f"`{name}` lies outside the folder of the cohort file"]


def test_separators_of_unicode_end_no_row(tmp_path: Path) -> None:
    """A line separator of Unicode stays within its cell; only real line ends make rows."""
    (tmp_path / "scores.csv").write_bytes("\u2028scores,ward\r\nokafor,500\r\n".encode())
    table, faults = read_scores(tmp_path, "scores.csv", ["okafor"], ["ward"], None)
    assert table is not None and not faults
    assert table.rows == ((500,),)


def test_rows_and_cells_that_do_not_fit(tmp_path: Path) -> None:
    """Too many rows, and a row too short, are told with the two numbers."""
    (tmp_path / "scores.csv").write_text("1,2\n3\n")
    _, (rows,) = read_scores(tmp_path, "scores.csv", ["okafor"], ["ward", "lee"], None)
    assert rows.message == "the number of rows of scores is 2, and that of doctors 1"
    _, (cells,) = read_scores(tmp_path, "scores.csv", ["okafor", "osei"], ["ward", "lee"], None)
    assert (cells.message, cells.span and cells.span.line) == (
        "the number of cells in this row is 1, not 2",
        2,
    )
