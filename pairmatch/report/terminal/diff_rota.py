"""What differs between two rotas: runs, sessions, misses, and what each person must be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from pairmatch.matching.answers import Ids
from pairmatch.matching.pairing_changes import Both
from pairmatch.report.changes import ChangeWords
from pairmatch.report.terminal.diff_head import Measure, show_cohorts, show_files, show_measures
from pairmatch.report.terminal.page import Sheet
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.words import counted
from pairmatch.rota.changes import Change, PersonChanges, RotaChanges
from pairmatch.rota.rota import AnyMissed, RotaProof

FEW = 25
"""So many sessions, and so many misses, are shown without being asked for all."""
FEW_PEOPLE = 12
"""Up to so many people are each told what changes for them, without being asked for all."""
_VERDICTS = {"moved": "moved", "place": "elsewhere or held by others", "gone": "gone", "new": "new"}


def show_rota_changes(page: Sheet, files: Both[str], changes: RotaChanges, *, all_of_them: bool) -> None:
    """Print what differs between two rotas.

    Parameters
    ----------
    page
        Where to, and what people are called.
    files
        What the two documents are called.
    changes
        What differs.
    all_of_them
        Whether every change is shown, however many there are.
    """
    show_files(page, files)
    show_cohorts(page, changes.cohort)
    if changes.is_same:
        page.text(f"No difference: {counted(changes.weeks.after, 'week')}.")
        return
    words = ChangeWords(page.names, page.glyphs, changes)
    page.text(_summary(changes))
    show_measures(page, list(_measures(changes)))
    _show_pairs(page, "Pairs gone", changes.pairs.gone)
    _show_pairs(page, "Pairs new", changes.pairs.new)
    _show_runs(page, words, changes)
    _show_sessions(page, words, changes.sessions, all_of_them)
    _show_missed(page, words, "Missed now, not before", changes.newly_missed, all_of_them)
    _show_missed(page, words, "Missed before, not now", changes.no_longer_missed, all_of_them)
    _show_people(page, words, changes.people, all_of_them)


def _summary(changes: RotaChanges) -> str:
    """As `3 sessions moved, 1 gone; 8 people to tell`."""
    numbers: Counter[str] = Counter(change.change for change in changes.sessions)
    parts = [f"{numbers[kind]:,} {verdict}" for kind, verdict in _VERDICTS.items() if numbers[kind]]
    sessions = f"Sessions: {', '.join(parts)}" if parts else "No session of a pair differs"
    return f"{sessions}; {counted(len(changes.people), 'person', 'people')} to tell"


def _measures(changes: RotaChanges) -> Iterator[Measure]:
    yield "weeks", Both(f"{changes.weeks.before}", f"{changes.weeks.after}")
    yield "missed", Both(f"{changes.missed.before:,}", f"{changes.missed.after:,}")
    before, after = changes.proof.before, changes.proof.after
    yield "cost", Both(f"{before.cost:,}", f"{after.cost:,}")
    yield "proven", Both(_proven(before), _proven(after))


def _proven(proof: RotaProof) -> str:
    if proof.status == "optimal":
        return "yes"
    return f"no; {proof.level or 'cost'} from {proof.bound:,}"


def _show_pairs(page: Sheet, head: str, pairs: tuple[Ids, ...]) -> None:
    if pairs:
        told = [f" {page.glyphs.plus} ".join(map(page.names.person, pair)) for pair in pairs]
        page.heading(f"{head}: {len(pairs):,}")
        page.text("; ".join(told), indent=2)


def _show_runs(page: Sheet, words: ChangeWords, changes: RotaChanges) -> None:
    if not changes.runs:
        return
    page.heading("Runs of workshops")
    rows = [
        Row(
            (
                Text(words.what(run)),
                *_was_and_is(run.change, words.was(run), words.now(run)),
                Text(counted(run.people, "person", "people")),
            )
        )
        for run in changes.runs
    ]
    show_table(page, ("Workshop", "Was", "Is", "For"), rows)


def _was_and_is(change: str, was: str, now: str) -> tuple[Text, Text]:
    styles = {"gone": ("", "red"), "new": ("green", "")}.get(change, ("", ""))
    return Text(was, styles[0]), Text(now, styles[1])


def _show_sessions(page: Sheet, words: ChangeWords, sessions: Sequence[Change], all_of_them: bool) -> None:
    if not sessions:
        return
    page.heading("Sessions")
    shown = sessions if all_of_them else sessions[:FEW]
    rows = [
        Row(
            (
                Text(words.what(one)),
                *_was_and_is(one.change, words.was(one), words.now(one)),
                Text(words.who(one)),
            )
        )
        for one in shown
    ]
    show_table(page, ("Session", "Was", "Is", "For"), rows)
    _tell_rest(page, len(sessions) - len(shown))


def _show_missed(
    page: Sheet, words: ChangeWords, head: str, missed: Sequence[AnyMissed], all_of_them: bool
) -> None:
    if not missed:
        return
    page.heading(f"{head}: {len(missed):,}", "bold yellow")
    shown = missed if all_of_them else missed[:FEW]
    for one in shown:
        page.text(words.missed(one), indent=2)
    _tell_rest(page, len(missed) - len(shown))


def _tell_rest(page: Sheet, rest: int) -> None:
    if rest:
        page.text(f"and {rest:,} more: --all", "dim")


def _show_people(page: Sheet, words: ChangeWords, people: Sequence[PersonChanges], all_of_them: bool) -> None:
    if not people:
        return
    page.heading("Who must be told")
    if len(people) > FEW_PEOPLE and not all_of_them:
        page.text(page.names.people(one.person for one in people), indent=2)
        page.text("What to tell each of them: --all", "dim")
        return
    for one in people:
        page.text(page.names.person(one.person), "bold")
        for line in _lines(words, one):
            page.text(line, indent=2)


def _lines(words: ChangeWords, told: PersonChanges) -> Iterator[str]:
    yield from (words.for_person(change, told.person) for change in told.changes)
    for missed in told.newly_missed:
        yield f"missed now: {words.missed_by(missed, told.person)}"
    for missed in told.no_longer_missed:
        yield f"no longer missed: {words.missed_by(missed, told.person)}"
