"""What to change so that someone who waits can be placed: what is offered, in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import GiveWay, Measures
from pairmatch.matching.give_way import give_way
from tests.matching.given import best_pairs, candidates_for, changes, measured, ways


def line_of(one: GiveWay, text: str) -> str:
    """The line of the file that a suggestion points at."""
    assert one.span is not None
    return text.splitlines()[one.span.line - 1].strip()


def test_two_doctors_and_one_manager() -> None:
    """Where there are too few managers only a second place helps; it is worked out what that gives."""
    text = "doctors: [{id: a}, {id: b}]\nmanagers:\n  - {id: k}\n"
    (found,) = ways("b", text)
    assert (found.change, found.kind) == ("let k take 2 partners (`pairs: 2`)", "capacity")
    assert (found.whole.people, found.whole.pairs) == (3, 2)
    assert line_of(found, text) == "- {id: k}"


def test_a_place_more_points_at_pairs_where_it_is_written() -> None:
    """Where the file says how many somebody takes, that is what has to be changed."""
    for pairs in (1, 2):
        text = f"doctors: [{{id: a}}, {{id: b}}, {{id: c}}]\nmanagers:\n  - id: k\n    pairs: {pairs}\n"
        (found,) = ways("c", text)
        assert found.change == f"let k take {pairs + 1} partners (`pairs: {pairs + 1}`)"
        assert line_of(found, text) == f"pairs: {pairs}"


def test_a_rule_that_keeps_someone_apart() -> None:
    """A rule is quoted with its reason and its place, and is all that is offered to someone it isolates."""
    text = (
        "doctors: [{id: a, site: n}]\nmanagers: [{id: k, site: s}]\nsites: {n: {}, s: {}}\n"
        "matching:\n  rules:\n    - {same: site, why: no travel budget}\n"
    )
    (found,) = ways("a", text)
    assert (found.change, found.kind) == ("drop `same: site` (no travel budget)", "rule")
    assert line_of(found, text) == "- {same: site, why: no travel budget}"
    assert found.whole.people == 2


@pytest.mark.parametrize(
    ("people", "change", "kind"),
    [
        ("[{id: a, refuses: [k]}]\nmanagers: [{id: k}]", "drop that a refuses k", "veto"),
        ("[{id: a}]\nmanagers: [{id: k, refuses: [a]}]", "drop that k refuses a", "veto"),
        ("[{id: a}]\nmanagers: [{id: k, line_manages: [a]}]", "drop that k manages a", "veto"),
        ("[{id: a}]\nmanagers: [{id: k, pairs: 0}]", "let k take a partner (`pairs: 1`)", "capacity"),
        ("[{id: a, pairs: 0}]\nmanagers: [{id: k}]", "let a take a partner (`pairs: 1`)", "capacity"),
    ],
)
def test_what_people_themselves_can_change(people: str, change: str, kind: str) -> None:
    """A refusal, line management, and taking nobody are each a sentence of their own."""
    (found,) = ways("a", f"doctors: {people}")
    assert (found.change, found.kind, found.whole.people) == (change, kind, 2)
    assert found.span is not None


def test_approval_is_to_be_got() -> None:
    """Nobody is told to do without an approval; who lacks one is to get it."""
    text = (
        "programme: {start: 2026-09-07, needs_approval: true}\n"
        "doctors: [{id: a, approved: x}]\nmanagers: [{id: k}]\n"
    )
    for person in ("a", "k"):
        (found,) = ways(person, text)
        assert (found.change, found.kind) == ("get k approved (`approved`)", "other")


def test_a_ban_of_the_command_line() -> None:
    """What only `--ban` forbids is allowed by leaving it out; that has no place in the file."""
    text = "doctors: [{id: a}]\nmanagers: [{id: k}]"
    (found,) = ways("a", text, ban=(("a", "k"),))
    assert (found.change, found.kind, found.span) == ("leave out `--ban a:k`", "other", None)


def test_the_calendar() -> None:
    """Pairs that only the calendar forbids are allowed by `schedulable: false`."""
    text = """
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a, works: {mon: am}}]
managers: [{id: k, works: {tue: am}}]
meetings: {every_weeks: 1}
"""
    (found,) = ways("a", text)
    assert found.change == "allow pairs whose sessions cannot all be held (`schedulable: false`)"
    assert (found.kind, found.whole.people) == ("other", 2)


def test_dropping_a_rule_does_not_make_the_pair_schedulable() -> None:
    """Where the calendar forbids a pair as well, dropping what else forbids it is no help."""
    text = """
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a, works: {mon: am}, refuses: [k]}, {id: b, works: {mon: am}}]
managers: [{id: k, works: {tue: am}}, {id: l}]
meetings: {every_weeks: 1}
matching: {rules: [{apart: [b, k]}, {apart: [a, l]}]}
"""
    # a may go nowhere: to k for two reasons, to l for one; l has b, who may not go on to k.
    assert changes("a", text) == []


def test_an_empty_cell_of_the_file_of_scores(tmp_path: Path) -> None:
    """A pair without a score can be given one; it is taken as 0, as nobody knows it."""
    (tmp_path / "scores.csv").write_text(",k,l\na,500,\nb,700,\n")
    path = tmp_path / "cohort.yaml"
    path.write_text(
        "version: 1\nprogramme: {start: 2026-09-07}\ndoctors: [{id: a}, {id: b}]\n"
        "managers: [{id: k}, {id: l}]\nmatching: {scores: scores.csv}\n"
    )
    candidates = candidates_for(Cohort.load(path))
    found = give_way(candidates, best_pairs(candidates), "a", measured, "fair")
    assert [(one.change, one.kind, one.whole.people, one.whole.total) for one in found] == [
        ("let k take 2 partners (`pairs: 2`)", "capacity", 3, 1200),
        ("give a and l a score in `scores.csv` (taken as 0 here)", "other", 4, 700),
        ("give b and l a score in `scores.csv` (taken as 0 here)", "other", 4, 500),
    ]


def test_two_reasons_are_more_than_one_change() -> None:
    """Where two sentences forbid the only partner, no single change helps."""
    assert changes("a", "doctors: [{id: a, refuses: [k]}]\nmanagers: [{id: k, refuses: [a]}]") == []


def test_someone_else_of_the_hall_set_gives_way() -> None:
    """a may only have k, whom b holds; b could go to l but for a refusal, though a is not in it."""
    found = ways("a", "doctors: [{id: b}, {id: a, refuses: [l]}]\nmanagers: [{id: k}, {id: l, refuses: [b]}]")
    assert [(one.change, one.whole.people) for one in found] == [
        ("let k take 2 partners (`pairs: 2`)", 3),
        ("drop that a refuses l", 4),
        ("drop that l refuses b", 4),
    ]


def test_a_refusal_elsewhere_is_no_help() -> None:
    """Refusals between people who are not in the way of one another are not offered."""
    text = """
