"""Published assignment instances through `pairmatch match`, against their known optima.

Type, from the top of the project, with the folder that holds the instances:

    python -m tests.benchmarks.published FOLDER

The folder has `assign100.txt` (OR-Library: n, then n × n costs), `dense_100x100_int.csv` and
`dense_8x8_int.csv` (costs, a row a line). A cost c is written as the score 1000 − c of a `matching.scores`
file, so that the least cost is n × 1000 less the highest total.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pairmatch.cli import main as pairmatch
from pairmatch.cohort.document import read_document
from pairmatch.matching import Pairing
from tests.benchmarks.table import table

OPTIMA = {"dense_8x8_int.csv": 17, "dense_100x100_int.csv": 198, "assign100.txt": 305}
HEADER = ("instance", "size", "known optimum", "reached", "status", "seconds")
Costs = Sequence[Sequence[int]]


def costs_in(path: Path) -> Costs:
    """The square of costs in a file of either form."""
    if path.suffix == ".csv":
        return [[int(cell) for cell in line.split(",")] for line in path.read_text().split()]
    size, *costs = map(int, path.read_text().split())
    return [costs[row * size : (row + 1) * size] for row in range(size)]


def least_cost(costs: Costs) -> tuple[int, str]:
    """The cost of the pairing that the command makes, and what it says of its proof."""
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
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            pairmatch(["match", str(cohort)])
        pairing, _ = read_document(cohort.with_name("cohort.pairs.yaml"), Pairing)
    return 1000 * len(costs) - pairing.proof.total, pairing.proof.status


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 where an optimum was not reached."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    rows: list[tuple[str, ...]] = []
    for name, optimum in OPTIMA.items():
        costs, began = costs_in(Path(arguments[0]) / name), perf_counter()
        reached, status = least_cost(costs)
        seconds = f"{perf_counter() - began:.2f}"
        rows.append((name, str(len(costs)), str(optimum), str(reached), status, seconds))
    print(table(HEADER, rows))
    return int(any(row[2] != row[3] for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
