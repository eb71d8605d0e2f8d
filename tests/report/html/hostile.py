"""A programme in which every text that a person typed would be more than a text, if a page let it."""

from __future__ import annotations

from typing import Any

from pairmatch.cohort.schema import Cohort
from pairmatch.report.html.material import Closeness, Material
from tests.report.samples import cohort_data, pairing_of, rota_of, some_missed

NAMES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "</title></style><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "{{7*7}}{% raw %}",
    "&lt;b&gt; &amp; <b>",
    "javascript:alert(1)",
    "<!-- ]]> -->",
    "\u202eevil\u2066",
    "a\u2028b\x00c\x1b[31m",
    "`</code><i>`",
    "n" * 500,
)
"""What stands in every field."""


def hostile_data() -> dict[str, Any]:
    """The plain data of a cohort of as many pairs as there are names."""
    data = cohort_data(len(NAMES))
    for at, name in enumerate(NAMES):
        for side in ("doctors", "managers"):
            data[side][at]["name"] = f"{name}"
            data[side][at]["site"] = NAMES[at % 3]
    data["programme"]["name"] = NAMES[0]
    data["sites"] = {name: {"name": name} for name in NAMES}
    data["matching"]["criteria"] = {"interests": 5, NAMES[1]: 4, NAMES[2]: 2}
    data["projects"] = [{"id": "sepsis-bundle", "title": NAMES[2]}]
    for room, name in zip(data["rooms"], NAMES[:2], strict=True):
        room.update(name=name, site=name)
    data["facilitators"][0]["name"] = NAMES[1]
    for workshop, name in zip(data["workshops"], NAMES[:3], strict=True):
        workshop["title"] = name
    return data


def hostile_material() -> Material:
    """What a page of it is made of, with a reason for every name."""
    cohort = Cohort.model_validate(hostile_data())
    pairing = pairing_of(cohort, unmatched=" ".join(NAMES))
    pairs = tuple(
        pair.model_copy(update={"criteria": {"interests": 667, NAMES[1]: 1000, NAMES[2]: 0}})
        for pair in pairing.pairs
    )
    missed = [
        one.model_copy(update={"why": name}) for one, name in zip(some_missed(cohort), NAMES, strict=False)
    ]
    rota = rota_of(cohort, missed)
    sessions = tuple(
        one.model_copy(update={"site": NAMES[at % 3]}) if one.kind == "shadowing" else one
        for at, one in enumerate(rota.sessions)
    )
    return Material(
        cohort,
        pairing.model_copy(update={"pairs": pairs}),
        rota.model_copy(update={"sessions": sessions}),
        Closeness({pair.ids: pair.score for pair in pairs}),
        files=NAMES,
    )
