"""How long it takes until a command has started: the median of five runs of each.

Type, from the top of the project:

    python -m tests.benchmarks.startup

The last two rows are what the others cannot be faster than: an empty Python, and one that loads
the libraries which reading a cohort and a command line need.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from statistics import median
from time import perf_counter

from tests.benchmarks.table import table
from tests.environment import ROOT, environment_with

RUNS = 5
COMMANDS: Mapping[str, Sequence[str]] = {
    "pairmatch --help": ("-m", "pairmatch", "--help"),
    "pairmatch check cohorts/six-pairs.yaml": ("-m", "pairmatch", "check", "cohorts/six-pairs.yaml"),
    'python -c "import typer, pydantic, yaml"': ("-c", "import typer, pydantic, yaml"),
    "python -c pass": ("-c", "pass"),
}


def seconds(arguments: Sequence[str]) -> float:
    """How long one run of Python takes; it has to end well."""
    start = perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment_with(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return perf_counter() - start


def report(measured: Mapping[str, Sequence[float]]) -> str:
    """The table of what was measured, in milliseconds."""
    rows = [
        (command, f"{1000 * median(times):.0f}", f"{1000 * min(times):.0f}", f"{1000 * max(times):.0f}")
        for command, times in measured.items()
    ]
    return table(("command", "median ms", "least", "most"), rows)


def main() -> None:
    """Run each command once to warm up, then five times, and print the table."""
    measured = {}
    for command, arguments in COMMANDS.items():
        seconds(arguments)
        measured[command] = [seconds(arguments) for _ in range(RUNS)]
    print(report(measured))


if __name__ == "__main__":
    main()
