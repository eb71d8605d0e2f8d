"""`verify_pairing`: every check of a pairs document, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Source
from pairmatch.diagnostics import Diagnostic, in_file_order
from pairmatch.matching.pairing import Pairing
from pairmatch.verify import (
    edited,
    options,
    pair_rules,
    pairing_proof,
    partners,
    projects,
    stability,
)
from pairmatch.verify.places import Places

Check = Callable[[partners.PairingUnderCheck], Iterator[Diagnostic]]

NAMES: tuple[Check, ...] = (options.options_readable, partners.names_exist, projects.projects_exist)
"""Where one of these fails, the others have nothing to go by."""

LEGAL: tuple[Check, ...] = (
    partners.no_pair_twice,
    partners.partners_at_most,
    pair_rules.pairs_allowed,
    pair_rules.none_banned,
    pair_rules.locked_paired,
    pair_rules.pairs_schedulable,
    projects.projects_not_overgiven,
)
"""What every pairing keeps, whoever wrote it."""

EDITED: tuple[Check, ...] = (edited.cost_of_edit,)
"""What is told of a legal pairing that someone changed by hand: its document speaks of other pairs."""

RECKONED: tuple[Check, ...] = (
    partners.waiting_listed_once,
    partners.waiting_told_why,
    pair_rules.criteria_right,
    pair_rules.scores_right,
    projects.fits_right,
    projects.as_many_projects_as_can_be,
    options.changes_at_most,
    pairing_proof.numbers_right,
    pairing_proof.choices_right,
    pairing_proof.bound_consistent,
    pairing_proof.misses_consistent,
    pairing_proof.objective_asked_for,
    pairing_proof.prices_readable,
    stability.stable_as_asked,
)
"""What the document says beside the pairs."""

OPTIMALITY: tuple[Check, ...] = (
    projects.no_better_projects,
    pairing_proof.as_many_people_as_can_be,
    pairing_proof.no_pair_to_add,
    pairing_proof.prices_show_the_best,
    pairing_proof.some_prices_given,
)
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
        Everything that is wrong with it, in file order; empty when nothing is. Of a legal pairing that
        was edited by hand, one warning that says what the edit costs.
    """
    check = partners.PairingUnderCheck(cohort, pairing, Places(cohort, source))
    found = [*check.places.stale("PM400", pairing.cohort)]
    written = ((*NAMES, partners.waiting_exist), LEGAL + RECKONED, OPTIMALITY)
    stages = (NAMES, LEGAL, EDITED) if pairing.is_edited else written
    return in_file_order(found + _first_faults(check, stages))


def _first_faults(check: partners.PairingUnderCheck, stages: Iterable[Iterable[Check]]) -> list[Diagnostic]:
    """What the first stage finds that finds anything: those after it would only repeat it."""
    for stage in stages:
        faults = [fault for one in stage for fault in one(check)]
        if faults:
            return faults
    return []
