"""Rules and bans: which pairs each sentence forbids, how it is quoted, and where it stands."""

from __future__ import annotations

import numpy as np
import pytest

from pairmatch.matching.allowed import Ban, bans, locked
from pairmatch.matching.scores import scores
from tests.cohort.helpers import cohort
from tests.matching.helpers import sides_of, unchecked

PEOPLE = """
programme: {start: 2026-09-07, weeks: 1}
doctors:
  - {id: a, site: north, directorate: med, specialty: acute, grade: ST4, interests: [flow, falls],
     wants: [money], offers: [teaching], prefers: [l, k],
     attributes: {years: 4, style: doer, langs: [en, cy]}}
  - {id: b, site: south, directorate: surg, grade: F1, interests: [falls], works: {mon: am},
     attributes: {years: 9, style: planner, langs: [en]}}
  - {id: c}
managers:
  - {id: k, site: north, directorate: med, specialty: acute, band: 8a, interests: [flow, falls],
     wants: [teaching], offers: [money], prefers: [a, b],
     attributes: {years: 5, style: doer, langs: [cy, en]}}
  - {id: l, site: south, directorate: ops, band: 7, interests: [flow], works: {mon: am, tue: pm},
     attributes: {years: 9.5, style: doer}}
  - {id: m}
sites: {north: {}, south: {}}
"""


def all_bans(fragment: str) -> list[Ban]:
    """Every sentence that forbids a pair at all."""
    sides = sides_of(cohort(fragment))
    return [ban for ban in bans(sides, scores(sides).total) if ban.of(sides.shape).any()]


def forbidden(ban: Ban) -> list[str]:
    """The pairs of `PEOPLE` that a ban forbids, as `ak`."""
    return ["abc"[row] + "klm"[column] for row, column in np.argwhere(ban.of((3, 3)))]


def ruled_out(rule: str, criteria: str = "interests: 1") -> list[str]:
    """The pairs that one rule forbids, as `ak`."""
    fragment = f"{PEOPLE}matching:\n  criteria: {{{criteria}}}\n  rules:\n    - {rule}\n"
    sides = sides_of(cohort(fragment))
    (ban,) = [ban for ban in bans(sides, scores(sides).total) if ban.kind == "rule"]
    return forbidden(ban)


NINE = [d + m for d in "abc" for m in "klm"]


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        ("{same: site}", "ak bl"),
        ("{same: directorate}", "ak"),
        ("{same: specialty}", "ak"),
        ("{same: seniority}", "ak"),
        ("{same: style}", "ak al"),
        ("{same: langs}", "ak"),
        ("{different: site}", "al bk"),
        ("{different: directorate}", "al bk bl"),
        ("{different: seniority}", "al bk bl"),
        ("{different: years}", "ak al bk bl"),
        ("{within: seniority, by: 0}", "ak"),
        ("{within: seniority, by: 1}", "ak al bl"),
        ("{within: seniority, by: 2}", "ak al bk bl"),
        ("{within: years, by: 1}", "ak bl"),
        ("{within: years, by: 0.5}", "bl"),
        ("{within: years, by: 4}", "ak bk bl"),
        ("{share: interests, at_least: 1}", "ak al bk"),
        ("{share: interests, at_least: 2}", "ak"),
        ("{share: langs, at_least: 1}", "ak bk"),
        ("{share: style, at_least: 1}", "ak al"),
        ("{common: availability, at_least: 1}", "ak al am bk bl bm ck cl cm"),
        ("{common: availability, at_least: 2}", "ak al am ck cl cm"),
        ("{common: availability, at_least: 3}", "ak am ck cm"),
        ("{apart: [a, k]}", "al am bk bl bm ck cl cm"),
        ("{apart: [a, b, l, m]}", "ak bk ck cl cm"),
        ("{listed: doctors}", "ak al"),
        ("{listed: managers}", "ak bk"),
        ("{listed: both}", "ak"),
        ("{score: 667}", "ak al bk"),
        ("{score: 668}", "ak"),
    ],
)
def test_rules(rule: str, allowed: str) -> None:
    """A rule leaves the pairs that meet it; people who give no data, c and m, meet none that asks for it."""
    assert sorted({*NINE} - {*ruled_out(rule)}) == allowed.split()


def test_together_forbids_nothing_and_locks() -> None:
    """A `together` rule forbids no pair; it locks all doctors and managers that it names."""
    sides = sides_of(
        cohort(
            f"{PEOPLE.replace('{id: c}', '{id: c, pairs: 2}')}matching: {{rules: [{{together: [c, l, m]}}]}}"
        )
    )
    assert set(locked(sides)) == {(2, 1), (2, 2)}
    assert not any(ban.of(sides.shape).any() for ban in bans(sides, scores(sides).total))


def test_a_lock_knows_where_it_was_written_first() -> None:
    """A pair that two rules lock has the place of the first, and quotes it."""
    text = PEOPLE + "matching:\n  rules:\n    - {together: [a, k], why: friends}\n    - {together: [a, k]}\n"
    (lock,) = locked(sides_of(cohort(text))).values()
    assert (lock.reason, lock.is_option) == ("`together: [a, k]` (friends)", False)
    assert lock.span is not None
    assert text.splitlines()[lock.span.line - 1] == "    - {together: [a, k], why: friends}"


