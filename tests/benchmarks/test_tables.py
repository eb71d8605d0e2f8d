"""The benchmark tables, on numbers made up for the purpose; nothing is timed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pairmatch.matching.engine import Problem
from tests.benchmarks import (
    assignment_speed,
    cohorts,
    mentor_match,
    published,
    schedulable_speed,
    stable_speed,
    startup,
    what_if_speed,
)
from tests.benchmarks.instances import dense, sparse
from tests.benchmarks.table import table
from tests.benchmarks.timing import Timed, by_turns

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
    pairing, _ = published.paired_by_cost(squares[0])
    assert published.least_cost(squares[0], pairing) == 2
    assert pairing.proof.status == "optimal"


PROJECTS = """# FILE NAME: tiny.soi
# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: Project: the first
2: 3,1
1: 3
"""


def test_lines_of_a_published_list_are_voters() -> None:
    """A line stands for as many students as it says, and its numbers are projects, the best first."""
    assert published.lists_in(PROJECTS) == (3, [[3, 1], [3, 1], [3]])


@pytest.mark.parametrize(
    ("orders", "placement", "reached"),
    [
        ([[1, 2], [1]], "first", "[1,1] 2 placed"),
        ([[1, 2], [2], [1]], "free", "[2,0] 2 placed"),
    ],
)
def test_ranks_become_a_profile(orders: list[list[int]], placement: str, reached: str) -> None:
    """Students get projects that they list, the most first choices first, through the real command."""
    pairing, _ = published.paired_by_rank(2, orders, placement)
    assert published.profile(pairing.proof.choices or (), pairing.proof.placed) == reached


def test_a_folder_is_that_of_all_instances_or_of_the_assignments_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either form gives the row of an assignment; an optimum that is not reached is exit code 1."""
    (tmp_path / "assignment").mkdir()
    (tmp_path / "assignment" / "square.csv").write_text("1,4\n2,1\n")
    monkeypatch.setattr(published, "OPTIMA", {"square.csv": 2})
    assert published.main([str(tmp_path)]) == 0
    monkeypatch.setattr(published, "OPTIMA", {"square.csv": 3})
    assert published.main([str(tmp_path / "assignment")]) == 1
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("square")]
    assert [row[:5] for row in rows] == [
        ["square.csv", "2", "2", "2", "optimal"],
        ["square.csv", "2", "3", "2", "optimal"],
    ]


MENTEES = """first name,last name,grade,organisation,profession,match with similar identity,identity to match
A,1,EO,Love,Policy,yes,Gay
B,2,AO,Love,DDaT,no,Gay
"""
MENTORS = """first name,last name,grade,organisation,profession,characteristics
C,3,SEO,Joy,Policy,"Gay, Asexual"
D,4,HEO,Love,Policy,Gay
E,5,EO,Joy,DDaT,
"""


def test_mentors_and_mentees_become_a_cohort(tmp_path: Path) -> None:
    """Who is in another organisation and one or two grades above is paired, and scored by what is liked."""
    (tmp_path / "small-mentees.csv").write_text(MENTEES)
    (tmp_path / "small-mentors.csv").write_text(MENTORS)
    measured = mentor_match.measure(tmp_path, "small")
    assert [(pair.doctor, pair.manager) for pair in measured.pairing.pairs] == [("e1", "o1"), ("e2", "o3")]
    assert [pair.criteria for pair in measured.pairing.pairs] == [
        {"seniority": 800, "profession": 1000, "characteristics": 667},
        {"seniority": 900, "profession": 1000, "characteristics": "not known"},
    ]
    assert measured.cells()[:3] == ("small", "2", "3")
    assert measured.cells()[6:9] == ("", "2", "4")


def test_programs_are_measured_by_turns() -> None:
    """Each runs once a round, in order; the answer is kept, and the middle of its times."""
    calls: list[str] = []
    found = by_turns({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, 3)
    assert calls == ["a", "b"] * 3
    assert len(found["a"].seconds) == 3
    assert Timed("x", (3.0, 1.0, 2.0)).median == 2.0


@pytest.mark.parametrize("problem", [dense(12), sparse(40, 5)], ids=["dense", "sparse"])
def test_the_assignment_table_agrees_with_its_peers(problem: Problem) -> None:
    """A row has the five programs and a ratio, and was checked to be of one optimum."""
    pytest.importorskip("scipy")
    assert len(assignment_speed.measure(problem, rounds=1)) == len(assignment_speed.HEADER) - 2


def test_a_peer_that_finds_something_else_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An optimum that is not the others' ends the table."""
    pytest.importorskip("scipy")
    monkeypatch.setattr(assignment_speed, "by_ortools", lambda _: 0)
    with pytest.raises(AssertionError, match="'ortools': 0"):
        assignment_speed.measure(dense(4), rounds=1)


def test_the_what_if_table_agrees_with_solving_again() -> None:
    """All changes of a small square are counted, and a sample of them is checked by two programs."""
    pytest.importorskip("scipy")
    row = what_if_speed.report([8], sample=3).splitlines()[2].split()
    assert row[:4] == ["8", "×", "8", "64"]


def test_the_stable_table_has_a_row_for_each_program() -> None:
    """All four pairings were checked to be stable, and ours has the highest total."""
    pytest.importorskip("algmatch")
    pytest.importorskip("matching")
    rows = list(stable_speed.rows_of(12, rounds=1))
    assert [row[1] for row in rows] == ["ours", "algmatch (men)", "algmatch (women)", "matching"]
    assert rows[0][4] == "100.0%"


def test_the_table_of_schedulable_counts_what_the_calendar_forbids(tmp_path: Path) -> None:
    """Of two managers, one is never there when the doctor is; the rule forbids the other pair."""
    path = tmp_path / "tiny.yaml"
    path.write_text(
        "version: 1\nprogramme: {start: 2026-09-07, weeks: 2}\nshadowing: {each_way: 1}\n"
        "matching: {criteria: {availability: 1}, rules: [{apart: [d, m]}]}\n"
        "doctors: [{id: d, works: {mon: am}}]\nmanagers: [{id: m}, {id: n, works: {tue: am}}]\n"
    )
    rows = schedulable_speed.rows_of(path, each_way=5, rounds=1)
    assert [row[1:4] for row in rows] == [("2", "1", "1"), ("2", "2", "1"), ("2", "1", "1")]
