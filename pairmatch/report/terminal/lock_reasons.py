"""Why locked pairs keep others from being placed."""

from __future__ import annotations

from pairmatch.matching.answers import WhyLock
from pairmatch.report.places import told
from pairmatch.report.terminal.page import Page
from pairmatch.report.words import counted, first_few

_FEW_NAMES = 12


def show_why_lock(page: Page, why: WhyLock) -> None:
    """Print how many could be placed without the locks, and the rules that keep them from it."""
    page.heading(f"What the {'lock costs' if len(why.pairs) == 1 else 'locks cost'}", "bold yellow")
    pairs = [" and ".join(map(page.names.person, pair)) for pair in why.pairs]
    people = counted(why.without, "person", "people")
    page.text(
        f"No pairing that places {people} has {first_few(pairs, _FEW_NAMES)} together: "
        f"with the {'lock' if len(pairs) == 1 else 'locks'}, {why.people} at most."
    )
    if why.too_few:
        wanting = first_few([page.names.person(one) for one in why.too_few.people], _FEW_NAMES)
        offered = first_few([page.names.person(one) for one in why.too_few.others], _FEW_NAMES)
        left = counted(why.too_few.places, "place")
        page.text(f"Then {wanting} may only go to {offered}, with {left} left.")
    if why.because:
        page.text("Because of")
        for one in why.because:
            page.text(told(one.reason, one.span), indent=2)
