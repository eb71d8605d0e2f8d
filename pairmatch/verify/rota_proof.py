"""The proof of a rota: its numbers, counted again."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.diagnostics import Diagnostic
from pairmatch.verify.cost import cost_of
from pairmatch.verify.levels import levels_of
from pairmatch.verify.rota_view import RotaUnderCheck


def misses_counted(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """The proof counts the entries that are listed as missed."""
    if check.rota.proof.missed != len(check.rota.missed):
        message = f"{len(check.rota.missed)} entries are listed as missed, not {check.rota.proof.missed}"
        yield check.places.fault("PM571", message, ("proof", "missed"))


def cost_right(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """The cost is what the sessions cost."""
    cost = cost_of(check)
    if check.rota.proof.cost != cost:
        message = f"the sessions cost {cost}, not {check.rota.proof.cost}"
        note = check.places.note("the weights", "scheduling", "soft")
        yield check.places.fault("PM572", message, ("proof", "cost"), note)


def bound_reached_at_most(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """The bound is no higher than what was reached in the cost, or in the level that it speaks of."""
    proof = check.rota.proof
    moved = (proof.moved.within_notice, proof.moved.people, proof.moved.points) if proof.moved else ()
    reached = proof.cost if proof.level is None else max(*levels_of(check), *moved)
    if proof.bound > reached:
        message = f"a bound of {proof.bound} is above the {reached} that was reached"
        yield check.places.fault("PM573", message, ("proof", "bound"))


def optimal_means_bound_met(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """A rota is called optimal only where every level is proven and the cost meets its bound."""
    proof = check.rota.proof
    if proof.status == "optimal" and (proof.level is not None or proof.bound < proof.cost):
        message = f"not optimal: the bound is {proof.bound} of {proof.level or 'the cost'}"
        yield check.places.fault("PM574", message, ("proof", "status"))
