"""`pairmatch export docx`."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.exporting.shared import ForceExport
from pairmatch.cli.finished import PairsFile, RotaFile
from pairmatch.cli.options import CohortFile, NoColor, Out, Quiet
from pairmatch.errors import UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pairmatch.report.letters import Letter
    from pairmatch.report.tables.outcome import Outcome

ENDING = ".letters.docx"
Each = Annotated[
    bool, typer.Option("--each", help="A file a pair, as okafor-ward.docx, in the folder that --out names.")
]
Emails = Annotated[bool, typer.Option("--emails", help="Tell each of the two the other's e-mail address.")]
Contact = Annotated[
    str,
    typer.Option("--contact", metavar="TEXT", help='Whom to tell who cannot come, as "Jo Kay, ext. 4321".'),
]


def docx(
    cohort: CohortFile = None,
    out: Out = None,
    each: Each = False,
    emails: Emails = False,
    contact: Contact = "",
    pairs: PairsFile = None,
    rota: RotaFile = None,
    force: ForceExport = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Write a letter to each pair: who, why you two, your project, your dates.

    One Word document with a page or more for each pair, COHORT.letters.docx; with --each a file a pair.

    Exit code 0: written. 1: a file has errors. 2: wrong usage, or a file that cannot be read or written.
    """
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.exporting.shared import file_for, outcome_of
    from pairmatch.cli.finished import read_finished
    from pairmatch.cli.screen import screen_for
    from pairmatch.report.letters import letter_for, letters_in_one
    from pairmatch.report.words import counted
    from pairmatch.report.written import written

    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(cohort)
    target = _folder(path, out) if each else file_for(path, out, ENDING)
    outcome = outcome_of(read_finished(path, screen, pairs, rota))
    letters = [letter_for(outcome, pair, emails=emails, contact=contact) for pair in outcome.pairs]
    if not letters:
        raise WrongUsage(f"there are no pairs in what is saved for {path}, and so no letters")
    made = _day_of(outcome)
    files = _each(target, letters, made) if each else {target: letters_in_one(letters, made)}
    written(files, force=force)
    screen.note(f"written: {counted(len(letters), 'letter')} in {target}")
    if outcome.rota is None:
        screen.note(f"without dates, as no rota is saved; `pairmatch rota {path}` makes one")


def _day_of(outcome: Outcome) -> datetime:
    """What the files say of when they were made: the same every time."""
    first, _ = outcome.dates
    return datetime.combine(first, time())


def _folder(cohort: Path, out: str | None) -> Path:
    from pairmatch.cli.exporting.shared import stem_of

    folder = cohort.with_name(f"{stem_of(cohort)}.letters") if out is None else Path(out)
    if folder.exists() and not folder.is_dir():
        raise UnreadableFile(f"{folder} is a file: with --each, --out names a folder")
    return folder


def _each(folder: Path, letters: Sequence[Letter], made: datetime) -> dict[Path, bytes]:
    from pairmatch.report.letters import one_letter

    names = file_names([letter.ids for letter in letters])
    return {folder / name: one_letter(one, made) for name, one in zip(names, letters, strict=True)}


def file_names(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """A name for each pair's file, as `okafor-ward.docx`; numbered where hyphens make two alike."""
    told = ["-".join(pair) for pair in pairs]
    taken = set(told)
    count: Counter[str] = Counter()
    names = []
    for name in told:
        count[name] += 1
        numbered = name
        while count[name] > 1 and numbered in taken:
            numbered = f"{name}-{count[name]}"
            count[name] += numbered in taken
        taken.add(numbered)
        names.append(f"{numbered}.docx")
    return names
