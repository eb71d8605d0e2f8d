"""Tiny cohorts with a table of scores, their pairings, and prices worked out on paper."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic
from pairmatch.matching.pairing import Pairing, fingerprint
from pairmatch.verify import verify_pairing

Plain = dict[str, Any]
Table = list[list[int | None]]


class Priced:
    """Doctors d1, d2, … and managers m1, m2, … whose scores are a table; a pairing, and its prices."""

    def __init__(
        self,
        table: Table,
        pairs: list[str],
        prices: list[Plain],
        people: dict[str, Plain] | None = None,
        **matching: Any,
    ) -> None:
        self.table, self.pairs = copy.deepcopy(table), list(pairs)
        self.people, self.prices = dict(people or {}), copy.deepcopy(prices)
        self.matching = matching
        self.options: Plain = {}
        self.status = "optimal"
        self.proof: Plain = {}
        """Numbers that stand in the proof whatever the pairs are."""

    def cohort(self, folder: Path) -> Cohort:
        """The cohort, read from a file, because only such a one has a table of scores."""
        lines = [",".join("" if cell is None else str(cell) for cell in row) for row in self.table]
        (folder / "scores.csv").write_text("\n".join(lines) + "\n")
        sides = {"d": len(self.table), "m": len(self.table[0])}
        doctors, managers = (
            [{"id": f"{side}{n}", **self.people.get(f"{side}{n}", {})} for n in range(1, count + 1)]
            for side, count in sides.items()
        )
        data = {
            "version": 1,
            "programme": {"start": "2026-09-07"},
            "doctors": doctors,
            "managers": managers,
            "matching": {"scores": "scores.csv", "schedulable": False, **self.matching},
        }
        path = folder / "cohort.yaml"
        path.write_text(repr(data).replace("True", "true").replace("False", "false"))
        return Cohort.load(path)

    def scored(self, pairs: list[str]) -> list[int]:
        """The scores of pairs written as `d1 m2`, by the table."""
        at = [(int(pair.split()[0][1:]) - 1, int(pair.split()[1][1:]) - 1) for pair in pairs]
        return [self.table[i][j] or 0 for i, j in at]

    def document(self, cohort: Cohort, written: list[str] | None = None) -> Pairing:
        """The pairs document; its proof speaks of the pairs `written`, by default of its own."""
        ids = [tuple(pair.split()) for pair in self.pairs]
        of_proof = self.pairs if written is None else written
        scores = self.scored(of_proof)
        paired = {person for pair in of_proof for person in pair.split()}
        lists = {one.id: one.prefers for one in cohort.people}
        longest = max(map(len, lists.values()))
        both_ways = [pair.split() for pair in of_proof] + [pair.split()[::-1] for pair in of_proof]
        had = [lists[one].index(other) for one, other in both_ways if other in lists[one]]
        proof = {
            "status": self.status,
            "objective": self.options.get("objective", cohort.matching.objective),
            "placed": len(of_proof),
            "people": len(paired),
            "worst": min(scores, default=0),
            "total": sum(scores),
            "bound": sum(scores),
            "choices": [had.count(rank) for rank in range(longest)] or None,
            "stable": True if cohort.matching.stable else None,
            "fingerprint": fingerprint((pair.split()[0], pair.split()[1]) for pair in of_proof),
        }
        waiting = [one.id for one in cohort.people if one.id not in {p for pair in ids for p in pair}]
        pairs = [
            {"doctor": doctor, "manager": manager, "score": score}
            for (doctor, manager), score in zip(ids, self.scored(self.pairs), strict=True)
        ]
        return Pairing.model_validate(
            {
                "made": {"pairmatch": "0", "options": self.options},
                "cohort": {"file": "cohort.yaml", "sha256": cohort.sha256},
                "proof": proof | self.proof,
                "pairs": pairs,
                "unmatched": [{"person": person, "why": "-"} for person in waiting],
                "prices": self.prices,
            }
        )

    def found(self, folder: Path) -> tuple[Diagnostic, ...]:
        """What is found of the document."""
        cohort = self.cohort(folder)
        return verify_pairing(cohort, self.document(cohort))

    def codes(self, folder: Path) -> list[str]:
        """The codes of what is found."""
        return [one.code for one in self.found(folder)]


SQUARE: Table = [[900, 600], [500, 100]]
CROSSED = ["d1 m2", "d2 m1"]


def prices(counts: Plain, doctors: Plain, managers: Plain, shows: str = "best") -> Plain:
    """One entry."""
    return {"shows": shows, "counts": counts, "doctors": doctors, "managers": managers}


def total() -> Priced:
    """Two and two: 600 + 500 is more than 900 + 100.

    Of pairs, d1 m2, d2 m1 and d1 m1 are worth just what their prices are, d2 m2 is worth 100 less.
    """
    best = prices({"people": 2001, "score": 1}, {"d1": -600, "d2": -200}, {"m1": -300})
    return Priced(SQUARE, CROSSED, [best], objective="total")


def fair() -> Priced:
    """The same; above 500 everybody needs d1, so no more than two people would be placed."""
    worst = prices({"people": 1}, {"d1": -1, "d2": 1}, {"m1": 1, "m2": 1}, "worst")
    return Priced(SQUARE, CROSSED, [worst, *total().prices], objective="fair")


def fair_of_all() -> Priced:
    """The same, where pairs below the worst are counted against a pairing, not left out."""
    case = fair()
    case.prices[1]["counts"] = {"people": 6003, "pairs 0..499": -2001, "score": 1}
    return case


def two_places() -> Priced:
    """Three doctors for the two places of one manager: the one who scores 300 waits."""
    best = prices({"people": 2001, "score": 1}, {"d1": 1601, "d2": 1901, "d3": 2001}, {"m1": -2301})
    return Priced([[700], [400], [300]], ["d1 m1", "d2 m1"], [best], {"m1": {"pairs": 2}}, objective="total")


def locked() -> Priced:
    """Two who must be a pair, which leaves 100 for the others."""
    best = prices({"people": 2001, "score": 1}, {"d1": -600, "d2": -100}, {"m1": -500})
    rules = [{"together": ["d1", "m1"]}]
    return Priced(SQUARE, ["d1 m1", "d2 m2"], [best], objective="total", rules=rules)


def locked_and_best() -> Priced:
    """Two who must be a pair and would be one anyway; their pair is worth 100 more than its prices."""
    best = prices({"people": 2001, "score": 1}, {"d1": -400}, {"m1": -500, "m2": -100})
    return Priced(SQUARE, CROSSED, [best], objective="total", rules=[{"together": ["d1", "m2"]}])


def in_two_entries() -> Priced:
    """Two doctors for one manager: people are one entry, and the scores the next."""
    people = prices({"people": 1}, {"d1": 1, "d2": 1}, {"m1": -1})
    scores = prices({"score": 1}, {"d1": -300}, {"m1": -400})
    return Priced([[700], [400]], ["d1 m1"], [people, scores], objective="total")


def leximin() -> Priced:
    """Two and two: of the worst pairs 500 is the best there is, and beside it 600."""
    counts = {"people": 243, "pairs 0..499": -81, "pairs 500": -27, "pairs 501..599": -9}
    counts |= {"pairs 601..1000": 3, "pairs 600": 1}
    best = prices(counts, {"d1": -1, "d2": 29}, {"m1": -2})
    return Priced(SQUARE, CROSSED, [best], objective="leximin")


def rank() -> Priced:
    """Two and two, of whom d1 and m1 can both have their first choice."""
    counts = {"people": 50025, "choice 1": 10005, "choice 2": 2001, "score": 1}
    best = prices(counts, {"d1": -10605, "d2": -10505}, {})
    lists = {"d1": {"prefers": ["m2", "m1"]}, "m1": {"prefers": ["d2"]}}
    return Priced(SQUARE, CROSSED, [best], lists, objective="rank")


def kept() -> Priced:
    """Two who were a pair before stay one, which leaves 100 for the others."""
    best = prices({"people": 4002, "kept": 2001, "score": 1}, {"d1": -2401, "d2": -100}, {"m1": -500})
    case = Priced(SQUARE, ["d1 m1", "d2 m2"], [best], objective="total")
    case.options["keep"] = [["d1", "m1"]]
    return case


def unproven(case: Priced) -> None:
    """The proof is of a pairing that was not proven."""
    case.status = "feasible"


def without_prices(case: Priced) -> None:
    """The proof has no prices."""
    case.prices.clear()
