"""Projects given to pairs: how often, how well they fit, and whether more pairs could lead one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Project
from pairmatch.diagnostics import Diagnostic
from pairmatch.matching.pairing import Pair
from pairmatch.verify.facts import home
from pairmatch.verify.partners import PairingUnderCheck
from pairmatch.verify.places import position
from pairmatch.verify.scores import mean, overlap


def projects_exist(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """A pair leads a project of the cohort, or none."""
    known = {project.id for project in check.cohort.projects or ()}
    for i, pair in enumerate(check.pairing.pairs):
        if pair.project is not None and pair.project not in known:
            message = f"`{pair.project}` is no project of the cohort"
            yield check.places.fault("PM451", message, ("pairs", i, "project"))


def projects_not_overgiven(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """A project is given to at most as many pairs as can lead it."""
    left = {project.id: project.pairs for project in check.cohort.projects or ()}
    ids = list(left)
    for i, pair in enumerate(check.pairing.pairs):
        if pair.project is not None:
            left[pair.project] -= 1
            if left[pair.project] == -1:
                message = f"the project `{pair.project}` is given to too many pairs"
                note = check.places.note(
                    "so many can lead it", "projects", position(ids, pair.project), "pairs"
                )
                yield check.places.fault("PM452", message, ("pairs", i, "project"), note)


def fits_right(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """A pair with a project has the fit of the project, a pair without has none."""
    projects = {project.id: project for project in check.cohort.projects or ()}
    for i, pair in enumerate(check.pairing.pairs):
        fit = None if pair.project is None else fit_of(check.cohort, projects[pair.project], pair)
        if pair.fit != fit:
            message = (
                f"the fit of {pair.doctor} and {pair.manager} to `{pair.project}` is {fit}, not {pair.fit}"
            )
            if fit is None:
                message = f"{pair.doctor} and {pair.manager} have a fit and no project"
            yield check.places.fault("PM453", message, ("pairs", i, "fit"))


def as_many_projects_as_can_be(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """As many pairs lead a project as there are pairs, or places on projects."""
    given = sum(1 for pair in check.pairing.pairs if pair.project is not None)
    places = sum(project.pairs for project in check.cohort.projects or ())
    could = min(len(check.pairing.pairs), places)
    if given < could:
        first = next(i for i, pair in enumerate(check.pairing.pairs) if pair.project is None)
        message = f"{could} pairs could lead a project, and {given} do"
        note = check.places.note("the projects", "projects")
        yield check.places.fault("PM454", message, ("pairs", first), note)


def no_better_projects(check: PairingUnderCheck) -> Iterator[Diagnostic]:
    """No exchange of projects, and no move to a project with room, raises the total fit of an optimum.

    Looks for a chain of moves that gains, by the method of Bellman and Ford: projects are the
    nodes, a pair that could move from one to another is an arc, and room on a project closes the chain.
    """
    projects = [project for project in check.cohort.projects or () if project.pairs > 0]
    if check.pairing.proof.status == "optimal" and projects and _gaining_chain(check, projects):
        message = "not optimal: the projects can be given to the pairs with a higher total fit"
        yield check.places.fault("PM455", message, ("pairs",), check.places.note("the projects", "projects"))


def _gaining_chain(check: PairingUnderCheck, projects: list[Project]) -> bool:
    ids: list[str | None] = [project.id for project in projects]
    room = [project.pairs for project in projects]
    nowhere = len(projects)
    best: dict[tuple[int, int], int] = {}
    for pair in check.pairing.pairs:
        here = nowhere if pair.project is None else ids.index(pair.project)
        fits = [fit_of(check.cohort, project, pair) for project in projects] + [0]
        for there, fit in enumerate(fits):
            best[here, there] = max(best.get((here, there), -1000), fit - fits[here])
        if here != nowhere:
            room[here] -= 1
    for here in range(nowhere):
        for there in range(nowhere if room[here] > 0 else 0):
            best[here, there] = max(best.get((here, there), 0), 0)
    return _has_gaining_cycle(best, nowhere + 1)


def _has_gaining_cycle(gain_of: dict[tuple[int, int], int], nodes: int) -> bool:
    reached = [0] * nodes
    for _ in range(nodes + 1):
        before = list(reached)
        for (here, there), gain in gain_of.items():
            reached[there] = max(reached[there], reached[here] + gain)
        if reached == before:
            return False
    return True


def fit_of(cohort: Cohort, project: Project, pair: Pair) -> int:
    """The rounded mean of what is known of themes, wishes, site and directorate; 0 where nothing is."""
    two = (cohort.person(pair.doctor), cohort.person(pair.manager))
    themes = overlap(set(project.themes), {interest for person in two for interest in person.interests})
    wishes = mean([_wish(person.projects, project.id) for person in two if person.projects])
    parts = [] if themes is None else [Fraction(*themes)]
    parts += [] if wishes is None else [wishes]
    for what, wanted in (("site", project.site), ("directorate", project.directorate)):
        known = [place for person in two if (place := home(person, what)) is not None]
        if wanted is not None and known:
            parts.append(Fraction(wanted in known))
    whole = mean(parts)
    return 0 if whole is None else round(1000 * whole)


def _wish(wishes: Sequence[str], wanted: str) -> Fraction:
    """1 − (rank − 1) / length of a list of wishes; 0 unlisted."""
    return 1 - Fraction(wishes.index(wanted), len(wishes)) if wanted in wishes else Fraction(0)
