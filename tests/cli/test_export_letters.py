"""`pairmatch export docx`, from the user's side."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cli.exporting.docx import file_names
from tests.cli.helpers import Cli, one_line
from tests.report.letters.documents import paragraphs_of, read_document, tables_of
from tests.report.samples import cohort_data, write_cohort


@pytest.fixture
def finished(cli: Cli, tmp_path: Path) -> Cli:
    """A folder with a cohort, its pairing and its rota."""
    data = cohort_data()
    data["doctors"][0]["email"] = "a.okafor@example.nhs.uk"
    write_cohort(tmp_path, data)
    assert cli("match", "-q")[0] == 1  # one manager is left over
    assert cli("rota", "-q")[0] == 0
    return cli


def test_all_letters_in_one(finished: Cli, tmp_path: Path) -> None:
    """One document beside the cohort file, a section for each of the three pairs, nothing on stdout."""
    code, out, err = finished("export", "docx", "--contact", "Jo Kay, extension 4321")
    assert (code, out) == (0, "")
    assert "written: 3 letters in cohort.letters.docx" in err
    content = (tmp_path / "cohort.letters.docx").read_bytes()
    assert len(read_document(content).sections) == 3
    assert any("Please tell Jo Kay, extension 4321, as" in text for _, text in paragraphs_of(content))
    assert "example.nhs.uk" not in str(tables_of(content))


def test_a_file_a_pair(finished: Cli, tmp_path: Path) -> None:
    """Named by the ids of the two; the address is in it where it was asked for."""
    assert finished("export", "docx", "--each", "--emails", "--out", "letters")[0] == 0
    names = sorted(path.name for path in (tmp_path / "letters").glob("*.docx"))
    assert names == ["d01-m01.docx", "d02-m02.docx", "d03-m03.docx"]
    content = (tmp_path / "letters" / "d01-m01.docx").read_bytes()
    assert "a.okafor@example.nhs.uk" in str(tables_of(content))
    assert len(read_document(content).sections) == 1


def test_letters_without_dates(cli: Cli, tmp_path: Path) -> None:
    """Before there is a rota the letters say that dates follow, and stderr says why."""
    write_cohort(tmp_path)
    cli("match", "-q")
    code, _, err = cli("export", "docx")
    assert code == 0
    assert "without dates, as no rota is saved" in one_line(err)
    texts = [text for _, text in paragraphs_of((tmp_path / "cohort.letters.docx").read_bytes())]
    assert texts.count("Your dates are being settled, and will follow.") == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "letters.doc"], "name a .docx file, or a folder"),
        (["--each", "--out", "cohort.yaml"], "cohort.yaml is a file"),
        (["--rota", "none.yaml"], "none.yaml"),
    ],
)
def test_wrong_usage(finished: Cli, tmp_path: Path, arguments: list[str], said: str) -> None:
    """One message, code 2, nothing written."""
    before = sorted(tmp_path.rglob("*"))
    code, out, err = finished("export", "docx", *arguments)
    assert (code, out) == (2, "")
    assert said in one_line(err)
    assert sorted(tmp_path.rglob("*")) == before


def test_one_foreign_file_stops_all(finished: Cli, tmp_path: Path) -> None:
    """Of many letters none is written where one would replace what somebody else wrote."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "d02-m02.docx").write_bytes(b"mine")
    assert finished("export", "docx", "--each", "--out", "letters")[0] == 2
    assert [path.name for path in folder.iterdir()] == ["d02-m02.docx"]
    assert finished("export", "docx", "--each", "--out", "letters", "--force")[0] == 0


def test_names_of_files_differ() -> None:
    """Hyphens in ids can make two pairs alike; then the later one is numbered."""
    assert file_names([("a", "b-c"), ("a-b", "c"), ("x", "y")]) == ["a-b-c.docx", "a-b-c-2.docx", "x-y.docx"]
    taken = [("a", "b-c"), ("a-b", "c"), ("a", "b-c-2")]
    assert len(set(file_names(taken))) == 3
