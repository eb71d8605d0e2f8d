"""What a pairing puts before the number of people placed: stability, choices, few changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pairmatch.cohort.edit import Edit
from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.pairing import costs
from pairmatch.conflicts.pairing.words import count_of
from pairmatch.conflicts.report import Change
from pairmatch.matching.task import is_stable, objective_of
from pairmatch.matching.wishes import Wishes


@dataclass(frozen=True)
class Setting:
    """One thing that comes before the number of people placed."""

    fact: Fact
    lifted: Callable[[Wishes], Wishes]
    """The same wishes with people first."""
    sentence: str
    """How it is lifted."""
    cost: int
    edits: tuple[Edit, ...] = ()
    """None where the command line has asked for it."""

    def change(self) -> Change:
        """Lifting it, as it is reported."""
        return Change(self.sentence, self.edits, self.cost)

    def wishes(self, wishes: Wishes) -> Wishes:
        """What it makes of the options of a run: nothing, where the file is changed."""
        return wishes if self.edits else self.lifted(wishes)


def settings_of(cohort: Cohort, wishes: Wishes) -> tuple[Setting, ...]:
    """Those that hold for a run."""
    return tuple(_settings(cohort, wishes))


def _settings(cohort: Cohort, wishes: Wishes) -> Iterator[Setting]:
    if is_stable(cohort, wishes):
        text = "no doctor and manager may both prefer each other to what they got (`stable: true`)"
        edits = () if wishes.stable else (Edit(("matching", "stable"), False),)
        yield Setting(
            _fact(cohort, Kind.STABLE, text, "stable"),
            lambda w: replace(w, stable=False),
            "allow a doctor and a manager to prefer each other to what they got (`stable: false`)",
            costs.STABLE_DROPPED,
            edits,
        )
    if objective_of(cohort, wishes) == "rank" and (wishes.placement or cohort.matching.placement) == "free":
        text = "choices come before the number of people placed (`placement: free`)"
        edits = () if wishes.placement else (Edit(("matching", "placement"), "first"),)
        yield Setting(
            _fact(cohort, Kind.PLACEMENT, text, "placement"),
            lambda w: replace(w, placement="first"),
            "place as many people as can be before their choices count (`placement: first`)",
            costs.PLACEMENT,
            edits,
        )
    if wishes.keep and wishes.changes is not None:
        old = count_of(wishes.changes, "old pair")
        yield Setting(
            Fact(Kind.KEEP, f"at most {old} may be given up (`--changes {wishes.changes}`)"),
            lambda w: replace(w, changes=None),
            f"leave out `--changes {wishes.changes}`",
            costs.OPTION,
        )


def _fact(cohort: Cohort, kind: Kind, sentence: str, field: str) -> Fact:
    """A fact of the file, where it stands there."""
    span = cohort.span("matching", field) if field in cohort.matching.model_fields_set else None
    return Fact(kind, sentence, (span,) if span else ())
