"""`schedule`: a cohort and its pairs in, a rota out, each level proven or with its bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.calendar.check import ensure_checked
from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.rules import window_outside
from pairmatch.cohort.schema import MAX_WEEKS, Cohort
from pairmatch.errors import CohortError, NoAnswerInTime, ResultRefused, WrongUsage
from pairmatch.matching.pairing import Pairing
from pairmatch.progress import OnProgress, Stop, Watch
from pairmatch.rota.demand import Demands, demands
from pairmatch.rota.extract import Plan, plan_of
from pairmatch.rota.keep import Keep
from pairmatch.rota.missed import missed_of
from pairmatch.rota.model import RotaModel
from pairmatch.rota.moved import Standings
from pairmatch.rota.objective import LEVELS_MISSED, Level, cost_of
from pairmatch.rota.old_plan import seed_from_old
from pairmatch.rota.parts import best_of_parts, parted
from pairmatch.rota.pins_check import ensure_pins_can_stay
from pairmatch.rota.rota import Rota, RotaProof
from pairmatch.rota.search import SEED, Effort, Manner
from pairmatch.rota.seed import first_plans, lean
from pairmatch.version import version

MISSED_SHARE = 0.4
"""How much of the time that is left may be spent on one level of misses."""
ALONE_SHARE = 0.5
"""How much of the time of a level one worker has before several take over."""
LARGE = 20_000
"""From so many decisions on, one worker seldom ends, and has `LARGE_ALONE_SHARE`."""
LARGE_ALONE_SHARE = 0.1
RELAXED_SHARE = 0.4
"""How much of the time that is left the linear relaxation of a large cohort may take."""
Options = dict[str, int | float | str]
WORKERS = 8
"""How many take over: CP-SAT's portfolio has its neighbourhood searches from here on."""


