"""What a page is made of: results, and what was found out about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.report import ConflictReport
from pairmatch.matching.answers import Ids, Margin
from pairmatch.matching.pairing import Pairing
from pairmatch.rota.rota import Rota


@dataclass(frozen=True)
class Closeness:
    """Who could have been paired with whom, and how firmly those stand who are."""

    scores: Mapping[Ids, int]
    """The score of every allowed pair, by (doctor, manager)."""
    margins: tuple[Margin, ...] = ()
    """Of the pairs of the page; none where the best pairing has others."""


@dataclass(frozen=True)
class Material:
    """A cohort and what was made for it."""

    cohort: Cohort
    pairing: Pairing | None
    rota: Rota | None
    closeness: Closeness | None = None
    """None where there is no pairing, or it was not found out in time."""
    conflicts: ConflictReport | None = None
    """None where nothing is missed, or it was not asked for."""
    files: tuple[str, ...] = ()
    """The names of the files it comes from, the cohort's first."""
    is_anonymous: bool = False
    """Whether names and free texts are replaced."""

    @property
    def pairs(self) -> tuple[Ids, ...]:
        """The (doctor, manager) ids of every pair."""
        if self.pairing is not None:
            return tuple(pair.ids for pair in self.pairing.pairs)
        return tuple(self.rota.pairs) if self.rota is not None else ()
