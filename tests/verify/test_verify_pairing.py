"""`verify_pairing`: a right pairing passes, and each broken thing gives its own code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pairmatch.cohort.read import read_bytes
from pairmatch.cohort.source import parse
from pairmatch.diagnostics import Severity
from pairmatch.matching.pairing import Pairing
from pairmatch.verify import verify_pairing
from pairmatch.verify.codes import CODES
from tests.verify.cases import PAIRING, PAIRING_COHORT, PairingCase, then
from tests.verify.changes import (
    APART,
    LOCKS,
    MOVES,
    a_manager_left,
    blocked,
    listed_twice,
    lists_swapped,
    misses,
    no_projects,
    old_pair_of_one_who_takes_none,
    old_pair_refused,
    one_more_by_moving,
    one_more_by_moving_on,
    options,
    pair,
    proof,
    rank_places_fewer,
    second_partner_left_out,
    stable,
    too_little_time,
    two_managers_for_ash,
)

Change = Callable[[PairingCase], object]


BROKEN: list[tuple[str, str, Change]] = [
    ("unknown doctor", "PM401", lambda c: pair(c).update(doctor="nobody")),
    ("manager as doctor", "PM401", lambda c: pair(c).update(doctor="kay")),
    ("doctor as manager", "PM401", lambda c: pair(c).update(manager="birch")),
    ("unknown unmatched", "PM401", lambda c: c.doc["unmatched"][0].update(person="nobody")),
    ("pair twice", "PM402", listed_twice),
    ("two partners", "PM403", two_managers_for_ash),
    ("takes none", "PM403", lambda c: c.person("ash").update(pairs=0)),
    ("doctor without approval", "PM404", lambda c: c.person("ash").pop("approved")),
    ("manager without approval", "PM404", lambda c: c.person("lee").pop("approved")),
    ("doctor refuses", "PM405", lambda c: c.person("ash").update(refuses=["kay"])),
    ("manager refuses", "PM405", lambda c: c.person("kay").update(refuses=["ash"])),
    ("manager manages", "PM406", lambda c: c.person("kay").update(line_manages=["ash"])),
    ("doctor manages", "PM406", lambda c: c.person("birch").update(line_manages=["lee"])),
    ("apart", "PM407", lambda c: c.rule(apart=["cedar", "kay", "ash"])),
    ("together", "PM408", lambda c: c.rule(together=["cedar", "kay"])),
    ("same directorate", "PM409", lambda c: c.rule(same="directorate")),
    ("same of no data", "PM409", lambda c: c.rule(same="specialty")),
    ("different site", "PM410", lambda c: c.rule(different="site")),
    ("different of no data", "PM410", lambda c: c.rule(different="langs")),
    ("within levels", "PM411", lambda c: c.rule(within="seniority", by=0)),
    ("within a number", "PM411", lambda c: c.rule(within="years", by=5.5)),
    ("share interests", "PM412", lambda c: c.rule(share="interests", at_least=1)),
    ("share a list attribute", "PM412", lambda c: c.rule(share="langs", at_least=1)),
    ("common half-days", "PM413", lambda c: c.rule(common="availability", at_least=5)),
    ("listed by doctors", "PM414", lambda c: c.rule(listed="doctors")),
    ("listed by both", "PM414", lambda c: c.rule(listed="both")),
    ("score too low", "PM415", lambda c: c.rule(score=434)),
    ("not schedulable", "PM416", too_little_time),
    ("lock by option", "PM408", lambda c: options(c, lock=[["cedar", "kay"]])),
    ("lock of a stranger", "PM408", lambda c: options(c, lock=[["cedar", "nobody"]])),
    ("ban by option", "PM418", lambda c: options(c, ban=[["cedar", "kay"], ["birch", "lee"]])),
    ("too many changes", "PM419", lambda c: options(c, keep=[["ash", "lee"], ["cedar", "kay"]], changes=1)),
    ("no objective", "PM420", lambda c: options(c, objective="best")),
    ("objective no word", "PM420", lambda c: options(c, objective=["fair"])),
    ("lock no list", "PM420", lambda c: options(c, lock="ash:kay")),
    ("ban of one", "PM420", lambda c: options(c, ban=[["ash"]])),
    ("keep of numbers", "PM420", lambda c: options(c, keep=[[1, 2]])),
    ("changes below none", "PM420", lambda c: options(c, keep=[], changes=-1)),
    ("changes no number", "PM420", lambda c: options(c, changes=True)),
    ("stable no truth", "PM420", lambda c: options(c, stable="yes")),
    ("placement no word", "PM420", lambda c: options(c, placement={"first": 1})),
    ("criterion by one", "PM421", lambda c: pair(c)["criteria"].update(langs=666)),
    ("criterion known", "PM421", lambda c: pair(c)["criteria"].update(colour=0)),
    ("criterion unknown", "PM421", lambda c: pair(c)["criteria"].update(years="not known")),
    ("criterion left out", "PM422", lambda c: pair(c)["criteria"].pop("colour")),
    ("criterion too many", "PM422", lambda c: pair(c)["criteria"].update(shoes=3)),
    (
        "criteria out of order",
        "PM422",
        lambda c: pair(c)["criteria"].update(site=pair(c)["criteria"].pop("site")),
    ),
    ("score by one up", "PM423", lambda c: pair(c).update(score=841)),
    ("score by one down", "PM423", lambda c: pair(c, 1).update(score=432)),
    ("placed", "PM431", lambda c: proof(c, placed=4)),
    ("people", "PM432", lambda c: proof(c, people=2)),
    ("worst", "PM433", lambda c: proof(c, worst=432)),
    ("total", "PM434", lambda c: proof(c, total=1272, bound=1272)),
    ("bound below total", "PM435", lambda c: proof(c, bound=1272, status="feasible")),
    ("optimal above total", "PM435", lambda c: proof(c, bound=1274)),
    ("other objective", "PM436", lambda c: c.doc["proof"].update(objective="total")),
    ("two who wait", "PM437", a_manager_left),
    ("one who could be moved to", "PM437", one_more_by_moving),
    ("one who could be moved to a place that is left", "PM437", one_more_by_moving_on),
    ("room for one who waits", "PM437", lambda c: c.person("kay").update(pairs=2)),
    ("more total", "PM437", lambda c: second_partner_left_out(c, "total")),
    ("more total, none worse", "PM437", lambda c: second_partner_left_out(c, "fair", APART)),
    ("more of a high score", "PM437", lambda c: second_partner_left_out(c, "leximin", {"colour": 1})),
    ("more total after choices", "PM437", lambda c: second_partner_left_out(c, "rank")),
    ("one more old pair", "PM437", lambda c: second_partner_left_out(c, "leximin", keep=[["ash", "lee"]])),
    ("choices", "PM447", lambda c: proof(c, choices=[2, 1])),
    ("choices too few", "PM447", lambda c: proof(c, choices=[1])),
    ("choices left out", "PM447", lambda c: proof(c, choices=None)),
    ("misses asked for and not told", "PM448", lambda c: options(c, with_rota=True)),
    ("misses told and not asked for", "PM448", lambda c: misses(c, [0, 0, 0, 0], [0, 0, 0, 0], asked=False)),
    ("fewer than no misses", "PM448", lambda c: misses(c, [0, 0, -1, 0], [0, 0, -1, 0])),
    ("bound above misses", "PM448", lambda c: misses(c, [0, 2, 0, 0], [1, 0, 0, 0])),
    ("optimal below misses", "PM448", lambda c: misses(c, [0, 2, 0, 0], [0, 1, 0, 9])),
    ("with_rota no truth", "PM420", lambda c: options(c, with_rota="yes")),
    ("blocked", "PM445", lambda c: blocked(c)),
    ("blocked by option", "PM445", lambda c: blocked(c, by_option=True)),
    ("blocked unasked", "PM445", then(blocked, lambda c: c.cohort["matching"].pop("stable"))),
    ("stable and not told", "PM446", lambda c: c.cohort["matching"].update(stable=True)),
    ("stable and denied", "PM446", lambda c: c.doc["proof"].update(stable=False)),
    ("waits unlisted", "PM441", lambda c: c.doc["unmatched"].clear()),
    ("waits twice", "PM442", lambda c: c.doc["unmatched"].append({"person": "cedar", "why": "again"})),
    ("paired and waits", "PM443", lambda c: c.doc["unmatched"].append({"person": "ash", "why": "none"})),
    ("no reason", "PM444", lambda c: c.doc["unmatched"][0].update(why=" ")),
    ("unknown project", "PM451", lambda c: pair(c).update(project="pj-z")),
    ("no projects asked for", "PM451", no_projects),
    ("project twice", "PM452", lambda c: lists_swapped(c, "pj-a", "pj-a")),
    ("fit by one", "PM453", lambda c: pair(c).update(fit=876)),
    ("fit left out", "PM453", lambda c: pair(c).pop("fit")),
    ("fewer projects", "PM454", then(lambda c: pair(c).pop("project"), lambda c: pair(c).pop("fit"))),
    ("worse projects", "PM455", lambda c: lists_swapped(c, "pj-b", "pj-a")),
]


@pytest.mark.parametrize(("code", "change"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_each_fault_has_its_code(pairing_case: PairingCase, code: str, change: Change) -> None:
    """One broken thing in a right pairing gives exactly the code of that thing."""
    change(pairing_case)
    assert pairing_case.codes() == {code}


RIGHT: list[tuple[str, Change]] = [
    ("as written", lambda c: None),
    ("proof as written", lambda c: setattr(c, "seal", False)),
    ("score just enough", lambda c: c.rule(score=433)),
    ("common just enough", lambda c: c.rule(common="availability", at_least=4)),
    ("same site", lambda c: c.rule(same="site")),
    ("within a level", lambda c: c.rule(within="seniority", by=1)),
    ("together and paired", lambda c: c.rule(together=["ash", "kay"])),
    ("apart from others", lambda c: c.rule(apart=["ash", "lee"])),
    ("refuses somebody else", lambda c: c.person("ash").update(refuses=["lee"])),
    ("misses told", lambda c: misses(c, [0, 2, 0, 0], [0, 2, 0, 0])),
    ("feasible with a gap", lambda c: proof(c, status="feasible", bound=2000)),
    ("feasible leaves one", then(a_manager_left, lambda c: proof(c, status="feasible"))),
    ("left over and refused", lambda c: a_manager_left(c, refuses=["ash", "birch", "cedar"])),
    ("left over and never free", lambda c: a_manager_left(c, works={})),
    ("left over and banned", then(a_manager_left, lambda c: options(c, ban=[["cedar", "mo"], *MOVES]))),
    (
        "left over by locks",
        then(lambda c: a_manager_left(c, refuses=["cedar"]), lambda c: options(c, lock=LOCKS)),
    ),
    ("less, and more choices", rank_places_fewer),
    ("a low score more", lambda c: second_partner_left_out(c, "leximin")),
    ("few enough changes", lambda c: options(c, keep=[["ash", "lee"], ["gone", "kay"]], changes=1)),
    ("changes that cannot be helped", old_pair_refused),
    ("changes of one who takes none", old_pair_of_one_who_takes_none),
    ("left over as few changes were allowed", then(a_manager_left, lambda c: options(c, keep=[], changes=0))),
    (
        "stable",
        stable,
    ),
    (
        "stable by option",
        then(lambda c: options(c, stable=True), lambda c: c.doc["proof"].update(stable=True)),
    ),
    (
        "not stable by option",
        then(blocked, lambda c: options(c, stable=False), lambda c: c.doc["proof"].pop("stable")),
    ),
    ("blocked by someone locked", then(blocked, lambda c: options(c, lock=[["ash", "kay"]]))),
    ("blocked by someone refused", then(blocked, lambda c: c.person("birch").update(refuses=["kay"]))),
    ("options of another time", lambda c: options(c, colour=[1, {"a": None}], objective=None)),
    ("left over and takes none", lambda c: a_manager_left(c, pairs=0)),
    (
        "not asked to be schedulable",
        then(lambda c: c.cohort["matching"].update(schedulable=False), too_little_time),
    ),
    (
        "objective by option",
        then(
            lambda c: c.doc["made"].update(options={"objective": "total"}),
            lambda c: c.doc["proof"].update(objective="total"),
        ),
    ),
    (
        "a project twice where it may be",
        then(
            lambda c: c.cohort["projects"].pop(),
            lambda c: c.cohort["projects"][0].update(pairs=2),
            lambda c: lists_swapped(c, "pj-a", "pj-a"),
        ),
    ),
]


@pytest.mark.parametrize("change", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_pairing_passes(pairing_case: PairingCase, change: Change) -> None:
    """A pairing that keeps every sentence of the format page has no fault."""
    change(pairing_case)
    assert pairing_case.codes() == set()


def test_true_is_not_the_number_1(pairing_case: PairingCase) -> None:
    """An attribute that is true for one and 1 for the other is not the same."""
    for name, value in (("ash", True), ("kay", 1)):
        pairing_case.person(name)["attributes"]["flag"] = value
    pairing_case.cohort["matching"]["criteria"] = {"flag": 1}
    assert pairing_case.score(pair(pairing_case))["score"] == 0


def test_two_partners_pass_where_both_are_taken(pairing_case: PairingCase) -> None:
    """Someone who takes two partners may have two, each pair with its own score."""
    pairing_case.person("ash")["pairs"] = pairing_case.person("lee")["pairs"] = 2
    pairing_case.add("ash", "lee")
    pairing_case.doc["proof"]["status"] = "feasible"
    assert pairing_case.codes() == set()


def test_no_pairs_at_all(pairing_case: PairingCase) -> None:
    """A pairing without pairs is right where nobody is allowed with anybody."""
    pairing_case.rule(score=1000)
    pairing_case.doc["pairs"] = []
    pairing_case.doc["unmatched"] = [
        {"person": name, "why": "below the lowest score"} for name in ("ash", "birch", "cedar", "kay", "lee")
    ]
    assert pairing_case.codes() == set()


def test_another_version_of_the_cohort_is_a_warning(pairing_case: PairingCase) -> None:
    """A document made from other bytes is told as a warning, and nothing else is."""
    pairing_case.doc["cohort"]["sha256"] = "0" * 64
    cohort = pairing_case.stamped()
    found = verify_pairing(cohort, Pairing.model_validate(pairing_case.doc))
    assert [(one.code, one.severity) for one in found] == [("PM400", Severity.WARNING)]


def test_a_fault_has_its_place_in_both_files() -> None:
    """A fault points at the entry of the document and, in a note, at the rule that it breaks."""
    text = PAIRING_COHORT.replace("criteria: {", "rules: [{score: 434}]\n  criteria: {")
    cohort = read_bytes(text.encode(), "cohort.yaml").cohort
    assert cohort and cohort.source
    document = PAIRING.replace('sha256: ""', f"sha256: {cohort.sha256}")
    source = parse(document.encode(), "cohort.pairs.yaml")
    (fault,) = verify_pairing(cohort, Pairing.model_validate(source.data), source)
    (note,) = fault.notes
    assert fault.code == "PM415" and fault.span and note.span
    assert source.line(fault.span.line).strip() == "- doctor: birch"
    assert "score: 434" in cohort.source.line(note.span.line)


def test_every_code_is_tried() -> None:
    """Each code of a pairing is given by one of the faults above, but for those with tests of their own."""
    of_prices_and_edits = {"PM430", "PM438", "PM439", "PM440"}
    tried = {row[1] for row in BROKEN} | of_prices_and_edits
    assert {code for code in CODES if code.startswith("PM4")} - tried == {"PM400", "PM417"}


def test_an_optimum_that_nothing_shows_is_a_warning(pairing_case: PairingCase) -> None:
    """A pairing that is called optimal and has no prices is told, where there could be prices."""
    (found,) = pairing_case.found()
    assert (found.code, found.severity) == ("PM440", Severity.WARNING)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: proof(c, status="feasible"),
        stable,
        lambda c: options(c, keep=[], changes=0),
        lambda c: second_partner_left_out(c, "leximin"),
    ],
    ids=["feasible", "stable", "changes", "leximin with several places"],
)
def test_where_there_are_no_prices_none_are_missed(pairing_case: PairingCase, change: Change) -> None:
    """A pairing that is not called optimal, or that only a search can prove, needs no prices."""
    change(pairing_case)
    assert pairing_case.found() == ()
