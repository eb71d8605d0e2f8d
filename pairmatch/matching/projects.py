"""Projects for the finished pairs: the most pairs with one, then the highest total fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from pairmatch.calendar.posts import home_directorate, home_site
from pairmatch.cohort.people import Person
from pairmatch.cohort.sessions import Project
from pairmatch.matching.engine import Aim, best, problem_of
from pairmatch.matching.fractions import FULL

Two = tuple[Person, Person]


def fit(project: Project, pair: Two) -> int:
    """How well a project fits a pair, 0 to 1000: the mean of what is known, rounded half to even."""
    known = list(_known_parts(project, pair))
    return round(FULL * sum(known, Fraction()) / len(known)) if known else 0


def give_projects(projects: Sequence[Project], pairs: Sequence[Two]) -> list[tuple[Project, int] | None]:
    """For each pair, the project it leads and its fit; None where none is left for it.

    Parameters
    ----------
    projects
        In file order; each can be led by `project.pairs` pairs.
    pairs
        The finished pairs, in the order of the document.
    """
    fits = np.array([[fit(project, pair) for project in projects] for pair in pairs], dtype=np.int64)
    fits = fits.reshape(len(pairs), len(projects))
    problem = problem_of(
        np.ones(fits.shape, dtype=bool),
        fits,
        [1] * len(pairs),
        [project.pairs for project in projects],
        count_right=False,
    )
    given: list[tuple[Project, int] | None] = [None] * len(pairs)
    for row, column in best(problem, Aim("total")).pairs:
        given[row] = (projects[column], int(fits[row, column]))
    return given


def _known_parts(project: Project, pair: Two) -> Iterator[Fraction]:
    interests = {*pair[0].interests, *pair[1].interests}
    if project.themes and interests:
        themes = set(project.themes)
        yield Fraction(2 * len(themes & interests), len(themes) + len(interests))
    wishes = [_wish(project, person) for person in pair if person.projects]
    if wishes:
        yield sum(wishes, Fraction()) / len(wishes)
    for wanted, own in (
        (project.site, [home_site(person) for person in pair]),
        (project.directorate, [home_directorate(person) for person in pair]),
    ):
        if wanted is not None and any(value is not None for value in own):
            yield Fraction(wanted in own)


def _wish(project: Project, person: Person) -> Fraction:
    if project.id not in person.projects:
        return Fraction()
    return 1 - Fraction(person.projects.index(project.id), len(person.projects))