doctors: [{id: a, refuses: [l, m]}, {id: b, refuses: [l, m]}, {id: c, refuses: [k, m]}]
managers: [{id: k}, {id: l}, {id: m, pairs: 0}]
"""
    # c has l; that c refuses k or m is nothing to b, who competes with a for k.
    assert all("c refuses" not in one for one in changes("b", text))


def test_a_chain_leads_on_to_the_free_place() -> None:
    """a is let to l, l's doctor b goes on to m: everyone placed stays placed, and a is one more."""
    text = """
doctors: [{id: b, refuses: [k]}, {id: a, refuses: [l, m]}]
managers: [{id: k, refuses: [a]}, {id: l}, {id: m, refuses: [a]}]
"""
    found = ways("a", text)
    assert {one.change for one in found} == {"drop that k refuses a", "drop that a refuses l"}
    assert {one.whole.people for one in found} == {4}


def test_a_rule_that_leads_to_a_full_place_is_no_help() -> None:
    """Without the first rule a could have l, but b, who has l, may go nowhere else.

    Nor is it offered where the best pairing then placed more: of these, a need not be one.
    """
    candidates = candidates_for("""
doctors: [{id: b}, {id: a}]
managers: [{id: l}, {id: k}]
matching: {rules: [{apart: [a, l]}, {apart: [a, b, k]}]}
""")
    found = give_way(candidates, [(0, 0)], "a", lambda _: Measures(4, 0, 0, (), 2), "fair")
    assert [one.change for one in found] == ["drop `apart: [a, b, k]`"]


def test_nothing_is_offered_to_someone_who_could_have_a_place() -> None:
    """Where a pairing leaves a place free for someone, no sentence of the file keeps them out."""
    candidates = candidates_for("doctors: [{id: a}, {id: b}]\nmanagers: [{id: k}, {id: l}]")
    assert give_way(candidates, [(1, 0)], "a", measured, "fair") == ()


def test_a_change_that_the_objective_does_not_use_is_not_offered() -> None:
    """Where the best pairing places nobody more all the same, as a stable one may, the change is left out."""
    candidates = candidates_for("doctors: [{id: a}, {id: b}]\nmanagers: [{id: k}]")
    assert give_way(candidates, [(0, 0)], "b", lambda _: measured(candidates), "fair") == ()
