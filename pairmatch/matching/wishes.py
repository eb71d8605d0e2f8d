"""What one run asks of a pairing beside what the cohort file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from pairmatch.cohort.pairing_rules import Matching, Objective
from pairmatch.matching.answers import Ids


@dataclass(frozen=True)
class Wishes:
    """The options of one run; None where the cohort file decides."""

    objective: Objective | None = None
    stable: bool | None = None
    placement: Literal["first", "free"] | None = None
    lock: tuple[Ids, ...] = ()
    """Pairs that must be, beside the file's `together`."""
    ban: tuple[Ids, ...] = ()
    """Pairs that must not be, beside the file's own rules."""
    keep: tuple[Ids, ...] | None = None
    """The pairs of an older pairing, of which as many as can be are kept; people who left may be in it."""
    changes: int | None = None
    """How many of those may be given up at the most; None: as few as the most people placed allow."""
    with_rota: bool | None = None
    """Whether what the rota would miss comes before the objective; only `match_with_rota` heeds it."""

    def beside(self, matching: Matching) -> Wishes:
        """These wishes without what the file says anyway."""
        return replace(
            self,
            objective=None if self.objective == matching.objective else self.objective,
            stable=None if self.stable == matching.stable else self.stable,
            placement=None if self.placement == matching.placement else self.placement,
        )

    def options(self) -> dict[str, Any]:
        """What a document notes of them: only what was asked for."""
        found: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None or value == ():
                continue
            found[field.name] = [list(pair) for pair in value] if isinstance(value, tuple) else value
        return found

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Wishes:
        """The wishes that a document notes."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: _as_pairs(value) for name, value in options.items() if name in names})


def _as_pairs(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    pairs: Iterable[Any] = value
    return tuple((str(doctor), str(manager)) for doctor, manager in pairs)
