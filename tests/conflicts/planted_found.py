"""What is found, in terms of what was planted: told facts as the prover's, and conflicts by their lines."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pairmatch.conflicts.fact import Fact as Told
from pairmatch.conflicts.report import Conflict as Found
from tests.conflicts.planted import Conflict
from tests.conflicts.planted_case import Case
from tests.oracle.conflict_facts import Fact

ANY_TIMES = frozenset(["works", "duty", "commitment", "leave", "extra", "posts", "working_time"])
"""What one person's calendar is made of."""


def meant_by(case: Case, told: Told) -> frozenset[Fact]:
    """The prover's facts that a told one stands for; none where nothing in the file is meant.

    By kind and people, then by line. A default stands nowhere: its subject has to be named.
    """
    if told.kind == "calendar":
        return frozenset(f for f in case.lines if f[0] in ANY_TIMES and f[1:2] == told.people)
    named = [fact for fact in case.lines if fact[0] == told.kind and _is_about(fact, told)]
    if told.is_asked:
        return frozenset(fact for fact in named if _lines(told) & case.lines[fact])
    here = frozenset(fact for fact in named if _lines(told) & case.lines[fact])
    return here or frozenset(
        fact
        for fact in named
        if not case.lines[fact]
        if not fact[1:] or told.people or re.search(rf"\b{re.escape(str(fact[1]))}\b", told.sentence)
    )


def is_told_as_planted(case: Case, found: Found, planted: Conflict) -> bool:
    """Whether a found conflict has all marked lines, no others, and one of the sets of demands."""
    asked = frozenset[Fact]().union(*(meant_by(case, fact) for fact in found.facts if fact.is_asked))
    others = [fact for fact in found.facts if not fact.is_asked]
    is_told = [
        any(fact.kind == group.kind and (not group.lines or _lines(fact) & group.lines) for fact in others)
        for group in planted.groups
    ]
    is_planted = [
        fact.kind in planted.also
        or any(fact.kind == g.kind and (not g.lines or _lines(fact) & g.lines) for g in planted.groups)
        for fact in others
    ]
    return (
        asked in case.demands(planted)
        and all(is_planted)
        and all(there for there, group in zip(is_told, planted.groups, strict=True) if group.is_needed)
    )


def _is_about(fact: Fact, told: Told) -> bool:
    if told.kind == "meeting":
        weeks = re.findall(r"\d+", told.sentence.partition(" in week")[2])
        return fact[1:] == (*told.people, f"{weeks[0]}..{weeks[-1]}")
    if told.kind == "shadowing":
        return fact[1:] == told.people
    if told.kind == "workshop":
        return set(fact[2:]) == set(told.people)
    if told.kind in ("duty", "working_time") and told.people:
        if len(fact) == 1:
            return False
        return fact[1] in told.people and _begins_in_week(told.sentence, date.fromisoformat(str(fact[3])))
    is_of_nobody = len(fact) == 1 or isinstance(fact[1], int)
    return not told.people or is_of_nobody or fact[1] in told.people


def _begins_in_week(sentence: str, monday: date) -> bool:
    """Whether the first date of a sentence, as `from 7 to 9 September`, is one of the seven from a Monday."""
    day = re.search(r"(\d+)(?: to \d+)? ([A-Z][a-z]+)", sentence.partition(" (row ")[0].replace(")", ""))
    week = [monday + timedelta(days=n) for n in range(7)]
    return day is not None and any(f"{one.day} {one:%B}" == f"{day[1]} {day[2]}" for one in week)


def _lines(told: Told) -> frozenset[int]:
    return frozenset(span.line for span in told.spans)
