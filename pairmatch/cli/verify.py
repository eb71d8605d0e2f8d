"""`pairmatch verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.options import NoColor, Quiet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pairmatch.cohort.schema import Cohort
    from pairmatch.cohort.source import Source
    from pairmatch.diagnostics import Diagnostic
    from pairmatch.matching.pairing import Pairing
    from pairmatch.rota.rota import Rota

DocumentFile = Annotated[Path, typer.Argument(metavar="FILE", help="A pairs or rota document.")]
CohortOption = Annotated[
    Path | None,
    typer.Option(
        "--cohort", metavar="FILE", help="The cohort file. Default: the one that FILE names, beside it."
    ),
]


def verify(
    file: DocumentFile, cohort: CohortOption = None, quiet: Quiet = False, no_color: NoColor = False
) -> None:
    """Check a pairing or a rota against its cohort, without a solver, and say what is proven of it.

    Exit code 0: no faults, also of a pairing that was edited within the rules.
    1: faults in the document or the cohort. 2: a file that cannot be read.
    """
    from rich.text import Text

    from pairmatch.cli.cohort_file import cohort_path, load_cohort
    from pairmatch.cli.documents import read_any
    from pairmatch.cli.screen import screen_for
    from pairmatch.report.diagnostics_text import show_diagnostics
    from pairmatch.report.source_lines import SourceLines

    screen = screen_for(no_color=no_color, quiet=quiet)
    document, source = read_any(file)
    if _edited_beside_its_pairs(file, document):
        screen.warn(f"{file} was edited by hand after pairmatch wrote it")
    path = cohort_path(cohort or _cohort_beside(file, document))
    loaded = load_cohort(path, screen)
    faults = _verified(loaded, document, source)
    told = [fault for fault in faults if fault.is_error or not quiet]
    show_diagnostics(screen.out, told, SourceLines([source, loaded.source]))
    if not quiet:
        for line in (_checked(file, path, loaded, document, faults), *_known(loaded, document, faults)):
            screen.out.print(Text(line, overflow="fold"))
    raise typer.Exit(int(any(fault.is_error for fault in faults)))


def _verified(cohort: Cohort, document: Pairing | Rota, source: Source) -> Sequence[Diagnostic]:
    from pairmatch.matching.pairing import Pairing
    from pairmatch.verify import verify_pairing, verify_rota

    if isinstance(document, Pairing):
        return verify_pairing(cohort, document, source)
    return verify_rota(cohort, document, source)


def _edited_beside_its_pairs(file: Path, document: Pairing | Rota) -> bool:
    """Whether someone changed the file in anything but its pairs; that of pairs is told with its cost."""
    from pairmatch.cli.documents import is_edited
    from pairmatch.matching.pairing import Pairing

    if isinstance(document, Pairing) and document.is_edited:
        return False
    return is_edited(file)


def _cohort_beside(file: Path, document: Pairing | Rota) -> Path:
    """The cohort file that the document names, beside it.

    Raises
    ------
    UnreadableFile
        When it is not there.
    """
    from pairmatch.cli.documents import cohort_beside
    from pairmatch.errors import UnreadableFile
    from pairmatch.report.visible import visible

    beside = cohort_beside(file, document)
    if beside is None:
        name = visible(document.cohort.file)
        raise UnreadableFile(
            f"{file} was made from `{name}`, which is not beside it: name the file with --cohort"
        )
    return beside


def _known(cohort: Cohort, document: Pairing | Rota, faults: Sequence[Diagnostic]) -> Iterator[str]:
    """What is proven of a pairing without errors, and how."""
    from pairmatch.matching.pairing import Pairing
    from pairmatch.verify import statement

    if isinstance(document, Pairing) and not any(fault.is_error for fault in faults):
        yield f"proof: {statement(cohort, document)}"


def _checked(
    file: Path, path: Path, cohort: Cohort, document: Pairing | Rota, faults: Sequence[Diagnostic]
) -> str:
    """One line: what was checked against what, and how it came out."""
    from pairmatch.matching.pairing import Pairing
    from pairmatch.report.diagnostics_text import summary
    from pairmatch.report.visible import visible
    from pairmatch.report.words import counted

    if isinstance(document, Pairing):
        waiting = sum(1 for person in cohort.people if person.id not in document.partners)
        what = f"{counted(len(document.pairs), 'pair')}, {waiting} unmatched"
    else:
        what = f"{counted(len(document.sessions), 'session')}, {len(document.missed)} missed"
    count = summary([one.severity for one in faults], 1).removesuffix(" in 1 file")
    return visible(f"{file}: {what}; checked against {path}: {count}")
