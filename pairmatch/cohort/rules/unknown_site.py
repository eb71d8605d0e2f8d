"""A site is named that `sites` does not list.

Travel times and the criterion `site` go by these names: with a slip in one of them, two people of
one hospital count as being at two. (A file without a `sites` section can use any names.)

Wrong::

    sites: {guys: {name: Guy's Hospital}}
    doctors: [{id: okafor, site: guy}]

Right::

    sites: {guys: {name: Guy's Hospital}}
    doctors: [{id: okafor, site: guys}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import Known, Loc, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM205"
SUMMARY = "a site is named that `sites` does not list"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every site named that is not a key of `sites`."""
    if not cohort.sites:
        return
    known = Known(CODE, "site", cohort.sites)
    for loc, site in _named(cohort):
        if site is not None and site not in known:
            yield known.unknown(site, cohort.span(*loc, "site"))
    for name, place in cohort.sites.items():
        for other in place.travel:
            if other not in known:
                yield known.unknown(other, cohort.key_span("sites", name, "travel", other))


def _named(cohort: Cohort) -> Iterator[tuple[Loc, str | None]]:
    for loc, person in people(cohort):
        yield loc, person.site
        for place, post in enumerate(person.posts):
            yield (*loc, "posts", place), post.site
    for place, project in enumerate(cohort.projects or ()):
        yield ("projects", place), project.site
    for place, room in enumerate(cohort.rooms):
        yield ("rooms", place), room.site
    for place, facilitator in enumerate(cohort.facilitators):
        yield ("facilitators", place), facilitator.site
