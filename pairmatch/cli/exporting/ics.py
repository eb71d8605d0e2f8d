"""`pairmatch export ics`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.finished import PairsFile, RotaFile
from pairmatch.cli.options import CohortFile, Force, NoColor, Quiet
from pairmatch.errors import UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pairmatch.cli.screen import Screen
    from pairmatch.cli.target import Target
    from pairmatch.cohort.schema import Cohort
    from pairmatch.report.ics.invitations import Invitations
    from pairmatch.report.ics.ledger import Ledger, Organiser


class Method(StrEnum):
    """What the files ask of the program that reads them."""

    REQUEST = "request"


Folder = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FOLDER",
        help="Where to write. Default: COHORT-calendars, beside the cohort file.",
    ),
]
As = Annotated[
    Method | None,
    typer.Option("--method", help="An invitation a session, to be answered, instead of a calendar a person."),
]
By = Annotated[
    str | None,
    typer.Option(
        "--organiser",
        "--organizer",
        metavar="'NAME <MAIL>'",
        help="Who invites, and hears of those who cannot come. Remembered for the next time.",
    ),
]
People = Annotated[
    list[str] | None,
    typer.Option("--person", "-p", metavar="ID", help="Only this person's files; may be repeated."),
]
Again = Annotated[
    bool, typer.Option("--all", help="With --method request: invite again to what has not changed, too.")
]


def ics(
    cohort: CohortFile = None,
    out: Folder = None,
    pairs: PairsFile = None,
    rota: RotaFile = None,
    method: As = None,
    organiser: By = None,
    person: People = None,
    again: Again = False,
    force: Force = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Write the rota as calendar files: one a person, and all.ics with everything.

    When the rota was made again, export again: a session that moved is the same event to a calendar that has
    it already, and one that is gone is marked as cancelled. For this, what was exported is remembered in
    COHORT.invites.yaml: keep that file with the cohort file.

    Attendees are listed where --organiser names who invites. Without, a program may take the reader for the
    organiser, and tell everybody when that person deletes a session.

    Google Calendar: import a person's file again, and what moved moves. Outlook may add a second entry then,
    and leave what is cancelled; it follows invitations:

    --method request --organiser 'Education <education@example.nhs.uk>' writes one invitation a session into
    COHORT-calendars/invitations/round-1, and prints to whom each goes. To send one from Outlook: write a
    new e-mail to those addresses, attach the file, send. Who opens the attachment can accept or decline;
    the answer goes to the organiser. Each later round holds only what is new, changed or cancelled since.

    Exit code 0: written. 1: a file has errors. 2: wrong usage, or a file that cannot be read or written.
    """
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.finished import read_finished
    from pairmatch.cli.people import people_named
    from pairmatch.cli.screen import screen_for
    from pairmatch.report.ics.calendar import require_library
    from pairmatch.report.ics.invitations import invitations

    if again and method is None:
        raise WrongUsage("--all goes with --method request; without it, everything is written")
    require_library()
    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(cohort)
    finished = read_finished(path, screen, pairs, rota)
    if finished.rota is None:
        raise WrongUsage(f"no rota is saved for {path}: `pairmatch rota {path}` makes one")
    named = people_named(finished.cohort, person or ()) or None
    memory = _memory(path, force=force)
    folder = _folder(path, out)
    remembered = _remembered(memory, finished.cohort, folder)
    made = invitations(
        finished.cohort, finished.rota, finished.pairing, remembered, _now(), _organiser(organiser)
    )
    who = made.ledger.organiser
    _tell_addresses(screen, finished.cohort)
    export = _Export(screen, made, folder, memory, named, force)
    if method is None:
        export.calendars(who)
    else:
        export.invitations(who, again=again)


def _now() -> datetime:
    """The time that new events are marked with."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class _Export:
    """What is written, and where."""

    screen: Screen
    made: Invitations
    folder: Path
    memory: Target
    people: Sequence[str] | None
    force: bool

    def calendars(self, organiser: Organiser | None) -> None:
        """Write a calendar a person, and say whose is another one now."""
        from pairmatch.cli.exporting.ics_told import tell_calendars
        from pairmatch.report.ics.folder import calendars
        from pairmatch.report.written import written

        files = calendars(self.made, organiser, self.people)
        before = {name: _content(self.folder / name) for name in files}
        written({self.folder / name: content for name, content in files.items()}, force=self.force)
        self.memory.write(self.made.ledger.to_yaml())
        tell_calendars(self.screen, self.made, self.folder, files, before, self.people)
        if organiser is None:
            self.screen.note("without --organiser no attendees are listed; `--help` says why")

    def invitations(self, organiser: Organiser | None, *, again: bool) -> None:
        """Write the invitations of this round, and print to whom each goes."""
        from pairmatch.cli.exporting.ics_told import tell_round
        from pairmatch.report.ics.folder import next_round
        from pairmatch.report.written import written

        if organiser is None:
            raise WrongUsage(
                "--method request needs --organiser 'NAME <MAIL>': the answers have to go to somebody"
            )
        this = next_round(self.made, organiser, self.people, again=again)
        folder = self.folder / this.folder
        written({folder / one.name: one.content for one in this.invitations}, force=self.force)
        self.memory.write(this.ledger.to_yaml())
        tell_round(self.screen, self.made, folder, this)


def _folder(path: Path, out: Path | None) -> Path:
    from pairmatch.cli.exporting.shared import stem_of

    if out == Path("-"):
        raise WrongUsage("--out -: calendars are many files, so name a folder")
    return out or path.with_name(f"{stem_of(path)}-calendars")


def _memory(path: Path, *, force: bool) -> Target:
    """The document that remembers, which nobody may have changed."""
    from pairmatch.cli.target import Target, document_name
    from pairmatch.report.ics.ledger import INVITES

    target = Target(path.with_name(document_name(path, INVITES)), force)
    target.check()
    return target


def _remembered(memory: Target, cohort: Cohort, folder: Path) -> Ledger | None:
    """What was exported before; None where nothing was."""
    from pairmatch.cohort.document import Made, read_document
    from pairmatch.report.ics.ledger import Ledger
    from pairmatch.version import version

    if memory.path.exists():
        return read_document(memory.path, Ledger)[0]
    lost = _exported_before(folder)
    if not lost:
        return None
    if not memory.force:
        raise UnreadableFile(
            f"{memory.path} is not there, though calendars were exported to {folder} before: get it back, "
            "for without it no calendar knows its sessions again. With --force every session is a new one; "
            "who took in the old files has to delete their sessions by hand then"
        )
    return Ledger.begun(cohort, Made(pairmatch=version()), lost)


def _exported_before(folder: Path) -> str:
    """Stands for the calendars that pairmatch wrote into a folder; empty where there are none."""
    from hashlib import sha256

    from pairmatch.report.written import is_as_written

    files = sorted(file for file in folder.glob("*.ics") if is_as_written(file))
    return " ".join(sha256(file.read_bytes()).hexdigest() for file in files)


def _organiser(given: str | None) -> Organiser | None:
    """Who is named; None where nobody is."""
    from pairmatch.report.ics.addresses import organiser_from

    if given is None:
        return None
    found = organiser_from(given)
    if found is None:
        raise WrongUsage(
            f"--organiser {given}: write a name and an e-mail address, "
            "as 'Medical Education <education@example.nhs.uk>'"
        )
    return found


def _tell_addresses(screen: Screen, cohort: Cohort) -> None:
    from pairmatch.report.ics.addresses import unusable

    wrong = unusable(cohort)
    if wrong:
        screen.warn(f"`email` is no e-mail address, so it is left out: {', '.join(wrong)}")


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
