"""Why a locked pair keeps others from being placed: by hand, and against brute force."""

from __future__ import annotations

from collections.abc import Iterator, Set
from copy import deepcopy
from itertools import combinations

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching import changes
from pairmatch.matching.allowed import rule_text
from pairmatch.matching.answers import Ids, TooFew, WhyLock
from pairmatch.matching.lock_reasons import why_lock
from tests.matching.given import best_pairs, candidates_for, people_in
from tests.oracle.calendar import Data
from tests.oracle.cohorts import seeded_pairing_cohort
from tests.oracle.pairing import allowed_scores, legal_pairings

COHORTS = 120
BATCH = 40
SWEEP = 600


def why(fragment: str, *lock: Ids) -> WhyLock | None:
    """Why the locks of a fragment, and these, cost a place."""
    candidates = candidates_for(fragment, lock)
    return why_lock(candidates, best_pairs(candidates))


def because(found: WhyLock | None) -> list[str]:
    """The sentences in words."""
    assert found is not None
    return [one.reason for one in found.because]


THREE = """
doctors: [{id: a}, {id: b}]
managers:
  - id: k
  - id: l
    refuses: [b]
"""


def test_a_lock_takes_the_only_place() -> None:
    """b may have only k, as l refuses b: with a locked to k, b waits, and so does l."""
    found = why(THREE, ("a", "k"))
    assert found is not None
    assert (found.pairs, found.people, found.without) == ((("a", "k"),), 2, 4)
    (refusal,) = found.because
    assert refusal.reason == "l refuses b"
    assert refusal.span is not None
    assert THREE.splitlines()[refusal.span.line - 1].strip() == "refuses: [b]"
    assert found.too_few == TooFew(("b",), ("k",), 0)


def test_a_lock_that_costs_nothing() -> None:
    """A lock that the best pairing could have anyway needs no reason; neither does no lock."""
    assert why(THREE, ("a", "l")) is None
    assert why(THREE) is None


def test_a_rule_locks_as_the_command_line_does() -> None:
    """`together` and `--lock` are told alike, and together."""
    text = THREE.replace("{id: a}, {id: b}", "{id: a}, {id: b}, {id: c}").replace(
        "  - id: k", "  - id: m\n  - id: k"
    )
    found = why(text + "matching: {rules: [{together: [a, k]}]}", ("c", "m"))
    assert found is not None
    assert found.pairs == (("a", "k"), ("c", "m"))
    assert (found.people, found.without) == (4, 6)
    assert because(found) == ["l refuses b"]


def test_places_alone_can_be_the_reason() -> None:
    """With a locked to both managers there is no place for b, and no sentence to drop."""
    found = why("doctors: [{id: a, pairs: 2}, {id: b}]\nmanagers: [{id: k}, {id: l}]", ("a", "k"), ("a", "l"))
    assert found is not None
    assert (found.people, found.without, found.because) == (3, 4, ())
    assert found.too_few == TooFew(("b",), ("k", "l"), 0)


def test_one_rule_instead_of_two_refusals() -> None:
    """Of two sets of sentences that are enough, the smaller is told."""
    text = """
doctors: [{id: a}, {id: b, refuses: [l, m]}]
managers: [{id: k}, {id: l}, {id: m}]
matching: {rules: [{apart: [b, l, m]}]}
"""
    assert because(why(text, ("a", "k"))) == ["`apart: [b, l, m]`"]


def test_what_keeps_another_waiting_belongs_to_it() -> None:
    """c waits with and without the lock; yet could c be placed, as many would be as without the lock."""
    text = """
doctors: [{id: a}, {id: b}, {id: c, refuses: [k, l, m]}]
managers: [{id: k}, {id: l, refuses: [b]}, {id: m, refuses: [b]}]
"""
    # That c refuses k is no reason: k is locked.
    assert because(why(text, ("a", "k"))) == ["c refuses l", "c refuses m", "l refuses b", "m refuses b"]


def test_who_takes_nobody_is_background() -> None:
    """That m takes nobody is not a reason to be dropped: how many partners people take stays as it is."""
    text = THREE + "  - {id: m, pairs: 0}\n"
    assert because(why(text, ("a", "k"))) == ["l refuses b"]


def test_less_than_without_the_locks_is_enough() -> None:
    """Seven are placed without the lock and five with it; it is enough to tell why seven are not.

    That x refuses c and d, who have a place left, costs x a place, and is not what b waits for.
    """
    text = """
doctors: [{id: a}, {id: b}, {id: c, pairs: 2}, {id: d, pairs: 2}]
managers: [{id: k}, {id: x, refuses: [b, c, d]}, {id: m, refuses: [b], pairs: 2}]
"""
    found = why(text, ("a", "k"))
    assert found is not None
    assert (found.people, found.without) == (5, 7)
    assert because(found) == ["x refuses b", "m refuses b"]


def test_the_hall_set_is_one_that_the_locks_make() -> None:
    """b, who competes with a for k, waits with or without the locks; d waits as c has the place with l."""
    text = """
doctors: [{id: b, refuses: [l, m]}, {id: a, refuses: [l, m]}, {id: c, refuses: [k]}, {id: d, refuses: [k, m]}]
managers: [{id: k}, {id: l}, {id: m}]
"""
    found = why(text, ("a", "k"), ("c", "l"))
    assert found is not None
    assert (found.people, found.without) == (4, 6)
    assert found.too_few == TooFew(("d",), ("l",), 0)


