"""Small cohorts that are written down for a test, with scores or lists as wanted."""

from __future__ import annotations

from typing import Any

from tests.oracle.calendar import Data


def cohort(doctors: list[Data], managers: list[Data], **matching: Any) -> Data:
    """A cohort of these people without a programme to speak of."""
    return {
        "version": 1,
        "programme": {"start": "2026-09-07", "weeks": 1, "days": "mon..tue"},
        "doctors": [{"id": f"d{k}"} | one for k, one in enumerate(doctors)],
        "managers": [{"id": f"m{k}"} | one for k, one in enumerate(managers)],
        "matching": {"schedulable": False} | matching,
    }


def scored(matrix: list[list[int]], pairs: int = 1) -> Data:
    """A cohort whose pairs have these scores, times 50: each has a list of twenty, and so many in common."""
    doctors = [
        {"attributes": {"k": [f"{i}{j}{n}" for j, s in enumerate(row) for n in range(s)]}}
        for i, row in enumerate(matrix)
    ]
    managers = [
        {"attributes": {"k": [f"{i}{j}{n}" for i, row in enumerate(matrix) for n in range(row[j])]}}
        for j in range(len(matrix[0]))
    ]
    for people, side in ((doctors, "d"), (managers, "m")):
        for k, one in enumerate(people):
            entries = one["attributes"]["k"]
            entries += [f"{side}{k}x{n}" for n in range(20 - len(entries))]
    data = cohort(doctors, managers, criteria={"k": 1})
    for person in data["doctors"] + data["managers"]:
        person["pairs"] = pairs
    return data


def preferring(doctors: list[str], managers: list[str], **matching: Any) -> Data:
    """A cohort of people with these lists: `20` is someone who prefers the third, then the first."""
    return cohort(
        [{"prefers": [f"m{k}" for k in written]} for written in doctors],
        [{"prefers": [f"d{k}" for k in written]} for written in managers],
        **matching,
    )
