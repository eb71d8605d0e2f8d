"""`pairmatch diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pairmatch.cli.options import AsFormat, Format, NoColor, Quiet

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.cohort.schema import Cohort
    from pairmatch.matching.pairing import Pairing
    from pairmatch.matching.pairing_changes import Both, PairingChanges
    from pairmatch.rota.changes import RotaChanges
    from pairmatch.rota.rota import Rota

BeforeFile = Annotated[Path, typer.Argument(metavar="BEFORE", help="A pairs or rota document.")]
AfterFile = Annotated[Path, typer.Argument(metavar="AFTER", help="Another of the same kind.")]
CohortOption = Annotated[
    Path | None,
    typer.Option(
        "--cohort",
        metavar="FILE",
        help="The cohort file, for names. Default: the one that AFTER names, beside it; else ids are shown.",
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Every change, and what each person must be told.")]

_DIFFERS = 1
_TROUBLE = 2


def diff(
    before: BeforeFile,
    after: AfterFile,
    cohort: CohortOption = None,
    everything: Everything = False,
    form: AsFormat = Format.TABLE,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Tell what differs between two pairings or two rotas, and who must be told.

    Exit code 0: no difference. 1: something differs. 2: wrong usage, or a file that cannot be read or
    has faults.
    """
    from pairmatch.cli.documents import is_edited, read_any
    from pairmatch.cli.screen import screen_for
    from pairmatch.errors import CohortError
    from pairmatch.matching.pairing_changes import Both

    screen = screen_for(no_color=no_color, quiet=quiet)
    try:
        one, other = read_any(before)[0], read_any(after)[0]
        known = _cohort(cohort, after, other, screen)
    except CohortError as error:
        screen.diagnose(error.diagnostics)
        raise typer.Exit(_TROUBLE) from None
    changes = _changes(one, other, known, Both(before, after))
    for file in dict.fromkeys((before, after)):
        if is_edited(file):
            screen.warn(f"{file} was edited by hand: the scores, cost and proof that it states may not hold")
    _print(screen, changes, known, Both(str(before), str(after)), form, everything)
    raise typer.Exit(0 if changes.is_same else _DIFFERS)


def _cohort(named: Path | None, file: Path, document: Pairing | Rota, screen: Screen) -> Cohort | None:
    """The cohort whose names are shown; None where there is none, or the one found has errors."""
    from pairmatch.calendar.check import read_and_check
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.documents import cohort_beside
    from pairmatch.errors import CohortError

    path = cohort_path(named) if named is not None else cohort_beside(file, document)
    reading = read_and_check(path) if path is not None else None
    if reading is None or reading.cohort is not None:
        return reading.cohort if reading else None
    if named is not None:
        raise CohortError(reading.diagnostics)
    screen.warn(f"{path} has errors, so ids are shown instead of names")
    return None


def _changes(
    before: Pairing | Rota, after: Pairing | Rota, cohort: Cohort | None, files: Both[Path]
) -> PairingChanges | RotaChanges:
    """What differs between two documents.

    Raises
    ------
    WrongUsage
        When they are of two kinds.
    """
    from pairmatch.errors import WrongUsage
    from pairmatch.matching.pairing import Pairing
    from pairmatch.matching.pairing_changes import pairing_changes
    from pairmatch.rota.changes import USUAL_HALVES, rota_changes

    if isinstance(before, Pairing) and isinstance(after, Pairing):
        return pairing_changes(before, after)
    if isinstance(before, Pairing) or isinstance(after, Pairing):
        kinds = ("a pairing", "a rota") if isinstance(before, Pairing) else ("a rota", "a pairing")
        raise WrongUsage(
            f"{files.before} is {kinds[0]} and {files.after} is {kinds[1]}: name two of one kind"
        )
    return rota_changes(before, after, tuple(cohort.programme.halves) if cohort else USUAL_HALVES)


def _print(
    screen: Screen,
    changes: PairingChanges | RotaChanges,
    cohort: Cohort | None,
    files: Both[str],
    form: Format,
    everything: bool,
) -> None:
    from pairmatch.matching.pairing_changes import PairingChanges
    from pairmatch.report.answers import facts_json, facts_yaml
    from pairmatch.report.names import Names
    from pairmatch.report.terminal.diff_pairs import show_pairing_changes
    from pairmatch.report.terminal.diff_rota import show_rota_changes
    from pairmatch.report.terminal.page import Sheet

    if form is not Format.TABLE:
        screen.write((facts_json if form is Format.JSON else facts_yaml)(_facts(changes)))
        return
    page = Sheet(screen.out, Names(cohort))
    if isinstance(changes, PairingChanges):
        show_pairing_changes(page, files, changes)
    else:
        show_rota_changes(page, files, changes, all_of_them=everything)


def _facts(changes: PairingChanges | RotaChanges) -> dict[str, Any]:
    from pairmatch.matching.pairing_changes import PairingChanges
    from pairmatch.report.answers import fields_of

    kind = "pairs" if isinstance(changes, PairingChanges) else "rota"
    same_cohort = changes.cohort.before.sha256 == changes.cohort.after.sha256
    head = {"kind": kind, "same": changes.is_same, "same_cohort": same_cohort}
    return head | fields_of(changes)
