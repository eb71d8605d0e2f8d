"""What to change so that someone who waits can be placed: one sentence of the cohort at a time.

What cannot help is sifted out first (`ways_out`). Of the rest, each is proven by an alternating path that
it opens from the person to a free place, so that everyone placed now and the person can have one; and what
is shown has its whole pairing worked out anew. Suggestions stand in the order of `Order`, from what costs
nobody anything to what nobody should be asked lightly, and in each place of it by what the objective makes
of their pairings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice

from pairmatch.matching.answers import GiveWay, Measures
from pairmatch.matching.candidates import Candidates
from pairmatch.matching.engine import Cell
from pairmatch.matching.hall import Alternating, place_of
from pairmatch.matching.ways_out import Change, WaysOut

SHOWN_AT_MOST = 5
SHOWN_OF_A_KIND = 2
MEASURED_AT_MOST = 3
"""Of each place in the order: the person's own pairs before others', the best scored first."""

Measure = Callable[[Candidates], Measures]
"""How good the best pairing over some candidates is."""


def give_way(
    candidates: Candidates, pairs: Sequence[Cell], person: str, measure: Measure, objective: str
) -> tuple[GiveWay, ...]:
    """The single sentences of the cohort that, changed alone, let more people be placed.

    Parameters
    ----------
    candidates
        Who may be paired with whom.
    pairs
        The best pairing: (doctor, manager) positions.
    person
        The id of someone without a partner in it.
    measure
        Works out the best pairing over changed candidates. These have places of their own
        (`Candidates.places`), which are not always those of the cohort.
    objective
        What that pairing maximises: `fair`, `total`, `leximin` or `rank`.

    Returns
    -------
    tuple
        The cheapest first, at most `SHOWN_OF_A_KIND` of each kind and `SHOWN_AT_MOST` in all. Each is
        proven: the person can be placed beside everyone who is now, and the best pairing then places
        more people than `pairs`. Empty where no single change does that, and where the person could
        have a place already, but something comes before it (`stable`, `placement: free`, `--changes`).
    """
    side, at = place_of(candidates, person)
    way = Alternating(candidates, pairs, side)
    hall = way.hall_set(at)
    if hall is None:
        return ()
    placed = len({row for row, _ in pairs}) + len({column for _, column in pairs})

    def helps(changed: Candidates) -> bool:
        return Alternating(changed, pairs, side).hall_set(at) is None

    shown: list[GiveWay] = []
    counts: Counter[str] = Counter()
    changes = sorted(WaysOut(candidates, way, hall, at).changes(), key=lambda change: change.order)
    for _, alike in groupby(changes, key=lambda change: change.order):
        wanted = [change for change in alike if counts[change.kind] < SHOWN_OF_A_KIND]
        proven = [one for one in _proven(wanted, helps, measure) if one.whole.people > placed]
        for one in sorted(proven, key=partial(_worth, objective), reverse=True):
            counts[one.kind] += 1
            if counts[one.kind] <= SHOWN_OF_A_KIND:
                shown.append(one)
        if len(shown) >= SHOWN_AT_MOST:
            break
    return tuple(shown[:SHOWN_AT_MOST])


def _proven(
    changes: Sequence[Change], helps: Callable[[Candidates], bool], measure: Measure
) -> Iterator[GiveWay]:
    """The most promising of these that help, each with its whole pairing."""
    promising = sorted(changes, key=lambda change: change.promise, reverse=True)
    made = ((change, change.made()) for change in promising)
    helpful = ((change, changed) for change, changed in made if helps(changed))
    for change, changed in islice(helpful, MEASURED_AT_MOST):
        yield GiveWay(change.text, change.kind, change.span, measure(changed))


def _worth(objective: str, one: GiveWay) -> tuple[int | tuple[int, ...], ...]:
    """How good the pairing is by which the change was proven; more is better."""
    whole = one.whole
    if objective == "rank":
        return (whole.people, whole.choices, whole.total)
    return (whole.people, whole.total if objective == "total" else whole.worst, whole.total)
