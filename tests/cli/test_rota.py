"""`pairmatch rota`: which pairing it uses, what it writes and prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import pairmatch.rota
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Severity
from pairmatch.matching.pairing import Pairing
from pairmatch.report.document import sealed
from pairmatch.rota.rota import AnySession, Rota
from tests.cli.edits import swap_partners
from tests.cli.helpers import Cli
from tests.report.samples import cohort_data, cohort_of, rota_of, some_missed, write_cohort

FAULT = Diagnostic("PM401", Severity.ERROR, "nobody is called m09")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a cohort file."""
    write_cohort(tmp_path)
    return tmp_path


def pairs_file(folder: Path) -> Path:
    """The usual place of the pairing."""
    return folder / "cohort.pairs.yaml"


def edit(path: Path, old: str, new: str) -> None:
    """Change a file by hand."""
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_without_a_pairing_one_is_made_and_saved(cli: Cli, folder: Path) -> None:
    """It says that there is none, makes one, saves it as match would, and schedules it."""
    code, out, err = cli("rota")
    assert code == 0
    assert "no saved pairing" in err
    assert "pairing made: cohort.pairs.yaml, 3 pairs, 1 person without a partner" in err
    assert "written: cohort.rota.yaml" in err
    assert "Paired Learning, autumn 2026: 12 weeks, 3 pairs" in out
    assert sealed(pairs_file(folder).read_text("utf-8")) is True
    assert sealed((folder / "cohort.rota.yaml").read_text("utf-8")) is True


def test_a_saved_pairing_is_used(cli: Cli, folder: Path) -> None:
    """The pairing beside the cohort is scheduled; none is made."""
    cli("match")
    saved = pairs_file(folder).read_bytes()
    cli.pairing_calls.clear()
    assert cli("rota")[0] == 0
    assert cli.pairing_calls == []
    assert pairs_file(folder).read_bytes() == saved


def test_a_pairing_of_an_older_file_that_fits_is_used(cli: Cli, folder: Path) -> None:
    """A comment added to the cohort changes nothing, and that is said."""
    cli("match")
    cli.pairing_calls.clear()
    edit(folder / "cohort.yaml", "version: 1", "# a note\nversion: 1")
    code, _, err = cli("rota")
    assert code == 0
    assert "made from another version of cohort.yaml; its pairs are still allowed, and are used" in err
    assert cli.pairing_calls == []


def test_a_pairing_that_no_longer_fits_is_made_again(cli: Cli, folder: Path) -> None:
    """It says what does not fit, makes a new pairing and replaces the old one."""
    cli("match")
    cli.pairing_calls.clear()
    cli.verdict = (FAULT,)
    code, _, err = cli("rota")
    assert code == 0
    assert "no longer fits cohort.yaml: nobody is called m09" in err
    (call,) = cli.pairing_calls
    assert len(call["wishes"].keep) == 3
    assert "3 of them as before" in err


@pytest.mark.parametrize("mine", ["edited", "foreign"])
def test_a_pairing_of_someone_else_that_does_not_fit_is_refused(cli: Cli, folder: Path, mine: str) -> None:
    """A pairing edited by hand, or no pairing at all, is neither used nor replaced."""
    cli("match")
    cli.pairing_calls.clear()
    if mine == "edited":
        edit(pairs_file(folder), "m01", "m09")
        cli.verdict = (FAULT,)
    else:
        pairs_file(folder).write_text("my: list\n")
    before = pairs_file(folder).read_bytes()
    code, out, err = cli("rota")
    assert (code, out) == (1, "")
    assert "cannot be used" in err
    assert "pairmatch match --force" in err
    assert (cli.pairing_calls, cli.rota_calls) == ([], [])
    assert pairs_file(folder).read_bytes() == before


