"""The pairs of `--keep OLD`: read from any document that has `pairs`, whoever wrote or edited it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict

from pairmatch.cli.cohort_file import refuse_irregular
from pairmatch.cli.screen import Screen
from pairmatch.cohort.document import read_document
from pairmatch.cohort.model import Model
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Ids
from pairmatch.matching.wishes import Wishes
from pairmatch.report.asked_for import asked_for


class _OldPair(Model):
    """Two people; whatever else is known of their pair is not asked for."""

    model_config = ConfigDict(extra="ignore")

    doctor: str
    manager: str


def _as_mapping(value: Any) -> Any:
    """A pair written as `[okafor, ward]` is one too."""
    return dict(zip(("doctor", "manager"), value, strict=True)) if _is_list_of_two(value) else value


def _is_list_of_two(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2


class _OldDocument(Model):
    """A document with pairs, and perhaps the options it was made with."""

    model_config = ConfigDict(extra="ignore")

    pairs: tuple[Annotated[_OldPair, BeforeValidator(_as_mapping)], ...]
    made: Mapping[str, Any] = {}


@dataclass(frozen=True)
class OldPairs:
    """The pairs of an older pairing."""

    everyone: tuple[Ids, ...]
    """All of them, (doctor, manager) where both are still in the cohort."""
    here: tuple[Ids, ...]
    """Those of which both are a doctor and a manager of the cohort."""


def read_old_pairs(path: Path, cohort: Cohort, wishes: Wishes, screen: Screen) -> OldPairs:
    """Read the pairs to keep, and say what else of the old document does not hold for this run.

    Raises
    ------
    UnreadableFile
        When the file cannot be opened.
    CohortError
        When it has no pairs.
    """
    refuse_irregular(path)
    document, _ = read_document(path, _OldDocument)
    pairs = _unique((pair.doctor, pair.manager) for pair in document.pairs)
    doctors, managers = ({person.id for person in side} for side in (cohort.doctors, cohort.managers))
    turned = tuple((two[1], two[0]) if two[0] in managers or two[1] in doctors else two for two in pairs)
    here = tuple(two for two in turned if two[0] in doctors and two[1] in managers)
    if not here:
        screen.warn(f"{path} has no pair of which both are still in {cohort.file_name}; none can be kept")
    _tell_of_options(document.made, wishes, path, screen)
    return OldPairs(turned, here)


def _unique(pairs: Iterable[Ids]) -> Sequence[Ids]:
    return tuple(dict.fromkeys(pairs))


def _tell_of_options(made: Mapping[str, Any], wishes: Wishes, path: Path, screen: Screen) -> None:
    """Locks and the like of the old run do not come with its pairs: say so."""
    options = made.get("options")
    if not isinstance(options, Mapping):
        return
    lasting = {
        name: options[name] for name in ("objective", "stable", "lock", "ban", "with_rota") if name in options
    }
    try:
        before = asked_for(lasting)
    except (TypeError, ValueError):  # someone wrote something else there
        return
    dropped = [option for option in before if option not in asked_for(wishes.options())]
    if dropped:
        screen.note(f"{path} was made with {' '.join(dropped)}; only its pairs are used here")
