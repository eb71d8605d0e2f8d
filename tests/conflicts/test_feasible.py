"""What keeps a cohort from being served, as diagnostics on the lines that cause it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pairmatch.calendar.check import check_bytes
from pairmatch.cli.app import app
from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.feasible import not_served
from pairmatch.errors import WrongUsage

SERVED = """\
version: 1
programme: {start: 2026-09-07, weeks: 2}
doctors:
  - id: ash
  - id: birch
managers:
  - id: kay
  - id: lee
rooms:
  - {id: hall, capacity: 4}
workshops:
  - id: kickoff
    rooms: [hall]
    runs: 1
"""


def cohort(text: str) -> Cohort:
    """A cohort that passes every check."""
    reading = check_bytes(text.encode(), "cohort.yaml")
    assert reading.cohort is not None, reading.diagnostics
    return reading.cohort


def test_a_cohort_that_can_be_served() -> None:
    """One run for four people in a room for four: nothing is said."""
    assert not_served(cohort(SERVED)) == ()


def test_a_room_too_small_for_its_one_run() -> None:
    """One run in a room for two, and four people: its places, the room, the run and two pairs clash."""
    (told,) = not_served(cohort(SERVED.replace("capacity: 4", "capacity: 2")))
    assert (told.code, told.is_error, told.span and told.span.line) == ("PM702", True, 12)
    assert told.message.endswith("miss kickoff")
    assert sorted({note.span.line for note in told.notes if note.span}) == [10, 12, 13, 14]
    assert len([note for note in told.notes if "attend kickoff" in note.message]) == 2


def test_what_is_not_required_is_a_warning() -> None:
    """The same with `required: false`: it is said, and the cohort can be served."""
    text = SERVED.replace("capacity: 4", "capacity: 2") + "    required: false\n"
    (told,) = not_served(cohort(text))
    assert (told.code, told.is_error) == ("PM702", False)
    assert told.message.endswith("miss kickoff, which is not required")


def test_someone_without_a_partner() -> None:
    """Two doctors, one manager: the one who waits is told of, at the person's line."""
    told = not_served(cohort(SERVED.replace("  - id: lee\n", "")))
    assert [(one.code, one.span and one.span.line) for one in told] == [("PM701", 5)]


def test_many_alike_are_one_note() -> None:
    """Five pairs for the places of four: of the pairs, who stand in one line, one is named."""
    doctors = "".join(f"  - id: d{n}\n" for n in range(5))
    managers = "".join(f"  - id: m{n}\n" for n in range(5))
    text = SERVED.replace("  - id: ash\n  - id: birch\n", doctors).replace(
        "  - id: kay\n  - id: lee\n", managers
    )
    (told,) = not_served(cohort(text.replace("capacity: 4", "capacity: 8")))
    asked = [note.message for note in told.notes if "attend kickoff" in note.message]
    assert len(asked) == 1
    assert asked[0].endswith(", and 4 more like it")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose cohort cannot be served."""
    path = tmp_path / "cohort.yaml"
    path.write_text(SERVED.replace("capacity: 4", "capacity: 2"))
    return path


def test_check_feasible(file: Path) -> None:
    """Without the option the file is in order; with it the lines are quoted, and the exit code is 1."""
    assert CliRunner().invoke(app, ["check", str(file)]).exit_code == 0
    answer = CliRunner().invoke(app, ["check", "--feasible", str(file)])
    assert answer.exit_code == 1
    assert "error[PM702]" in answer.output
    assert "{id: hall, capacity: 2}" in answer.output
    file.write_text(SERVED)
    assert CliRunner().invoke(app, ["check", "--feasible", str(file)]).exit_code == 0


def test_a_file_with_errors_is_not_solved(file: Path) -> None:
    """What is wrong is told first, and nothing else."""
    file.write_text(SERVED.replace("weeks: 2", "weeks: two"))
    answer = CliRunner().invoke(app, ["check", "--feasible", str(file)])
    assert answer.exit_code == 1
    assert "PM7" not in answer.output


def test_a_time_limit_without_anything_to_solve(file: Path) -> None:
    """An option that would do nothing is refused."""
    answer = CliRunner().invoke(app, ["check", "--time-limit", "5", str(file)])
    assert isinstance(answer.exception, WrongUsage)
