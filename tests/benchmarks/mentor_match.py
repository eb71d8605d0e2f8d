"""Mentors and mentees of a civil service network, from their spreadsheets to a proven pairing.

Type, from the top of the project, with the folder that holds the sample data of jonodrew/mentor-match
(in it, or in `mentor-match/` below it: `small-mentees.csv`, `small-mentors.csv`, and the same for `large`):

    python -m tests.benchmarks.mentor_match FOLDER

The mentees are the doctors, the mentors the managers. What that program asks of a pair is asked here:
another organisation, and a mentor one or two grades above (each mentee has an attribute with the two
grades, each mentor one with the own). What it likes, in the order of its weights: one grade rather
than two, the same profession, and a characteristic that the mentee wants in common. It pairs in three
rounds, three partners at most each; here everyone takes one.

`write` is the spreadsheets written as a cohort file, `check` and `match` are the whole commands. `peer` is
the best time that the program's README reports for its large sample, on hardware of its author's.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pairmatch.matching import Pairing
from tests.benchmarks.cohorts import timed
from tests.benchmarks.command import paired, seconds_of
from tests.benchmarks.table import table

LADDER = (
    "AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4",
)  # fmt: skip
"""Civil service grades, from below."""
PEER_SECONDS = {"large": "97"}
HEADER = (
    "sample", "mentees", "mentors", "write", "check", "match", "peer", "pairs", "people", "worst", "total",
    "status",
)  # fmt: skip
_MATCHING = """matching:
  objective: {objective}
  seniority: [{ladder}]
  criteria:
    seniority: 10
    profession: 8
    characteristics: 4
  rules:
    - {{different: directorate, why: a mentor is from another organisation}}
    - {{share: grades, at_least: 1, why: a mentor is one or two grades above}}
"""
Sheet = Sequence[Mapping[str, str]]


def sheet_in(path: Path) -> Sheet:
    """The rows of a spreadsheet, by the names of their columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def above(grade: str) -> Sequence[str]:
    """The grades that are one or two above."""
    at = LADDER.index(grade)
    return LADDER[at + 1 : at + 3]


def wanted(mentee: Mapping[str, str]) -> Sequence[str]:
    """The characteristic that a mentee wants in common, where it is to count."""
    identity = mentee["identity to match"]
    return [identity] if identity and mentee["match with similar identity"] == "yes" else []


def offered(mentor: Mapping[str, str]) -> Sequence[str]:
    """The characteristics of a mentor."""
    return [one.strip() for one in mentor["characteristics"].split(",") if one.strip()]


def _person(
    number: int, side: str, row: Mapping[str, str], grades: Sequence[str], alike: Sequence[str]
) -> str:
    attributes = f"profession: {row['profession']}, grades: [{', '.join(grades)}]"
    if alike:
        attributes += f", characteristics: [{', '.join(alike)}]"
    return (
        f"  - {{id: {side}{number}, name: {row['first name']} {row['last name']}, grade: {row['grade']}, "
        f"directorate: {row['organisation']}, attributes: {{{attributes}}}}}\n"
    )


def cohort_of(mentees: Sheet, mentors: Sheet, objective: str = "total") -> str:
    """The two spreadsheets as a cohort file."""
    ladder = ", ".join(f"[{grade}]" for grade in LADDER)
    doctors = (_person(at, "e", row, above(row["grade"]), wanted(row)) for at, row in enumerate(mentees, 1))
    managers = (_person(at, "o", row, [row["grade"]], offered(row)) for at, row in enumerate(mentors, 1))
    return (
        "version: 1\nprogramme: {start: 2026-09-07}\n"
        + _MATCHING.format(objective=objective, ladder=ladder)
        + f"doctors:\n{''.join(doctors)}managers:\n{''.join(managers)}"
    )


@dataclass(frozen=True)
class Measured:
    """What was measured of one sample; seconds by the clock."""

    name: str
    mentees: int
    mentors: int
    write: float
    check: float
    match: float
    pairing: Pairing

    def cells(self) -> tuple[str, ...]:
        """One text for each column."""
        proof = self.pairing.proof
        return (
            self.name,
            str(self.mentees),
            str(self.mentors),
            f"{self.write:.2f}",
            f"{self.check:.2f}",
            f"{self.match:.2f}",
            PEER_SECONDS.get(self.name, ""),
            str(proof.placed),
            str(proof.people),
            str(proof.worst),
            str(proof.total),
            proof.status,
        )


def measure(folder: Path, name: str) -> Measured:
    """Write, check and pair one sample."""
    with TemporaryDirectory() as place:
        cohort = Path(place) / f"{name}.yaml"

        def write() -> tuple[Sheet, Sheet]:
            sheets = sheet_in(folder / f"{name}-mentees.csv"), sheet_in(folder / f"{name}-mentors.csv")
            cohort.write_text(cohort_of(*sheets))
            return sheets

        (mentees, mentors), writing = timed(write)
        checking = seconds_of("check", cohort)
        pairing, matching = paired(cohort)
    return Measured(name, len(mentees), len(mentors), writing, checking, matching, pairing)


def samples(folder: Path) -> Iterator[Measured]:
    """Each sample of a folder, the small one first."""
    below = folder / "mentor-match"
    for name in ("small", "large"):
        yield measure(below if below.is_dir() else folder, name)


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    print(table(HEADER, [one.cells() for one in samples(Path(arguments[0]))]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
