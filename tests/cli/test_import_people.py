"""`pairmatch import people`: what is shown, asked and written, and what never is."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from pairmatch.importing.people.memory import MEMORY
from tests.cli.helpers import Cli, one_line
from tests.importing.people.helpers import COHORT

HEAD = ["Full name", "Email address", "What is your grade?", "Base site", "Shoe size"]
BELL = ["Dr A Bell", "bell@example.nhs.uk", "ST4", "Guy's Hospital", "39"]
DEE = ["Dr C Dee", "dee@example.nhs.uk", "ST5", "Guys Hosp.", "41"]


def sheet(folder: Path, *rows: Sequence[str | None]) -> Path:
    """A workbook with one sheet, beside a cohort file."""
    (folder / "cohort.yaml").write_text(COHORT, "utf-8") if not (folder / "cohort.yaml").exists() else None
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Sign-ups"
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(folder / "signups.xlsx")
    return folder / "signups.xlsx"


def text(folder: Path) -> str:
    """The cohort file."""
    return (folder / "cohort.yaml").read_text("utf-8")


def answering(monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    """Let somebody sit at the terminal who types these lines."""
    import io
    import sys

    for module in ("asking", "people_columns"):
        monkeypatch.setattr(f"pairmatch.cli.importing.{module}.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))


def test_from_a_workbook(cli: Cli, tmp_path: Path) -> None:
    """The columns are shown, the person is in the file, which is as good as it was."""
    sheet(tmp_path, HEAD, BELL)
    code, out, err = cli("import", "people", "signups.xlsx", "--as", "doctors", "--yes")
    assert code == 0
    assert "1 new doctor\n  bell: Dr A Bell" in "\n".join(map(str.rstrip, out.split("\n")))
    assert "A Full name name Dr A Bell" in one_line(err)
    assert "E Shoe size not used like no field" in one_line(err)
    assert "  - id: bell\n    name: Dr A Bell\n" in text(tmp_path)
    assert cli("check", "cohort.yaml")[0] == 0
    written = text(tmp_path)
    code, out, err = cli("import", "people", "signups.xlsx", "--as", "doctors", "-y")
    assert code == 0
    assert "1 doctor unchanged" in out
    assert err.endswith("cohort.yaml says all of this already: nothing to write\n")
    assert text(tmp_path) == written


def test_from_csv_as_excel_writes_it(cli: Cli, tmp_path: Path) -> None:
    """Semicolons, a byte-order mark, and text that a spreadsheet would run."""
    (tmp_path / "cohort.yaml").write_text(COHORT, "utf-8")
    with (tmp_path / "s.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["Name", "Email"], ["=1+1", "x@example.nhs.uk"]])
    code, _, err = cli("import", "people", "s.csv", "--as", "doctors", "--yes")
    assert (code, "nothing was written" in err) == (0, False)
    assert 'name: "=1+1"' in text(tmp_path)


def test_what_cannot_be_used(cli: Cli, tmp_path: Path) -> None:
    """It is listed with sheet, row and column; the rest is written, and the code says so."""
    sheet(tmp_path, HEAD, BELL, DEE, [None, None, "ST4", None, None])
    code, out, _ = cli("import", "people", "signups.xlsx", "--as", "doctors", "--yes")
    assert code == 1
    told = one_line(out)
    assert "Could not be used, and is left out (2)" in told
    assert "Sign-ups!D3: no site is called `Guys Hosp.` did you mean `guys` (Guy's Hospital)?" in told
    assert "Sign-ups!A4: the row has neither a name nor an e-mail address" in told
    assert "In cohort.yaml but not in the sheet, and left as they are Dr Amara Okafor and Dr Sam Lee" in told
    assert "- id: dee" in text(tmp_path)


def test_only_shown(cli: Cli, tmp_path: Path) -> None:
    """`--diff` prints what would change on stdout, everything else on stderr, and writes nothing."""
    sheet(tmp_path, HEAD, BELL)
    for option in ("--diff", "--dry-run"):
        code, out, err = cli("import", "people", "signups.xlsx", "--as", "doctors", option)
        assert code == 0
        assert out.startswith("--- cohort.yaml\n+++ cohort.yaml\n@@")
        assert "+  - id: bell\n" in out
        assert "1 new doctor" in err
    assert text(tmp_path) == COHORT
    assert not (tmp_path / MEMORY).exists()


def test_nobody_to_ask(cli: Cli, tmp_path: Path) -> None:
    """Without a terminal and without `--yes`, nothing is written, and the way out is told."""
    sheet(tmp_path, HEAD, BELL)
    code, _, err = cli("import", "people", "signups.xlsx", "--as", "doctors")
    assert code == 2
    assert "nothing was written: --yes takes the columns as shown" in err
    assert text(tmp_path) == COHORT


def test_questions(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns are agreed to, what is nearly known is asked once, then it is written; answers can be kept."""
    sheet(tmp_path, HEAD, BELL, DEE)
    answering(monkeypatch, "y\ny\ny\n")
    arguments = ("import", "people", "signups.xlsx", "--as", "doctors")
    code, _, err = cli(*arguments, "--save-mapping", "map.yaml")
    assert code == 0
    assert "Sign-ups!D3: site `Guys Hosp.`: is `guys` (Guy's Hospital) meant?" in err
    assert text(tmp_path).count("site: guys") == 3
    saved = (tmp_path / "map.yaml").read_text("utf-8")
    assert saved.endswith("site: Base site\nvalues: {site: {Guys Hosp.: guys}}\n")
    (tmp_path / "cohort.yaml").write_text(COHORT, "utf-8")
    assert cli(*arguments, "--mapping", "map.yaml", "--yes")[0] == 0
    assert text(tmp_path).count("site: guys") == 3


