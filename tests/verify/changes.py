"""Changes of the small pairing: each breaks one thing of it, or keeps it right in an unusual way."""

from __future__ import annotations

from typing import Any

from tests.verify.cases import PairingCase

APART = {"directorate": {"weight": 1, "want": "different"}}
MOVES = [["ash", "mo"], ["birch", "mo"]]
LOCKS = [["ash", "kay"], ["birch", "lee"]]


def pair(case: PairingCase, number: int = 0) -> dict[str, Any]:
    """One pair of the document."""
    found: dict[str, Any] = case.doc["pairs"][number]
    return found


def proof(case: PairingCase, **numbers: Any) -> None:
    """Put these numbers into the proof, and leave them there."""
    case.doc["proof"] |= numbers
    case.seal = False


def two_managers_for_ash(case: PairingCase) -> None:
    """Ash, who takes one partner, gets a second one, who has room."""
    case.person("lee")["pairs"] = 2
    case.add("ash", "lee")


def listed_twice(case: PairingCase) -> None:
    """A pair whose two take two partners each is listed twice."""
    case.person("ash")["pairs"] = case.person("kay")["pairs"] = 2
    case.add("ash", "kay")


def too_little_time(case: PairingCase) -> None:
    """Lee has two half-days in all, and four sessions."""
    case.person("lee")["works"] = {"mon": "am"}
    case.score(pair(case, 1))


def a_manager_left(case: PairingCase, **fields: Any) -> None:
    """A manager waits, whom cedar could have."""
    case.cohort["managers"].append({"id": "mo", "approved": "yes", **fields})
    case.doc["unmatched"].append({"person": "mo", "why": "nobody is left"})


def lists_swapped(case: PairingCase, first: str, second: str) -> None:
    """The two pairs lead these projects, with their right fits."""
    for number, project in enumerate((first, second)):
        pair(case, number)["project"] = project
        case.score(pair(case, number))


def second_partner_left_out(
    case: PairingCase, objective: str, criteria: dict[str, Any] | None = None, **made_with: Any
) -> None:
    """Ash and lee have room for each other and would add to the total; cedar, who waits, has nobody."""
    case.person("ash")["pairs"] = case.person("lee")["pairs"] = 2
    case.person("cedar")["refuses"] = ["kay", "lee"]
    case.cohort["matching"]["objective"] = case.doc["proof"]["objective"] = objective
    if criteria:
        case.cohort["matching"]["criteria"] = criteria
        for one in case.doc["pairs"]:
            case.score(one)
    options(case, **made_with)


def options(case: PairingCase, **made_with: Any) -> None:
    """The options that the pairing was made with."""
    case.doc["made"]["options"] = made_with


def misses(case: PairingCase, missed: list[int], bound: list[int], *, asked: bool = True) -> None:
    """What the rota of the pairs misses, asked for with `--with-rota` or not."""
    if asked:
        options(case, with_rota=True)
    proof(case, rota={"missed": missed, "bound": bound})


def one_more_by_moving(case: PairingCase) -> None:
    """Cedar, whom lee will not have, could have kay, were ash to go to a new manager who refuses cedar."""
    case.person("cedar")["refuses"] = ["lee"]
    a_manager_left(case, refuses=["cedar"])


def one_more_by_moving_on(case: PairingCase) -> None:
    """The same, and the new manager takes ash's place from birch alone: ash goes to lee, birch to mo."""
    one_more_by_moving(case)
    case.cohort["managers"][-1]["refuses"] = ["cedar", "ash"]


def stable(case: PairingCase) -> None:
    """Only stable pairings compete, and this is one."""
    case.cohort["matching"]["stable"] = case.doc["proof"]["stable"] = True


def blocked(case: PairingCase, *, by_option: bool = False) -> None:
    """Birch and kay, who lists birch first, would both rather have each other."""
    case.person("birch")["prefers"] = ["kay"]
    for one in case.doc["pairs"]:
        case.score(one)
    if by_option:
        options(case, stable=True)
    else:
        case.cohort["matching"]["stable"] = True
    case.doc["proof"]["stable"] = True


def no_projects(case: PairingCase) -> None:
    """The cohort has no projects, and the pairs lead one."""
    del case.cohort["projects"]


def rank_places_fewer(case: PairingCase) -> None:
    """A rank-maximal pairing may leave out two who could be a pair of no score."""
    case.cohort["matching"] |= {"objective": "rank", "placement": "free", "criteria": {}}
    case.doc["proof"]["objective"] = "rank"
    case.doc["pairs"].pop()
    case.doc["pairs"][0].pop("project")
    case.doc["pairs"][0].pop("fit")
    del case.cohort["projects"], case.person("ash")["projects"]
    case.score(case.doc["pairs"][0])
    case.doc["unmatched"] += [{"person": "birch", "why": "-"}, {"person": "lee", "why": "-"}]


def old_pair_of_one_who_takes_none(case: PairingCase) -> None:
    """An old pair is gone because one of the two takes no partners any more."""
    case.person("cedar")["pairs"] = 0
    options(case, keep=[["cedar", "kay"]], changes=0)


def old_pair_refused(case: PairingCase) -> None:
    """An old pair is gone because the two may not be paired any more."""
    case.person("cedar")["refuses"] = ["kay"]
    options(case, keep=[["cedar", "kay"]], changes=0)
