"""The score of a pair: the weighted mean of the criteria that are known."""

from __future__ import annotations

from pairmatch.matching.scores import scores
from tests.matching.helpers import sides_of, unchecked


def totals(fragment: str) -> list[list[int]]:
    """The score of every pair, a row a doctor."""
    found: list[list[int]] = scores(sides_of(unchecked(fragment))).total.tolist()
    return found


PEOPLE = """
doctors: [{id: a, grade: F1, interests: [flow], site: north}, {id: b}]
managers: [{id: k, band: 7, interests: [flow, falls, sepsis], site: north}, {id: l, band: 5}]
sites: {north: {}}
"""


def test_the_mean_is_weighted_and_of_the_known() -> None:
    """a–k: (5·500 + 4·750 + 1·1000)/10; a–l: seniority alone; b: nothing is known, so 0."""
    criteria = "matching: {criteria: {interests: 5, seniority: 4, site: 1}}"
    assert totals(PEOPLE + criteria) == [[650, 1000], [0, 0]]


def test_rounded_integers_are_averaged_and_rounded_again() -> None:
    """667 and 750 give 708.5, which goes to the even 708; of unrounded criteria it would be 708.33."""
    fragment = """
doctors: [{id: a, grade: F1, interests: [flow, falls]}]
managers: [{id: k, band: 7, interests: [flow]}]
matching: {criteria: {interests: 1, seniority: 1}}
"""
    assert totals(fragment) == [[708]]


def test_half_a_point_goes_to_the_even() -> None:
    """333 and 1000 give 666.5, so 666; 667 and 1000 give 833.5, so 834."""
    fragment = """
doctors: [{id: a, wants: [x, y, z], site: north}]
managers: [{id: k, offers: [x], site: north}, {id: l, offers: [x, y], site: north}]
sites: {north: {}}
matching: {criteria: {exchange: 1, site: 1}}
"""
    assert totals(fragment) == [[666, 834]]


def test_a_weight_of_nothing_is_listed_and_does_not_count() -> None:
    """A criterion of weight 0 keeps its value beside the score, to which it adds nothing."""
    found = scores(sides_of(unchecked(PEOPLE + "matching: {criteria: {seniority: 0, interests: 2}}")))
    assert found.total[0, 0] == 500
    assert list(found.criteria) == ["seniority", "interests"]
    assert found.criteria["seniority"].tolist() == [[750, 1000], [-1, -1]]


def test_without_weight_every_score_is_nothing() -> None:
    """Where all weights are 0, or there are no criteria, every pair scores 0."""
    assert totals(PEOPLE + "matching: {criteria: {seniority: 0}}") == [[0, 0], [0, 0]]
    assert totals(PEOPLE + "matching: {objective: fair}") == [[0, 0], [0, 0]]
