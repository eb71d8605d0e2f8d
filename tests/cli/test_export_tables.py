"""`pairmatch export xlsx` and `export csv`, from the user's side."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.helpers import Cli, one_line
from tests.report.samples import cohort_data, write_cohort
from tests.report.xlsx.books import read_book, rows_of

ROTA_SHEETS = ["Weeks", "Each person", "Workshops", "Sign-in", "Shadowing", "Meetings"]


@pytest.fixture
def finished(cli: Cli, tmp_path: Path) -> Cli:
    """A folder with a cohort, its pairing and its rota."""
    write_cohort(tmp_path)
    assert cli("match", "-q")[0] == 1  # one manager is left over
    assert cli("rota", "-q")[0] == 0
    return cli


def _sheets(path: Path) -> list[str]:
    return list(read_book(path.read_bytes()).sheetnames)


def test_a_workbook_beside_the_cohort(finished: Cli, tmp_path: Path) -> None:
    """Everything of a rota, nothing on stdout, and the same bytes a second time."""
    code, out, err = finished("export", "xlsx")
    assert (code, out) == (0, "")
    assert "written: cohort.xlsx" in err
    first = (tmp_path / "cohort.xlsx").read_bytes()
    assert _sheets(tmp_path / "cohort.xlsx") == ["Pairing", *ROTA_SHEETS, "Conflicts"]
    assert finished("export", "xlsx", "cohort.yaml", "--out", "again.xlsx")[0] == 0
    assert (tmp_path / "again.xlsx").read_bytes() == first


def test_a_workbook_of_pairs_alone(cli: Cli, tmp_path: Path) -> None:
    """Without a rota, the sheets that need one are left out and named on stderr."""
    write_cohort(tmp_path)
    cli("match", "-q")
    code, _, err = cli("export", "xlsx")
    assert code == 0
    assert "left out, as no rota is saved: Weeks, Each person, Workshops, Sign-in" in one_line(err)
    assert _sheets(tmp_path / "cohort.xlsx") == ["Pairing", "Conflicts"]


def test_conflicts_are_looked_for_on_wish(cli: Cli, tmp_path: Path) -> None:
    """`--conflicts` adds the causes and repairs that `pairmatch repair` finds: here, three for two places."""
    data = cohort_data(2, weeks=4)
    data |= {"shadowing": None, "meetings": None, "matching": {"criteria": {"site": 1}}, "projects": None}
    data["workshops"] = [{"id": "kickoff", "title": "Start", "capacity": 2}]
    write_cohort(tmp_path, {key: value for key, value in data.items() if value is not None})
    cli("match", "-q")
    cli("rota", "-q")
    assert cli("export", "xlsx", "--conflicts")[0] == 0
    content = (tmp_path / "cohort.xlsx").read_bytes()
    assert [row[3] for row in rows_of(content, "Causes")][-1] == "Start has 2 places a run"
    changes = [row[1] for row in rows_of(content, "Repairs")]
    assert "hold Start a second time" in changes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["xlsx", "--out", "book.pdf"], "name a .xlsx file, or a folder"),
        (["xlsx", "--pairs", "none.yaml"], "none.yaml"),
        (["csv", "--out", "cohort.yaml"], "cohort.yaml is a file"),
        (["csv", "--out", "-"], "name it, as --table pairs"),
        (["csv", "--out", "-", "--table", "pairs", "--table", "missed"], "name it, as --table pairs"),
        (["csv", "--table", "sessions", "--rota", "none.yaml"], "none.yaml"),
        (["csv", "--table", "others"], "others"),
    ],
)
def test_wrong_usage(finished: Cli, tmp_path: Path, arguments: list[str], said: str) -> None:
    """One message, code 2, nothing written."""
    before = sorted(tmp_path.rglob("*"))
    code, out, err = finished("export", *arguments)
    assert (code, out) == (2, "")
    assert said in one_line(err)
    assert sorted(tmp_path.rglob("*")) == before


def test_nothing_saved(cli: Cli, tmp_path: Path) -> None:
    """What to type first is said."""
    write_cohort(tmp_path)
    code, _, err = cli("export", "xlsx")
    assert code == 2
    assert "nothing is saved for cohort.yaml yet" in one_line(err)


def test_a_workbook_of_somebody_else_is_left(finished: Cli, tmp_path: Path) -> None:
    """A file that pairmatch did not write, or that was edited since, is replaced with --force only."""
    book = tmp_path / "cohort.xlsx"
    book.write_bytes(b"mine")
    code, _, err = finished("export", "xlsx")
    assert code == 2
    assert "use --force to replace it" in one_line(err)
    assert book.read_bytes() == b"mine"
    assert finished("export", "xlsx", "--force")[0] == 0
    assert finished("export", "xlsx")[0] == 0


def test_csv_files(finished: Cli, tmp_path: Path) -> None:
    """Four files without the people, seven with them; addresses in those of the people only."""
    assert finished("export", "csv")[0] == 0
    folder = tmp_path / "cohort.tables"
    names = {path.name for path in folder.glob("*.csv")}
    assert names == {"pairs.csv", "sessions.csv", "workshops.csv", "missed.csv"}
    assert (folder / "pairs.csv").read_bytes().startswith(b"\xef\xbb\xbfDoctor,")
    assert finished("export", "csv", "--people")[0] == 0
    assert len(list(folder.glob("*.csv"))) == 7


def test_one_table_on_stdout(finished: Cli) -> None:
    """The table as it is in its file, without the mark at its beginning."""
    code, out, _ = finished("export", "csv", "--table", "missed", "--out", "-")
    assert code == 0
    assert list(csv.reader(io.StringIO(out, newline=""))) == [
        ["Missed", "Who", "Weeks", "Why"],
        ["a partner", "Priya Osei", "", "nobody is left whom a rule allows"],
    ]


def test_a_table_that_needs_a_rota(cli: Cli, tmp_path: Path) -> None:
    """Asked for by name it is wrong usage; else it is left out and named."""
    write_cohort(tmp_path)
    cli("match", "-q")
    code, _, err = cli("export", "csv", "--table", "sessions")
    assert code == 2
    assert "--table sessions needs a rota" in one_line(err)
    code, _, err = cli("export", "csv")
    assert code == 0
    assert "left out, as no rota is saved: sessions.csv and workshops.csv" in one_line(err)


@pytest.mark.parametrize("side", ["doctors", "managers"])
@pytest.mark.parametrize("from_workbook", [True, False], ids=["xlsx", "csv"])
def test_people_go_out_and_come_back(finished: Cli, tmp_path: Path, side: str, from_workbook: bool) -> None:
    """What was exported, imported again, changes nothing in the cohort file."""
    finished("export", "xlsx" if from_workbook else "csv", "--people")
    before = (tmp_path / "cohort.yaml").read_bytes()
    sheet = ["cohort.xlsx", "--sheet", side] if from_workbook else [f"cohort.tables/{side}.csv"]
    code, out, err = finished("import", "people", *sheet, "--as", side, "--into", "cohort.yaml", "--yes")
    assert code == 0
    assert "nothing to write" in one_line(out + err)
    assert (tmp_path / "cohort.yaml").read_bytes() == before