@pytest.mark.parametrize("named", [(), ("--pairs", "cohort.pairs.yaml")], ids=["beside", "named"])
def test_a_pairing_edited_by_hand_is_used(cli: Cli, folder: Path, named: tuple[str, ...]) -> None:
    """Who swaps two people by hand gets a rota for that pairing, and is told once what that costs."""
    cli("match")
    swap_partners(pairs_file(folder))
    before = pairs_file(folder).read_bytes()
    cli.verdict = (Diagnostic("PM430", Severity.WARNING, "edited by hand: as good as before"),)
    code, _, err = cli("rota", *named)
    assert code == 0
    assert err.count("edited by hand") == 1
    assert "warning[PM430]: edited by hand: as good as before" in err
    first, second = cli.rota_calls[0]["pairing"].pairs[:2]
    assert (first.manager, second.manager) == ("m02", "m01")
    assert pairs_file(folder).read_bytes() == before


def test_a_pairing_edited_beside_its_pairs_is_used(cli: Cli, folder: Path) -> None:
    """A note added to the document is no edit of the pairing."""
    cli("match")
    edit(pairs_file(folder), "version: 1", "# mine\nversion: 1")
    code, _, err = cli("rota")
    assert code == 0
    assert "pairing: cohort.pairs.yaml" in err
    assert "edited" not in err


def test_pairs_names_the_pairing(cli: Cli, folder: Path) -> None:
    """--pairs takes any file; one that is not there is code 2, one that does not fit code 1."""
    cli("match", "--out", "mine.yaml")
    assert cli("rota", "--pairs", "mine.yaml")[0] == 0
    assert not pairs_file(folder).exists()
    assert cli("rota", "--pairs", "gone.yaml")[0] == 2
    cli.verdict = (FAULT,)
    assert cli("rota", "--pairs", "mine.yaml")[0] == 1


def test_missed_sessions_are_code_1(cli: Cli, folder: Path) -> None:
    """A rota that misses something is written and shown, with code 1."""
    cli.missed = some_missed(cohort_of(3))
    code, out, _ = cli("rota")
    assert code == 1
    assert "Missed: 4 sessions" in out
    assert (folder / "cohort.rota.yaml").exists()


@pytest.mark.parametrize("word", ["d01", "Dr Helen Lee", "dr helen lee"])
def test_person_shows_one_timetable(cli: Cli, folder: Path, word: str) -> None:
    """--person takes an id or a name, and prints that timetable alone."""
    _, out, _ = cli("rota", "--person", word)
    assert out.startswith("Dr Helen Lee · with Helen Nwachukwu-Smythe")
    assert "Week 1" not in out


def test_person_may_be_repeated(cli: Cli, folder: Path) -> None:
    """Each person named has a timetable, once."""
    _, out, _ = cli("rota", "-p", "d01", "-p", "m02", "-p", "d01")
    assert out.count("sessions") == 2


def test_an_unknown_person_is_refused_before_solving(cli: Cli, folder: Path) -> None:
    """A misspelt name is code 2 with the nearest one, and nothing is solved."""
    code, _, err = cli("rota", "--person", "d0l")
    assert code == 2
    assert "did you mean `d0" in err
    assert (cli.pairing_calls, cli.rota_calls) == ([], [])


def test_weeks_are_handed_on(cli: Cli, folder: Path) -> None:
    """--weeks reaches the engine, and what it prints."""
    _, out, _ = cli("rota", "--weeks", "6")
    assert cli.rota_calls[0]["weeks"] == 6
    assert "6 weeks, 3 pairs" in out


def test_weeks_that_clip_a_window_warn(cli: Cli, tmp_path: Path) -> None:
    """A window that is cut short is a warning with its line, and the rota is made."""
    write_cohort(tmp_path, {**cohort_data(), "shadowing": {"each_way": 1, "weeks": "2..11"}})
    code, _, err = cli("rota", "--weeks", "6")
    assert code == 0
    assert "warning[PM314]" in err
    assert "2..6" in err


def test_weeks_that_leave_a_window_outside_are_an_error(cli: Cli, tmp_path: Path) -> None:
    """A window wholly outside is an error with its line, code 1, and nothing is made."""
    write_cohort(tmp_path, {**cohort_data(), "shadowing": {"each_way": 1, "weeks": "8..11"}})
    code, _, err = cli("rota", "--weeks", "6")
    assert code == 1
    assert "error[PM313]" in err
    assert "weeks: 8..11" in err
    assert "`--weeks 6` caused this: the programme of the file has 12 weeks" in err
    assert "give at least 8" in err
    assert (cli.pairing_calls, cli.rota_calls) == ([], [])


