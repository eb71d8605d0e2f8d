"""Documents that someone edited by hand: what is legal is accepted, and what it costs is told once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pairmatch.cohort.read import read_bytes
from pairmatch.cohort.source import parse
from pairmatch.diagnostics import Diagnostic, Severity
from pairmatch.matching.answers import Measures
from pairmatch.matching.pairing import Pairing
from pairmatch.verify import pairing_measures, verify_pairing
from tests.verify import priced
from tests.verify.cases import PAIRING, PAIRING_COHORT, PairingCase, then
from tests.verify.priced import Priced, unproven, without_prices


def edited(case: Priced, folder: Path, *pairs: str) -> Diagnostic:
    """What is found once the pairs are these, which is one warning."""
    written, case.pairs = case.pairs, list(pairs)
    cohort = case.cohort(folder)
    (found,) = verify_pairing(cohort, case.document(cohort, written))
    assert (found.code, found.severity) == ("PM430", Severity.WARNING)
    return found


BY_PROOF = "(against what its proof says of the pairs before)"
BY_PROOF_AND_BEST = "(against what its proof says of the pairs before; no pairing does better)"

COSTS: list[tuple[str, Priced, list[str], str]] = [
    (
        "fair, worse",
        priced.fair(),
        ["d1 m1", "d2 m2"],
        f"the worst pair scores 100 instead of 500, the total is 1,000 instead of 1,100 {BY_PROOF_AND_BEST}",
    ),
    (
        "fair, of all pairs",
        priced.fair_of_all(),
        ["d1 m1", "d2 m2"],
        f"the worst pair scores 100 instead of 500, the total is 1,000 instead of 1,100 {BY_PROOF_AND_BEST}",
    ),
    (
        "fewer people",
        priced.total(),
        ["d1 m1"],
        "2 people fewer have a partner (2, not 4), the worst pair scores 900 instead of 500, "
        "the total is 900 instead of 1,100"
        f" {BY_PROOF_AND_BEST}",
    ),
    (
        "one person fewer",
        priced.two_places(),
        ["d1 m1"],
        "1 person fewer has a partner (2, not 3), the worst pair scores 700 instead of 400, "
        "the total is 700 instead of 1,100"
        f" {BY_PROOF_AND_BEST}",
    ),
    (
        "as good",
        Priced(
            [[700, 700], [700, 700]],
            priced.CROSSED,
            [priced.prices({"people": 2001, "score": 1}, {"d1": -700, "d2": -700}, {})],
            objective="total",
        ),
        ["d1 m1", "d2 m2"],
        "as good as what its proof says of the pairs before; no pairing does better",
    ),
    (
        "choices",
        priced.rank(),
        ["d1 m1", "d2 m2"],
        "0 instead of 2 have their 1st choice, 1 instead of 0 have their 2nd choice, "
        "the worst pair scores 100 instead of 500, the total is 1,000 instead of 1,100"
        f" {BY_PROOF_AND_BEST}",
    ),
    (
        "leximin, whose prices are of other scores",
        priced.leximin(),
        ["d1 m1", "d2 m2"],
        f"the worst pair scores 100 instead of 500, the total is 1,000 instead of 1,100 {BY_PROOF}",
    ),
]


@pytest.mark.parametrize(("case", "pairs", "told"), [row[1:] for row in COSTS], ids=[row[0] for row in COSTS])
def test_the_cost_of_an_edit_is_told(case: Priced, pairs: list[str], told: str, tmp_path: Path) -> None:
    """People, choices, the worst pair and the total, against what the proof says of the pairs before."""
    assert edited(case, tmp_path, *pairs).message == f"edited by hand: {told}"


def boasting(case: Priced) -> None:
    """The proof has a total that the prices do not show."""
    case.proof = {"total": 1101, "bound": 1101}


def of_few(case: Priced) -> None:
    """The proof has fewer people than could be placed, as prices of fair do not show."""
    case.table[1][0] = None
    case.proof = {"people": 2, "worst": 600, "total": 600, "bound": 600}
    case.prices[:] = [
        priced.prices({"people": 1}, {"d1": 1, "d2": 1}, {"m1": 1, "m2": 1}, "worst"),
        priced.prices({"people": 2001, "score": 1}, {"d1": -600, "d2": 2001}, {"m1": 2001}),
    ]
    case.table[0][0] = 500


def worst_not_shown(case: Priced) -> None:
    """The prices do not show that no worst pair is better."""
    case.prices[0]["doctors"]["d1"] = 1


def counting_too_little(case: Priced) -> None:
    """The prices leave the people out, and so show less than they seem to."""
    case.prices[1]["counts"] = {"score": 1}


@pytest.mark.parametrize(
    "change", [unproven, without_prices, boasting, of_few, worst_not_shown, counting_too_little]
)
def test_a_better_pairing_is_denied_only_where_that_is_shown(
    change: Callable[[Priced], Any], tmp_path: Path
) -> None:
    """Where the prices do not bound what the proof says, nothing is said of other pairings."""
    case = priced.fair()
    change(case)
    assert edited(case, tmp_path, "d1 m1", "d2 m2").message.endswith(BY_PROOF)


def test_a_proof_of_another_version_proves_nothing(tmp_path: Path) -> None:
    """The best of an older cohort file need not be that of this one."""
    case = priced.fair()
    written, case.pairs = case.pairs, ["d1 m1", "d2 m2"]
    cohort = case.cohort(tmp_path)
    document = case.document(cohort, written)
    old = document.model_copy(update={"cohort": document.cohort.model_copy(update={"sha256": "0" * 64})})
    found = {one.code: one.message for one in verify_pairing(cohort, old)}
    assert sorted(found) == ["PM400", "PM430"]
    assert found["PM430"].endswith(BY_PROOF)


def test_what_the_document_says_of_other_pairs_is_no_fault(pairing_case: PairingCase) -> None:
    """Scores, criteria, fits, the list of those who wait and the proof may be out of date, or be left out."""
    pairing_case.seal = False
    ash, birch = pairing_case.doc["pairs"]
    ash["manager"], birch["manager"] = "lee", "kay"
    del birch["score"], birch["criteria"], birch["fit"]
    pairing_case.doc["unmatched"] = [{"person": "ash"}, {"person": "nobody", "why": ""}]
    pairing_case.doc["proof"]["objective"] = "total"
    (found,) = pairing_case.found()
    assert (found.code, found.is_error) == ("PM430", False)


def swap(case: PairingCase) -> None:
    """Ash and birch change managers."""
    ash, birch = case.doc["pairs"]
    ash["manager"], birch["manager"] = "lee", "kay"


def add(case: PairingCase, doctor: str, manager: str) -> None:
    """One more pair, as a hand would write it."""
    case.doc["pairs"].append({"doctor": doctor, "manager": manager})


def places(case: PairingCase, count: int, *people: str) -> None:
    """These take so many partners; kay a further one for ash."""
    for person in people:
        case.person(person)["pairs"] = count + (person == "kay")


def option(case: PairingCase, **options: Any) -> None:
    """The options that the pairing was made with."""
    case.doc["made"]["options"] = options


ILLEGAL: list[tuple[str, str, Callable[[PairingCase], Any]]] = [
    ("stranger", "PM401", lambda c: c.doc["pairs"][0].update(manager="nobody")),
    (
        "twice",
        "PM402",
        then(
            lambda c: places(c, 2, "cedar", "kay"),
            lambda c: add(c, "cedar", "kay"),
            lambda c: add(c, "cedar", "kay"),
        ),
    ),
    ("too many", "PM403", lambda c: add(c, "cedar", "kay")),
    ("not approved", "PM404", then(swap, lambda c: c.person("lee").pop("approved"))),
    ("refused", "PM405", then(swap, lambda c: c.person("ash").update(refuses=["lee"]))),
    ("managed", "PM406", then(swap, lambda c: c.person("kay").update(line_manages=["birch"]))),
    ("rule broken", "PM409", then(swap, lambda c: c.rule(same="site"))),
    ("lock undone", "PM408", then(swap, lambda c: c.rule(together=["ash", "kay"]))),
    ("option undone", "PM408", then(swap, lambda c: option(c, lock=[["ash", "kay"]]))),
    ("banned", "PM418", then(swap, lambda c: option(c, ban=[["ash", "lee"]]))),
    ("no time", "PM416", then(swap, lambda c: c.person("lee").update(works={"mon": "am"}))),
    ("no project", "PM451", then(swap, lambda c: c.doc["pairs"][0].update(project="pj-z"))),
    ("project twice", "PM452", then(swap, lambda c: c.doc["pairs"][0].update(project="pj-b"))),
]


@pytest.mark.parametrize(("code", "change"), [row[1:] for row in ILLEGAL], ids=[row[0] for row in ILLEGAL])
def test_an_edit_stays_within_the_rules(
    pairing_case: PairingCase, code: str, change: Callable[[PairingCase], Any]
) -> None:
    """Whatever breaks a hard rule, a lock, a ban or a number of places is an error in an edited one too."""
    pairing_case.seal = False
    change(pairing_case)
    assert {one.code for one in pairing_case.found()} == {code}


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        (1, "; not stable: birch and lee both prefer each other to what they got"),
        (4, "; not stable: birch and lee, d0 and m0, d1 and m1 and others both prefer each other"),
    ],
)
def test_an_unstable_edit_is_told(pairing_case: PairingCase, blocks: int, told: str) -> None:
    """Where only stable pairings were asked for, those who block an edited one are named, three at most."""
    pairing_case.seal = False
    swap(pairing_case)
    pairing_case.cohort["matching"]["stable"] = True
    pairing_case.doc["proof"]["stable"] = True
    pairing_case.person("birch")["prefers"] = ["lee"]
    pairing_case.person("lee")["prefers"] = ["birch"]
    for number in range(blocks - 1):
        pairing_case.cohort["doctors"].append(
            {"id": f"d{number}", "approved": "yes", "prefers": [f"m{number}"]}
        )
        pairing_case.cohort["managers"].append(
            {"id": f"m{number}", "approved": "yes", "refuses": [f"d{n}" for n in range(4) if n != number]}
        )
    pairing_case.person("ash")["refuses"] = [f"m{number}" for number in range(3)]
    pairing_case.person("cedar")["refuses"] = [f"m{number}" for number in range(3)]
    pairing_case.person("birch")["refuses"] = [f"m{number}" for number in range(3)]
    (found,) = pairing_case.found()
    assert told in found.message


def test_the_warning_stands_at_the_pairs() -> None:
    """The warning points at the line that says `pairs`."""
    cohort = read_bytes(PAIRING_COHORT.encode(), "cohort.yaml").cohort
    assert cohort
    document = PAIRING.replace('sha256: ""', f"sha256: {cohort.sha256}").replace("029f86bfcf06e218", "edited")
    source = parse(document.encode(), "cohort.pairs.yaml")
    (found,) = verify_pairing(cohort, Pairing.model_validate(source.data), source)
    assert found.span and source.line(found.span.line) == "pairs:"
    assert found.message == "edited by hand: as good as what its proof says of the pairs before"


def test_the_measures_come_from_the_cohort(tmp_path: Path) -> None:
    """A pairing is measured by its pairs, whatever its document says."""
    case = priced.rank()
    case.proof = {"people": 9, "total": 9}
    cohort = case.cohort(tmp_path)
    pairing = case.document(cohort, ["d1 m1"])
    assert pairing_measures(cohort, pairing) == Measures(
        people=4, worst=500, total=1100, choices=(2, 0), pairs=2
    )
