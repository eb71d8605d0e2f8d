"""Who someone is, in a line."""

from __future__ import annotations

from pairmatch.calendar.posts import home_directorate, home_site
from pairmatch.cohort.people import Manager
from pairmatch.report.terminal.page import Page
from pairmatch.report.visible import visible


def details(page: Page, person_id: str) -> str:
    """As `okafor · ST4 · critical care · theatres · st-thomas`."""
    person = page.cohort.person(person_id)
    band = f"band {person.band}" if isinstance(person, Manager) and person.band else None
    site = home_site(person) if page.names.has_sites else None
    known = (person.id, person.role, person.grade, band, person.specialty, home_directorate(person), site)
    return page.dot.join(visible(part) for part in known if part)
