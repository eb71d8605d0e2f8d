"""What to change so that someone who waits can be placed: what is offered, in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import GiveWay, Ids, Measures
from pairmatch.matching.candidates import Candidates
from pairmatch.matching.give_way import MEASURED_AT_MOST, SHOWN_AT_MOST, SHOWN_OF_A_KIND, give_way
from tests.matching.given import best_pairs, candidates_for, measured, waiting_in


def ways(person: str, fragment: str, ban: tuple[Ids, ...] = ()) -> list[GiveWay]:
    """What a fragment's person who waits is offered."""
    candidates = candidates_for(fragment, ban=ban)
    pairs = best_pairs(candidates)
    assert person in waiting_in(candidates, pairs)
    return list(give_way(candidates, pairs, person, measured, "fair"))


def changes(person: str, fragment: str, ban: tuple[Ids, ...] = ()) -> list[str]:
    """The same in words."""
    return [one.change for one in ways(person, fragment, ban)]


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


def test_the_order_of_who_gives_way() -> None:
    """An option costs nobody; then a rule, an approval, a refusal, and last who manages whom."""
    text = """
programme: {start: 2026-09-07, needs_approval: true}
doctors: [{id: a, approved: x}]
managers:
  - {id: k, approved: x, line_manages: [a]}
  - {id: l, approved: x, refuses: [a]}
  - {id: m}
  - {id: n, approved: x}
  - {id: o, approved: x}
matching: {rules: [{apart: [a, n]}]}
"""
    assert changes("a", text, ban=(("a", "o"),)) == [
        "leave out `--ban a:o`",
        "drop `apart: [a, n]`",
        "get m approved (`approved`)",
        "drop that l refuses a",
        "drop that k manages a",
    ]


def test_the_calendar_gives_way_before_a_person() -> None:
    """Whoever has said no is asked after the calendar, and a rule before it."""
    text = """
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a, works: {mon: am}}]
managers: [{id: k, refuses: [a]}, {id: l, works: {tue: am}}, {id: m}]
meetings: {every_weeks: 1}
matching: {rules: [{apart: [a, m]}]}
"""
    assert changes("a", text) == [
        "drop `apart: [a, m]`",
        "allow pairs whose sessions cannot all be held (`schedulable: false`)",
        "drop that k refuses a",
    ]


def test_of_equal_cost_the_better_pairing_comes_first() -> None:
    """Of three refusals two are shown, those with the better pairings, the best first."""
    found = ways(
        "a",
        """
doctors: [{id: a, interests: [x, y, z]}]
managers:
  - {id: k, refuses: [a], interests: [x]}
  - {id: l, refuses: [a], interests: [x, y, z]}
  - {id: m, refuses: [a], interests: [x, y]}
""",
    )
    assert [(one.change, one.whole.worst) for one in found] == [
        ("drop that l refuses a", 1000),
        ("drop that m refuses a", 800),
    ]


def test_the_number_of_suggestions_is_limited() -> None:
    """Two of a kind, five in all, and no more than three pairings worked out for one place of the order."""
    rules = ", ".join(f"{{apart: [a, m{at}]}}" for at in range(8))
    managers = ", ".join(f"{{id: m{at}, interests: [i{at}]}}" for at in range(8))
    refusing = ", ".join(f"{{id: r{at}, refuses: [a]}}" for at in range(8))
    text = f"doctors: [{{id: a}}]\nmanagers: [{managers}, {refusing}]\nmatching: {{rules: [{rules}]}}"
    candidates = candidates_for(text)
    asked: list[Candidates] = []

    def watched(changed: Candidates) -> Measures:
        asked.append(changed)
        return measured(changed)

    found = give_way(candidates, (), "a", watched, "fair")
    assert [one.kind for one in found] == ["rule", "rule", "veto", "veto"]
    assert (SHOWN_OF_A_KIND, SHOWN_AT_MOST, MEASURED_AT_MOST, len(asked)) == (2, 5, 3, 6)


def test_no_more_than_five() -> None:
    """Two options, two places and two rules would help: the second rule is not shown."""
    text = """
doctors: [{id: a}, {id: b}, {id: c}]
managers: [{id: k}, {id: l}, {id: m}, {id: n}, {id: o}, {id: p}]
matching: {rules: [{apart: [a, b, c, m]}, {apart: [a, b, c, n]}, {apart: [a, b, o, p]}]}
"""
    assert [one.kind for one in ways("c", text, ban=(("c", "o"), ("c", "p")))] == [
        "other",
        "other",
        "capacity",
        "capacity",
        "rule",
    ]


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


@pytest.mark.parametrize(
    ("objective", "first"), [("total", "total"), ("fair", "worst"), ("leximin", "worst"), ("rank", "choices")]
)
def test_what_is_better_is_said_by_the_objective(objective: str, first: str) -> None:
    """Of two changes the one comes first whose pairing is better in what is maximised."""
    worth = {
        "total": Measures(2, worst=1, total=9, choices=(0, 2), pairs=1),
        "worst": Measures(2, worst=3, total=8, choices=(0, 1), pairs=1),
        "choices": Measures(2, worst=2, total=7, choices=(1, 0), pairs=1),
    }
    names = dict(zip("klm", worth, strict=True))
    candidates = candidates_for(
        "doctors: [{id: a}]\nmanagers: [{id: k, refuses: [a]}, {id: l, refuses: [a]}, {id: m, refuses: [a]}]"
    )

    def stub(changed: Candidates) -> Measures:
        return worth[names["klm"[int(changed.allowed[0].argmax())]]]

    best = give_way(candidates, (), "a", stub, objective)[0]
    assert best.whole == worth[first]


def test_nothing_is_offered_to_someone_who_could_have_a_place() -> None:
    """Where a pairing leaves a place free for someone, no sentence of the file keeps them out."""
    candidates = candidates_for("doctors: [{id: a}, {id: b}]\nmanagers: [{id: k}, {id: l}]")
    assert give_way(candidates, [(1, 0)], "a", measured, "fair") == ()


def test_a_change_that_the_objective_does_not_use_is_not_offered() -> None:
    """Where the best pairing places nobody more all the same, as a stable one may, the change is left out."""
    candidates = candidates_for("doctors: [{id: a}, {id: b}]\nmanagers: [{id: k}]")
    assert give_way(candidates, [(0, 0)], "b", lambda _: measured(candidates), "fair") == ()
