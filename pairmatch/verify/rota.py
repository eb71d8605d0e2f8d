"""`verify_rota`: every check of a rota document, in order."""

from __future__ import annotations

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Source
from pairmatch.diagnostics import Diagnostic, in_file_order
from pairmatch.rota.rota import Rota
from pairmatch.verify import demands, limits, references, rota_proof, sessions, working_time
from pairmatch.verify.places import Places
from pairmatch.verify.rota_view import RotaUnderCheck

NAMES = (
    references.length_possible,
    references.pairs_exist,
    references.half_days_exist,
    references.names_exist,
    references.nobody_twice_in_a_session,
)
"""Where one of these fails, the others have nothing to go by."""

OF_WORKING_TIME = (
    working_time.rest_around_sessions_off_duty,
    working_time.hours_in_168,
    working_time.hours_on_average,
)

CHECKS = (
    sessions.asked_for,
    sessions.on_open_half_days,
    sessions.guests_and_participants_attend,
    sessions.hosts_at_work,
    sessions.workshops_in_their_weeks,
    sessions.workshops_on_their_dates,
    sessions.workshops_within_a_day,
    sessions.rooms_of_the_workshop,
    sessions.rooms_open,
    sessions.facilitators_as_asked,
    sessions.facilitators_at_work,
    sessions.shadowing_in_its_weeks,
    sessions.shadowing_at_the_hosts_site,
    sessions.meetings_in_a_block,
    sessions.runs_at_most,
    sessions.runs_not_too_big,
    sessions.runs_worth_holding,
    limits.one_place_at_a_time,
    limits.one_run_a_room,
    limits.one_run_a_facilitator,
    limits.time_to_travel,
    limits.half_days_a_week_at_most,
    *OF_WORKING_TIME,
    limits.release_at_most,
    limits.visitors_at_most,
    limits.workshops_in_order,
    limits.each_workshop_once,
    limits.partners_in_one_run,
    limits.shadowing_apart,
    limits.shadowing_no_more_than_asked,
    limits.one_meeting_a_block,
    demands.everything_accounted_for,
    demands.misses_explained,
    rota_proof.misses_counted,
    rota_proof.cost_right,
    rota_proof.bound_reached_at_most,
    rota_proof.optimal_means_bound_met,
)


def working_time_warnings(cohort: Cohort, rota: Rota) -> tuple[Diagnostic, ...]:
    """What a right rota still warns of: sessions off duty that only `extra` allows, beside the shifts."""
    check = RotaUnderCheck(cohort, rota, Places(cohort, None))
    return tuple(found for one in OF_WORKING_TIME for found in one(check) if not found.is_error)


def verify_rota(cohort: Cohort, rota: Rota, source: Source | None = None) -> tuple[Diagnostic, ...]:
    """Re-check a rota against its cohort.

    Sessions before `frozen_before` are history: they count, and are not checked.

    Parameters
    ----------
    cohort
        A checked cohort.
    rota
        The rota, as made or as read from a document.
    source
        The text of the document, so that each fault has its place.

    Returns
    -------
    tuple of Diagnostic
        Everything that is wrong with it, in file order; empty when nothing is.
    """
    check = RotaUnderCheck(cohort, rota, Places(cohort, source))
    found = [*check.places.stale("PM500", rota.cohort)]
    faults = [fault for named in NAMES for fault in named(check)]
    faults = faults or list(references.only_the_paired(check))
    faults = faults or [fault for one in CHECKS for fault in one(check)]
    return in_file_order(found + faults)
