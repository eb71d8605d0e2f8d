"""What `schedulable: true` takes: whether each pair could, alone, be given all its required sessions.

Type, from the top of the project:

    python -m tests.benchmarks.schedulable_speed

The candidates of cohorts/region-26-weeks.yaml, with its on-call rotas, leave and part-time weeks; then
the same cohort without its `rules`, so that nearly every doctor is looked at with every manager; then with
more shadowing than a part-time week has room for. Median seconds by the clock of the whole table of
candidates, by turns with `schedulable: false`; the last column is the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.candidates import Candidates, candidates_of
from pairmatch.progress import Watch
from tests.benchmarks.cohorts import FOLDER
from tests.benchmarks.table import table
from tests.benchmarks.timing import by_turns, told

COHORT = FOLDER / "region-26-weeks.yaml"
SHADOWING = 6
ROUNDS = 3
HEADER = ("cohort", "pairs", "allowed by rules", "forbidden by the calendar", "with", "without", "difference")


def without_rules(cohort: Cohort) -> Cohort:
    """The same cohort, any doctor allowed with any manager as far as its `rules` go."""
    return cohort.model_copy(update={"matching": cohort.matching.model_copy(update={"rules": ()})})


def not_scheduled(cohort: Cohort) -> Cohort:
    """The same cohort with `schedulable: false`."""
    return cohort.model_copy(update={"matching": cohort.matching.model_copy(update={"schedulable": False})})


def with_shadowing(cohort: Cohort, each_way: int) -> Cohort:
    """The same cohort with another number of shadowing half-days each way."""
    assert cohort.shadowing is not None
    return cohort.model_copy(update={"shadowing": cohort.shadowing.model_copy(update={"each_way": each_way})})


def table_of(cohort: Cohort) -> Candidates:
    """Who may be paired with whom."""
    return candidates_of(cohort, Watch(float("inf"), None, None))


def measure(name: str, cohort: Cohort, rounds: int = ROUNDS) -> tuple[str, ...]:
    """The cells of one cohort."""
    free = not_scheduled(cohort)
    works: Mapping[str, Callable[[], Candidates]] = {
        "with": lambda: table_of(cohort),
        "without": lambda: table_of(free),
    }
    found = by_turns(works, rounds)
    spoken, held = (int(found[one].answer.allowed.sum()) for one in ("without", "with"))
    pairs = len(cohort.doctors) * len(cohort.managers)
    whole, rest = (found[one].median for one in ("with", "without"))
    counts = (f"{count:,}" for count in (pairs, spoken, spoken - held))
    return name, *counts, told(whole), told(rest), told(whole - rest)


def rows_of(path: Path, each_way: int = SHADOWING, rounds: int = ROUNDS) -> Sequence[tuple[str, ...]]:
    """A row for the cohort as it is, one without its rules, and one with more shadowing."""
    cohort = Cohort.load(path)
    return [
        measure(path.stem, cohort, rounds),
        measure("without its rules", without_rules(cohort), rounds),
        measure(f"shadowing {each_way} each way", with_shadowing(cohort, each_way), rounds),
    ]


if __name__ == "__main__":
    print(table(HEADER, rows_of(COHORT)))
