"""The cohort, its pairing and its rota, as they were saved: what `export` and `report` show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.errors import CohortError, UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.cohort.schema import Cohort
    from pairmatch.matching.pairing import Pairing
    from pairmatch.rota.rota import Rota

PairsFile = Annotated[
    Path | None,
    typer.Option(
        "--pairs", metavar="FILE", help="The pairing. Default: COHORT.pairs.yaml beside the cohort file."
    ),
]
RotaFile = Annotated[
    Path | None,
    typer.Option(
        "--rota", metavar="FILE", help="The rota. Default: COHORT.rota.yaml beside the cohort file."
    ),
]


@dataclass(frozen=True)
class Finished:
    """A cohort and what was made for it, held to it by `verify`."""

    path: Path
    """The cohort file."""
    cohort: Cohort
    pairing: Pairing | None
    """None where none is saved."""
    rota: Rota | None
    """None where none is saved."""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The (doctor, manager) ids: of the rota where there is one, else of the pairing."""
        if self.rota is not None:
            return tuple(self.rota.pairs)
        return tuple(pair.ids for pair in self.pairing.pairs) if self.pairing else ()


def read_finished(
    path: Path, screen: Screen, pairs: Path | None = None, rota: Path | None = None
) -> Finished:
    """Read a cohort file and the documents that were saved for it, and check them against it.

    Parameters
    ----------
    path
        The cohort file.
    screen
        Takes what is told of them.
    pairs, rota
        The documents, where they are not beside the cohort file.

    Raises
    ------
    UnreadableFile
        When a file cannot be opened.
    CohortError
        When one has errors, or does not fit the cohort.
    WrongUsage
        When there is neither a pairing nor a rota.
    """
    from pairmatch.cli.cohort_file import load_cohort

    cohort = load_cohort(path, screen)
    finished = Finished(
        path, cohort, _pairing(path, cohort, pairs, screen), _rota(path, cohort, rota, screen)
    )
    if finished.pairing is None and finished.rota is None:
        raise WrongUsage(
            f"nothing is saved for {path} yet: `pairmatch match {path}`, then `pairmatch rota {path}`"
        )
    _refuse_other_pairs(finished)
    return finished


def _pairing(path: Path, cohort: Cohort, named: Path | None, screen: Screen) -> Pairing | None:
    from pairmatch.cli.saved_pairing import read_saved, required
    from pairmatch.cli.target import PAIRS, document_name

    place = named or path.with_name(document_name(path, PAIRS))
    if named is None and not place.exists():
        return None
    return required(read_saved(place, cohort, under_way=True), cohort, screen)


def _rota(path: Path, cohort: Cohort, named: Path | None, screen: Screen) -> Rota | None:
    from pairmatch.cli.cohort_file import refuse_irregular
    from pairmatch.cli.documents import is_edited
    from pairmatch.cli.target import ROTA, document_name
    from pairmatch.cohort.document import read_document
    from pairmatch.rota.rota import Rota
    from pairmatch.verify import verify_rota

    place = named or path.with_name(document_name(path, ROTA))
    if named is None and not place.exists():
        return None
    refuse_irregular(place)
    document, source = read_document(place, Rota)
    if is_edited(place):
        screen.warn(f"{place} was edited by hand after pairmatch wrote it")
    if document.cohort.sha256 != cohort.sha256:
        screen.warn(
            f"{place} was made from another version of {cohort.file_name}; "
            f"`pairmatch rota {path} --keep {place}` mends it"
        )
    faults = [fault for fault in verify_rota(cohort, document, source) if fault.is_error]
    if faults:
        screen.error(f"{place} cannot be used for {cohort.file_name}")
        raise CohortError(faults)
    return document


def _refuse_other_pairs(finished: Finished) -> None:
    """A page that shows the pairs of one document and the sessions of another would mislead."""
    if finished.pairing is None or finished.rota is None:
        return
    if {pair.ids for pair in finished.pairing.pairs} != set(finished.rota.pairs):
        raise UnreadableFile(
            f"the saved rota of {finished.path} is of other pairs than the saved pairing: "
            f"`pairmatch rota {finished.path}` makes one for them"
        )
