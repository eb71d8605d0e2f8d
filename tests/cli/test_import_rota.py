"""`pairmatch import rota`: what a coordinator sees, is asked, and finds written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import pairmatch.cli.importing.asking
from tests.cli.helpers import Command, one_line
from tests.importing.rota.sheets import CODES, COHORT, Cells, days, workbook

GRID: Cells = (
    ("Name", *days(date(2026, 10, 19), 7)),
    ("Amara Okafor", "LD", "LD", "OFF", "N", "N", "N", None),
    ("Lee", "SD", "SD", "AL", "AL", "AL", ".", "-"),
)


@pytest.fixture
def cohort(real: Command) -> Path:
    """The cohort and a rota in the current folder."""
    path = Path("cohort.yaml")
    path.write_text(COHORT, "utf-8")
    workbook(Path("rota.xlsx"), {"Rota": GRID, "Codes": CODES})
    return path


def everything() -> dict[str, bytes]:
    """The files of the folder and those below."""
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_written(cohort: Path, real: Command) -> None:
    """Shown, written, checked without an error; a second time there is nothing to write."""
    code, out, err = real("import", "rota", "rota.xlsx", "--into", cohort, "--yes")
    assert code == 0
    said = one_line(out)
    assert "layout grid (dates along a row, and 2 of 2 rows are headed by people)" in said
    assert "Dr Amara Okafor 2 LD, 3 N Mon 19 Oct Sat 24 Oct" in said
    assert "Dr James Lee 2 SD Mon 19 Oct Tue 20 Oct Wed 21 Oct to Fri 23 Oct" in said
    assert "N 20:00-08:30 no no the sheet Codes" in said
    assert "Lee: Dr James Lee, 7 cells" in said
    assert "Dr James Lee: works (mon)" in said
    assert "written: rotas/okafor.ics" in err.replace("\\", "/")
    text = cohort.read_text("utf-8")
    assert '  LD: {time: "08:00-20:30", attend: false, host: true}\n' in text
    assert "leave: [2026-10-30, 2026-10-21..2026-10-23]  # typed by hand" in text
    assert real("check", cohort)[0] == 0
    before = everything()
    code, _, err = real("import", "rota", "rota.xlsx", "--into", cohort, "--yes")
    assert code == 0
    assert "nothing to write" in err
    assert everything() == before


def test_leave_of_an_import_before_the_id_was_changed(cohort: Path, real: Command) -> None:
    """What the old calendar put into `leave` goes with it, though the new one has another name."""
    assert real("import", "rota", "rota.xlsx", "--yes")[0] == 0
    cohort.write_text(cohort.read_text("utf-8").replace("id: lee", "id: james-lee"), "utf-8")
    rows: Cells = (*GRID[:2], ("James Lee", "SD", "SD", "SD"))
    workbook(Path("rota.xlsx"), {"Rota": rows, "Codes": CODES})
    assert real("import", "rota", "rota.xlsx", "--yes")[0] == 0
    text = cohort.read_text("utf-8")
    assert "leave: [2026-10-30]  # typed by hand" in text
    assert "calendar: rotas/james-lee.ics" in text


def test_dry_run_and_no_answer(cohort: Path, real: Command) -> None:
    """Nothing is written with --dry-run, nor where nobody can be asked."""
    before = everything()
    code, out, _ = real("import", "rota", "rota.xlsx", "--dry-run")
    assert code == 0
    assert "+    calendar: rotas/lee.ics" in out
    code, _, err = real("import", "rota", "rota.xlsx")
    assert code == 2
    assert "--yes" in err
    assert everything() == before


def test_unknown_names_and_codes(cohort: Path, real: Command) -> None:
    """They are listed with their cells and the lines to paste, and nothing is written, --yes or not."""
    rows = (*GRID, ("Okafr", "LD", "X1", "X1"), ("Zed Stranger", "LD"), ("=1+1", "LD"))
    workbook(Path("rota.xlsx"), {"Rota": rows, "Codes": CODES})
    before = everything()
    code, out, err = real("import", "rota", "rota.xlsx", "--yes")
    assert code == 1
    assert "`Okafr`, Rota!B4, Rota!C4, Rota!D4: nearest is Dr Amara Okafor" in out
    assert "Okafr: WHO  # okafor, or null" in out
    assert "Zed Stranger: null" in out
    assert '"=1+1": null' in out
    assert "nothing was written: 3 names not known" in err
    assert everything() == before
    code, out, _ = real("import", "rota", "rota.xlsx", "--yes", "--ignore-unmatched")
    assert code == 1
    assert "Zed Stranger: null" not in out
    Path("names.yaml").write_text("Okafr: okafor\n")
    code, out, err = real(
        "import", "rota", "rota.xlsx", "--yes", "--ignore-unmatched", "--names", "names.yaml"
    )
    assert code == 1
    assert "`X1`, Rota!C4, Rota!D4" in out
    assert 'X1: {time: "HH:MM-HH:MM"}  # 2 cells; or: leave, or: off' in out
    assert "1 code not known" in err
    Path("codes.yaml").write_text("X1: off\n")
    code, _, _ = real(
        "import", "rota", "rota.xlsx", "--yes", "--ignore-unmatched", "--names", "names.yaml",
        "--codes", "codes.yaml",
    )  # fmt: skip
    assert code == 0


def test_asked_at_a_terminal(cohort: Path, real: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and codes are asked about until the answer is one; the lines to keep are shown."""
    workbook(Path("rota.xlsx"), {"Rota": (*GRID, ("Okafr", "X1"), ("Bill", "LD"))})
    answers = iter(["nobody", "okafor", "-", "8", "08:00-20:30", "08:00-17:00", "20:00-08:30", "off"])
    asked: list[str] = []

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(pairmatch.cli.importing.asking, "can_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", prompt)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: True)
    code, out, err = real("import", "rota", "rota.xlsx")
    assert code == 0
    assert "may be okafor (Dr Amara Okafor)" in asked[0]
    assert [question.partition("`")[2].partition("`")[0] for question in asked] == [
        "Okafr", "Okafr", "Bill", "LD", "LD", "SD", "N", "X1",
    ]  # fmt: skip
    assert "nobody of the cohort has the id `nobody`" in err
    assert 'LD: "08:00-20:30"' in out
    assert "Okafr: okafor" in out
    assert "Bill: null" in out
    assert Path("rotas/okafor.ics").exists()


