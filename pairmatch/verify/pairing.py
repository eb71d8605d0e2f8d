"""`verify_pairing`: every check of a pairs document, in order."""

from __future__ import annotations

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Source
from pairmatch.diagnostics import Diagnostic, in_file_order
from pairmatch.matching.pairing import Pairing
from pairmatch.verify import pair_rules, pairing_proof, partners, projects
from pairmatch.verify.places import Places

NAMES = (partners.names_exist, projects.projects_exist)
"""Where one of these fails, the others have nothing to go by."""

CHECKS = (
    partners.no_pair_twice,
    partners.partners_at_most,
    partners.waiting_listed_once,
    partners.waiting_told_why,
    pair_rules.pairs_allowed,
    pair_rules.together_paired,
    pair_rules.criteria_right,
    pair_rules.scores_right,
    pair_rules.pairs_schedulable,
    projects.projects_not_overgiven,
    projects.fits_right,
    projects.as_many_projects_as_can_be,
    pairing_proof.numbers_right,
    pairing_proof.bound_consistent,
    pairing_proof.objective_asked_for,
)

OPTIMALITY = (projects.no_better_projects, pairing_proof.no_pair_to_add)
"""What `optimal` promises of a pairing that is otherwise right."""


def verify_pairing(cohort: Cohort, pairing: Pairing, source: Source | None = None) -> tuple[Diagnostic, ...]:
    """Re-check a pairing against its cohort.

    Parameters
    ----------
    cohort
        A checked cohort.
    pairing
        The pairing, as made or as read from a document.
    source
        The text of the document, so that each fault has its place.

    Returns
    -------
    tuple of Diagnostic
        Everything that is wrong with it, in file order; empty when nothing is.
    """
    check = partners.PairingUnderCheck(cohort, pairing, Places(cohort, source))
    found = [*check.places.stale("PM400", pairing.cohort)]
    faults = [fault for named in NAMES for fault in named(check)]
    if not faults:
        faults = [fault for one in CHECKS for fault in one(check)]
    if not faults:
        faults = [fault for one in OPTIMALITY for fault in one(check)]
    return in_file_order(found + faults)
