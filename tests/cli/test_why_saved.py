"""`pairmatch why` beside a saved pairing: its options, its edits, and when it is left aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.edits import swap_partners
from tests.cli.helpers import Command, one_line
from tests.cli.small import small_data, write_small


def test_options_of_the_saved_pairing_hold_here_too(real: Command, tmp_path: Path) -> None:
    """What the saved pairing was made with is taken over and told; an option of this run goes before it."""
    write_small(tmp_path)
    real("match", "--lock", "lee:ward", "--objective", "total")
    _, out, err = real("why", "lee")
    assert "as cohort.pairs.yaml was made: --objective total --lock lee:ward" in err
    assert "Dr Mei Lee: with Helen Ward" in out
    assert "With --objective total · --lock lee:ward, not in the cohort file" in out
    assert "How firmly it stands: locked" in out
    _, out, _ = real("why", "lee", "--ban", "lee:ward", "--objective", "fair")
    assert "Dr Mei Lee: with Ivan Kay" in out
    assert "With --objective fair · --ban lee:ward, not in the cohort file" in out
    assert "cohort.pairs.yaml has Dr Mei Lee with Helen Ward. What follows is about the best pairing." in out


def test_an_edited_pairing_is_told_where_it_differs(real: Command, tmp_path: Path) -> None:
    """Where the pairs were edited by hand, it is said where they have someone, and the best is explained."""
    write_small(tmp_path)
    real("match")
    swap_partners(tmp_path / "cohort.pairs.yaml")
    note = "What follows is about the best pairing."
    text = one_line(real("why", "okafor")[1])
    assert f"cohort.pairs.yaml, edited by hand, has Dr Amara Okafor with Ivan Kay. {note}" in text
    assert "edited" not in real("why", "osei")[1]
    text = one_line(real("why", "okafor", "kay")[1])
    assert f"edited by hand, has Dr Amara Okafor, Ivan Kay as a pair. {note}" in text
    text = one_line(real("why")[1])
    assert "has 2 pairs that the best pairing has not: Dr Mei Lee + Helen Ward and Dr Amara Okafor + " in text
    saved = json.loads(real("why", "okafor", "--format", "json")[1])["saved"]
    assert saved == {"file": "cohort.pairs.yaml", "is_edited": True, "pairs": [["okafor", "kay"]]}


def test_a_pairing_of_another_version_is_left_aside(real: Command, tmp_path: Path) -> None:
    """After the cohort file has changed, the saved pairing is told of and has no part in the answer."""
    write_small(tmp_path)
    real("match", "--lock", "lee:ward")
    write_small(tmp_path, small_data(objective="total"))
    _, out, err = real("why", "lee")
    assert "cohort.pairs.yaml was made from another version of cohort.yaml; it is left aside" in err
    assert "--lock" not in out and "Dr Mei Lee: with Ivan Kay" in out


@pytest.mark.parametrize(
    "options",
    [
        "{lock: 7}",
        "{lock: [[okafor, nobody]]}",
        "{objective: best}",
        "{changes: -1}",
        "{ban: [[a]]}",
        "{keep: 1}",
    ],
)
def test_options_that_someone_wrote_badly(real: Command, tmp_path: Path, options: str) -> None:
    """Options in the document that can be none are left aside with a warning, whatever they are."""
    write_small(tmp_path)
    real("match")
    saved = tmp_path / "cohort.pairs.yaml"
    saved.write_text(saved.read_text("utf-8").replace("options: {}", f"options: {options}"), "utf-8")
    code, out, err = real("why", "lee")
    assert code == 0 and "Dr Mei Lee: with Ivan Kay" in out
    assert "the options in cohort.pairs.yaml cannot be read" in err


def test_a_file_beside_that_is_no_pairing(real: Command, tmp_path: Path) -> None:
    """Something else under the name of the saved pairing is left aside with a warning."""
    write_small(tmp_path)
    (tmp_path / "cohort.pairs.yaml").write_text("[broken", "utf-8")
    code, _, err = real("why", "lee")
    assert code == 0 and "cannot be read as a pairs document" in err
