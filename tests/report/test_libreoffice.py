"""What LibreOffice makes of tables and letters: pages with names and dates, and nothing that runs."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from pairmatch.report.csv_tables import csv_bytes, unguarded
from pairmatch.report.letters import letter_for, letters_in_one
from pairmatch.report.tables.pairs import pair_table
from pairmatch.report.tables.table import Table, columns
from pairmatch.report.visible import visible
from pairmatch.report.xlsx import workbook
from tests.report.hostile import HOSTILE, ODD
from tests.report.naming import outcome_named
from tests.report.tables.sample import sample
from tests.report.xlsx.books import rows_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here"),
]
needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed here"
)
AS_UTF_8 = "CSV:44,34,76,1"
ALL_SHEETS_AS_TEXT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def _converted(folder: Path, name: str, content: bytes, form: str) -> list[Path]:
    """The files that LibreOffice makes of one, without its profile or that of anybody else."""
    source, out = folder / name, folder / "out"
    source.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += [f"--infilter={AS_UTF_8}"] if source.suffix == ".csv" else []  # which Excel tells by the mark
    command += ["--convert-to", form, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return sorted(out.iterdir())


def _pages(pdf: Path) -> list[str]:
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    return [" ".join(page.split()) for page in text.split("\f") if page.strip()]


@needs_pdftotext
def test_pages_of_the_workbook(tmp_path: Path) -> None:
    """A page for each person, and one to sign for each run; names and dates are all there."""
    (pdf,) = _converted(tmp_path, "book.xlsx", workbook(sample()).content, "pdf")
    pages = _pages(pdf)
    by_person = [page for page in pages if page.startswith("Paired Learning Each person")]
    people = ("Dr Amara Okafor", "Dr Mei Lee", "Helen Ward", "Jo Kay", "Owen Price")
    assert len(by_person) == len(people)
    assert all(name in page for name, page in zip(people, by_person, strict=True))
    assert "Tue 8 Sep 2026 09:00 17:30" in by_person[0]
    (sign_in,) = [page for page in pages if page.startswith("Paired Learning Sign-in")]
    assert "Signature" in sign_in
    assert all("Made by pairmatch from cohort" in page for page in pages)
    assert len([page for page in pages if page.startswith("Paired Learning Weeks")]) == 1


@needs_pdftotext
def test_pages_of_the_letters(tmp_path: Path) -> None:
    """A page for each pair, and no empty one."""
    letters = [letter_for(sample(), pair) for pair in sample().pairs]
    (pdf,) = _converted(tmp_path, "x.docx", letters_in_one(letters, datetime(2026, 9, 7)), "pdf")
    first, second = _pages(pdf)
    assert first.startswith("Paired Learning Dr Amara Okafor and Helen Ward Dear")
    assert "Mon 14 Sep 2026 09:00–13:00" in first
    assert second.startswith("Paired Learning Dr Mei Lee and Jo Kay Dear")
    assert first.endswith("Page 1")
    assert second.endswith("Page 1")


def test_hostile_workbook_shows_what_was_typed(tmp_path: Path) -> None:
    """Opened by LibreOffice and saved as text: every name as typed, nothing worked out."""
    names = [*HOSTILE, *ODD]
    files = _converted(tmp_path, "book.xlsx", workbook(outcome_named(names)).content, ALL_SHEETS_AS_TEXT)
    pairing = next(file for file in files if file.name.endswith("-Pairing.csv"))
    with pairing.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[3:]
    told = [row[0] for row in rows[: len(names) // 2 + 1]] + [row[2] for row in rows]
    for name in names:
        assert any(shown.startswith(visible(name)) for shown in told), name
    texts = "".join(file.read_text("utf-8") for file in files)
    assert "#NAME?" not in texts
    assert "Err:" not in texts


def test_hostile_csv_shows_what_was_typed(tmp_path: Path) -> None:
    """Opened as a spreadsheet and saved as text: the guard stands, and nothing is worked out."""
    rows = tuple((name,) for name in HOSTILE)
    table = Table("names", "Names", columns("Name"), rows)
    (back,) = _converted(tmp_path, "names.csv", csv_bytes(table), "xlsx")
    (text,) = _converted(back.parent, "n.xlsx", back.read_bytes(), ALL_SHEETS_AS_TEXT)
    with text.open(encoding="utf-8", newline="") as file:
        told = [row[0] for row in csv.reader(file)][1:]
    as_numbers = {"1e5": "100000", "007": "7"}
    assert [unguarded(one) for one in told] == [as_numbers.get(name, name) for name in HOSTILE]


def test_csv_of_pairs_opens(tmp_path: Path) -> None:
    """Numbers are numbers, and the mark at the beginning is not part of the first heading."""
    (back,) = _converted(tmp_path, "pairs.csv", csv_bytes(pair_table(sample())), "xlsx")
    head, first, *_ = rows_of(back.read_bytes(), "pairs", 1)
    assert head[0] == "Doctor"
    assert first[4] == 872
