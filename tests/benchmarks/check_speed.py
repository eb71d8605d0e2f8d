"""How long `check` takes beside check-jsonschema and yamllint, on the same files by turns.

Type, from the top of the project, with the extras `bench` and `test`:

    python -m tests.benchmarks.check_speed [FILES [MEGABYTES]]

FILES cohort files of 50 people each (default 1,000) and one of MEGABYTES (default 5) are generated; a
single file of six pairs is set against the imports that any such command needs. The peers check the form
of the files only: check-jsonschema against the schema of pairmatch, yamllint against none.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pairmatch
from tests.benchmarks.table import table
from tests.benchmarks.timing import by_turns, told
from tests.environment import ROOT, environment_with

SCHEMA = Path(pairmatch.__file__).parent / "cohort" / "cohort.schema.json"
SMALL = ROOT / "cohorts" / "six-pairs.yaml"
DEFAULTS = (1000.0, 5.0)
THEMES = ("sepsis", "flow", "discharge", "theatres", "equity", "digital")
GRADES, BANDS = ("ST4", "ST5", "ST6", "ST7"), ("7", "8a", "8b", "8c")


@dataclass(frozen=True)
class Measured:
    """One tool on one set of files."""

    files: str
    tool: str
    seconds: float
    megabytes: float
    """The most memory that it held, its child processes apart."""


def cohort(people: int, number: int = 0) -> str:
    """The text of a cohort file, half of the people doctors on a rolling rota and half managers."""
    half = people // 2
    lines = [
        "version: 1",
        f"programme: {{name: Cohort {number}, start: 2026-09-07, weeks: 12, country: GB-ENG}}",
        "sites: {north: {travel: {south: 20}}, south: {}}",
        "rotas:",
        "  ward:",
        "    anchor: 2026-08-03",
        '    shifts: {D: {time: "08:00-17:30"}, N: {time: "20:00-08:30", attend: false, host: false}}',
        "    cycle: |",
        "      D D D D D . .",
        "      D D . . D D D",
        "      N N N N . . .",
        "matching: {criteria: {interests: 5, seniority: 4, availability: 3, site: {weight: 2, want: same}}}",
        "shadowing: {each_way: 2, weeks: 2..11}",
        "meetings: {every_weeks: 2}",
        "doctors:",
        *(
            f"  - {{id: doctor-{at}, name: Doctor {at}, grade: {GRADES[at % 4]}, site: {_site(at)}, "
            f"interests: {_themes(at + number)}, rota: {{pattern: ward, row: {at % 3 + 1}}}, "
            f"leave: [2026-10-{at % 20 + 1:02}]}}"
            for at in range(half)
        ),
        "managers:",
        *(
            f"  - {{id: manager-{at}, name: Manager {at}, band: {BANDS[at % 4]}, site: {_site(at)}, "
            f"interests: {_themes(at)}, works: {{mon: am pm, tue: am, thu: am pm, fri: pm}}, "
            f"refuses: [doctor-{at}]}}"
            for at in range(half)
        ),
    ]
    return "\n".join(lines) + "\n"


def measure(files: int, megabytes: float, rounds: int = 1) -> list[Measured]:
    """Each tool on each set of files, by turns."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        many = folder / "many"
        many.mkdir()
        for number in range(files):
            (many / f"{number:05}.yaml").write_text(cohort(50, number), "utf-8")
        large = folder / "large.yaml"
        large.write_text(_of_size(megabytes), "utf-8")
        return [
            *_on(f"{files:,} files of 50 people", tools(many, sorted(many.iterdir())), rounds),
            *_on(f"one of {large.stat().st_size / 1e6:.1f} MB", tools(large, [large]), rounds),
            *_on("one of six pairs", {**tools(SMALL, [SMALL]), "imports": _IMPORTS}, max(rounds, 5)),
        ]


def tools(place: Path, files: Sequence[Path]) -> dict[str, Sequence[str]]:
    """The command line of each tool."""
    return {
        "pairmatch check": ("-m", "pairmatch", "check", "--output-format", "concise", str(place)),
        "check-jsonschema": ("-m", "check_jsonschema", "--schemafile", str(SCHEMA), *map(str, files)),
        "yamllint": ("-m", "yamllint", "-d", "relaxed", "--no-warnings", str(place)),
    }


def report(measured: Sequence[Measured]) -> str:
    """The table of what was measured."""
    rows = [(one.files, one.tool, told(one.seconds), f"{one.megabytes:.0f}") for one in measured]
    return table(("files", "tool", "median s", "MB"), rows)


_IMPORTS = ("-c", "import typer, pydantic, yaml")
_WITH_MEMORY = (
    "import resource, subprocess, sys\n"
    "code = subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL).returncode\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    "sys.exit(code)\n"
)


def _on(files: str, commands: Mapping[str, Sequence[str]], rounds: int) -> list[Measured]:
    works = {tool: _Run(arguments) for tool, arguments in commands.items()}
    return [Measured(files, tool, run.median, run.answer) for tool, run in by_turns(works, rounds).items()]


@dataclass(frozen=True)
class _Run:
    """One command in a process of its own; it has to find nothing wrong."""

    arguments: Sequence[str]

    def __call__(self) -> float:
        """Run it; the most memory it held, in MB."""
        ended = subprocess.run(
            [sys.executable, "-c", _WITH_MEMORY, *self.arguments],
            cwd=ROOT, env=environment_with(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ended.returncode:
            raise RuntimeError(f"{' '.join(self.arguments[:3])}: {ended.stdout[-500:]}{ended.stderr[-500:]}")
        return int(ended.stdout.split()[-1]) / 1024


def _of_size(megabytes: float) -> str:
    """A cohort file of so many megabytes, as near as its number of people allows."""
    each = len(cohort(1000)) / 1000
    return cohort(max(2, round(megabytes * 1e6 / each)))


def _site(at: int) -> str:
    return ("north", "south")[at % 2]


def _themes(at: int) -> str:
    return f"[{THEMES[at % 6]}, {THEMES[(at + 2) % 6]}]"


def main() -> None:
    """Measure, and print the table."""
    given = [float(argument) for argument in sys.argv[1:]]
    files, megabytes = [*given, *DEFAULTS[len(given) :]]
    print(report(measure(int(files), megabytes)))


if __name__ == "__main__":
    main()
