"""`rota --keep OLD --from DATE` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pairmatch.cohort.document import read_document
from pairmatch.rota.rota import Rota
from tests.cli.helpers import Command

COHORT = """\
version: 1
programme: {start: 2026-09-07, weeks: 3, days: mon..mon}
doctors:
  - {id: ann, interests: [a]}
  - {id: ben, interests: [b]}
managers:
  - {id: xu, interests: [a]}
  - {id: yan, interests: [b]}
matching: {criteria: {interests: 1}}
meetings: {every_weeks: 1}
"""
SAVED = "cohort.rota.yaml"


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The real commands, in a folder with a cohort that has its pairs and its rota."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "cohort.yaml").write_text(COHORT, "utf-8")
    command = Command(capfd)
    assert command("rota")[0] == 0
    return command


def rota(name: str = SAVED) -> Rota:
    """A rota document."""
    return read_document(Path(name), Rota)[0]


def change(old: str, new: str, name: str = "cohort.yaml") -> None:
    """Change a file."""
    path = Path(name)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_unchanged_it_is_the_same_rota(cli: Command) -> None:
    """Written over the old one, it has the same sessions; who must be told is nobody."""
    before = rota()
    code, out, _ = cli("rota", "--keep", SAVED, "--from", "2026-09-14")
    assert code == 0
    assert rota().sessions == before.sessions
    assert str(rota().frozen_before) == "2026-09-14"
    assert out.startswith("Made again from Mon 14 Sep 2026 on: 2 sessions before Mon 14 Sep as they were")
    assert f"{SAVED} as it was" in out
    assert "No difference: 3 weeks." in out
    assert "nobody has a session moved" in " ".join(out.split())
    assert cli("verify", SAVED)[0] == 0


def test_who_must_be_told(cli: Command) -> None:
    """Someone is away in week 2 on the half-day of the meeting: it is told what moved, and for whom."""
    half = next(one.half for one in rota().sessions if "xu" in one.everyone and one.date.day == 14)
    change("{id: xu,", f'{{id: xu, leave: ["2026-09-14 {half}"],')
    code, out, err = cli("rota", "--keep", SAVED, "--from", "2026-09-14")
    assert code == 0
    assert "Sessions: 1 moved; 2 people to tell" in out
    assert "Proven: nothing is missed; 2 people have a session moved, 2 of them within" in out
    assert f"written: {SAVED}" in err
    assert cli("verify", SAVED)[0] == 0


def test_a_pair_that_is_gone(cli: Command) -> None:
    """ben is taken out of the file: the pairs are made again with the others kept, and the rest stays."""
    before = rota()
    change("  - {id: ben, interests: [b]}\n", "")
    code, out, err = cli("rota", "--keep", SAVED, "--from", "2026-09-14")
    assert code == 0
    assert "Pairs gone: 1 ben + yan" in " ".join(out.split())
    assert "1 of them as before" in err
    assert [one for one in rota().sessions if "ben" in one.everyone] == [
        one for one in before.sessions if "ben" in one.everyone and one.date.day == 7
    ]
    assert cli("verify", SAVED)[0] == 0
    assert cli("diff", SAVED, SAVED)[0] == 0


def test_a_pair_under_way_is_not_parted(cli: Command) -> None:
    """xu is ill for the rest of the programme: the pair stays one, what it misses is listed, nobody moves."""
    before = rota()
    change("{id: xu,", "{id: xu, leave: [2026-09-14..2026-09-27],")
    code = cli("rota", "--keep", SAVED, "--from", "2026-09-14")[0]
    assert code == 1
    assert rota().pairs == before.pairs
    assert [one for one in rota().sessions if "yan" in one.everyone] == [
        one for one in before.sessions if "yan" in one.everyone
    ]
    assert len(rota().missed) == 2


def test_without_saved_pairs_those_of_the_rota_are_kept(cli: Command) -> None:
    """The pairs document is gone: the new one has the pairs of the rota that is kept."""
    Path("cohort.pairs.yaml").unlink()
    change("{id: ann, interests: [a]}", "{id: ann, interests: [b]}")
    change("{id: ben, interests: [b]}", "{id: ben, interests: [a]}")
    assert cli("rota", "--keep", SAVED, "--from", "2026-09-14")[0] == 0
    assert rota().pairs == (("ann", "xu"), ("ben", "yan"))


def test_without_a_day_nothing_is_past(cli: Command) -> None:
    """The default is the first day of the programme, which is said."""
    _, _, err = cli("rota", "--keep", SAVED)
    assert f"{SAVED} may change from 2026-09-07 on, and nothing counts as past" in " ".join(err.split())
    assert rota().frozen_before is None


def test_the_document_alone(cli: Command) -> None:
    """As JSON nothing but the document is printed, and quietly nothing is said beside it."""
    code, out, err = cli("rota", "--keep", SAVED, "--from", "2026-09-14", "--format", "json", "--quiet")
    assert (code, err) == (0, "")
    assert json.loads(out)["made"]["options"]["from"] == "2026-09-14"
    assert json.loads(out)["proof"]["moved"] == {"within_notice": 0, "people": 0, "points": 0}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "2026-09-14"), "name it with --keep OLD.rota.yaml"),
        (("--keep", SAVED, "--from", "14.9."), "`14.9.` is not a date"),
        (("--keep", SAVED, "--from", "2026-10-05"), "the programme of 3 weeks is over by then"),
        (("--keep", "none.yaml"), "none.yaml"),
    ],
)
def test_wrong_usage(cli: Command, arguments: tuple[str, ...], told: str) -> None:
    """A day without a rota, no date, a day after the end, no file: one message, and nothing is written."""
    before = Path(SAVED).read_bytes()
    code, out, err = cli("rota", *arguments)
    assert (code, out) == (2, "")
    assert told in " ".join(err.split())
    assert Path(SAVED).read_bytes() == before


def test_a_pairing_is_no_rota(cli: Command) -> None:
    """A pairs document given to --keep is a fault with its place."""
    code, _, err = cli("rota", "--keep", "cohort.pairs.yaml")
    assert code == 1
    assert "cohort.pairs.yaml:" in err


def test_history_is_not_forgotten(cli: Command) -> None:
    """A rota with history is not replaced by one made from nothing, unless that is forced."""
    cli("rota", "--keep", SAVED, "--from", "2026-09-14")
    before = Path(SAVED).read_bytes()
    code, _, err = cli("rota")
    assert code == 2
    assert "would forget what was held before 2026-09-14" in " ".join(err.split())
    assert Path(SAVED).read_bytes() == before
    assert cli("rota", "--force")[0] == 0
    assert rota().frozen_before is None


def test_pins_are_written_by_hand(cli: Command) -> None:
    """A pin stays in the new document; one that cannot stay is told with its line, and nothing is written."""
    half = next(one.half for one in rota().sessions if "xu" in one.everyone and one.date.day == 14)
    meeting = f"[ann, xu], date: 2026-09-14, half: {half}"
    change(f"{meeting}}}", f"{meeting}, pin: true}}", SAVED)
    assert cli("rota", "--keep", SAVED, "--out", "new.rota.yaml")[0] == 0
    assert [one.date.day for one in rota("new.rota.yaml").sessions if one.pin] == [14]
    change("{id: xu,", "{id: xu, leave: [2026-09-14],")
    code, out, err = cli("rota", "--keep", SAVED, "--out", "other.rota.yaml")
    assert (code, out) == (1, "")
    assert f"{SAVED}:" in err
    told = " ".join(err.split())
    assert "is pinned and cannot stay" in told
    assert "xu cannot attend" in told
    assert not Path("other.rota.yaml").exists()


def test_weeks_are_carried(cli: Command) -> None:
    """A rota made for two weeks stays one of two weeks."""
    cli("rota", "--weeks", "2", "--out", "short.rota.yaml")
    _, _, err = cli("rota", "--keep", "short.rota.yaml", "--from", "2026-09-14", "--out", "new.rota.yaml")
    assert "weeks: 2, as in the rota that is kept" in err
    assert rota("new.rota.yaml").weeks == 2
