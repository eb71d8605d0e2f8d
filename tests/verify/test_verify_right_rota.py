"""`verify_rota`: rotas that keep every sentence of the format page, and what their levels are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.verify.cases import RotaCase
from tests.verify.rota_changes import (
    FLOW_MISSED,
    MEETING_MISSED,
    SHADOW_MISSED,
    at_once,
    both,
    dropped,
    missed,
    moved,
    no_release,
    proof,
    set_session,
    set_workshop,
    split,
)

RIGHT: list[tuple[str, Callable[[RotaCase], object]]] = [
    ("as written", lambda c: None),
    ("proof as written", lambda c: setattr(c, "seal", False)),
    ("workshop missed", both(dropped("2026-09-17 am"), FLOW_MISSED)),
    ("shadowing missed", both(dropped("2026-09-09 am"), SHADOW_MISSED)),
    ("meeting missed", both(dropped("2026-09-14 pm"), MEETING_MISSED)),
    (
        "meeting missed at some time",
        both(dropped("2026-09-28 pm"), missed(kind="meeting", people=["ash", "kay"])),
    ),
    ("hosting is no release", moved("2026-09-14 pm", "2026-09-09 pm")),
    (
        "travel as long as the break",
        both(
            lambda c: c.cohort["sites"]["north"]["travel"].update(south=30),
            moved("2026-09-10 am", "2026-09-15 pm"),
            set_session("2026-09-15 pm", facilitators=["fox"]),
        ),
    ),
    ("two rooms at once", at_once("den", "gil")),
    (
        "two visitors of two directorates",
        both(lambda c: c.person("ash").update(directorate="surg"), moved("2026-09-09 pm", "2026-09-09 am")),
    ),
    (
        "visitors without a directorate",
        both(
            lambda c: [c.person(name).pop("directorate") for name in ("ash", "birch")],
            moved("2026-09-09 pm", "2026-09-09 am"),
        ),
    ),
    ("feasible", lambda c: proof(c, status="feasible", bound=40)),
    (
        "all together in one run",
        both(
            no_release,
            dropped("2026-09-10 am"),
            set_session("2026-09-08 am", people=["ash", "kay", "birch", "lee"]),
        ),
    ),
    (
        "gap from the last one attended",
        both(
            dropped("2026-09-08 am"),
            missed(kind="workshop", workshop="intro", people=["ash", "kay"]),
            set_workshop("flow", gap_weeks=2),
            set_workshop("flow", weeks="1..4"),
        ),
    ),
]


@pytest.mark.parametrize("change", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_rota_passes(rota_case: RotaCase, change: Callable[[RotaCase], object]) -> None:
    """A rota that keeps every sentence of the format page has no fault."""
    change(rota_case)
    assert rota_case.codes() == set()


def test_apart_each_person_is_a_group(rota_case: RotaCase) -> None:
    """Where partners need not attend together, one may miss a workshop alone."""
    rota_case.cohort["scheduling"]["together"] = False
    split(rota_case)
    rota_case.miss(kind="workshop", workshop="intro", people=["kay"])
    assert rota_case.codes() == set()
    assert rota_case.levels()[:4] == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda c: None, (0, 0, 0, 0, 48)),
        (dropped("2026-09-17 am"), (2, 0, 0, 0, 48 - 4 - 2 - 1 - 4)),
        (dropped("2026-09-22 am"), (0, 1, 0, 0, 48)),
        (dropped("2026-09-28 pm"), (0, 0, 1, 0, 48 - 3 - 2 - 4)),
        (dropped("2026-10-01 am"), (0, 0, 0, 2, 48 - 2 - 1)),
        (lambda c: c.cohort["scheduling"].update(soft={"runs": 0}), (0, 0, 0, 0, 42)),
        (lambda c: c.cohort["scheduling"].update(soft={"balance": 0}), (0, 0, 0, 0, 36)),
        (lambda c: c.person("lee").update(avoid_halves=["2026-09-24 pm"]), (0, 0, 0, 0, 51 + 0)),
    ],
    ids=[
        "as written",
        "workshop",
        "shadowing",
        "meeting",
        "optional",
        "no runs",
        "no balance",
        "dated avoid",
    ],
)
def test_levels_are_counted(
    rota_case: RotaCase, change: Callable[[RotaCase], object], expected: tuple[int, ...]
) -> None:
    """The five levels of a small rota are those counted by hand."""
    change(rota_case)
    assert rota_case.levels() == expected
