"""How people and things of a cohort are called in print: names, as data made safe to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pairmatch.cohort.people import Facilitator, Person
from pairmatch.cohort.schema import Cohort
from pairmatch.report.visible import visible


class Names:
    """What to call the people, workshops, rooms and projects of one cohort.

    An id that the cohort does not know stands for itself; without a cohort, every id does.
    """

    def __init__(self, cohort: Cohort | None) -> None:
        self.has_sites = False
        """Whether there is more than one site, so that it is worth saying which."""
        self._people: dict[str, str] = {}
        self._workshops: dict[str, str] = {}
        self._rooms: dict[str, tuple[str, str | None]] = {}
        self._projects: dict[str, str] = {}
        self._sites: dict[str, str] = {}
        if cohort is not None:
            self._learn(cohort)

    def _learn(self, cohort: Cohort) -> None:
        everyone: list[Person | Facilitator] = [*cohort.people, *cohort.facilitators]
        self.has_sites = len(_sites(cohort)) > 1
        shared = Counter(one.title for one in everyone)
        self._people = {
            one.id: one.title if shared[one.title] == 1 else f"{one.title} ({one.id})" for one in everyone
        }
        self._workshops = {workshop.id: workshop.name for workshop in cohort.workshops}
        self._rooms = {room.id: (room.name or room.id, room.site) for room in cohort.rooms}
        self._projects = {one.id: one.title or one.id for one in cohort.projects or ()}
        self._sites = {key: site.name or key for key, site in cohort.sites.items()}

    def person(self, person_id: str) -> str:
        """The name; with the id after it where two people have the same."""
        return visible(self._people.get(person_id, person_id))

    def people(self, ids: Iterable[str]) -> str:
        """The names with commas between."""
        return ", ".join(map(self.person, ids))

    def workshop(self, workshop_id: str) -> str:
        """The title of a workshop."""
        return visible(self._workshops.get(workshop_id, workshop_id))

    def room(self, room_id: str | None) -> str:
        """The room, its site where there are several, or `online`."""
        if room_id is None:
            return "online"
        name, site = self._rooms.get(room_id, (room_id, None))
        return visible(f"{name}, {site}" if site and self.has_sites else name)

    def site(self, site_id: str) -> str:
        """The name of a site."""
        return visible(self._sites.get(site_id, site_id))

    def project(self, project_id: str) -> str:
        """The title of a project."""
        return visible(self._projects.get(project_id, project_id))


def _sites(cohort: Cohort) -> set[str]:
    """Every site at which someone works or a room is."""
    people = {one.site for one in cohort.people} | {room.site for room in cohort.rooms}
    posts = {post.site for one in cohort.people for post in one.posts}
    return {site for site in people | posts if site}
