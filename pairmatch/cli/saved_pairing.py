"""The pairing that a rota is made for: the saved one where it fits the cohort, else a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pairmatch.cli.cohort_file import refuse_irregular
from pairmatch.cli.saved_wishes import wishes_of
from pairmatch.cli.screen import Screen
from pairmatch.cohort.document import read_document
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic
from pairmatch.errors import CohortError
from pairmatch.matching.answers import Ids
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.report.document import sealed

_EDITED = "PM430"
_NOT_SCHEDULABLE = "PM416"


@dataclass(frozen=True)
class Saved:
    """A pairs document as it was found."""

    path: Path
    pairing: Pairing | None
    """None where it is not a pairs document."""
    faults: Sequence[Diagnostic]
    """The errors for which it cannot be used for this cohort."""
    edits: Sequence[Diagnostic]
    """What it costs that its pairs were edited by hand, where they were."""
    is_ours: bool
    """Whether pairmatch wrote it and nobody edited it since."""

    @property
    def fits(self) -> bool:
        """Whether it can be used."""
        return self.pairing is not None and not self.faults


def read_saved(path: Path, cohort: Cohort, *, under_way: bool = False) -> Saved:
    """Read a pairs document, and check it against the cohort.

    Pairs that are `under_way` are not parted because they could no longer be given everything.
    """
    from pairmatch.verify import verify_pairing

    refuse_irregular(path)
    is_ours = bool(sealed(_text(path)))
    try:
        pairing, source = read_document(path, Pairing)
    except CohortError as error:
        return Saved(path, None, error.diagnostics, (), is_ours)
    found = verify_pairing(cohort, pairing, source)
    if pairing.cohort.sha256 != cohort.sha256 and any(one.is_error for one in found):
        # Its scores are of the file as it was; the pairs themselves have been told to people, and may stand.
        found = tuple(one for one in verify_pairing(cohort, _as_edited(pairing), source) if one.is_error)
    faults = [one for one in found if one.is_error and not (under_way and one.code == _NOT_SCHEDULABLE)]
    return Saved(path, pairing, faults, [one for one in found if one.code == _EDITED], is_ours)


def _as_edited(pairing: Pairing) -> Pairing:
    """The pairing without a proof that speaks of its pairs, so that only what is not legal is a fault."""
    proof = pairing.proof.model_copy(update={"fingerprint": ""})
    return pairing.model_copy(update={"proof": proof})


def carried(saved: Saved, cohort: Cohort) -> Wishes:
    """What a new pairing takes over from one that no longer fits: its options, and its pairs as old ones."""
    if saved.pairing is None:
        return Wishes()
    wishes = wishes_of(saved.pairing.made.options) or Wishes()
    old = pairs_here((pair.ids for pair in saved.pairing.pairs), cohort)
    lock, ban = pairs_here(wishes.lock, cohort), pairs_here(wishes.ban, cohort)
    return replace(wishes, lock=lock, ban=ban, keep=old or None, changes=None)


def pairs_here(pairs: Iterable[Ids], cohort: Cohort) -> tuple[Ids, ...]:
    """Those of some pairs of which both are in the cohort, each on their side."""
    doctors, managers = ({person.id for person in side} for side in (cohort.doctors, cohort.managers))
    return tuple(pair for pair in pairs if pair[0] in doctors and pair[1] in managers)


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
            "Mend it, or make a new one: pairmatch match --force"
        )
        raise CohortError(saved.faults)
    screen.warn(f"{saved.path} no longer fits {cohort.file_name}: {saved.faults[0].message}")
    return None


def required(saved: Saved, cohort: Cohort, screen: Screen) -> Pairing:
    """The pairing that was asked for by name; `CohortError` where it does not fit."""
    if saved.pairing is None or not saved.fits:
        screen.error(f"{saved.path} cannot be used for {cohort.file_name}")
        raise CohortError(saved.faults)
    _tell_which(saved, saved.pairing, cohort, screen)
    return saved.pairing


def _tell_which(saved: Saved, pairing: Pairing, cohort: Cohort, screen: Screen) -> None:
    if pairing.cohort.sha256 != cohort.sha256:
        screen.warn(
            f"{saved.path} was made from another version of {cohort.file_name}; "
            "its pairs are still allowed, and are used"
        )
    elif not saved.edits:
        screen.note(f"pairing: {saved.path}")
    screen.warn_in_short(saved.edits)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return ""
