"""The five levels that a rota minimises, counted from its sessions."""

from __future__ import annotations

from pairmatch.cohort.schema import Cohort
from pairmatch.rota.rota import Rota
from pairmatch.verify.cost import cost_of
from pairmatch.verify.demands import MeetingDemand, ShadowingDemand, demanded, held_of
from pairmatch.verify.places import Places
from pairmatch.verify.rota_view import RotaUnderCheck

Levels = tuple[int, int, int, int, int]


def levels(cohort: Cohort, rota: Rota) -> Levels:
    """Count what a rota leaves out, and what it costs.

    Parameters
    ----------
    cohort
        The cohort it was made for.
    rota
        A rota whose names all exist in the cohort.

    Returns
    -------
    tuple of int
        People × required workshops missed, shadowing half-days missed, meetings missed, people ×
        other workshops missed, the cost.
    """
    return levels_of(RotaUnderCheck(cohort, rota, Places(cohort, None)))


def levels_of(check: RotaUnderCheck) -> Levels:
    """The five levels of a rota under check."""
    required = shadowing = meetings = optional = 0
    for demand, count in demanded(check).items():
        left = max(0, count - held_of(check, demand))
        if isinstance(demand, ShadowingDemand):
            shadowing += left
        elif isinstance(demand, MeetingDemand):
            meetings += left
        elif check.cohort.workshop(demand.workshop).required:
            required += left * len(demand.people)
        else:
            optional += left * len(demand.people)
    return (required, shadowing, meetings, optional, cost_of(check))