def test_cells_left_out(cohort: Path, real: Command) -> None:
    """What could not be used is listed; the rest is written, and the exit code says so."""
    rows = (("Name", "Date", "Start", "End"), ("Lee", "31/11/2026", "08:00", "17:00"),
            ("Lee", "19/10/2026", "08:00", "17:00"))  # fmt: skip
    workbook(Path("rota.xlsx"), {"Rota": rows})
    code, out, _ = real("import", "rota", "rota.xlsx", "--yes")
    assert code == 1
    assert "Rota!B2 `31/11/2026`: `31/11/2026` is not a day of the calendar" in out
    assert Path("rotas/lee.ics").exists()


def test_files_of_others_stay(cohort: Path, real: Command) -> None:
    """A calendar that somebody else put there is not replaced, and then nothing at all is written."""
    Path("rotas").mkdir()
    Path("rotas/lee.ics").write_text("mine")
    before = everything()
    code, _, err = real("import", "rota", "rota.xlsx", "--yes")
    assert code == 2
    assert "was not written by pairmatch" in err
    assert everything() == before
    assert real("import", "rota", "rota.xlsx", "--yes", "--force")[0] == 0


def test_nothing_half_written(cohort: Path, real: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cohort file cannot be written in the end, the calendars go again."""
    from pairmatch.errors import UnreadableFile

    def fail(path: Path, _: object) -> None:
        raise UnreadableFile(f"{path}: the disk is full")

    before = everything()
    monkeypatch.setattr("pairmatch.importing.calendar_trial.write_whole", fail)
    assert real("import", "rota", "rota.xlsx", "--yes")[0] == 2
    assert everything() == before


def test_errors_stop_it(cohort: Path, real: Command) -> None:
    """What would make the cohort file wrong is told with its lines, and nothing is written."""
    cohort.write_text(
        COHORT.replace("{id: ward, name: Helen Ward}", "{id: ward, calendar: gone.ics}"), "utf-8"
    )
    before = everything()
    code, _, err = real("import", "rota", "rota.xlsx", "--yes")
    assert code == 1
    assert "nothing was written" in err
    assert "PM364" in err
    assert everything() == before


def test_a_calendar_that_is_not_there_yet(cohort: Path, real: Command) -> None:
    """A cohort file that already names the files may get them by the import."""
    text = COHORT.replace("email: amara.okafor@example.nhs.uk", "calendar: rotas/okafor.ics")
    cohort.write_text(text, "utf-8")
    assert real("check", cohort)[0] == 1
    assert real("import", "rota", "rota.xlsx", "--yes")[0] == 0
    assert real("check", cohort)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rota.xlsx", "--sheet", "No"), "has no sheet `No`: its sheets are Rota, Codes"),
        (("gone.xlsx",), "No such file"),
        (("rota.xlsx", "--codes", "Rota"), "says no codes"),
        (("rota.xlsx", "--codes", "gone.yaml"), "gone.yaml: No such file"),
        (("rota.xlsx", "--names", "gone.yaml"), "gone.yaml: No such file"),
        (("rota.xlsx", "--layout", "shifts"), "this is no duty list"),
        (("rota.xlsx", "--layout", "diagonal"), "diagonal"),
        (("rota.xlsx", "--into", "gone.yaml"), "No such file"),
    ],
)
def test_wrong_usage(cohort: Path, real: Command, arguments: tuple[str, ...], said: str) -> None:
    """Every fault is one clear message and exit code 2."""
    code, _, err = real("import", "rota", *arguments)
    assert code == 2
    assert said in one_line(err)


def test_nobody_of_the_cohort(cohort: Path, real: Command) -> None:
    """A sheet of other people changes nothing."""
    rows = (("Name", "Date", "Start", "End"), ("Zed", "19/10/2026", "08:00", "17:00"))
    workbook(Path("rota.xlsx"), {"Rota": rows})
    code, _, err = real("import", "rota", "rota.xlsx", "--yes", "--ignore-unmatched")
    assert code == 1
    assert "nobody of the cohort has a shift or leave on this sheet" in err
