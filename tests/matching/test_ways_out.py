"""Which changes are worth proving: what cannot open a way out of a Hall set is sifted out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Ids
from pairmatch.matching.engine import Cell
from pairmatch.matching.hall import Alternating, place_of
from pairmatch.matching.ways_out import Change, WaysOut
from tests.matching.given import candidates_for


def ways_out(
    person: str, fragment: str | Cohort, pairs: Sequence[Cell], ban: Sequence[Ids] = ()
) -> list[Change]:
    """The changes that may help someone whom a pairing of a fragment leaves out."""
    candidates = candidates_for(fragment, ban=ban)
    side, at = place_of(candidates, person)
    way = Alternating(candidates, pairs, side)
    hall = way.hall_set(at)
    assert hall is not None
    return list(WaysOut(candidates, way, hall, at).changes())


def told(changes: Sequence[Change]) -> list[str]:
    """The changes in words, places left out."""
    return [change.text for change in changes if change.kind != "capacity"]


def test_a_pair_inside_the_set_is_no_way_out() -> None:
    """b may not have k, but whoever has k, one of a, b and c is too many for k and l."""
    text = """
doctors: [{id: a}, {id: b}, {id: c}]
managers: [{id: k}, {id: l}, {id: m, refuses: [b]}]
matching: {rules: [{apart: [b, k]}, {apart: [a, m]}, {apart: [c, m]}]}
"""
    found = ways_out("c", text, [(0, 0), (1, 1)])
    assert told(found) == ["drop that m refuses b", "drop `apart: [a, m]`", "drop `apart: [c, m]`"]


def test_a_pair_that_two_sentences_forbid_is_no_way_out() -> None:
    """Dropping one of two sentences opens nothing; a third between others of the set is offered."""
    text = """
doctors: [{id: a, refuses: [l]}, {id: b}]
managers: [{id: k}, {id: l, refuses: [a]}]
matching: {rules: [{apart: [b, l]}]}
"""
    assert told(ways_out("b", text, [(0, 0)])) == ["drop `apart: [b, l]`"]


def test_a_pair_that_the_calendar_forbids_as_well_is_no_way_out() -> None:
    """A refusal whose pair could not meet anyway is not worth dropping."""
    text = """
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a, works: {mon: am}, refuses: [k, l]}]
managers: [{id: k}, {id: l, works: {tue: am}}]
meetings: {every_weeks: 1}
"""
    assert told(ways_out("a", text, [])) == ["drop that a refuses k"]


def test_a_pair_that_leads_nowhere_is_no_way_out() -> None:
    """l is full and b, who has l, cannot go on; k and m are free."""
    text = """
doctors: [{id: a, refuses: [k, l, m]}, {id: b, refuses: [k, m]}]
managers: [{id: l}, {id: m}, {id: k}]
"""
    assert told(ways_out("a", text, [(1, 0)])) == ["drop that a refuses k", "drop that a refuses m"]


def test_an_empty_cell_that_leads_nowhere_is_no_way_out(tmp_path: Path) -> None:
    """b and c, who have k and m, have a score with nobody else: of a's cells only that of l leads on."""
    (tmp_path / "scores.csv").write_text(",k,l,m\na,,,\nb,500,,\nc,,,500\n")
    path = tmp_path / "cohort.yaml"
    path.write_text(
        "version: 1\nprogramme: {start: 2026-09-07}\ndoctors: [{id: a}, {id: b}, {id: c}]\n"
        "managers: [{id: k}, {id: l}, {id: m}]\nmatching: {scores: scores.csv}\n"
    )
    assert told(ways_out("a", Cohort.load(path), [(1, 0), (2, 2)])) == [
        "give a and l a score in `scores.csv` (taken as 0 here)"
    ]


def test_only_places_of_the_set_are_worth_a_place_more() -> None:
    """m has a partner too, but nobody of those who compete for k and l may go there."""
    text = """
doctors: [{id: a, refuses: [m]}, {id: b, refuses: [m]}, {id: c, refuses: [m]}, {id: d}]
managers: [{id: k}, {id: l}, {id: m}]
"""
    found = ways_out("c", text, [(0, 0), (1, 1), (3, 2)])
    assert [change.text for change in found if change.kind == "capacity"] == [
        "let k take 2 partners (`pairs: 2`)",
        "let l take 2 partners (`pairs: 2`)",
    ]


def test_what_a_change_promises() -> None:
    """Whether the person's own pair is opened, and the best score of all pairs that are."""
    text = """
doctors: [{id: a, interests: [x]}, {id: b, interests: [x, y]}]
managers: [{id: k, interests: [x]}, {id: l, interests: [x, y]}]
matching: {criteria: {interests: 1}, rules: [{apart: [a, l]}]}
"""
    found = ways_out("b", text, [(0, 0)], ban=[("b", "l")])
    assert {change.text: change.promise for change in found} == {
        "let k take 2 partners (`pairs: 2`)": (True, 1000),
        "drop `apart: [a, l]`": (False, 667),
        "leave out `--ban b:l`": (True, 1000),
    }
