"""What is answered about a pairing: why, what if, at what price. Plain values, printed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pairmatch.diagnostics import Span

Ids = tuple[str, str]
"""(doctor, manager)."""


@dataclass(frozen=True)
class Measures:
    """How good a whole pairing is, by every measure."""

    people: int
    """People with a partner."""
    worst: int
    """The lowest score of a pair; 0 without pairs."""
    total: int
    """The sum of the scores."""
    choices: tuple[int, ...]
    """How many people have their first choice, their second, …; empty where nobody lists any."""
    pairs: int
    scores: tuple[int, ...] = ()
    """Those of the pairs, the lowest first; only where `leximin` compares them."""

    @property
    def mean(self) -> float:
        """The mean score of a pair; 0 without pairs."""
        return self.total / self.pairs if self.pairs else 0.0


@dataclass(frozen=True)
class Move:
    """Someone whose partners differ between two pairings."""

    person: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class WhatIf:
    """The best pairing under one condition more, against the best without it."""

    whole: Measures
    """Of the pairing under the condition."""
    moves: tuple[Move, ...]
    """Whose partners would change, doctors first, in file order; as few as that pairing allows."""


@dataclass(frozen=True)
class Part:
    """What one criterion gives to the score of a pair."""

    name: str
    value: int | None
    """0 to 1000; None: not known, and left out of the mean."""
    weight: int
    points: float
    """Its part of the score: value × weight / the sum of the known weights."""


@dataclass(frozen=True)
class Obstacle:
    """One thing that forbids a pair."""

    reason: str
    span: Span | None = None


@dataclass(frozen=True)
class Margin:
    """How firmly a pair of the pairing stands."""

    pair: Ids
    kind: Literal["locked", "forced", "ahead", "interchangeable"]
    """`forced`: no pairing without it places as many people. `ahead`: one does, and is worse.
    `interchangeable`: one does, and is as good."""
    without: WhatIf | None
    """The best pairing without this pair; None for a locked one, and where `changes` allow none."""


@dataclass(frozen=True)
class Partner:
    """A pair of the person that is explained."""

    pair: Ids
    score: int
    parts: tuple[Part, ...]
    margin: Margin


@dataclass(frozen=True)
class Alternative:
    """Another partner that was open to the person that is explained."""

    other: str
    score: int
    what_if: WhatIf
    """The best pairing that has the two as a pair."""


@dataclass(frozen=True)
class Forbidden:
    """Someone who was not open to the person that is explained."""

    other: str
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class GiveWay:
    """One sentence of the cohort file that, changed alone, lets more people be placed."""

    change: str
    """As `drop `same: site` (no travel budget)` or `let ward take 2 partners (`pairs: 2`)`."""
    kind: Literal["rule", "capacity", "veto", "other"]
    span: Span | None
    """Where it is written; for a capacity, where the person is."""
    whole: Measures
    """Of the best pairing once it is changed: proven, not guessed."""


@dataclass(frozen=True)
class TooFew:
    """A Hall set: people of one side who can only go to too few places of the other."""

    people: tuple[str, ...]
    others: tuple[str, ...]
    places: int


@dataclass(frozen=True)
class Waits:
    """Why someone has no partner."""

    reason: str
    too_few: TooFew | None
    """None where nobody at all is allowed."""
    give_way: tuple[GiveWay, ...]
    """What to change, the cheapest first."""


@dataclass(frozen=True)
class WhyPerson:
    """Why someone is paired as they are, or is not."""

    person: str
    best: Measures
    partners: tuple[Partner, ...]
    waits: Waits | None
    """None for someone with a partner."""
    alternatives: tuple[Alternative, ...]
    """Everyone else who was open to them, the least costly for the cohort first."""
    forbidden: tuple[Forbidden, ...]


@dataclass(frozen=True)
class WhyPair:
    """Why two people are a pair, or are not."""

    pair: Ids
    best: Measures
    score: int
    parts: tuple[Part, ...]
    margin: Margin | None
    """How firmly they stand, where they are a pair."""
    obstacles: tuple[Obstacle, ...]
    """What forbids them; empty for an allowed pair."""
    what_if: WhatIf | None
    """The best pairing that has them, where they are allowed and are not a pair."""


@dataclass(frozen=True)
class WhyLock:
    """Why a locked pair keeps others from being placed."""

    pairs: tuple[Ids, ...]
    """The locks."""
    people: int
    """People placed with them."""
    without: int
    """People placed without them."""
    because: tuple[Obstacle, ...]
    """The smallest set of sentences that, with the locks, keeps `without` people from being placed."""
    too_few: TooFew | None


@dataclass(frozen=True)
class ComparedPairing:
    """One objective beside the others."""

    objective: str
    stable: bool
    is_proven: bool
    whole: Measures
    blocking: tuple[Ids, ...]
    """Doctors and managers who both prefer each other to what they got."""
    is_chosen: bool
    """Whether it is what the cohort file asks for."""
    same_as: str | None
    """An earlier one of the table with the very same pairs."""


@dataclass(frozen=True)
class TradeRow:
    """The best pairing that gives up at most so many old pairs."""

    changes: int
    """Old pairs given up."""
    whole: Measures
    is_proven: bool
    is_chosen: bool


@dataclass(frozen=True)
class WeightRange:
    """How far the weight of a criterion can move, alone, before any pair changes."""

    criterion: str
    weight: int
    lowest: int
    """Every whole weight from here …"""
    highest: int
    """… to here gives the same pairs; 0 and 10 are the ends of the scale."""
    below: tuple[Move, ...]
    """Who moves one below `lowest`; empty at the end of the scale, and where a lock would be forbidden."""
    above: tuple[Move, ...]
    """Who moves one above `highest`; empty in the same cases."""


Scores = Mapping[str, int | None]
