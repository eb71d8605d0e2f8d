"""The pairing that a rota is made for: the saved one where it fits the cohort, else a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pairmatch.cli.cohort_file import refuse_irregular
from pairmatch.cli.screen import Screen
from pairmatch.cohort.document import read_document
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Source
from pairmatch.diagnostics import Diagnostic
from pairmatch.errors import CohortError
from pairmatch.matching.pairing import Pair, Pairing
from pairmatch.report.document import sealed

_WRONG_SCORES = frozenset({"PM421", "PM422", "PM423"})
_FEW = 3


@dataclass(frozen=True)
class Saved:
    """A pairs document as it was found."""

    path: Path
    pairing: Pairing | None
    """None where it is not a pairs document."""
    faults: Sequence[Diagnostic]
    """The errors for which it cannot be used for this cohort."""
    rescored: Sequence[Pair]
    """The pairs whose scores are not theirs, as when two partners were swapped by hand."""
    is_ours: bool
    """Whether pairmatch wrote it and nobody edited it since."""

    @property
    def fits(self) -> bool:
        """Whether it can be used."""
        return self.pairing is not None and not self.faults


def read_saved(path: Path, cohort: Cohort) -> Saved:
    """Read a pairs document, and check it against the cohort."""
    from pairmatch.verify import verify_pairing

    refuse_irregular(path)
    is_ours = bool(sealed(_text(path)))
    try:
        pairing, source = read_document(path, Pairing)
    except CohortError as error:
        return Saved(path, None, error.diagnostics, (), is_ours)
    faults = [fault for fault in verify_pairing(cohort, pairing, source) if fault.is_error]
    return Saved(path, pairing, faults, _rescored(pairing, faults, source), is_ours)


def _rescored(pairing: Pairing, faults: Sequence[Diagnostic], source: Source) -> Sequence[Pair]:
    lines = {fault.span.line for fault in faults if fault.code in _WRONG_SCORES and fault.span}
    places = ((pair, source.span(("pairs", number))) for number, pair in enumerate(pairing.pairs))
    return tuple(pair for pair, span in places if lines & set(range(span.line, span.end_line + 1)))


def _advice(saved: Saved) -> str:
    """How to have those pairs that someone wrote into the document; nothing where that is not the fault."""
    wanted = list(saved.rescored[:_FEW])
    if saved.is_ours or not wanted:
        return ""
    rules = " and ".join(f"{{together: [{pair.doctor}, {pair.manager}]}}" for pair in wanted)
    return f"\nto fix pairs, add a rule: {rules} to the cohort file and run match again"


def usable(saved: Saved, cohort: Cohort, screen: Screen) -> Pairing | None:
    """The saved pairing where it fits; None where it does not, and may be replaced.

    Raises
    ------
    CohortError
        When it does not fit and is not ours to replace.
    """
    if saved.pairing is not None and saved.fits:
        _tell_which(saved, saved.pairing, cohort, screen)
        return saved.pairing
    if not saved.is_ours:
        screen.error(
            f"{saved.path} cannot be used for {cohort.file_name}, and was not left as pairmatch wrote it. "
            f"Mend it, or make a new one: pairmatch match --force{_advice(saved)}"
        )
        raise CohortError(saved.faults)
    screen.warn(f"{saved.path} no longer fits {cohort.file_name}: {saved.faults[0].message}")
    return None


def required(saved: Saved, cohort: Cohort, screen: Screen) -> Pairing:
    """The pairing that was asked for by name; `CohortError` where it does not fit."""
    if saved.pairing is None or not saved.fits:
        screen.error(f"{saved.path} cannot be used for {cohort.file_name}{_advice(saved)}")
        raise CohortError(saved.faults)
    _tell_which(saved, saved.pairing, cohort, screen)
    return saved.pairing


def _tell_which(saved: Saved, pairing: Pairing, cohort: Cohort, screen: Screen) -> None:
    if pairing.cohort.sha256 != cohort.sha256:
        screen.warn(
            f"{saved.path} was made from another version of {cohort.file_name}; it still fits, and is used"
        )
    elif not saved.is_ours:
        screen.note(f"pairing: {saved.path}, edited by hand; it fits, and is used")
    else:
        screen.note(f"pairing: {saved.path}")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return ""