APART = """
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a}, {id: b, works: {mon: am}}]
managers: [{id: k}, {id: l, works: {tue: am}}]
meetings: {every_weeks: 1}
"""
NO_MEETING = "the calendar: no half-day for a meeting in weeks 1 that both can attend"


def test_the_calendar_is_a_sentence() -> None:
    """Where only the calendar keeps b from l, its reason is the one."""
    assert because(why(APART, ("a", "k"))) == [NO_MEETING]


def test_the_calendar_counts_where_a_rule_forbids_the_pair_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Either is enough: the first is told; without the look into closed pairs the calendar does not know."""
    text = APART + "matching: {rules: [{apart: [b, l]}]}"
    assert because(why(text, ("a", "k"))) == ["`apart: [b, l]`"]
    two = text.replace("{id: l, works: {tue: am}}", "{id: l, works: {tue: am}}, {id: m, works: {tue: am}}")
    two = two.replace("doctors: [{id: a}", "doctors: [{id: a}, {id: c}")
    assert because(why(two, ("a", "k"))) == [NO_MEETING]
    monkeypatch.setattr(changes, "LOOKED_UP_AT_MOST", 0)
    assert because(why(two, ("a", "k"))) == ["`apart: [b, l]`", NO_MEETING]


# --- against brute force


def most_placed(data: Data, locks: set[tuple[int, int]]) -> int:
    """How many people can be placed, by going through every legal pairing."""
    return max(map(people_in, legal_pairings(data, allowed_scores(data), locks)))


def sentences(data: Data) -> list[str]:
    """Every sentence that can forbid a pair, as it is told."""
    everyone = data["doctors"] + data["managers"]
    rules = Cohort.model_validate(data).matching.rules
    needed = data["programme"]["needs_approval"]
    told = [f"{person['id']} is not approved" for person in everyone if needed and not person.get("approved")]
    told += [f"{person['id']} manages {name}" for person in everyone for name in person["line_manages"]]
    told += [f"{person['id']} refuses {name}" for person in everyone for name in person["refuses"]]
    return list(dict.fromkeys([*told, *map(rule_text, rules)]))


def with_only(data: Data, kept: Set[str]) -> Data:
    """The cohort with no other sentences than these."""
    rules = zip(data["matching"]["rules"], Cohort.model_validate(data).matching.rules, strict=True)
    left = deepcopy(data)
    left["matching"]["rules"] = [written for written, rule in rules if rule_text(rule) in kept]
    for person in left["doctors"] + left["managers"]:
        for field, verb in (("line_manages", "manages"), ("refuses", "refuses")):
            person[field] = [name for name in person[field] if f"{person['id']} {verb} {name}" in kept]
        if f"{person['id']} is not approved" not in kept:
            person["approved"] = "head of department"
    return left


def unlocked(seed: int) -> Data:
    """A seeded cohort without locks, in which the calendar forbids nothing."""
    data = seeded_pairing_cohort(seed)
    rules = [rule for rule in data["matching"]["rules"] if "together" not in rule]
    return data | {"matching": data["matching"] | {"rules": rules, "schedulable": False}}


def faults(seed: int) -> tuple[list[str], int]:
    """What is wrong with the reasons of each pair of a cohort, were it locked; and how many cost a place."""
    data = unlocked(seed)
    without, costly = most_placed(data, set()), 0
    found: list[str] = []
    for row, column in allowed_scores(data):
        ids = (data["doctors"][row]["id"], data["managers"][column]["id"])
        if 0 in (data["doctors"][row].get("pairs", 1), data["managers"][column].get("pairs", 1)):
            continue
        candidates = candidates_for(Cohort.model_validate(data), [ids])
        told = why_lock(candidates, best_pairs(candidates))
        people = most_placed(data, {(row, column)})
        if (told is not None) != (people < without):
            found.append(f"{seed} {ids}: {told}")
        if told is not None:
            costly += 1
            if (told.people, told.without) != (people, without) or told.too_few is None:
                found.append(f"{seed} {ids}: {told}")
            found += [f"{seed} {ids}: {fault}" for fault in _of_set(data, {(row, column)}, told, without)]
    return found, costly


def _of_set(data: Data, locks: set[tuple[int, int]], told: WhyLock, without: int) -> Iterator[str]:
    kept = {one.reason for one in told.because}
    if most_placed(with_only(data, kept), locks) >= without:
        yield f"{kept} is not enough"
    for size in range(len(kept)):
        for fewer in combinations(sentences(data), size):
            if most_placed(with_only(data, set(fewer)), locks) < without:
                yield f"{fewer} is smaller than {kept}"


@pytest.mark.parametrize("first", range(0, COHORTS, BATCH))
def test_reasons_agree_with_brute_force(first: int) -> None:
    """On seeded cohorts, each pair locked in turn, the sentences are enough, and no fewer are."""
    found = [faults(seed) for seed in range(first, first + BATCH)]
    assert [fault for some, _ in found for fault in some] == []
    assert sum(costly for _, costly in found) > 0


@pytest.mark.slow
@pytest.mark.parametrize("first", range(COHORTS, SWEEP, BATCH * 3))
def test_reasons_agree_with_brute_force_on_hundreds(first: int) -> None:
    """The same on hundreds of seeded cohorts."""
    assert [fault for seed in range(first, first + BATCH * 3) for fault in faults(seed)[0]] == []
