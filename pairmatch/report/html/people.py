"""Everyone on the page, by number: what filters, drawings and the script call a person."""

from __future__ import annotations

from dataclasses import dataclass

from pairmatch.calendar.posts import home_site
from pairmatch.report.html.material import Material
from pairmatch.report.names import Names
from pairmatch.rota.rota import WorkshopSession


@dataclass(frozen=True)
class One:
    """One person."""

    number: int
    id: str
    name: str
    side: str
    """`doctor`, `manager` or `facilitator`."""
    site: str
    """The name of the site; empty where none is given."""

    @property
    def link(self) -> str:
        """The address, within the page, that shows this person's sessions."""
        return f"#person={self.id}"


class People:
    """Doctors, managers, and those who hold a workshop, in file order."""

    def __init__(self, material: Material, names: Names) -> None:
        cohort = material.cohort
        sessions = material.rota.sessions if material.rota is not None else ()
        holding = {one for run in sessions if isinstance(run, WorkshopSession) for one in run.facilitators}
        sites = [(one.id, "doctor", home_site(one)) for one in cohort.doctors]
        sites += [(one.id, "manager", home_site(one)) for one in cohort.managers]
        sites += [(one.id, "facilitator", one.site) for one in cohort.facilitators if one.id in holding]
        self.all = tuple(
            One(number, person, names.person(person), side, names.site(site) if site else "")
            for number, (person, side, site) in enumerate(sites)
        )
        self._by_id = {one.id: one for one in self.all}

    def __getitem__(self, person: str) -> One:
        return self._by_id[person]

    def of(self, side: str) -> tuple[One, ...]:
        """Those of one side."""
        return tuple(one for one in self.all if one.side == side)
