"""Answers about a pairing, made by hand for the cohort of `samples`: no solver has a part in them."""

from __future__ import annotations

from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Span
from pairmatch.matching.answers import (
    Alternative,
    ComparedPairing,
    Forbidden,
    GiveWay,
    Margin,
    Measures,
    Move,
    Obstacle,
    Part,
    Partner,
    TooFew,
    TradeRow,
    Waits,
    WeightRange,
    WhatIf,
    WhyLock,
    WhyPair,
    WhyPerson,
)
from pairmatch.report.losses import Standard

FAIR = Standard("fair")
BEST = Measures(people=6, worst=512, total=2000, choices=(3, 1), pairs=3)
PARTS = (
    Part("interests", 667, 5, 333.5),
    Part("seniority", 1000, 4, 400.0),
    Part("exchange", None, 3, 0.0),
    Part("site", 0, 1, 0.0),
)
SAME_SITE = Obstacle("`same: site` (no travel budget)", Span("cohort.yaml", 93, 5, 93, 40))
REFUSAL = Obstacle("a refusal", Span("cohort.yaml", 40, 3, 40, 20))


def whole(**changed: int | tuple[int, ...]) -> Measures:
    """The best pairing's measures with some of them changed."""
    values = {"people": BEST.people, "worst": BEST.worst, "total": BEST.total, "choices": BEST.choices}
    return Measures(**{**values, "pairs": BEST.pairs, **changed})  # type: ignore[arg-type]


def swap(cohort: Cohort, first: int = 0, second: int = 1) -> tuple[Move, ...]:
    """Two pairs of the sample pairing exchange partners."""
    doctors, managers = cohort.doctors, cohort.managers
    one, other = (doctors[first].id, doctors[second].id), (managers[first].id, managers[second].id)
    return (
        Move(one[0], (other[0],), (other[1],)),
        Move(one[1], (other[1],), (other[0],)),
        Move(other[0], (one[0],), (one[1],)),
        Move(other[1], (one[1],), (one[0],)),
    )


def margins_of(cohort: Cohort) -> tuple[Margin, ...]:
    """A margin of each kind, for the first pairs of the sample pairing."""
    pairs = [(d.id, m.id) for d, m in zip(cohort.doctors, cohort.managers, strict=False)]
    equal = WhatIf(BEST, swap(cohort))
    worse = WhatIf(whole(worst=480, total=2031), swap(cohort))
    fewer = WhatIf(whole(people=4, pairs=2), (Move(pairs[0][0], (pairs[0][1],), ()),))
    found = [
        Margin(pairs[0], "interchangeable", equal),
        Margin(pairs[1], "ahead", worse),
        Margin(pairs[2], "forced", fewer),
    ]
    return (*found, *(Margin(pair, "locked", None) for pair in pairs[3:]))


def why_person_of(cohort: Cohort, others: int = 3) -> WhyPerson:
    """Why the first doctor is with the first manager, with some alternatives and people not open."""
    doctor, managers = cohort.doctors[0], cohort.managers
    partner = Partner((doctor.id, managers[0].id), 733, PARTS, margins_of(cohort)[0])
    what_ifs = [
        WhatIf(BEST, swap(cohort)),
        WhatIf(whole(worst=480, total=1969), swap(cohort)),
        WhatIf(whole(people=5), swap(cohort)),
    ]
    alternatives = tuple(
        Alternative(manager.id, 700 - 30 * at, what_ifs[min(at, 2)])
        for at, manager in enumerate(managers[1 : others + 1])
    )
    forbidden = tuple(
        Forbidden(manager.id, (SAME_SITE,) if at % 2 else (REFUSAL, SAME_SITE))
        for at, manager in enumerate(managers[others + 1 :])
    )
    return WhyPerson(doctor.id, BEST, (partner,), None, alternatives, forbidden)


def why_waiting_of(cohort: Cohort) -> WhyPerson:
    """Why the last manager has no partner, and what could give way."""
    last, doctors = cohort.managers[-1], cohort.doctors
    ways = (
        GiveWay(
            "drop `same: site` (no travel budget)",
            "rule",
            SAME_SITE.span,
            whole(people=8, pairs=4, worst=480),
        ),
        GiveWay("let d01 take 2 partners (`pairs: 2`)", "capacity", SAME_SITE.span, whole(people=7, pairs=4)),
    )
    reason = "2 managers (m01 and m04) may only go to 1 doctor (d01) with 1 place"
    too_few = TooFew((cohort.managers[0].id, last.id), (doctors[0].id,), 1)
    waits = Waits(reason, too_few, ways)
    alternatives = (Alternative(doctors[0].id, 640, WhatIf(whole(total=1900), swap(cohort))),)
    return WhyPerson(last.id, BEST, (), waits, alternatives, (Forbidden(doctors[1].id, (REFUSAL,)),))


def why_pairs_of(cohort: Cohort) -> dict[str, WhyPair]:
    """Two people who are a pair, who may be one, who may not, and whom locks keep apart."""
    doctor, managers = cohort.doctors[0].id, cohort.managers
    first, second = (doctor, managers[0].id), (doctor, managers[1].id)
    what_if = WhatIf(whole(worst=480, total=1969), swap(cohort))
    return {
        "paired": WhyPair(first, BEST, 733, PARTS, margins_of(cohort)[1], (), None),
        "allowed": WhyPair(second, BEST, 612, PARTS, None, (), what_if),
        "as good": WhyPair(second, BEST, 612, PARTS, None, (), WhatIf(BEST, swap(cohort))),
        "forbidden": WhyPair(second, BEST, 612, PARTS, None, (REFUSAL, SAME_SITE), None),
        "locked": WhyPair(second, BEST, 612, PARTS, None, (), None),
    }


def compared_of() -> tuple[ComparedPairing, ...]:
    """Three objectives, one of them the file's, one with the same pairs as another, one not proven."""
    total = whole(worst=480, total=2100, choices=(2, 2))
    return (
        ComparedPairing("fair", False, True, BEST, (("d01", "m02"),), True, None),
        ComparedPairing("total", False, True, total, (), False, None),
        ComparedPairing("leximin", False, True, BEST, (("d01", "m02"),), False, "fair"),
        ComparedPairing("rank", True, False, whole(people=4, pairs=2, total=1300), (), False, None),
    )


def trade_of() -> tuple[TradeRow, ...]:
    """Three numbers of old pairs given up."""
    return (
        TradeRow(0, whole(people=4, pairs=2, total=1300), True, False),
        TradeRow(1, BEST, True, True),
        TradeRow(3, whole(worst=530, total=2050), False, False),
    )


def ranges_of(cohort: Cohort) -> tuple[WeightRange, ...]:
    """A weight that can move both ways, and one that decides nothing."""
    return (
        WeightRange("interests", 5, 3, 7, swap(cohort), swap(cohort, 1, 2)),
        WeightRange("site", 2, 0, 10, (), ()),
    )


def why_lock_of(cohort: Cohort) -> WhyLock:
    """A lock that costs two people their partners."""
    doctors, managers = cohort.doctors, cohort.managers
    too_few = TooFew((doctors[0].id, doctors[1].id), (managers[0].id,), 1)
    return WhyLock(((doctors[2].id, managers[1].id),), 4, 6, (SAME_SITE,), too_few)
