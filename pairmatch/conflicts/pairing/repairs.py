"""`pairing_repairs`: the cheapest changes after which everyone who takes a partner has one, each proven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pairmatch.cohort.edit import Edit, EditRefused, Loc, edited
from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.applied import read_again
from pairmatch.conflicts.pairing.cheapest import Cheapest, Found
from pairmatch.conflicts.pairing.find import SECONDS
from pairmatch.conflicts.pairing.ground import ground_of
from pairmatch.conflicts.pairing.newcomers import newcomers
from pairmatch.conflicts.pairing.settings import Setting, settings_of
from pairmatch.conflicts.pairing.situation import Situation, situation_of
from pairmatch.conflicts.pairing.ways import Way, ways_of
from pairmatch.conflicts.report import Change, Repair
from pairmatch.errors import CohortError, NoAnswerInTime, WrongUsage
from pairmatch.matching.candidates import unsettled
from pairmatch.matching.solve import match
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch

COUNT = 3
TRIED_AT_MOST = 12
"""Sets of changes that are looked at."""
LEAST_SECONDS = 1.0
"""What one pairing may take though the time be over."""


def pairing_repairs(
    cohort: Cohort,
    text: str,
    wishes: Wishes = Wishes(),
    *,
    count: int = COUNT,
    watch: Watch | None = None,
    time_limit: float = SECONDS,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> tuple[Repair, ...]:
    """The cheapest changes after which everyone who takes a partner has one.

    Parameters
    ----------
    cohort
        A checked cohort that was read from a file.
    text
        The text of that file.
    wishes
        What the run asks for beside the file. A change of an option has no edits.
    count
        How many different ones are wanted. Of those that change the same sorts of things only two are
        given, as long as there are others.
    watch
        How long it may take, whom to tell, and whether to stop; None: made of the next three.
    time_limit
        Seconds; what is found by then is returned.
    on_progress
        Told from time to time.
    stop
        Asks for an early end.

    Returns
    -------
    tuple
        The cheapest first; none where nobody waits and the locks can be kept. Each was applied to the
        text, read and checked again, and paired by `match`, by which nobody waits; a set of changes that
        fails that is not returned.

    Raises
    ------
    CohortError, WrongUsage, NoAnswerInTime
        As `pairing_conflicts`.
    """
    watch = watch or Watch(time_limit, on_progress, stop)
    now = situation_of(cohort, wishes, watch)
    if not now.is_in_need:
        return ()
    proofs = _Proofs(cohort, text, now.wishes, watch)
    repairs: list[Repair] = []
    for found in _cheapest_first(now, text, watch):
        watch.tell("cheapest changes", len(repairs), count)
        repair = proofs.proven(found)
        if repair:
            repairs.append(repair)
        if len(repairs) >= count:
            break
    return tuple(sorted(repairs, key=lambda one: one.cost))


def _cheapest_first(now: Situation, text: str, watch: Watch) -> Iterator[Found]:
    """Sets of changes, by what facts ask for alone."""
    ways = list(newcomers(now.cohort, now.waiting))
    larger = _edited(now.cohort, text, [edit for way in ways for edit in way.edits])
    if larger is None:
        larger, ways = now.cohort, []
    candidates = unsettled(larger, watch, now.wishes.lock, now.wishes.ban)
    ground = ground_of(candidates, now.wishes)
    cheapest = Cheapest(ground, [*ways_of(ground), *ways], watch)
    for _ in range(TRIED_AT_MOST):
        found = cheapest.next()
        if found is None:
            return
        yield found
        if not found.ways:
            return


@dataclass(frozen=True)
class _Proofs:
    """Applies changes, and pairs again."""

    cohort: Cohort
    text: str
    wishes: Wishes
    watch: Watch

    def proven(self, found: Found) -> Repair | None:
        """The repair of these changes, with the settings that it needs as well; None where it is none."""
        ways = list(found.ways)
        settings = settings_of(self.cohort, self.wishes)
        for lifted in _fewest_first(settings):
            if self._serves(ways, lifted):
                return _repair(found, ways, lifted)
        return None

    def _serves(self, ways: Sequence[Way], lifted: Sequence[Setting]) -> bool:
        """Whether everybody has a partner once all that is changed."""
        if not ways and not lifted:
            return False
        made: list[Way | Setting] = [*ways, *lifted]
        cohort = _edited(self.cohort, self.text, [edit for one in made for edit in one.edits])
        if cohort is None:
            return False
        wishes = self.wishes
        for one in made:
            wishes = one.wishes(wishes) if one.wishes else wishes
        try:
            pairing = match(cohort, wishes, time_limit=max(LEAST_SECONDS, self.watch.left))
        except (CohortError, WrongUsage, NoAnswerInTime):
            return False
        return all(cohort.person(one.person).pairs == 0 for one in pairing.unmatched)


def _fewest_first(settings: Sequence[Setting]) -> Iterator[tuple[Setting, ...]]:
    """No setting, each alone, all."""
    yield ()
    yield from ((one,) for one in settings)
    if len(settings) > 1:
        yield tuple(settings)


def _repair(found: Found, ways: Sequence[Way], lifted: Sequence[Setting]) -> Repair:
    changes = [*(way.change() for way in ways), *(one.change() for one in lifted)]
    return Repair(
        changes=_one_after_the_other(changes),
        cost=sum(change.cost for change in changes),
        status="optimal" if found.is_proven else "feasible",
        proven=True,
        mends="pairing",
    )


def _one_after_the_other(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes in such an order that none moves the place of a later one's value."""
    edits = in_order([edit for change in changes for edit in change.edits])
    last = {id(edit): at for at, edit in enumerate(edits)}
    return tuple(sorted(changes, key=lambda one: max((last[id(edit)] for edit in one.edits), default=-1)))


def _edited(cohort: Cohort, text: str, edits: Sequence[Edit]) -> Cohort | None:
    """The cohort of the text with some edits; None where it has errors, or they cannot be written."""
    try:
        return read_again(cohort, edited(text, in_order(edits)))
    except EditRefused:
        return None


def in_order(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits so that none moves the place of another: values first, then what is taken out, the last first."""
    values = sorted((edit for edit in edits if edit.value is not None), key=lambda edit: _order(edit.loc))
    removed = sorted((edit for edit in edits if edit.value is None), key=lambda edit: _order(edit.loc))
    return (*values, *reversed(removed))


def _order(loc: Loc) -> tuple[tuple[str, int], ...]:
    return tuple((step, 0) if isinstance(step, str) else ("", step) for step in loc)
