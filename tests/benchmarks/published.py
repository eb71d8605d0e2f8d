"""Published instances through `pairmatch match`, against their known optima.

Type, from the top of the project, with the folder that holds the instances:

    python -m tests.benchmarks.published FOLDER

In the folder, or in `assignment/` below it, are `assign100.txt` (OR-Library: n, then n × n costs),
`dense_100x100_int.csv` and `dense_8x8_int.csv` (costs, a row a line). A cost c is written as the score
1000 − c of a `matching.scores` file, so that the least cost is n × 1000 less the highest total.

In `glasgow/`, if it is there, are `00038-00000001.soi` and `00038-00000002.soi` of PrefLib: students who
rank projects, each project taken once. The students are doctors, the projects managers, and only whom a
doctor lists is allowed; the profile is how many students have their first, second, … choice.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pairmatch.matching import Pairing
from tests.benchmarks.command import paired
from tests.benchmarks.table import table

OPTIMA = {"dense_8x8_int.csv": 17, "dense_100x100_int.csv": 198, "assign100.txt": 305}
PROFILES = {
    ("00038-00000001.soi", "first"): ((20, 9, 5, 0, 1), 35),
    ("00038-00000001.soi", "free"): ((20, 9, 5, 0, 1), 35),
    ("00038-00000002.soi", "first"): ((26, 6, 2, 1, 2), 37),
    ("00038-00000002.soi", "free"): ((27, 4, 2, 1, 2), 36),
}
"""By file and placement: how many students have each choice, and how many are placed."""
HEADER = ("instance", "size", "known optimum", "reached", "status", "seconds")
Costs = Sequence[Sequence[int]]
Row = tuple[str, ...]


def costs_in(path: Path) -> Costs:
    """The square of costs in a file of either form."""
    if path.suffix == ".csv":
        return [[int(cell) for cell in line.split(",")] for line in path.read_text().split()]
    size, *costs = map(int, path.read_text().split())
    return [costs[row * size : (row + 1) * size] for row in range(size)]


def paired_by_cost(costs: Costs) -> tuple[Pairing, float]:
    """The pairing of least cost that the command makes, and its seconds."""
    with TemporaryDirectory() as folder:
        cohort = Path(folder) / "cohort.yaml"
        scores = "\n".join(",".join(str(1000 - cost) for cost in row) for row in costs)
        (cohort.parent / "scores.csv").write_text(scores + "\n")
        doctors, managers = (
            ", ".join(f"{{id: {side}{number}}}" for number in range(len(costs))) for side in "dm"
        )
        cohort.write_text(
            "version: 1\nprogramme: {start: 2026-09-07}\n"
            "matching: {objective: total, scores: scores.csv}\n"
            f"doctors: [{doctors}]\nmanagers: [{managers}]\n"
        )
        return paired(cohort)


def least_cost(costs: Costs, pairing: Pairing) -> int:
    """The cost of a pairing of the scores that stand for costs."""
    return 1000 * len(costs) - pairing.proof.total


def assignments(folder: Path) -> Iterator[Row]:
    """A row for each square of costs."""
    for name, optimum in OPTIMA.items():
        costs = costs_in(folder / name)
        pairing, seconds = paired_by_cost(costs)
        reached, status = least_cost(costs, pairing), pairing.proof.status
        yield name, str(len(costs)), str(optimum), str(reached), status, f"{seconds:.2f}"


def lists_in(text: str) -> tuple[int, list[list[int]]]:
    """The number of alternatives of a PrefLib file of strict orders, and the order of each voter.

    Alternatives are counted from 1. A line `2: 3,1` is two voters who put 3 before 1, and leave out the rest.
    """
    alternatives, orders = 0, list[list[int]]()
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name == "# NUMBER ALTERNATIVES":
            alternatives = int(value)
        elif value and not name.startswith("#"):
            orders += [[int(one) for one in value.split(",")]] * int(name)
    return alternatives, orders


def paired_by_rank(
    alternatives: int, orders: Sequence[Sequence[int]], placement: str
) -> tuple[Pairing, float]:
    """The rank-maximal pairing of students with the projects they list, and its seconds."""
    with TemporaryDirectory() as folder:
        cohort = Path(folder) / "cohort.yaml"
        students = "".join(
            f"  - {{id: s{number}, prefers: [{', '.join(f'p{one}' for one in order)}]}}\n"
            for number, order in enumerate(orders, 1)
        )
        projects = ", ".join(f"{{id: p{number}}}" for number in range(1, alternatives + 1))
        cohort.write_text(
            "version: 1\nprogramme: {start: 2026-09-07}\n"
            f"matching: {{objective: rank, placement: {placement}, criteria: {{preferences: 1}}, "
            "rules: [{listed: doctors}]}\n"
            f"doctors:\n{students}managers: [{projects}]\n"
        )
        return paired(cohort)


def profile(choices: Sequence[int], placed: int) -> str:
    """How many have their first, second, … choice, and how many are placed."""
    return f"[{','.join(map(str, choices))}] {placed} placed"


def ranked(folder: Path) -> Iterator[Row]:
    """A row for each file of ranked projects and each placement."""
    for (name, placement), known in PROFILES.items():
        alternatives, orders = lists_in((folder / name).read_text())
        pairing, seconds = paired_by_rank(alternatives, orders, placement)
        proof, size = pairing.proof, f"{len(orders)} × {alternatives}"
        reached = profile(proof.choices or (), proof.placed)
        yield f"{name} {placement}", size, profile(*known), reached, proof.status, f"{seconds:.2f}"


def rows_of(folder: Path) -> Iterator[Row]:
    """A row for each instance of a folder."""
    below = folder / "assignment"
    yield from assignments(below if below.is_dir() else folder)
    if (folder / "glasgow").is_dir():
        yield from ranked(folder / "glasgow")


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 where an optimum was not reached and proven."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    rows = list(rows_of(Path(arguments[0])))
    print(table(HEADER, rows))
    return int(any(row[2] != row[3] or row[4] != "optimal" for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
