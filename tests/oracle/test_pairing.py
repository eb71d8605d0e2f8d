"""The brute force for pairings against answers worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracle.by_hand import cohort, scored
from tests.oracle.calendar import Calendar, Data
from tests.oracle.cohorts import seeded_pairing_cohort
from tests.oracle.pairing import allowed_scores, best_pairing
from tests.oracle.scores import criteria, fit, half_even, score


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(Fraction(1, 2), 0), (Fraction(3, 2), 2), (Fraction(5, 2), 2), (Fraction(7, 3), 2), (Fraction(8, 3), 3)],
)
def test_rounding_is_half_to_even(value: Fraction, rounded: int) -> None:
    """A half goes to the even neighbour, all else to the nearer one."""
    assert half_even(value) == rounded


def test_every_criterion_by_hand() -> None:
    """Each criterion of one pair is what the format page's formula gives on paper."""
    doctor: Data = {
        "grade": "ST4", "site": "north", "directorate": "surgery", "interests": ["sepsis", "flow"],
        "wants": ["finance", "audit", "teaching"], "offers": ["bedside"], "prefers": ["m9", "m0", "m8"],
        "works": {"mon": "am pm", "tue": "am"}, "attributes": {"years": 3, "clubs": ["chess", "choir"]},
    }  # fmt: skip
    manager: Data = {
        "band": "8b", "directorate": "surgery", "interests": ["flow"], "wants": ["bedside", "clinic"],
        "offers": ["finance"], "posts": [{"from": "2026-09-08", "site": "south"}],
        "attributes": {"years": 5, "clubs": "choir"},
    }  # fmt: skip
    wanted = {"weight": 1, "want": "different"}
    names = ["interests", "seniority", "exchange", "availability", "preferences", "clubs", "years"]
    data = cohort([doctor, {"attributes": {"years": 0}}], [manager], criteria=dict.fromkeys(names, 2))
    data["matching"]["criteria"] |= {"site": wanted, "directorate": wanted, "style": 1}
    data["workshops"] = [{"id": "w", "length": 2}]
    found = criteria(Calendar(data), data["doctors"][0], data["managers"][0])
    assert found == {
        "interests": 667,  # 2 · 1 / 3
        "seniority": 750,  # one level of four
        "exchange": 417,  # (1/3 + 1/2) / 2
        "availability": 250,  # Tuesday morning, of twice two
        "preferences": 667,  # second of three
        "clubs": 667,  # 2 · 1 / (2 + 1)
        "years": 600,  # 2 apart, of 5
        "site": 1000,  # the post's site differs
        "directorate": 0,
        "style": None,
    }
    total = 2 * (667 + 750 + 417 + 250 + 667 + 667 + 600) + 1000
    assert score(Calendar(data), data["doctors"][0], data["managers"][0]) == round(Fraction(total, 16))


def test_fit_by_hand() -> None:
    """Themes 2·1/(1+2), wishes (1 + 1/2)/2, site 1 and directorate 0 make 604."""
    doctor: Data = {
        "id": "d0",
        "interests": ["sepsis"],
        "projects": ["p"],
        "site": "north",
        "directorate": "renal",
    }
    manager: Data = {"id": "m0", "interests": ["flow", "sepsis"], "projects": ["q", "p"]}
    project: Data = {"id": "p", "themes": ["sepsis"], "site": "north", "directorate": "surgery"}
    assert fit(project, doctor, manager) == half_even(1000 * (Fraction(2, 3) + Fraction(3, 4) + 1) / 4) == 604
    assert fit({"id": "r"}, {"id": "d0"}, manager) == 0


def test_fair_and_total_differ() -> None:
    """9 + 3 has the higher total, 5 + 6 the better worst pair."""
    data = scored([[9, 5], [6, 3]])
    fair, total = best_pairing(data, "fair"), best_pairing(data, "total")
    assert (fair.pairs, fair.worst, fair.total) == (((0, 1), (1, 0)), 250, 550)
    assert (total.pairs, total.worst, total.total) == (((0, 0), (1, 1)), 150, 600)


def test_people_come_before_score() -> None:
    """A low pair that places two more people is taken; of equals the least list of positions wins."""
    data = scored([[9, 1], [1, 0]])
    assert best_pairing(data, "fair").pairs == ((0, 1), (1, 0))
    data = scored([[5, 5, 5], [5, 5, 5]])
    assert best_pairing(data, "total").pairs == ((0, 0), (1, 1))


def test_second_partners() -> None:
    """With two partners each, `fair` leaves out the pair that lowers the worst; `total` takes all four."""
    data = scored([[9, 5], [6, 3]], pairs=2)
    assert best_pairing(data, "total").pairs == ((0, 0), (0, 1), (1, 0), (1, 1))
    fair = best_pairing(data, "fair")
    assert (fair.people, fair.worst, fair.pairs) == (4, 250, ((0, 0), (0, 1), (1, 0)))


