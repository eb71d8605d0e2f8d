"""`pairmatch import calendar`: one person's export, taken in without what is private in it."""

from __future__ import annotations

from pathlib import Path

import pytest

import pairmatch.cli.importing.asking
from tests.cli.helpers import Command, one_line
from tests.importing.rota.sheets import COHORT
from tests.importing.test_calendar import LONG, calendar, event

CLUB = event("Journal club", "20261021T130000", "20261021T140000")


@pytest.fixture
def cohort(real: Command) -> Path:
    """The cohort in the current folder."""
    path = Path("cohort.yaml")
    path.write_text(COHORT, "utf-8")
    return path


def test_written(cohort: Path, real: Command) -> None:
    """Whose it is, what is taken, what is left out; then it is there and has no fault."""
    Path("d07.ics").write_bytes(calendar(LONG, CLUB, event("AL", "20261026", "20261028"), name="James Lee"))
    code, out, _ = real("import", "calendar", "d07.ics", "--yes", "--ignore-unmatched")
    assert code == 0
    said = one_line(out)
    assert "d07.ics: Dr James Lee (by its name, `James Lee`)" in said
    assert "Dr James Lee 1 D Mon 19 Oct Mon 19 Oct Mon 26 Oct to Tue 27 Oct" in said
    assert "`Journal club`: 1 event, such as Wed 21 Oct 2026 13:00-14:00" in said
    assert b"Journal" not in Path("rotas/lee.ics").read_bytes()
    assert "calendar: rotas/lee.ics" in cohort.read_text("utf-8")
    assert "works" not in cohort.read_text("utf-8")
    assert real("check", cohort)[0] == 0


def test_unknown_events(cohort: Path, real: Command) -> None:
    """Events of no known meaning are listed with lines to paste, and nothing is written without a word."""
    Path("lee.ics").write_bytes(calendar(LONG, CLUB))
    code, out, err = real("import", "calendar", "lee.ics", "--yes")
    assert code == 1
    assert 'Journal club: off  # or: leave, a known code, {time: "13:00-14:00"}' in out
    assert "--ignore-unmatched leaves them out" in one_line(err)
    assert not Path("rotas").exists()
    Path("codes.yaml").write_text("Journal club: off\n")
    assert real("import", "calendar", "lee.ics", "--yes", "--codes", "codes.yaml")[0] == 0


def test_whose(cohort: Path, real: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of nobody is refused, asked about at a terminal, or said with --person."""
    Path("d07.ics").write_bytes(calendar(LONG, CLUB))
    code, _, err = real("import", "calendar", "d07.ics", "--yes", "--ignore-unmatched")
    assert code == 1
    assert "it is not known whose d07.ics is; import each with --person ID" in one_line(err)
    assert real("import", "calendar", "d07.ics", "--person", "zed")[0] == 2
    answers = iter(["zed", "brown"])
    monkeypatch.setattr(pairmatch.cli.importing.asking, "can_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    monkeypatch.setattr("typer.confirm", lambda *_, **__: True)
    assert real("import", "calendar", "d07.ics")[0] == 0
    assert Path("rotas/brown.ics").exists()
    assert real("import", "calendar", "d07.ics", "--person", "okafor", "--yes", "--ignore-unmatched")[0] == 0
    assert Path("rotas/okafor.ics").exists()


def test_several(cohort: Path, real: Command) -> None:
    """Several files at once, each of its own person; one broken file, and nothing is written."""
    Path("lee.ics").write_bytes(calendar(LONG))
    Path("okafor.ics").write_bytes(calendar(LONG))
    Path("brown.ics").write_bytes(b"BEGIN:VCALENDAR\r\n")
    code, _, err = real("import", "calendar", "lee.ics", "okafor.ics", "brown.ics", "--yes")
    assert code == 2
    assert "brown.ics:" in err
    assert not Path("rotas").exists()
    assert real("import", "calendar", "lee.ics", "okafor.ics", "--yes")[0] == 0
    assert sorted(path.name for path in Path("rotas").glob("*.ics")) == ["lee.ics", "okafor.ics"]


def test_refused_at_the_terminal(cohort: Path, real: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer of no writes nothing."""
    Path("lee.ics").write_bytes(calendar(LONG))
    monkeypatch.setattr(pairmatch.cli.importing.asking, "can_ask", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    code, _, err = real("import", "calendar", "lee.ics")
    assert code == 1
    assert "nothing was written" in err
    assert not Path("rotas").exists()
