"""Where else a session could be: the free half-days with their cost, and what is in the way of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from pairmatch.matching.answers import Obstacle
from pairmatch.report.options import OptionWords
from pairmatch.report.places import told
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.person import details
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible
from pairmatch.report.words import counted
from pairmatch.rota.options import Free, Options

FEW = 12
"""So many half-days of a kind are shown without being asked for all."""
_FEW_REASONS = 8
_FEW_OF_SEVERAL = 3


def show_options(
    page: Page,
    person: str,
    answers: Sequence[Options],
    file: str,
    *,
    in_short: bool = False,
    all_of_them: bool = False,
) -> None:
    """Print where the sessions of a person could be.

    Parameters
    ----------
    page
        Where to.
    person
        Who was asked about.
    answers
        One for each session, held or missed.
    file
        The document of the rota.
    in_short
        Whether each is told in one line only.
    all_of_them
        Whether every half-day is shown; this goes before `in_short`.
    """
    words = OptionWords(page.cohort, page.names, page.glyphs)
    page.text(page.names.person(person), "bold")
    page.text(details(page, person), "dim")
    if not answers:
        page.text("Nothing has to be held.")
    elif in_short and not all_of_them:
        _show_in_short(page, words, person, answers)
    else:
        for asked in answers:
            _show_one(page, words, asked, len(answers) > 1, all_of_them)
    if any(asked.free for asked in answers):
        page.console.print()
        tip = f"To place one, edit its line in {visible(file)}; `pairmatch verify` says what else to change."
        page.text(tip, "dim")


def _show_in_short(page: Page, words: OptionWords, person: str, answers: Sequence[Options]) -> None:
    page.console.print()
    rows = [
        Row(
            (
                Text(words.for_person(asked, person)),
                Text(_now(words, asked), "yellow" if asked.missed else ""),
                Text(str(len(_half_days(asked)))),
                Text(_best(words, asked)),
            )
        )
        for asked in answers
    ]
    show_table(page, ("What", "Now", "Free", "The best of them"), rows, right=(2,))
    page.text(f"All places of one: pairmatch options {visible(person)} WHAT.", "dim")


def _now(words: OptionWords, asked: Options) -> str:
    if asked.missed:
        return _missed(asked)
    pinned = ", pinned" if asked.is_pinned else ""
    return "; ".join(words.when(asked, at) for at in asked.now) + pinned


def _best(words: OptionWords, asked: Options) -> str:
    if not asked.free:
        return ""
    best = asked.free[0]
    return f"{words.when(asked, best.at)}: {words.cost(best.change.cost)}"


def _half_days(asked: Options) -> set[tuple[object, str]]:
    return {free.at.when for free in asked.free}


def _show_one(
    page: Page, words: OptionWords, asked: Options, is_one_of_several: bool, everything: bool
) -> None:
    page.heading(words.what(asked))
    for at in asked.now:
        page.text(f"Now: {words.now(asked, at)}")
    if asked.is_pinned:
        page.text("It is pinned: a new rota leaves it there until its `pin` is taken away.", "yellow")
    _show_verdict(page, asked)
    _show_free(page, words, asked, everything)
    if everything or (not is_one_of_several and len(asked.blocked) <= FEW):
        _show_each_blocked(page, words, asked)
    elif asked.blocked:
        _show_blocked_in_short(page, words, asked, is_one_of_several)


def _show_verdict(page: Page, asked: Options) -> None:
    """How many half-days are free, in which window, and what that means for one that is missed."""
    if asked.leaving:
        page.text("It cannot be moved alone:", "yellow")
        page.text("; ".join(_told(asked.leaving)), "yellow", indent=2)
        return
    free = len(_half_days(asked))
    total = counted(free + len(asked.blocked), f"{'' if asked.missed else 'other '}half-day")
    weeks = f" in weeks {asked.weeks}" if asked.weeks else ""
    count = f"{free or 'none'} of {total}{weeks} {'are' if free > 1 else 'is'} free of conflict"
    if not asked.missed:
        page.text(f"{count[0].upper()}{count[1:]}.")
        return
    cure = ": it can be placed by hand" if free else ""
    page.text(f"{_missed(asked).capitalize()}; {count}{cure}.", "yellow")


def _missed(asked: Options) -> str:
    return "missed" if asked.missed == 1 else f"missed {asked.missed} times"


def _show_free(page: Page, words: OptionWords, asked: Options, everything: bool) -> None:
    if not asked.free:
        return
    shown = asked.free if everything else asked.free[:FEW]
    has_places = any(words.place(asked, free) for free in shown)
    page.console.print()
    rows = [Row(_cells(words, asked, free, has_places)) for free in shown]
    heads = ("Free", *(["Where"] if has_places else []), "Cost", "Because")
    show_table(page, heads, rows, right=(len(heads) - 2,))
    if len(shown) < len(asked.free):
        page.text(f"and {len(asked.free) - len(shown):,} more that cost no less: --all", "dim")


def _cells(words: OptionWords, asked: Options, free: Free, has_places: bool) -> tuple[Text, ...]:
    cost = free.change.cost
    style = "green" if cost < 0 else "yellow" if cost > 0 else ""
    where = [Text(words.place(asked, free))] if has_places else []
    return (
        Text(words.when(asked, free.at)),
        *where,
        Text(words.cost(cost), style),
        Text(words.because(free), "dim"),
    )


def _show_each_blocked(page: Page, words: OptionWords, asked: Options) -> None:
    if asked.blocked:
        page.console.print()
        rows = [(words.when(asked, one), one.obstacles) for one in asked.blocked]
        _show_obstacles(page, rows, "Not free")


def _show_obstacles(page: Page, rows: Sequence[tuple[str, Sequence[Obstacle]]], head: str) -> None:
    cells = [Row((Text(when), Text("; ".join(_told(obstacles))))) for when, obstacles in rows]
    show_table(page, (head, "In the way"), cells)


def _told(obstacles: Sequence[Obstacle]) -> list[str]:
    return [told(one.reason, one.span) for one in obstacles]


def _show_blocked_in_short(page: Page, words: OptionWords, asked: Options, is_one_of_several: bool) -> None:
    """The half-days with one thing in the way, then what is in the way of all, the commonest first."""
    page.console.print()
    by_one = (one for one in asked.blocked if len(one.least) == 1 and not (one.is_closed or one.is_past))
    near = [(words.when(asked, one), one.least) for one in by_one]
    if near and not is_one_of_several and not asked.leaving:
        _show_obstacles(page, near[:FEW], "Nearly free")
        _tell_rest(page, len(near) - len(near[:FEW]), "half-day")
        page.console.print()
    reasons = Counter(told for one in asked.blocked for told in dict.fromkeys(_told(one.obstacles)))
    shown = reasons.most_common(_FEW_OF_SEVERAL if is_one_of_several else _FEW_REASONS)
    page.text(f"In the way on the {counted(len(asked.blocked), 'half-day')} not free")
    numbers = max(len(str(count)) for _, count in shown)
    for reason, count in shown:
        grid = page.grid([2, numbers, page.width - numbers - 4], gap=1, right=(1,))
        grid.add_row(Text(""), Text(str(count)), Text(reason))
        page.console.print(grid)
    _tell_rest(page, len(reasons) - len(shown), "reason")


def _tell_rest(page: Page, rest: int, what: str) -> None:
    if rest:
        page.text(f"and {counted(rest, f'more {what}')}: --all", "dim", indent=2)
