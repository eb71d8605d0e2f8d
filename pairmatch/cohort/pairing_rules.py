"""The `matching` section: what makes a good pair, and which pairs are allowed at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Discriminator, Field, Strict, Tag

from pairmatch.cohort.model import Count, Flag, Model, Weight
from pairmatch.cohort.values import Id, Text

CRITERIA = ("interests", "seniority", "exchange", "availability", "preferences", "directorate", "site")
"""The criteria that the format names; any other name is an attribute."""

Objective = Literal["fair", "total", "leximin", "rank"]
"""What a pairing can maximise."""
OBJECTIVES: tuple[Objective, ...] = get_args(Objective)

LADDER: tuple[tuple[str, ...], ...] = (
    ("F1", "F2", "5", "6"),
    ("CT1", "CT2", "CT3", "ST1", "ST2", "ST3", "7"),
    ("ST4", "ST5", "ST6", "8a"),
    ("ST7", "ST8", "SAS", "8b"),
    ("consultant", "8c", "8d", "9"),
)
"""The default seniority ladder."""


class Criterion(Model):
    """How much a criterion counts, and which way round."""

    weight: Weight
    """0 to 10."""
    want: Literal["same", "different"] = "same"
    """For `site`, `directorate` and attributes: whether alike or unlike is better."""


class Rule(Model):
    """A condition that every pair must meet."""

    why: Text | None = None
    """The reason, quoted in every report that the rule appears in."""


class Same(Rule):
    """Both have the same site, directorate, specialty or attribute."""

    same: Text


class Different(Rule):
    """The two differ in site, directorate, specialty or attribute."""

    different: Text


class Within(Rule):
    """The two are at most `by` levels (of `seniority`) or units (of a number attribute) apart."""

    within: Text
    by: Annotated[int, Strict(), Field(ge=0)] | Annotated[float, Strict(), Field(ge=0)]


class Share(Rule):
    """The two have `at_least` entries of a list in common."""

    share: Text
    at_least: Count = 1


class Common(Rule):
    """The two can both attend on `at_least` half-days of the programme."""

    common: Literal["availability"]
    at_least: Count


class Apart(Rule):
    """No two of these are paired."""

    apart: Annotated[tuple[Id, ...], Field(min_length=2)]


class Together(Rule):
    """These are paired."""

    together: Annotated[tuple[Id, ...], Field(min_length=2)]


class Listed(Rule):
    """Only partners whom the person's own list of `prefers` names."""

    listed: Literal["doctors", "managers", "both"]


class ScoreAtLeast(Rule):
    """No pair below this score."""

    score: Annotated[int, Strict(), Field(ge=0, le=1000)]


RULE_KINDS: dict[str, type[Rule]] = {
    "same": Same,
    "different": Different,
    "within": Within,
    "share": Share,
    "common": Common,
    "apart": Apart,
    "together": Together,
    "listed": Listed,
    "score": ScoreAtLeast,
}


def _rule_tag(value: Any) -> str | None:
    """The kind of a rule, in angle brackets so that it is never taken for a key of the file."""
    if isinstance(value, Rule):
        return next(f"<{kind}>" for kind, model in RULE_KINDS.items() if type(value) is model)
    if isinstance(value, dict):
        return next((f"<{kind}>" for kind in RULE_KINDS if kind in value), None)
    return None


AnyRule = Annotated[
    Annotated[Same, Tag("<same>")]
    | Annotated[Different, Tag("<different>")]
    | Annotated[Within, Tag("<within>")]
    | Annotated[Share, Tag("<share>")]
    | Annotated[Common, Tag("<common>")]
    | Annotated[Apart, Tag("<apart>")]
    | Annotated[Together, Tag("<together>")]
    | Annotated[Listed, Tag("<listed>")]
    | Annotated[ScoreAtLeast, Tag("<score>")],
    Discriminator(
        _rule_tag,
        custom_error_type="rule_kind",
        custom_error_message="no such rule: a rule has one of " + ", ".join(RULE_KINDS),
    ),
]


def _weight_alone(value: Any) -> Any:
    return {"weight": value} if isinstance(value, int) and not isinstance(value, bool) else value


class Matching(Model):
    """How pairs are scored, and which are allowed."""

    objective: Objective = "fair"
    """What a pairing maximises once the most people are placed."""
    schedulable: Flag = True
    """No pair that could not, alone, be given all its required sessions."""
    scores: Annotated[str, Field(min_length=1)] | None = None
    """A CSV file of scores instead of `criteria`: a row a doctor, a column a manager."""
    placement: Literal["first", "free"] = "first"
    """With `rank` only, `free`: a rank-maximal pairing, which may place fewer."""
    stable: Flag = False
    """No doctor and manager may both prefer each other to what they got."""
    seniority: tuple[tuple[Text, ...], ...] = LADDER
    """The level of each grade and band, lowest first."""
    criteria: Mapping[Text, Annotated[Criterion, BeforeValidator(_weight_alone)]] = {}
    """The weight of each criterion."""
    rules: tuple[AnyRule, ...] = ()
    """Hard conditions on pairs."""
