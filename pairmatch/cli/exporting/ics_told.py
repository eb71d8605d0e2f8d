"""What `pairmatch export ics` says of the files that it wrote, and to whom they are to be sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pairmatch.cli.screen import Screen
from pairmatch.report.ics.addresses import addresses
from pairmatch.report.ics.event import Change, in_file_order
from pairmatch.report.ics.folder import EVERYONE, Round, person_file
from pairmatch.report.ics.invitations import Invitations
from pairmatch.report.words import counted

_TOLD = (Change.NEW, Change.MOVED, Change.CHANGED, Change.CANCELLED)


def tell_calendars(
    screen: Screen,
    made: Invitations,
    folder: Path,
    files: Mapping[str, bytes],
    before: Mapping[str, bytes | None],
    people: Sequence[str] | None,
) -> None:
    """Say what was written, and who needs the new file.

    Parameters
    ----------
    screen
        Where it is said.
    made
        The events.
    folder
        Where the files are.
    files, before
        What each holds now, and what it held.
    people
        Only whose files were written; None: all.
    """
    shown = [one for one in (made.people if people is None else people) if person_file(one) in files]
    also = f" and {EVERYONE}" if EVERYONE in files else ""
    screen.note(f"{folder}: {counted(len(shown), 'calendar')}{also}")
    screen.note(
        f"sessions: {_counts(made.counted(None if people is None else frozenset(people)), Change) or 'none'}"
    )
    if all(before[person_file(one)] is None for one in shown):
        return
    names = made.appointments.names
    apart = [one for one in made.people if one not in shown and _changed(made, one)]
    if apart:
        screen.note(f"changed as well, and not written: {names.people(apart)}")
    other = [one for one in shown if before[person_file(one)] != files[person_file(one)]]
    if not other:
        screen.note("no calendar changed: nothing has to be sent again")
        return
    screen.note("to send again:")
    for one in other:
        changed = _changed(made, one) or "the file there was an older one"
        screen.note(f"  {person_file(one)}  {names.person(one)}: {changed}")


def tell_round(screen: Screen, made: Invitations, folder: Path, this: Round) -> None:
    """Print each invitation and to whom it goes; say who cannot be invited."""
    for one in this.invitations:
        screen.write(f"{one.name}\t{'; '.join(one.to)}\n")
    if this.invitations:
        off = sum(one.event.cancelled for one in this.invitations)
        told = f", {off} of them to cancel" if off else ""
        screen.note(f"{folder}: {counted(len(this.invitations), 'invitation')} to send{told}")
    else:
        screen.note("nothing is new since the last round; --all invites to everything again")
    if this.unreachable:
        number = counted(len(this.unreachable), "session")
        screen.warn(f"{number} left out, because nobody in it has an e-mail address in the file")
    mails = addresses(made.cohort)
    without = {person for one in this.invitations for person in one.event.people if person not in mails}
    if without:
        names = made.appointments.names.people(in_file_order(made.cohort, without))
        screen.warn(f"without an e-mail address, so tell them yourself: {names}")


def _changed(made: Invitations, person: str) -> str:
    """What changed for a person by this export, as `1 new, 2 moved`."""
    return _counts(Counter(one.change_for(person) for one in made.of(person)), _TOLD)


def _counts(found: Counter[Change], told: Iterable[Change]) -> str:
    return ", ".join(f"{found[one]:,} {one}" for one in told if found[one])
