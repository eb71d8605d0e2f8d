"""Projects: how well one fits a pair, and who leads which."""

from __future__ import annotations

import pytest

from pairmatch.matching.projects import fit, give_projects
from tests.matching.helpers import unchecked

PEOPLE = """
doctors:
  - {id: a, interests: [sepsis, flow], site: north, directorate: med, projects: [p, q]}
  - {id: b, interests: [falls], site: south}
  - {id: c}
managers:
  - {id: k, interests: [sepsis, money], site: south, directorate: ops, projects: [q]}
  - {id: l}
sites: {north: {}, south: {}}
"""


def fit_of(project: str, doctor: str, manager: str) -> int:
    """The fit of one project to one pair."""
    cohort = unchecked(f"{PEOPLE}projects: [{{{project}}}]")
    assert cohort.projects is not None
    return fit(cohort.projects[0], (cohort.person(doctor), cohort.person(manager)))


@pytest.mark.parametrize(
    ("project", "pair", "answer"),
    [
        # Themes 2·1/(1 + 3): the pair's interests are sepsis, flow and money; wishes (0 + 0)/2.
        ("id: x, themes: [sepsis]", "ak", 250),
        ("id: x, themes: [sepsis]", "bl", 0),
        ("id: x, themes: [falls]", "bl", 1000),
        # Wishes of a: p is the first of two, 1; k does not list it, 0.
        ("id: p", "ak", 500),
        # q: 1/2 of a's list, 1 of k's.
        ("id: q", "ak", 750),
        ("id: q", "al", 500),
        ("id: x, site: north", "bl", 0),
        ("id: x, site: south", "bl", 1000),
        ("id: x, site: south", "ak", 500),
        ("id: x, directorate: ops", "bk", 500),
        ("id: x, directorate: ops", "bl", 0),
        # (Themes 2·2/(2+3) = 4/5, wishes 3/4, site 1, directorate 0)/4 = 637.5, which goes to 638.
        ("id: q, themes: [sepsis, flow], site: south, directorate: surg", "ak", 638),
        # Nothing is known of c and l.
        ("id: x, themes: [sepsis], site: north, directorate: med", "cl", 0),
    ],
)
def test_fit(project: str, pair: str, answer: int) -> None:
    """The fit is the exact mean of what is known of themes, wishes, site and directorate, rounded once."""
    assert fit_of(project, *pair) == answer


def given_to(projects: str, *pairs: str) -> list[tuple[str, int] | None]:
    """Which project each pair leads, and its fit."""
    cohort = unchecked(f"{PEOPLE}projects: [{projects}]")
    two = [(cohort.person(pair[0]), cohort.person(pair[1])) for pair in pairs]
    return [found and (found[0].id, found[1]) for found in give_projects(cohort.projects or (), two)]


def test_most_pairs_with_a_project_come_before_the_fit() -> None:
    """A project that fits one pair badly is still given where only it is left."""
    found = given_to("{id: s, site: south}, {id: n, site: north}", "bl", "bl")
    assert found == [("s", 1000), ("n", 0)]


def test_the_total_fit_decides() -> None:
    """Swapped, the two projects would fit 0 and 0; this way round they fit 1000 and 500."""
    found = given_to("{id: n, themes: [falls]}, {id: s, themes: [flow, sepsis]}", "al", "bl")
    assert found == [("s", 500), ("n", 1000)]


def test_a_project_is_led_by_at_most_so_many_pairs() -> None:
    """With two pairs allowed two get it, in file order where they are equal, and the third has none."""
    assert given_to("{id: x, pairs: 2}", "cl", "cl", "cl") == [("x", 0), ("x", 0), None]


def test_equal_fits_go_by_position() -> None:
    """Projects that fit alike are given first to first."""
    assert given_to("{id: x}, {id: y}, {id: z}", "cl", "cl") == [("x", 0), ("y", 0)]


def test_no_projects_and_no_pairs() -> None:
    """Without projects nobody leads one, and without pairs nothing is given."""
    assert given_to("", "ak") == [None]
    assert given_to("{id: x}") == []
