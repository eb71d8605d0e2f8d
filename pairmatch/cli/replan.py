"""`rota --keep OLD --from DATE`: the older rota read, what of it is told, and what must not be lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pairmatch.cli.cohort_file import refuse_irregular
from pairmatch.cli.screen import Screen
from pairmatch.cohort.document import read_document
from pairmatch.cohort.schema import MAX_WEEKS, Cohort
from pairmatch.cohort.values import parse_date
from pairmatch.errors import PairmatchError, UnreadableFile, WrongUsage
from pairmatch.matching.pairing_changes import Both
from pairmatch.report.names import Names
from pairmatch.report.terminal.diff_rota import show_rota_changes
from pairmatch.report.terminal.page import Sheet
from pairmatch.report.words import counted, short_date
from pairmatch.rota.changes import rota_changes
from pairmatch.rota.keep import Keep
from pairmatch.rota.rota import Rota


def read_keep(path: Path | None, first: str | None) -> Keep | None:
    """The older rota that was named, and the day from which it may change; None where none was.

    Raises
    ------
    WrongUsage
        When the day is no date, or is given without a rota.
    UnreadableFile
        When the file cannot be opened.
    CohortError
        When it is no rota document.
    """
    if path is None:
        if first is not None:
            raise WrongUsage(
                "--from says from when an older rota may change: name it with --keep OLD.rota.yaml"
            )
        return None
    refuse_irregular(path)
    rota, source = read_document(path, Rota)
    return Keep(rota, None if first is None else _day(first), source)


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise WrongUsage(f"--from: {error}") from None


def weeks_kept(weeks: int | None, keep: Keep | None, screen: Screen) -> int | None:
    """The weeks to schedule: those asked for, else those that the older rota was asked for."""
    asked: Any = keep.rota.made.options.get("weeks") if keep else None
    if weeks is not None or not isinstance(asked, int) or not 1 <= asked <= MAX_WEEKS:
        return weeks
    screen.note(f"weeks: {asked}, as in the rota that is kept; --weeks changes it")
    return asked


def tell_beginning(keep: Keep, path: Path, cohort: Cohort, weeks: int | None, screen: Screen) -> None:
    """Say from when the rota may change, where nobody said it.

    Raises
    ------
    WrongUsage
        When the day does not go with the programme or the older rota.
    """
    first = keep.starts(cohort.lasting(weeks))
    if keep.from_date is None:
        over = sum(session.date < first for session in keep.rota.sessions)
        past = f"{counted(over, 'session')} before it count as past" if over else "nothing counts as past"
        screen.note(f"{path} may change from {first} on, and {past}; --from DATE names another day")


def refuse_to_forget(path: Path, force: bool) -> None:
    """Raise `UnreadableFile` where a rota made from nothing would replace one with history or pins."""
    if force or not path.is_file():
        return
    try:
        saved, _ = read_document(path, Rota)
    except PairmatchError:
        return
    held = [f"what was held before {saved.frozen_before}"] if saved.frozen_before else []
    held += ["what was pinned"] if any(session.pin for session in saved.sessions) else []
    if held:
        raise UnreadableFile(
            f"{path}: a rota made from nothing would forget {' and '.join(held)}. "
            f"Make it again with --keep {path} --from DATE, write elsewhere with --out, or --force"
        )


def show_changes(screen: Screen, cohort: Cohort, keep: Keep, old: Path, new: Path, rota: Rota) -> None:
    """Print what is different from the first day to come on, and for whom; then an empty line."""
    first = keep.starts(cohort.lasting(rota.weeks))
    before, after = (_to_come(one, first) for one in (keep.rota, rota))
    changes = rota_changes(before, after, tuple(cohort.programme.halves))
    page = Sheet(screen.out, Names(cohort))
    page.text(_what_stands(rota, first), "bold")
    was = f"{old} as it was" if old == new else str(old)
    show_rota_changes(page, Both(was, str(new)), changes, all_of_them=False)
    screen.out.print()


def _what_stands(rota: Rota, first: date) -> str:
    """What of the older rota is not compared, because it cannot change."""
    over = sum(session.date < first for session in rota.sessions)
    pinned = sum(bool(session.pin) for session in rota.sessions if session.date >= first)
    as_they_were = f"{counted(over, 'session')} before {short_date(first)} as they were" if over else ""
    stay = f"{counted(pinned, 'pinned session')} where they were" if pinned else ""
    kept = "; ".join(filter(None, (as_they_were, stay))) or "none of it is past"
    return f"Made again from {short_date(first)} {first.year} on: {kept}"


def _to_come(rota: Rota, first: date) -> Rota:
    """The rota without its past, and without what its proof says of a rota before it."""
    sessions = tuple(session for session in rota.sessions if session.date >= first)
    proof = rota.proof.model_copy(update={"moved": None})
    return rota.model_copy(update={"sessions": sessions, "proof": proof})
