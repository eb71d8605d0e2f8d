"""What could not be placed, grouped by its reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pairmatch.report.terminal.page import Page
from pairmatch.report.visible import visible
from pairmatch.report.words import counted
from pairmatch.rota.rota import AnyMissed, MissedShadowing, MissedWorkshop, Rota

FEW = 25
"""So many groups of misses are told without being asked for all."""


def show_missed(page: Page, rota: Rota, *, person: str | None = None, all_of_them: bool = False) -> None:
    """Print the misses, or those of one person, the reason of each group below it."""
    missed = [one for one in rota.missed if person is None or person in _people(one)]
    if not missed:
        return
    page.heading(f"Missed: {counted(len(missed), 'session')}", "bold yellow")
    list_missed(page, missed, None if all_of_them or person else FEW)


def list_missed(page: Page, missed: Sequence[AnyMissed], at_most: int | None) -> None:
    """Print misses in groups of one reason each, no more groups than `at_most`."""
    groups: dict[tuple[str, str], list[AnyMissed]] = defaultdict(list)
    for one in missed:
        groups[_what(page, one), one.why].append(one)
    shown = list(groups.items())[:at_most]
    for (what, why), ones in shown:
        page.text(f"{what}: {_who(page, ones)}", indent=2)
        page.text(visible(why), "dim", indent=4)
    rest = len(missed) - sum(len(ones) for _, ones in shown)
    if rest:
        page.text(f"and {rest:,} more: --all", indent=2)


def _people(missed: AnyMissed) -> tuple[str, ...]:
    return (missed.guest, missed.host) if isinstance(missed, MissedShadowing) else missed.people


def _what(page: Page, missed: AnyMissed) -> str:
    return page.names.workshop(missed.workshop) if isinstance(missed, MissedWorkshop) else missed.kind


def _who(page: Page, missed: Iterable[AnyMissed]) -> str:
    """Each one's people, and how often where more than once."""
    times = Counter(_one(page, one) for one in missed)
    return "; ".join(who if count == 1 else f"{who} ({count} half-days)" for who, count in times.items())


def _one(page: Page, missed: AnyMissed) -> str:
    if isinstance(missed, MissedShadowing):
        return f"{page.names.person(missed.guest)} {page.glyphs.arrow} {page.names.person(missed.host)}"
    people = f" {page.glyphs.plus} ".join(map(page.names.person, missed.people))
    weeks = None if isinstance(missed, MissedWorkshop) else missed.weeks
    return f"{people}, weeks {weeks}" if weeks else people