@pytest.mark.parametrize("weeks", ["0", "1000", "x"])
def test_impossible_weeks_are_code_2(cli: Cli, folder: Path, weeks: str) -> None:
    """No programme, and more than two years, are wrong usage."""
    assert cli("rota", "--weeks", weeks)[0] == 2


def test_json_is_the_document(cli: Cli, folder: Path) -> None:
    """--format json prints the same data as is in the file."""
    _, out, _ = cli("rota", "--format", "json")
    written = yaml.load((folder / "cohort.rota.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert [one["date"] for one in json.loads(out)["sessions"]] == [
        one["date"] for one in written["sessions"]
    ]


def test_out_keeps_both_documents_together(cli: Cli, folder: Path) -> None:
    """With --out FOLDER a pairing that had to be made is saved there too, and found there again."""
    (folder / "there").mkdir()
    cli("rota", "--out", "there")
    assert not pairs_file(folder).exists()
    assert (folder / "there" / "cohort.pairs.yaml").exists()
    cli("rota", "--out", "there")
    assert len(cli.pairing_calls) == 1


def test_a_large_rota_is_summarised_unless_asked(cli: Cli, tmp_path: Path) -> None:
    """With many pairs names are listed with --all only."""
    write_cohort(tmp_path, cohort_data(20))
    assert "→" not in cli("rota")[1]
    assert "→" in cli("rota", "--all")[1]


def test_a_facilitator_has_a_timetable(cli: Cli, folder: Path) -> None:
    """--person with a facilitator shows the workshops that they hold."""
    code, out, _ = cli("rota", "--person", "owen price")
    assert code == 0
    assert out.startswith("Owen Price · holds 2 workshop runs")
    assert out.count("How the NHS works") == 2
    assert "education-1, st-thomas; 3 people" in " ".join(out.split())


def worse(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the engine finds a rota without its last meeting."""

    def schedule(cohort: Cohort, pairing: Pairing, **options: Any) -> Rota:
        rota = rota_of(cohort, some_missed(cohort)[-1:], weeks=options["weeks"])
        return rota.model_copy(update={"sessions": without_a_meeting(rota.sessions)})

    monkeypatch.setattr(pairmatch.rota, "schedule", schedule)


def without_a_meeting(sessions: tuple[AnySession, ...]) -> tuple[AnySession, ...]:
    """The sessions but the last meeting."""
    last = max(number for number, one in enumerate(sessions) if one.kind == "meeting")
    return (*sessions[:last], *sessions[last + 1 :])


def test_a_better_saved_rota_is_kept(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new rota that misses more leaves the saved one in place, which is shown; --force replaces it."""
    path = folder / "cohort.rota.yaml"
    cli("rota")
    before = path.read_bytes()
    worse(monkeypatch)
    code, out, err = cli("rota")
    assert (code, path.read_bytes()) == (0, before)
    assert "the saved rota is better: it misses 0, the new one 1; kept. --force replaces it" in err
    assert "written:" not in err
    assert "nothing missed" in out
    code, out, err = cli("rota", "--force")
    assert code == 1
    assert "1 missed" in out
    assert "written: cohort.rota.yaml" in err
    assert path.read_bytes() != before


@pytest.mark.parametrize("change", ["cohort", "weeks", "faults"])
def test_a_saved_rota_of_another_question_is_replaced(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """A rota of another cohort file, of other weeks, or that has faults is no better one."""
    cli("match")
    cli("rota")
    worse(monkeypatch)
    if change == "cohort":
        edit(folder / "cohort.yaml", "version: 1", "# a note\nversion: 1")
    if change == "faults":
        monkeypatch.setattr("pairmatch.verify.verify_rota", lambda *_: (FAULT,))
    code, _, err = cli("rota", *(("--weeks", "11") if change == "weeks" else ()))
    assert code == 1
    assert "written: cohort.rota.yaml" in err
