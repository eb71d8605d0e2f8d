"""What gives way where sessions meet a fact: the fact itself, or a change of the file that is wide enough.

The rules of the model are written once, against `Leeway`. With `FactLeeway` each fact is one literal
that is assumed to hold; with `repair_leeway.RepairLeeway` each is a step of a change that costs something.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ortools.sat.python import cp_model, cp_model_helper

from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.relaxation import Relaxed
from pairmatch.conflicts.rota.asked import Asked

Literal = cp_model.IntVar
Lift = cp_model_helper.Literal
"""A literal, or the negation of one."""
Lifts = tuple[Lift, ...]
"""What all has to be true before a session can be at a place; empty where nothing is in its way."""

MANY_RUNS = 10**6
"""More runs than could be of use."""


@dataclass(frozen=True)
class Slack:
    """How a limit gives way: it holds where all of `enforced` do, and is `more` wider."""

    enforced: Lifts = ()
    more: cp_model.LinearExpr | int = 0


class Leeway(Protocol):
    """What a model asks of facts. Lifts of None: there is no way."""

    model: cp_model.CpModel
    variants: frozenset[Kind]
    """Facts that give way to sessions of another kind: in no room, shorter, the two of a pair apart."""
    more_runs: int
    """How many runs more than the file has may be held at once."""

    others_fill: bool
    """Whether people of whom nothing is asked here make up the least number of a run, whatever they do."""

    def lifts(self, what: Relaxed | None, subject: str | None, t: int, facts: Sequence[Fact]) -> Lifts | None:
        """What lets a session be at half-day `t`, against some facts; `what` would change them."""

    def is_open(self, lifts: Lifts) -> bool:
        """Whether a session that needs all of these is thought of at all."""

    def slack(self, what: Relaxed | None, subject: str | None, fact: Fact, most: int) -> Slack:
        """How a limit gives way; `most`: no more is of use."""

    def gaps(self, what: Relaxed, subject: str | None, fact: Fact, gap: int) -> Sequence[tuple[int, Lifts]]:
        """The gaps of weeks that hold, each with what lifts it."""

    def asked(self, asked: Asked) -> Slack:
        """How a demand gives way."""


class FactLeeway:
    """Each fact is a literal that is assumed to be true; what is taken as given always holds.

    Parameters
    ----------
    model
        The model.
    told_as
        The fact whose literal a fact goes by: its own, or that of one that stands for several; None: it
        is taken as given.
    variants, others_fill
        As in `Leeway`.
    """

    more_runs = MANY_RUNS

    def __init__(
        self,
        model: cp_model.CpModel,
        told_as: Callable[[Fact], Fact | None],
        *,
        variants: frozenset[Kind],
        others_fill: bool,
    ) -> None:
        self.model = model
        self.variants = variants
        self.others_fill = others_fill
        self._told_as = told_as
        self.literals: dict[Fact, Literal] = {}

    def holds(self, fact: Fact) -> Literal | None:
        """The literal that a fact goes by; None where it is taken as given."""
        told = self._told_as(fact)
        if told is None:
            return None
        if told not in self.literals:
            self.literals[told] = self.model.new_bool_var(f"fact[{len(self.literals)}]")
        return self.literals[told]

    def lifts(self, what: Relaxed | None, subject: str | None, t: int, facts: Sequence[Fact]) -> Lifts | None:
        """The facts left out; None where one of them is hard."""
        found: list[Lift] = []
        for fact in facts:
            literal = self.holds(fact)
            if literal is None:
                return None
            found.append(literal.negated())
        return tuple(found)

    def is_open(self, lifts: Lifts) -> bool:
        """Every session that there can be is thought of."""
        return True

    def slack(self, what: Relaxed | None, subject: str | None, fact: Fact, most: int) -> Slack:
        """The limit holds where its fact does."""
        literal = self.holds(fact)
        return Slack() if literal is None else Slack((literal,))

    def gaps(self, what: Relaxed, subject: str | None, fact: Fact, gap: int) -> Sequence[tuple[int, Lifts]]:
        """The gap of the file, lifted by leaving out its fact."""
        literal = self.holds(fact)
        return [(gap, () if literal is None else (literal.negated(),))]

    def asked(self, asked: Asked) -> Slack:
        """The demand stands where its fact does."""
        return self.slack(None, None, asked.fact, 0)
