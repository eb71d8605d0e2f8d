"""Small cohorts with scores of the test's own, for commands that solve in earnest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

DOCTORS = {"okafor": "Dr Amara Okafor", "lee": "Dr Mei Lee", "osei": "Dr Priya Osei"}
MANAGERS = {"ward": "Helen Ward", "kay": "Ivan Kay", "reid": "Zoë Reid"}

SCORES = ((900, 400, 300), (800, 700, 200), (100, 600, 500))
"""The best by any objective is okafor + ward, lee + kay, osei + reid: worst 500, total 2,100."""


def small_data(people: Mapping[str, Mapping[str, Any]] | None = None, **matching: Any) -> dict[str, Any]:
    """The plain data of three doctors and three managers.

    Parameters
    ----------
    people
        More fields of some people, by id.
    matching
        More fields of `matching`.
    """
    more = people or {}

    def side(names: Mapping[str, str]) -> list[dict[str, Any]]:
        return [{"id": one, "name": name, **more.get(one, {})} for one, name in names.items()]

    return {
        "version": 1,
        "programme": {"name": "Spring", "start": "2026-09-07", "weeks": 4},
        "doctors": side(DOCTORS),
        "managers": side(MANAGERS),
        "matching": {"scores": "scores.csv", **matching},
    }


def write_small(
    folder: Path,
    data: Mapping[str, Any] | None = None,
    scores: Sequence[Sequence[int | str]] = SCORES,
    name: str = "cohort.yaml",
) -> Path:
    """Write the cohort and its file of scores; an empty text is a pair that is not allowed."""
    data = data or small_data()
    managers = [manager["id"] for manager in data["managers"]]
    rows = [["", *managers]]
    rows += [[one["id"], *map(str, row)] for one, row in zip(data["doctors"], scores, strict=True)]
    (folder / "scores.csv").write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
    path = folder / name
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")
    return path
