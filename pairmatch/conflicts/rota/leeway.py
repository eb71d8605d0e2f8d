"""What gives way where sessions meet a fact: the fact itself, or a change of the file that is wide enough.

The rules of the model are written once, against `Leeway`. With `FactLeeway` each fact is one literal
that is assumed to hold; with `repair_leeway.RepairLeeway` each is a step of a change that costs something.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ortools.sat.python import cp_model

from pairmatch.conflicts.fact import Fact
from pairmatch.conflicts.relaxation import Relaxed
from pairmatch.conflicts.rota.asked import Asked

Literal = cp_model.IntVar
Lifts = tuple[cp_model.LiteralT, ...]
"""What all has to be true before a session can be at a place; empty where nothing is in its way."""


@dataclass(frozen=True)
class Slack:
    """How a limit gives way: it holds where all of `enforced` do, and is `more` wider."""

    enforced: Lifts = ()
    more: cp_model.LinearExprT = 0


class Leeway(Protocol):
    """What a model asks of facts. Lifts of None: there is no way."""

    model: cp_model.CpModel
    with_variants: bool
    """Whether sessions may be other than the file has them: in no room, shorter, the two of a pair apart."""
    more_runs: int
    """How many runs more than the file has may be held at once."""

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
    """Each fact is a literal that is assumed to be true; hard ones always hold.

    Parameters
    ----------
    model
        The model.
    is_hard
        Which facts have no literal.
    with_variants
        As in `Leeway`.
    """

    def __init__(
        self, model: cp_model.CpModel, is_hard: Callable[[Fact], bool], *, with_variants: bool
    ) -> None:
        self.model = model
        self.with_variants = with_variants
        self.more_runs = 0
        self._is_hard = is_hard
        self.literals: dict[Fact, Literal] = {}

    def holds(self, fact: Fact) -> Literal | None:
        """The literal of a fact; None where it is hard."""
        if fact in self.literals:
            return self.literals[fact]
        if self._is_hard(fact):
            return None
        self.literals[fact] = self.model.new_bool_var(f"fact[{len(self.literals)}]")
        return self.literals[fact]

    def lifts(self, what: Relaxed | None, subject: str | None, t: int, facts: Sequence[Fact]) -> Lifts | None:
        """The facts left out; None where one of them is hard."""
        found: list[cp_model.LiteralT] = []
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
