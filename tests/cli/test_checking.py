"""Many files at once: what is found does not depend on who looked."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cli import checking
from pairmatch.cli.checking import HowToCheck, check_all, check_file
from tests.cli.helpers import Cli, Command
from tests.cli.test_check_formats import BAD, WARNED


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Files with and without faults, and one that is not there."""
    for at in range(20):
        (tmp_path / f"{at:02}.yaml").write_text(BAD if at % 3 else WARNED)
    return [*sorted(tmp_path.glob("*.yaml")), tmp_path / "gone.yaml"]


def test_several_processes_find_the_same(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The same faults in the same order, and the file that is not there is told of."""
    monkeypatch.setattr(checking, "_MUCH", 0)
    monkeypatch.setattr(checking, "_cores", lambda: 2)
    how = HowToCheck()
    assert list(check_all(files, how)) == [check_file(how, file) for file in files]


def test_ten_thousand_errors_are_capped_and_counted(tmp_path: Path, cli: Cli) -> None:
    """A thousand lines and a count; the summary, the statistics and the exit code are of all."""
    rows = "".join(f"  - {{id: d{at}, refusse: []}}\n" for at in range(10_000))
    text = f"version: 1\nprogramme: {{start: 2026-09-07}}\nmanagers: [{{id: ward}}]\ndoctors:\n{rows}"
    (tmp_path / "many.yaml").write_text(text)
    code, out, _ = cli("check", "many.yaml", "--select", "PM1", "--output-format", "concise")
    lines = out.splitlines()
    assert code == 1
    assert len(lines) == 1001
    assert lines[-1].endswith("error[PM106]: 9,000 more are not told: 9,000 × PM102")
    assert "10,000 errors, 1 warning in 1 file" in cli("check", "many.yaml")[1]
    assert cli("check", "many.yaml", "--statistics")[1].split()[:2] == ["10000", "PM102"]


def test_an_accepted_warning_of_solving_is_not_told(tmp_path: Path, real: Command) -> None:
    """What only --feasible finds can be accepted in the file as any warning can."""
    text = """version: 1
programme: {start: 2026-09-07, weeks: 2}
doctors: [{id: ash}, {id: birch}]
managers: [{id: kay}, {id: lee}]
rooms: [{id: hall, capacity: 2}]
workshops:
  - {id: kickoff, rooms: [hall], runs: 1, required: false}
"""
    (tmp_path / "cohort.yaml").write_text(text)
    asked = ("check", "--feasible", "cohort.yaml", "--select", "PM7", "--output-format", "concise")
    assert "cohort.yaml:7:5: warning[PM702]" in real(*asked)[1]
    accepted = text.rstrip() + "  # pairmatch: ignore[PM702] two places are enough\n"
    (tmp_path / "cohort.yaml").write_text(accepted)
    assert real(*asked) == (0, "", "")
