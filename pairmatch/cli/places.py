"""`pairmatch options`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.options import AsFormat, Format, NoColor, Quiet

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.cohort.schema import Cohort
    from pairmatch.rota.rota import Rota

First = Annotated[
    str | None,
    typer.Argument(
        metavar="COHORT",
        help="The cohort file, which may be left out. Default: $PAIRMATCH_COHORT, else cohort.yaml in this "
        "folder.",
        show_default=False,
    ),
]
Second = Annotated[
    str | None,
    typer.Argument(metavar="PERSON", help="An id or a full name.", show_default=False),
]
Third = Annotated[
    str | None,
    typer.Argument(
        metavar="WHAT",
        help="A workshop's id or title; `shadowing`, either way round; `meeting`; or a partner, for the "
        "shadowings and meetings of the two. Without: all that PERSON is given, a line each.",
        show_default=False,
    ),
]
RotaFile = Annotated[
    Path | None,
    typer.Option("--rota", metavar="FILE", help="The rota. Default: NAME.rota.yaml beside the cohort file."),
]
CohortOption = Annotated[
    Path | None,
    typer.Option("--cohort", metavar="FILE", help="The cohort file, whatever its name ends in."),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Every half-day, with everything that is in the way of it.")
]

_WORDS = {"shadowing": "shadowing", "shadowings": "shadowing", "meeting": "meeting", "meetings": "meeting"}


def options(
    first: First = None,
    second: Second = None,
    third: Third = None,
    cohort: CohortOption = None,
    rota: RotaFile = None,
    everything: Everything = False,
    form: AsFormat = Format.TABLE,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Tell where else a session could be, and at what cost.

    Every half-day at which it breaks no rule, everything else in the saved rota staying as it is, with
    what it would cost or save; and what is in the way of each of the others. No solver has a part in it.
    The rota may be edited by hand, or older than the cohort file: that is told, and the answer takes it as
    it is. What lies before its `frozen_before` counts and is no place any more; a session with `pin: true`
    is told as pinned, and its places all the same.

    Exit code 0: answered, whatever the answer. 1: a file has errors. 2: wrong usage, or a file that cannot
    be read.
    """
    from pairmatch.cli.cohort_file import cohort_path, load_cohort
    from pairmatch.cli.people import paired_person
    from pairmatch.cli.screen import screen_for
    from pairmatch.rota.placements import options as options_of

    screen = screen_for(no_color=no_color, quiet=quiet)
    named, words = _split([word for word in (first, second, third) if word is not None], cohort)
    path = cohort_path(named)
    loaded = load_cohort(path, screen)
    person = paired_person(loaded, words[0])
    what = _meant(loaded, words[1]) if len(words) > 1 else None
    file = rota or _beside(path)
    saved, is_sound = _read(file, path, loaded, screen)
    found = options_of(loaded, saved, person, what)
    if form is not Format.TABLE:
        from pairmatch.report.answers import answer_json, answer_yaml

        known = {"file": file.name, "is_sound": is_sound}
        answer = {"rota": known, "person": person, "what": what, "options": found}
        screen.write((answer_json if form is Format.JSON else answer_yaml)(loaded, {}, answer))
        return
    from pairmatch.report.terminal.options import show_options
    from pairmatch.report.terminal.page import Page

    page = Page(screen.out, loaded)
    show_options(page, person, found, file.name, in_short=what is None, all_of_them=everything)


def _split(words: Sequence[str], cohort: Path | None) -> tuple[Path | None, Sequence[str]]:
    """The cohort file, which may be the first word; the person; and what, where it is said."""
    from pairmatch.cli.cohort_file import means_cohort_file
    from pairmatch.errors import WrongUsage

    rest = list(words)
    if rest and means_cohort_file(rest[0]):
        if cohort is not None:
            raise WrongUsage(f"--cohort {cohort}: {rest[0]} is named as the cohort file too")
        cohort = Path(rest.pop(0))
    if not rest:
        raise WrongUsage("whose session? Name a person and what, as in: pairmatch options okafor kickoff")
    if len(rest) > 2:
        raise WrongUsage(
            f"{rest[0]}: name one person and one thing. "
            "A name of several words goes in quotes, and a cohort file ends in .yaml or goes after --cohort"
        )
    return cohort, rest


def _meant(cohort: Cohort, word: str) -> str:
    """The id of a workshop or a partner, or `shadowing` or `meeting`; a workshop's own id goes first.

    Raises
    ------
    WrongUsage
        When the word is none of these.
    """
    from pairmatch.cli.people import paired_person
    from pairmatch.cohort.people import Facilitator, Person
    from pairmatch.diagnostics import did_you_mean
    from pairmatch.errors import WrongUsage

    titles = {workshop.name.casefold(): workshop.id for workshop in cohort.workshops}
    workshops = {workshop.id: workshop.id for workshop in cohort.workshops}
    meant = workshops.get(word) or _WORDS.get(word.casefold()) or titles.get(word.casefold())
    if meant is not None:
        return meant
    everyone: list[Person | Facilitator] = [*cohort.people, *cohort.facilitators]
    people = {one.id for one in everyone} | {one.title.casefold() for one in everyone}
    if word in people or word.casefold() in people:
        return paired_person(cohort, word)
    known = [*workshops, "shadowing", "meeting", *(one.id for one in cohort.people)]
    near = did_you_mean(word, known) or f"there are {', '.join([*workshops, 'shadowing', 'meeting'])}"
    raise WrongUsage(f"{word}: no workshop and nobody has this id or name; {near}")


def _beside(path: Path) -> Path:
    from pairmatch.cli.target import ROTA, document_name
    from pairmatch.errors import UnreadableFile

    beside = path.with_name(document_name(path, ROTA))
    if not beside.exists():
        raise UnreadableFile(
            f"{beside}: No such file; make the rota first, `pairmatch rota {path}`, or name one with --rota"
        )
    return beside


def _read(file: Path, path: Path, cohort: Cohort, screen: Screen) -> tuple[Rota, bool]:
    """The saved rota, and whether it keeps every rule of the cohort file; what is amiss is told."""
    from pairmatch.cli.cohort_file import refuse_irregular
    from pairmatch.cli.documents import is_edited
    from pairmatch.cohort.document import read_document
    from pairmatch.report.words import counted
    from pairmatch.rota.placements import left_aside
    from pairmatch.rota.rota import Rota
    from pairmatch.verify import verify_rota

    refuse_irregular(file)
    rota, source = read_document(file, Rota)
    if is_edited(file):
        screen.warn(f"{file} was edited by hand after pairmatch wrote it")
    if rota.cohort.sha256 != cohort.sha256:
        screen.warn(f"{file} was made from another version of {cohort.file_name}")
    faults = [fault for fault in verify_rota(cohort, rota, source) if fault.is_error]
    if faults:
        span = faults[0].span
        where = f" (line {span.line})" if span else ""
        more = f", and {counted(len(faults) - 1, 'more fault')}" if len(faults) > 1 else ""
        screen.warn(
            f"{file} does not verify: {faults[0].message}{where}{more}. The answer takes it as it is; "
            f"`pairmatch verify {file} --cohort {path}` shows all"
        )
    aside = left_aside(cohort, rota)
    if aside:
        count = counted(len(aside), "session names", "sessions name")
        screen.warn(f"{count} what the cohort file does not have, and are left aside")
    return rota, not faults
