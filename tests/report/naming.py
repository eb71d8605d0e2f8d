"""A programme in which everything that has a name has one of some given names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from pairmatch.cohort.schema import Cohort
from pairmatch.report.tables.outcome import Outcome
from tests.report.samples import cohort_data, pairing_of, rota_of


def outcome_named(names: Sequence[str]) -> Outcome:
    """Doctors first, then managers, each name once; what else has a name takes them in turn."""
    pairs = max(1, (len(names) + 1) // 2)
    data = cohort_data(pairs, weeks=4)
    turn = cycle(names)
    for one in (*data["doctors"], *data["managers"], *data["facilitators"], *data["rooms"]):
        one["name"] = next(turn)
    for one in (*data["projects"], *data["workshops"]):
        one["title"] = next(turn)
    for one in data["doctors"]:
        one |= {
            "specialty": next(turn),
            "directorate": next(turn),
            "interests": [names[0]],
            "email": next(turn),
        }
    for one in data["managers"]:
        one |= {"role": next(turn), "approved": next(turn), "interests": [names[0]], "email": next(turn)}
    data["sites"] = {site: {"name": next(turn)} for site in data["sites"]}
    data["programme"]["name"] = names[0]
    cohort = Cohort.model_validate(data)
    return Outcome(cohort, pairing_of(cohort, unmatched=names[0]), rota_of(cohort))