def test_the_least_of_equal_pairings_may_have_more_pairs() -> None:
    """Without scores (0, 0), (0, 1), (1, 1) comes before (0, 0), (1, 1), as (0, 1) comes before (1, 1)."""
    data = cohort([{"pairs": 2}, {}], [{}, {"pairs": 2}])
    assert best_pairing(data, "total").pairs == ((0, 0), (0, 1), (1, 1))


RULES: list[tuple[Data, list[tuple[int, int]]]] = [
    ({"same": "site"}, [(0, 0)]),
    ({"different": "site"}, [(1, 0)]),
    ({"within": "seniority", "by": 1}, [(1, 0)]),
    ({"within": "years", "by": 2}, [(0, 1)]),
    ({"share": "interests", "at_least": 1}, [(1, 0), (1, 1)]),
    ({"common": "availability", "at_least": 3}, [(0, 0), (0, 1)]),
    ({"apart": ["d0", "m0", "m1"]}, [(1, 0), (1, 1)]),
    ({"listed": "doctors"}, [(0, 1)]),
    ({"listed": "managers"}, [(0, 1), (1, 1)]),
    ({"listed": "both"}, [(0, 1)]),
    ({"together": ["d0", "m0"]}, [(0, 0), (0, 1), (1, 0), (1, 1)]),
    ({"score": 600}, [(1, 0)]),
]


@pytest.mark.parametrize(
    ("rule", "allowed"),
    RULES,
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_rules_by_hand(rule: Data, allowed: list[tuple[int, int]]) -> None:
    """Each rule allows just the pairs that can be shown to keep it."""
    data = cohort(
        [
            {"site": "north", "grade": "F1", "attributes": {"years": 4}, "prefers": ["m1"]},
            {"site": "south", "grade": "ST4", "interests": ["flow", "falls"], "works": {"mon": "am pm"}},
        ],
        [
            {"site": "north", "band": 7, "interests": ["flow"]},
            {"attributes": {"years": 6}, "interests": ["falls", "sepsis"], "prefers": ["d1", "d0"]},
        ],
        criteria={"interests": 1, "style": 3},
        rules=[rule],
    )
    data["matching"]["seniority"] = [["F1"], ["CT1"], ["ST4"], ["7"]]
    assert sorted(allowed_scores(data)) == allowed


def test_refusal_line_management_and_approval() -> None:
    """A pair falls to either one's refusal or line management, and where needed to a missing approval."""
    data = cohort(
        [{"refuses": ["m0"], "approved": "x"}, {"approved": "x"}],
        [{"approved": "x"}, {"line_manages": ["d0"]}],
    )
    assert sorted(allowed_scores(data)) == [(1, 0), (1, 1)]
    data["programme"]["needs_approval"] = True
    assert sorted(allowed_scores(data)) == [(1, 0)]


def test_schedulable_pairs_only() -> None:
    """A pair without a common half-day for the workshop is not allowed, unless the cohort says so."""
    data = cohort([{"works": {"mon": "am"}}], [{"works": {"tue": "am"}}, {}], schedulable=True)
    data["workshops"] = [{"id": "w", "min_size": 4}]
    assert sorted(allowed_scores(data)) == [(0, 1)]
    data["workshops"][0]["required"] = False
    assert sorted(allowed_scores(data)) == [(0, 0), (0, 1)]


def test_projects_by_hand() -> None:
    """Both pairs get a project although one would fit the first pair better than any fits the second."""
    data = cohort([{"interests": ["flow"]}, {"interests": ["flow"]}], [{}, {}])
    data["projects"] = [{"id": "p", "themes": ["flow"]}, {"id": "q", "themes": ["falls"]}]
    best = best_pairing(data, "fair")
    assert (best.projects, best.fits) == (("p", "q"), (1000, 0))
    data["projects"][0]["pairs"] = 2
    assert best_pairing(data, "fair").projects == ("p", "p")


def test_every_kind_of_rule_changes_some_optimum() -> None:
    """For every kind of rule there is a seeded cohort that would be paired differently without it."""
    found: set[str] = set()
    for seed in range(300):
        data = seeded_pairing_cohort(seed)
        rules, objective = data["matching"]["rules"], data["matching"]["objective"]
        for k, rule in enumerate(rules):
            kind = next(key for key in rule if key not in ("by", "at_least"))
            if kind not in found:
                others = data | {"matching": data["matching"] | {"rules": rules[:k] + rules[k + 1 :]}}
                if best_pairing(others, objective).pairs != best_pairing(data, objective).pairs:
                    found.add(kind)
    assert found == {"same", "different", "within", "share", "common", "apart", "together", "listed", "score"}