def schedule(
    cohort: Cohort,
    pairing: Pairing,
    *,
    weeks: int | None = None,
    keep: Keep | None = None,
    time_limit: float = 60.0,
    gap: float = 0.0,
    workers: int | None = None,
    seed: int = SEED,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> Rota:
    """Place every workshop, shadowing half-day and meeting of these pairs.

    Parameters
    ----------
    cohort
        A checked cohort.
    pairing
        Who takes part with whom.
    weeks
        How long the programme runs; None: as long as the cohort says.
    keep
        An older rota that is made again: what of it is over stays as it was, and of the rest the fewest
        people have a session moved; None: it is made from nothing.
    time_limit
        Seconds; the best rota found by then is returned, with what is proven of it.
    gap
        End as soon as the cost is proven to be this near the optimum, as a share of the cost, 0 to 1.
    workers
        How many workers search at once; one alone gives the same answer every time. None: one, and where
        it comes to no end in half the time, eight.
    seed
        What the search draws its random numbers from: another seed may find another rota as good.
    on_progress
        Told of the best value and the bound from time to time.
    stop
        Asks for an early end; the best rota found by then is returned.

    Raises
    ------
    CohortError
        When a window lies outside the weeks, or a pinned session of the older rota cannot stay.
    WrongUsage
        When the pairing, the number of weeks or the day to begin from does not go with the cohort, or
        `gap`, `workers` or `seed` is none that there can be.
    NoAnswerInTime
        When there was no rota at all within the time.
    ResultRefused
        When the independent check disagrees with the result: a defect of pairmatch.
    """
    from pairmatch.verify import verify_kept, verify_rota

    ensure_checked(cohort)
    cohort = _lasting(cohort, weeks)
    refused = list(window_outside.check(cohort))
    if refused:
        raise CohortError(refused)
    _refuse_strangers(cohort, pairing)
    manner = Manner(workers, gap, seed)
    watch = Watch(time_limit, on_progress, stop)
    if watch.left == 0:
        raise NoAnswerInTime(f"no rota was found in {time_limit:g} s; allow more with --time-limit")
    data = demands(cohort, [pair.ids for pair in pairing.pairs], keep=keep)
    ensure_pins_can_stay(data)
    best = _best_of_all(data, watch, manner)
    rota = _rota(data, best, _options(weeks, keep, time_limit, manner, best))
    found = (*verify_rota(cohort, rota), *(verify_kept(cohort, rota, keep) if keep else ()))
    faults = [fault for fault in found if fault.is_error]
    if faults:
        raise ResultRefused(faults)
    return rota


def _lasting(cohort: Cohort, weeks: int | None) -> Cohort:
    if weeks is not None and not 1 <= weeks <= MAX_WEEKS:
        raise WrongUsage(f"a programme has 1 to {MAX_WEEKS} weeks, not {weeks}")
    return cohort.lasting(weeks)


def _refuse_strangers(cohort: Cohort, pairing: Pairing) -> None:
    """A pairing of other people, or one that names a pair twice, is no pairing of this cohort."""
    sides = ({one.id for one in cohort.doctors}, {one.id for one in cohort.managers})
    for pair in pairing.pairs:
        for name, known in zip(pair.ids, sides, strict=True):
            if name not in known:
                raise WrongUsage(f"the pairing names `{name}`, whom the cohort does not have on that side")
    if len({pair.ids for pair in pairing.pairs}) < len(pairing.pairs):
        raise WrongUsage("the pairing names a pair twice")


@dataclass(frozen=True)
class Best:
    """The best plan found, its cost, and the first level that is not proven, with its bound."""

    plan: Plan
    cost: int
    bound: int
    missed: tuple[int, ...]
    """What the plan misses, level by level."""
    open_level: str | None
    """None when only the cost, or nothing, is open."""
    repeatable: bool
    """Whether another run finds the same plan."""

    @property
    def is_proven(self) -> bool:
        """Whether no rota is better in any level, and every run ends with this one."""
        return self.repeatable and self.open_level is None and self.bound == self.cost


def _best_of_all(data: Demands, watch: Watch, manner: Manner) -> Best:
    """The best of the whole, its parts solved apart where they share nothing."""
    parts = parted(data)
    if len(parts) == 1:
        return _best(data, watch, manner)
    found = best_of_parts(data, parts, lambda part, share: _best(part, share, manner), watch)
    missed = tuple(map(sum, zip(*(one.missed for one in found.answers), strict=True)))
    repeatable = all(one.repeatable for one in found.answers)
    level = next((name for name in LEVELS_MISSED if any(a.open_level == name for a in found.answers)), None)
    if level is not None:
        at = LEVELS_MISSED.index(level)
        short = sum(one.missed[at] - one.bound for one in found.answers if one.open_level == level)
        return Best(found.plan, found.cost, missed[at] - short, missed, level, repeatable)
    short = sum(one.cost - one.bound for one in found.answers)
    return Best(found.plan, found.cost, max(0, found.bound - short), missed, None, repeatable)


def _best(data: Demands, watch: Watch, manner: Manner) -> Best:
    """Every level in order, each held at its best value for those that follow."""
    model = RotaModel(data)
    model.seed = manner.seed
    search = _Search(model, watch, manner)
    open_level: tuple[int, str] | None = None
    floors = first_plans(model, watch) if data.old is None else seed_from_old(model, watch)
    for level, floor in zip((*model.missed, *model.moved), floors, strict=True):
        bound = search.lower(level, floor, MISSED_SHARE)
        if model.values is not None:
            watch.tell(level.name, model.value_of(level), bound)
        if open_level is None and not model.is_proven(level, bound):
            open_level = (bound, level.name)
    if open_level is None:
        model = lean(model)
    bound = _Search(model, watch, manner).lower_cost()
    if model.values is None:
        raise NoAnswerInTime(f"no rota was found in {watch.seconds:.0f} s; allow more with --time-limit")
    bound, name = open_level or (bound, None)
    plan, cost = plan_of(model.v, model.values), cost_of(model.v, model.values)
    missed = tuple(model.value_of(level) for level in model.missed)
    return Best(plan, cost, bound, missed, name, model.repeatable)


class _Search:
    """First one worker, whose answers are the same every time; what it leaves open, several.

    Where the number of workers is given, these alone.
    """

    def __init__(self, model: RotaModel, watch: Watch, manner: Manner) -> None:
        self._model = model
        self._watch = watch
        self._manner = manner
        self._is_large = model.decisions >= LARGE

    def lower(self, level: Level, floor: int, share: float, gap: float = 0.0) -> int:
        """Lower a level in a share of the time that is left; returns its bound."""
        bound = floor
        for effort in self._efforts(self._watch.left * share, gap):
            bound = self._model.lower(level, bound, self._watch, effort)
            if self._is_near(level, bound, gap):
                break
        return bound

    def lower_cost(self) -> int:
        """Lower the cost in all the time that is left; returns its bound."""
        cost, floor = self._model.cost, 0
        if self._is_large and self._model.values is not None:
            floor = self._model.relaxed(cost, 0, self._watch, self._watch.left * RELAXED_SHARE)
        return self.lower(cost, floor, share=1.0, gap=self._manner.gap)

    def _efforts(self, seconds: float, gap: float) -> Iterator[Effort]:
        if self._manner.workers is not None:
            yield Effort(seconds, workers=self._manner.workers, gap=gap)
            return
        alone = LARGE_ALONE_SHARE if self._is_large else ALONE_SHARE
        yield Effort(seconds * alone, gap=gap)
        yield Effort(seconds * (1 - alone), workers=WORKERS, gap=gap)

    def _is_near(self, level: Level, bound: int, gap: float) -> bool:
        """Whether a level is proven, or as near to its bound as was asked for."""
        if self._model.is_proven(level, bound):
            return True
        reached = self._model.values is not None and self._model.value_of(level)
        return reached is not False and reached - bound <= gap * reached


def _rota(data: Demands, best: Best, options: Options) -> Rota:
    sessions = best.plan.sessions()
    open_misses = set(LEVELS_MISSED) & {best.open_level}
    missed = missed_of(best.plan, is_proven=not open_misses)
    return Rota(
        made=Made(pairmatch=version(), options=options),
        cohort=CohortStamp.of(data.cohort),
        pairs=data.pairs,
        weeks=data.when.time.weeks,
        frozen_before=data.past.before,
        proof=RotaProof(
            status="optimal" if best.is_proven else "feasible",
            missed=len(missed),
            cost=best.cost,
            bound=best.bound,
            level=best.open_level,
            moved=None if data.old is None else Standings(data).moved(sessions),
        ),
        sessions=sessions,
        missed=missed,
    )


def _options(weeks: int | None, keep: Keep | None, time_limit: float, manner: Manner, best: Best) -> Options:
    """What shaped the answer: the time limit only where more of it could change something."""
    options: Options = {} if weeks is None else {"weeks": weeks}
    if keep is not None:
        first = keep.starts(best.plan.data.cohort).isoformat()
        options |= {"keep": keep.fingerprint, "from": first}
    options |= manner.options()
    return options if best.is_proven else options | {"time_limit": time_limit}