def test_the_reason_quotes_the_rule_and_its_why() -> None:
    """A ban is quoted as it was written, with the reason of the file behind it."""
    text = PEOPLE + "matching:\n  rules:\n    - {same: site, why: no travel budget}\n    - {apart: [a, k]}\n"
    assert [ban.reason for ban in all_bans(text)] == ["`same: site` (no travel budget)", "`apart: [a, k]`"]


def test_the_reason_names_every_field() -> None:
    """A limit stands in the reason beside what it limits."""
    text = PEOPLE + "matching: {rules: [{within: years, by: 0.5}, {share: interests, at_least: 2}]}\n"
    assert [ban.reason for ban in all_bans(text)] == [
        "`within: years, by: 0.5`",
        "`share: interests, at_least: 2`",
    ]


def quoted(ban: Ban, text: str) -> str:
    """What stands in the file at the span of a ban, which leaves out a closing brace."""
    assert ban.span is not None
    return text.splitlines()[ban.span.line - 1][ban.span.column - 1 : ban.span.end_column - 1]


def test_every_ban_knows_where_it_is_written() -> None:
    """A rule has the span of the rule; what a person rules out, that of the one name or number."""
    text = PEOPLE.replace("{id: c}", "{id: c, refuses: [l, k]}").replace("{id: m}", "{id: m, pairs: 0}")
    text += "matching:\n  rules:\n    - {same: site}\n"
    found = {ban.reason: quoted(ban, text) for ban in all_bans(text)}
    assert found == {
        "m takes nobody (`pairs: 0`)": "0",
        "c refuses l": "l",
        "c refuses k": "k",
        "`same: site`": "{same: site",
    }


@pytest.mark.parametrize(
    ("change", "reason", "kind", "pairs"),
    [
        (("{id: c}", "{id: c, refuses: [k]}"), "c refuses k", "refusal", ["ck"]),
        (("{id: m}", "{id: m, refuses: [a]}"), "m refuses a", "refusal", ["am"]),
        (("{id: m}", "{id: m, line_manages: [b]}"), "m manages b", "line management", ["bm"]),
        (("{id: c}", "{id: c, line_manages: [l]}"), "c manages l", "line management", ["cl"]),
        (("{id: c}", "{id: c, pairs: 0}"), "c takes nobody (`pairs: 0`)", "capacity", ["ck", "cl", "cm"]),
        (("{id: m}", "{id: m, pairs: 0}"), "m takes nobody (`pairs: 0`)", "capacity", ["am", "bm", "cm"]),
    ],
)
def test_what_people_themselves_rule_out(
    change: tuple[str, str], reason: str, kind: str, pairs: list[str]
) -> None:
    """Refusals and line management of either side, and taking nobody, forbid pairs."""
    (ban,) = all_bans(PEOPLE.replace(*change))
    assert (ban.reason, ban.kind, forbidden(ban)) == (reason, kind, pairs)


def test_each_refusal_is_a_sentence_of_its_own() -> None:
    """Two names in one list, and the same refusal from both sides, are as many bans."""
    text = PEOPLE.replace("{id: m}", "{id: m, refuses: [a, c]}").replace("{id: c}", "{id: c, refuses: [m]}")
    assert [(ban.reason, forbidden(ban)) for ban in all_bans(text)] == [
        ("c refuses m", ["cm"]),
        ("m refuses a", ["am"]),
        ("m refuses c", ["cm"]),
    ]


def test_refusing_someone_of_ones_own_side_forbids_nothing() -> None:
    """Two doctors are never a pair, so that a name of the own side is no ban."""
    sides = sides_of(unchecked(PEOPLE.replace("{id: c}", "{id: c, refuses: [a]}")))
    assert list(bans(sides, scores(sides).total)) == []


@pytest.mark.parametrize("change", [("{id: c}", "{id: c, refuses: [k]}"), ("{id: m}", "{id: m, pairs: 0}")])
def test_a_ban_forbids_what_it_marks(change: tuple[str, str]) -> None:
    """Asked for one pair, a ban says what its array says, be it a cell, a person or a rule."""
    for ban in all_bans(PEOPLE.replace(*change) + "matching: {rules: [{same: site}]}\n"):
        array = np.zeros((3, 3), dtype=np.int64)
        ban.mark(array, 7)
        assert [[7 * ban.forbids(row, column) for column in range(3)] for row in range(3)] == array.tolist()


def test_only_the_approved_where_approval_is_needed() -> None:
    """With `needs_approval` everyone without `approved` is out, on both sides; without it nobody is."""
    text = """
programme: {start: 2026-09-07, needs_approval: NEEDED}
doctors: [{id: a, approved: "dean, 30 June"}, {id: b}]
managers: [{id: k, approved: "chief, 1 July"}, {id: l}]
"""
    assert all_bans(text.replace("NEEDED", "false")) == []
    text = text.replace("NEEDED", "true")
    found = all_bans(text)
    assert [(ban.reason, ban.row, ban.column, quoted(ban, text)) for ban in found] == [
        ("b is not approved", 1, None, "b"),
        ("l is not approved", None, 1, "l"),
    ]


def test_people_come_before_rules() -> None:
    """Sentences come in a fixed order, so that the first that forbids a pair is its reason."""
    text = PEOPLE.replace("{id: c}", "{id: c, pairs: 0, refuses: [k]}") + (
        "matching: {rules: [{same: site}, {share: interests, at_least: 1}]}\n"
    )
    assert [ban.group for ban in all_bans(text)] == [
        "`pairs: 0`",
        "a refusal",
        "`same: site`",
        "`share: interests, at_least: 1`",
    ]
