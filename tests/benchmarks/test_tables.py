"""The benchmark tables, on numbers made up for the purpose; nothing is timed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks import cohorts, published, startup
from tests.benchmarks.table import table

STUB = cohorts.Measured(
    name="stub", pairs=6, load=0.1, match=0.25, first_rota=1.5, rota=60.0, status="feasible", missed=2,
    cost=120, level="shadowing missed", reached=4, bound=3, verify=0.01, peak_megabytes=210.4,
)  # fmt: skip


def test_columns_are_as_wide_as_they_need_to_be() -> None:
    """Texts stand to the left, numbers to the right, and a rule is below the header."""
    assert table(("what", "n"), [("a", "10"), ("bcdef", "7")]).splitlines() == [
        "what    n",
        "-----  --",
        "a      10",
        "bcdef   7",
    ]


def test_the_table_of_cohorts() -> None:
    """Each cohort is a row with the gap of its open level, and the solver's version is below."""
    first, second = STUB, replace(STUB, name="none", first_rota=None, status="optimal", reached=0, bound=0)
    header, _, one, two, last = cohorts.report([first, second]).splitlines()
    assert header.split()[:4] == ["cohort", "pairs", "load", "match"]
    assert "not proven  25.0%" in one
    assert "210" in one
    assert two.split()[:5] == ["none", "6", "0.10", "0.25", "none"]
    assert "proven   0.0%" in two
    assert last.startswith("ortools ")


def test_a_row_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tiny cohort goes through every stage, and is printed."""
    path = tmp_path / "tiny.yaml"
    path.write_text(
        "version: 1\nprogramme: {start: 2026-09-07, weeks: 1}\ndoctors: [{id: d}]\nmanagers: [{id: m}]\n"
        "meetings: {every_weeks: 1}\nmatching: {criteria: {availability: 1}}\n"
    )
    monkeypatch.setattr(cohorts, "measure_apart", cohorts.measure)
    cohorts.main(["--time-limit", "5", str(path)])
    row = capsys.readouterr().out.splitlines()[2].split()
    assert row[:2] == ["tiny", "1"]
    assert row[4] != "none"
    assert row[6] == "proven"


def test_the_table_of_commands() -> None:
    """Each command is a row with its median, least and most in milliseconds."""
    rows = startup.report({"a": [0.3, 0.1, 0.2], "long command": [1.0, 1.0, 1.0]}).splitlines()
    assert [row.split()[-3:] for row in rows[2:]] == [["200", "100", "300"], ["1000", "1000", "1000"]]


def test_the_commands_are_the_ones_promised() -> None:
    """Help and check are timed beside the empty Python that they cannot beat."""
    assert list(startup.COMMANDS) == [
        "pairmatch --help",
        "pairmatch check cohorts/six-pairs.yaml",
        'python -c "import typer, pydantic, yaml"',
        "python -c pass",
    ]


def test_costs_become_scores_and_back(tmp_path: Path) -> None:
    """Of 1 + 1 and 4 + 2, the command finds the cheaper; both published forms of a file say the same."""
    (tmp_path / "square.csv").write_text("1,4\n2,1\n")
    (tmp_path / "square.txt").write_text(" 2\n 1 4\n 2 1\n")
    squares = [published.costs_in(tmp_path / name) for name in ("square.csv", "square.txt")]
    assert squares == [[[1, 4], [2, 1]], [[1, 4], [2, 1]]]
    assert published.least_cost(squares[0]) == (2, "optimal")
