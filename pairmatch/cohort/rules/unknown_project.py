"""A person wishes for a project that `projects` does not list.

Wrong::

    projects: [{id: sepsis-bundle}]
    doctors: [{id: okafor, projects: [sepsis]}]

Right::

    projects: [{id: sepsis-bundle}]
    doctors: [{id: okafor, projects: [sepsis-bundle]}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import Known, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM209"
SUMMARY = "a project is named that `projects` does not list"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every wished-for project that is not one of `projects`."""
    known = Known(CODE, "project", (project.id for project in cohort.projects or ()))
    for loc, person in people(cohort):
        yield from known.faults(cohort, (*loc, "projects"), person.projects)
