"""Why someone is paired as they are: the score, the alternatives and their price, who was not open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.text import Text

from pairmatch.matching.answers import Alternative, Forbidden, Obstacle, Waits, WhyPerson
from pairmatch.report.highlights import quality
from pairmatch.report.losses import NOTHING, Standard, gain, loss
from pairmatch.report.moves import in_short
from pairmatch.report.places import told
from pairmatch.report.terminal.margin import show_margin
from pairmatch.report.terminal.page import SCORE_STYLES, Page
from pairmatch.report.terminal.parts import show_parts
from pairmatch.report.terminal.person import details
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, first_few

FEW = 10
_FEW_NAMES = 8
_ROOM_FOR_MOVES = 110


def show_why_person(
    page: Page, standard: Standard, why: WhyPerson, notes: Sequence[str] = (), *, all_of_them: bool = False
) -> None:
    """Print why someone is paired as they are, or is not.

    Parameters
    ----------
    page
        Where to.
    standard
        By what pairings are compared.
    why
        The answer.
    notes
        What the reader should know first, made safe to show.
    all_of_them
        Whether alternatives and people who were not open are listed however many they are.
    """
    name = page.names.person(why.person)
    partners = page.names.people(_other(why.person, partner.pair) for partner in why.partners)
    page.text(f"{name}: with {partners}" if partners else f"{name}: without a partner", "bold")
    page.text(details(page, why.person), "dim")
    for note in notes:
        page.text(note, "yellow")
    for partner in why.partners:
        page.heading(f"What made the pair with {page.names.person(_other(why.person, partner.pair))}")
        show_parts(page, partner.parts, partner.score)
        page.console.print()
        show_margin(page, standard, why.best, partner.margin)
    if why.waits:
        page.text(visible(why.waits.reason))
        _show_give_way(page, standard, why, why.waits)
    _show_alternatives(page, standard, why, all_of_them)
    _show_forbidden(page, why.forbidden, all_of_them)


def _other(person: str, pair: tuple[str, str]) -> str:
    return pair[1] if pair[0] == person else pair[0]


def _show_give_way(page: Page, standard: Standard, why: WhyPerson, waits: Waits) -> None:
    """What could be changed so that more people are placed, and what comes of it."""
    if waits.give_way:
        page.heading("What could give way, the cheapest first")
        rows = [
            Row((Text(told(way.change, way.span)), Text(gain(standard, why.best, way.whole))))
            for way in waits.give_way
        ]
        show_table(page, ("Change", "Then"), rows)
    elif waits.too_few or not why.alternatives:
        page.text("No single change of a rule, a refusal or a number of places would let more be placed.")


def _show_alternatives(page: Page, standard: Standard, why: WhyPerson, all_of_them: bool) -> None:
    found = why.alternatives
    who = "Nobody else was open" if not found else f"{counted(len(found), 'other')} who {_was(found)} open"
    page.heading(f"{who} to {page.names.person(why.person)}")
    if not found:
        return
    shown = found if all_of_them else found[:FEW]
    wide = page.width >= _ROOM_FOR_MOVES
    heads = ("Partner", "Score", "What it would cost", *(["And move"] if wide else []))
    rows = [_alternative(page, standard, why, one, wide) for one in shown]
    show_table(page, heads, rows, right=(1,))
    if len(shown) < len(found):
        page.text(f"and {len(found) - len(shown):,} more that cost no less: --all", "dim")


def _was(found: Sequence[object]) -> str:
    return "was" if len(found) == 1 else "were"


def _alternative(page: Page, standard: Standard, why: WhyPerson, one: Alternative, wide: bool) -> Row:
    cost = loss(standard, why.best, one.what_if)
    moves = in_short(page.names, page.glyphs, one.what_if.moves, besides={why.person, one.other})
    cells = (
        Text(page.names.person(one.other)),
        Text(str(one.score), SCORE_STYLES[quality(one.score)]),
        Text(cost, "yellow" if cost == NOTHING else ""),
    )
    return Row((*cells, Text(moves, "dim"))) if wide else Row(cells, moves)


def _show_forbidden(page: Page, forbidden: Sequence[Forbidden], all_of_them: bool) -> None:
    """Who was not open, by reason; whoever there are several against stands under each of them."""
    if not forbidden:
        return
    page.heading(f"{counted(len(forbidden), 'person', 'people')} not open")
    groups: dict[Obstacle, list[Forbidden]] = defaultdict(list)
    for one in forbidden:
        for obstacle in dict.fromkeys(one.obstacles):
            groups[obstacle].append(one)
    by_size = sorted(groups.items(), key=lambda group: -len(group[1]))
    shown = by_size if all_of_them else by_size[:FEW]
    for obstacle, ones in shown:
        page.text(f"{len(ones)} by {told(obstacle.reason, obstacle.span)}{_alone(ones)}", indent=2)
        names = [page.names.person(one.other) for one in ones]
        page.text(first_few(names, len(names) if all_of_them else _FEW_NAMES), "dim", indent=4)
    if len(shown) < len(by_size):
        page.text(f"and {counted(len(by_size) - len(shown), 'more reason')}: --all", "dim", indent=2)


def _alone(ones: Sequence[Forbidden]) -> str:
    """For how many of them nothing else is in the way, where that is not so for all."""
    alone = sum(len(one.obstacles) == 1 for one in ones)
    if alone == len(ones):
        return ""
    return f" ({alone} of them by this alone)" if alone else " (and by others)"
