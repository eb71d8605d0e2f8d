"""The saved pairing of a rota when the cohort file has changed: pairs that were told to people stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.document import read_document
from pairmatch.matching.pairing import Pairing
from tests.cli.helpers import Command

COHORT = """\
version: 1
programme: {start: 2026-09-07, weeks: 2}
doctors:
  - {id: ann, interests: [a, b]}
  - {id: ben, interests: [a]}
managers:
  - {id: xu, interests: [a, b]}
  - {id: yan, interests: [a]}
  - {id: zoe}
matching: {criteria: {interests: 1}}
meetings: {every_weeks: 1}
"""


@pytest.fixture
def rota(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The real commands, in a folder with a cohort that is paired with one lock."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cohort.yaml").write_text(COHORT, "utf-8")
    command = Command(capfd)
    assert command("match", "--lock", "ann:yan")[0] == 1
    return command


def change(old: str, new: str) -> None:
    """Change the cohort file."""
    path = Path("cohort.yaml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def pairs() -> list[tuple[str, str]]:
    """The pairs that are saved now."""
    return [pair.ids for pair in read_document(Path("cohort.pairs.yaml"), Pairing)[0].pairs]


def test_pairs_stay_when_only_their_scores_change(rota: Command) -> None:
    """Another interest changes scores, and what would be best; the pairs are as they were told to people."""
    before = Path("cohort.pairs.yaml").read_bytes()
    change("interests: [a]}\nmanagers", "interests: [c]}\nmanagers")
    code, _, err = rota("rota")
    assert code == 0
    assert "its pairs are still allowed, and are used" in err
    assert Path("cohort.pairs.yaml").read_bytes() == before


def test_who_stays_keeps_their_partner_when_someone_leaves(rota: Command) -> None:
    """ben's manager has left: ben is paired anew, ann keeps the partner of the lock, which still holds."""
    assert pairs() == [("ann", "yan"), ("ben", "xu")]
    change("  - {id: xu, interests: [a, b]}\n", "")
    code, _, err = rota("rota")
    assert code == 0
    assert "no longer fits" in err
    assert "1 of them as before" in err
    assert pairs() == [("ann", "yan"), ("ben", "zoe")]
    assert "--lock ann:yan" in rota("why", "ann")[2]


def test_a_pair_that_is_forbidden_now_goes(rota: Command) -> None:
    """A refusal since then forbids one pair; the other stays."""
    change("{id: ben, interests: [a]}", "{id: ben, interests: [a], refuses: [xu]}")
    assert rota("rota")[0] == 0
    assert pairs() == [("ann", "yan"), ("ben", "zoe")]
