"""The document that remembers is read back as it was written, and holds no names."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.document import read_document
from pairmatch.errors import CohortError
from pairmatch.report.document import sealed
from pairmatch.report.ics.folder import next_round
from pairmatch.report.ics.ledger import Ledger, new_uid
from tests.report.ics.helpers import OFFICE, exported, meeting, shadowing, small, workshop

COHORT = small()


def ledger_text() -> str:
    """A ledger with everything in it."""
    first = exported(
        COHORT, [workshop("2026-09-08", "d01 m01 d02"), meeting("2026-10-22"), shadowing("2026-09-16")]
    )
    second = exported(
        COHORT, [workshop("2026-09-08", "d01 m01"), meeting("2026-10-29")], next_round(first, OFFICE).ledger
    )
    return second.ledger.model_copy(update={"organiser": OFFICE}).to_yaml()


def test_round_trip(tmp_path: Path) -> None:
    """What is written is read back the same, and written again the same; the seal tells an edit."""
    text = ledger_text()
    file = tmp_path / "cohort.invites.yaml"
    file.write_text(text, "utf-8")
    ledger, _ = read_document(file, Ledger)
    assert ledger.to_yaml() == text
    assert len(ledger.events) == 2
    assert len(ledger.withdrawn) == 2
    assert sealed(text) is True
    assert sealed(text.replace("sequence: 1", "sequence: 9")) is False
    assert "Ward" not in text and "@example.nhs.uk" not in text.replace(OFFICE.mail, "")


@pytest.mark.parametrize("wrong", ['stamp: "yesterday"', 'starts: "2026-13-40 25:00"', "sequence: -1"])
def test_faults_have_a_place(tmp_path: Path, wrong: str) -> None:
    """A value that is none is a fault of its line."""
    key = wrong.partition(":")[0]
    text = ledger_text()
    start = text.index(f"{key}: ")
    file = tmp_path / "cohort.invites.yaml"
    file.write_text(text[:start] + wrong + text[text.index(",", start) :], "utf-8")
    with pytest.raises(CohortError, match=r"cohort\.invites\.yaml:\d+:\d+: "):
        read_document(file, Ledger)


def test_uids() -> None:
    """The same on every machine, another for each session of a demand, and never one that is taken."""
    first = new_uid("key", ("meeting", "d01", "m01"), ())
    assert first == "470be9c6f8c5b9f26d5500b7d148ff2a@pairmatch"
    assert new_uid("key", ("meeting", "d01", "m01"), [first]) != first
    assert new_uid("other", ("meeting", "d01", "m01"), ()) != first
