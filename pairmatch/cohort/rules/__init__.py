"""Checks of a cohort file that need no solver and no calendar: one module a rule.

A rule module has `CODE`, `SUMMARY` and `check(cohort)`, which yields diagnostics; its docstring
is the documentation that `pairmatch rule CODE` prints. `ALL` lists the modules in code order.
"""

from __future__ import annotations

from types import ModuleType

from pairmatch.cohort.rules import (
    calendar_outside,
    cycle_row,
    duplicate_id,
    endless_number,
    free_without_rank,
    halves_in_order,
    lock_not_approved,
    locks_and_bans,
    missing_row,
    no_post,
    nobody_there,
    not_a_monday,
    not_really_approved,
    nothing_scored,
    off_the_ladder,
    one_sided_rule,
    post_ends,
    posts_in_order,
    prefers_and_refuses,
    repeated_entry,
    repeated_half,
    repeated_level,
    scores_and_criteria,
    several_bases,
    shift_code,
    too_long_for_a_day,
    too_many_locks,
    too_small_to_hold,
    travel_both_ways,
    unknown_day,
    unknown_facilitator,
    unknown_half,
    unknown_person,
    unknown_project,
    unknown_room,
    unknown_rota,
    unknown_shift,
    unknown_site,
    unknown_trait,
    week_too_short,
    window_clipped,
    window_outside,
    wrong_side,
)
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

ALL: tuple[ModuleType, ...] = (
    duplicate_id,
    repeated_entry,
    unknown_person,
    wrong_side,
    unknown_site,
    unknown_rota,
    unknown_room,
    unknown_facilitator,
    unknown_project,
    unknown_half,
    unknown_day,
    repeated_half,
    unknown_shift,
    cycle_row,
    missing_row,
    shift_code,
    unknown_trait,
    off_the_ladder,
    repeated_level,
    endless_number,
    calendar_outside,
    not_a_monday,
    halves_in_order,
    several_bases,
    posts_in_order,
    post_ends,
    no_post,
    prefers_and_refuses,
    locks_and_bans,
    too_many_locks,
    lock_not_approved,
    one_sided_rule,
    not_really_approved,
    window_outside,
    window_clipped,
    too_long_for_a_day,
    too_small_to_hold,
    week_too_short,
    travel_both_ways,
    free_without_rank,
    scores_and_criteria,
    nothing_scored,
    nobody_there,
)


def check(cohort: Cohort) -> list[Diagnostic]:
    """Everything that the rules find in a cohort, rule by rule."""
    return [diagnostic for rule in ALL for diagnostic in rule.check(cohort)]
