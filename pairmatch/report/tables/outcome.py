"""A cohort and what was made for it, as every table and letter looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pair, Pairing
from pairmatch.report.appointments import Appointments
from pairmatch.report.names import Names
from pairmatch.report.tables.words import long_date
from pairmatch.report.visible import visible
from pairmatch.rota.rota import Rota


@dataclass(frozen=True)
class Outcome:
    """A cohort with its pairing, its rota, or both."""

    cohort: Cohort
    pairing: Pairing | None
    rota: Rota | None

    @cached_property
    def names(self) -> Names:
        """What to call people and things."""
        return Names(self.cohort)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs; of a rota alone, without scores."""
        if self.pairing is not None:
            return self.pairing.pairs
        ids = self.rota.pairs if self.rota else ()
        return tuple(Pair(doctor=doctor, manager=manager) for doctor, manager in ids)

    @cached_property
    def appointments(self) -> Appointments | None:
        """The sessions of the rota in words; None without a rota."""
        return Appointments(self.cohort, self.rota) if self.rota else None

    @property
    def programme(self) -> str:
        """The name of the programme."""
        return visible(self.cohort.programme.name)

    @property
    def weeks(self) -> int:
        """How long it runs."""
        return self.rota.weeks if self.rota else self.cohort.programme.weeks

    @property
    def dates(self) -> tuple[date, date]:
        """Its first and its last day."""
        start = self.cohort.programme.start
        days = self.cohort.programme.days
        last = start + timedelta(weeks=self.weeks - 1, days=max(days))
        return start + timedelta(days=min(days)), last

    @property
    def stamp(self) -> str:
        """Of what programme, of when, from which file, and how firm it is: one line below a title."""
        first, last = self.dates
        parts = [self.programme, f"{long_date(first)} to {long_date(last)}"]
        parts.append(f"made from {visible(self.cohort.file_name)}")
        return " · ".join([*parts, *self._standing()])

    def _standing(self) -> list[str]:
        told = []
        if self.pairing is not None:
            known = "proven" if self.pairing.proof.status == "optimal" else "not proven"
            told.append("pairs edited by hand" if self.pairing.is_edited else f"pairing {known}")
        if self.rota is not None:
            told.append("rota proven" if self.rota.proof.status == "optimal" else "rota not proven")
        return told
