"""A planted cohort taken apart: its data, its facts, and those that are marked."""

from __future__ import annotations

from collections.abc import Mapping

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Source, parse
from tests.conflicts.planted import Conflict, Group, Planted
from tests.oracle.calendar import Data
from tests.oracle.conflict_facts import Fact, Facts
from tests.oracle.conflict_prover import Prover
from tests.oracle.conflict_prover_pairing import PairingProver
from tests.oracle.rota_data import Pairs

Prove = Prover | PairingProver


class Case:
    """A planted cohort, what decides which of its facts can hold together, and where each stands."""

    def __init__(
        self, planted: Planted, source: Source, prover: Prove, lines: Mapping[Fact, frozenset[int]]
    ) -> None:
        self.planted, self.source, self.prover, self.lines = planted, source, prover, lines

    def cohort(self) -> Cohort:
        """The checked cohort; there are no errors in it."""
        reading = check_bytes(self.planted.content, "cohort.yaml")
        assert reading.cohort is not None, reading.diagnostics
        return reading.cohort

    def demand(self, words: str) -> Fact:
        """A demand as the head of a file writes it."""
        kind, *rest = words.split()
        found = [f for f in self.prover.asked if f[0] == kind and set(rest) <= set(f)]
        return next((f for f in found if f == (kind, *rest)), found[0])

    def demands(self, conflict: Conflict) -> list[frozenset[Fact]]:
        """Every set of demands that a conflict may be told of with."""
        return [frozenset(map(self.demand, words)) for words in conflict.alternatives()]

    def of(self, group: Group) -> frozenset[Fact]:
        """The facts that are meant by marked lines; more than one where a line says it of several people."""
        return frozenset(
            fact
            for fact, lines in self.lines.items()
            if fact[0] == group.kind and fact not in self.prover.asked
            if lines & group.lines or not (lines or group.lines)
        )

    def marked(self, conflict: Conflict) -> frozenset[Fact]:
        """All facts that are marked for a conflict, what is asked for apart."""
        return frozenset[Fact]().union(*map(self.of, conflict.groups))


def pairs_in_file_order(data: Data) -> list[tuple[str, str]]:
    """The first doctor with the first manager, and so on."""
    return [(d["id"], m["id"]) for d, m in zip(data["doctors"], data["managers"], strict=False)]


def rota_case(planted: Planted, pairs: Pairs | None = None) -> Case:
    """A cohort whose people are paired, in file order where nothing else is said."""
    source = parse(planted.content, "cohort.yaml")
    pairs = pairs or pairs_in_file_order(source.data)
    prover = Prover(source.data, pairs)
    return Case(planted, source, prover, Facts(source.data, pairs, prover.groups).lines(source))


def pairing_case(planted: Planted) -> Case:
    """A cohort that is to be paired."""
    source = parse(planted.content, "cohort.yaml")
    prover = PairingProver(source.data, planted.lock, planted.ban)
    return Case(planted, source, prover, prover.lines(source))