@pytest.mark.parametrize("answers", ["n\n", "y\nn\nn\n"])
def test_a_no_writes_nothing(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    """Neither after the columns nor after the list."""
    sheet(tmp_path, HEAD, BELL, DEE)
    answering(monkeypatch, answers)
    code, _, err = cli("import", "people", "signups.xlsx", "--as", "doctors")
    assert code == 1
    assert err.endswith("nothing was written\n")
    assert text(tmp_path) == COHORT
    assert not (tmp_path / MEMORY).exists()


def test_two_columns_for_one_field(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are a fault where nobody can be asked, else a question."""
    sheet(tmp_path, ["Name", "Hospital", "Base site"], ["A Bell", "x", "guys"])
    code, _, err = cli("import", "people", "signups.xlsx", "--as", "doctors", "--yes")
    assert code == 2
    assert "several columns of `Sign-ups` could be one field: site: `Hospital` (B), `Base site` (C)" in err
    answering(monkeypatch, "7\n2\ny\ny\n")
    assert cli("import", "people", "signups.xlsx", "--as", "doctors")[0] == 0
    assert "site: guys" in text(tmp_path)


def test_hand_edits_stay(cli: Cli, tmp_path: Path) -> None:
    """What was imported last is remembered beside the file, without names or addresses in it."""
    arguments = ("import", "people", "signups.xlsx", "--as", "doctors", "--yes")
    sheet(tmp_path, HEAD, BELL)
    cli(*arguments)
    memory = (tmp_path / MEMORY).read_text("utf-8")
    assert "bell@" not in memory
    assert "Dr A Bell" not in memory
    by_hand = text(tmp_path).replace(
        "    grade: ST4\n    site: guys\n\nm", "    grade: ST6  # promoted\n    site: guys\n\nm"
    )
    assert by_hand != text(tmp_path)
    (tmp_path / "cohort.yaml").write_text(by_hand, "utf-8")
    code, out, _ = cli(*arguments)
    assert code == 0
    assert "Changed by hand in cohort.yaml, and left so bell: Dr A Bell" in one_line(out)
    assert text(tmp_path) == by_hand
    sheet(tmp_path, HEAD, [*BELL[:2], "ST5", *BELL[3:]])
    code, out, _ = cli(*arguments, "--diff")
    assert code == 1
    code, out, _ = cli(*arguments)
    assert code == 1
    assert "grade, Sign-ups!C2: file ST6, sheet ST5" in one_line(out)
    assert text(tmp_path) == by_hand
    assert cli(*arguments, "--overwrite")[0] == 0
    assert "grade: ST5  # promoted" in text(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.xlsx", "--as", "doctors"], "none.xlsx"),
        (
            ["signups.xlsx", "--as", "doctors", "--into", "no.yaml"],
            "`pairmatch init` writes a first cohort file",
        ),
        (["signups.xlsx", "--as", "doctors", "--sheet", "Other"], "has no sheet `Other`"),
        (["signups.xlsx", "--as", "doctors", "--mapping", "map.yaml"], "is no field of doctors"),
        (["signups.xlsx", "--as", "nurses"], "nurses"),
        (["signups.xlsx", "--as", "doctors", "--save-mapping", "map.yaml"], "this file is not pairmatch's"),
        (["signups.xlsx", "--as", "doctors", "--into", "list.yaml"], "is no cohort file"),
        (["other.csv", "--as", "doctors"], "no column of `other.csv` is a name or an e-mail address"),
    ],
)
def test_faults_write_nothing(cli: Cli, tmp_path: Path, arguments: list[str], told: str) -> None:
    """One message, and everything is as it was."""
    sheet(tmp_path, HEAD, BELL)
    (tmp_path / "map.yaml").write_text("nam: Full name\n", "utf-8")
    (tmp_path / "list.yaml").write_text("- a\n", "utf-8")
    (tmp_path / "other.csv").write_text("Shoe size\n39\n", "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    code, _, err = cli("import", "people", *arguments, "--yes")
    assert code in (1, 2)
    assert told in one_line(err)
    assert "defect" not in err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_would_have_errors(cli: Cli, tmp_path: Path) -> None:
    """Where they are nobody's, the errors are shown in the text as it would be, and nothing is written."""
    sheet(tmp_path, HEAD, BELL)
    scores = COHORT.replace("projects:\n", "matching: {scores: s.csv}\nprojects:\n")
    (tmp_path / "cohort.yaml").write_text(scores, "utf-8")
    (tmp_path / "s.csv").write_text(",ward,kay\nokafor,1,2\nlee,3,4\n", "utf-8")
    code, _, err = cli("import", "people", "signups.xlsx", "--as", "doctors", "--yes")
    assert code == 1
    assert "nothing was written: cohort.yaml would have errors that it does not have now" in err
    assert "PM122" in err
    assert text(tmp_path) == scores


def test_hidden_rows(cli: Cli, tmp_path: Path) -> None:
    """What a filter hides in Excel is read as well, and that is said."""
    path = sheet(tmp_path, HEAD, BELL, DEE)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[2].hidden = True
    book.save(path)
    _, out, err = cli("import", "people", path, "--as", "doctors", "--yes")
    assert "warning: hidden rows of `Sign-ups` are read, too: 2" in err
    assert "bell: Dr A Bell" in out


def test_as_wide_as_the_terminal(cli: Cli, tmp_path: Path) -> None:
    """No line of the report or of the columns is wider than 80 cells."""
    long = (
        "Which of all these quality improvement themes would interest you most of all? (choose up to three)"
    )
    sheet(
        tmp_path, [*HEAD, long], [*BELL, ";".join(["A theme with a rather long name"] * 5)], [*DEE, "x" * 90]
    )
    _, out, err = cli("import", "people", "signups.xlsx", "--as", "doctors", "--yes")
    assert max(map(len, (out + err).split("\n"))) <= 80
