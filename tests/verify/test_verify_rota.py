"""`verify_rota`: each broken thing in a right rota gives its own code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pairmatch.cohort.read import read_bytes
from pairmatch.cohort.source import parse
from pairmatch.diagnostics import Severity
from pairmatch.rota.rota import Rota
from pairmatch.verify import verify_rota, working_time_warnings
from pairmatch.verify.codes import CODES
from tests.verify.cases import ROTA, ROTA_COHORT, RotaCase
from tests.verify.rota_changes import (
    ASH_KAY,
    FLOW_MISSED,
    KAY_SHADOWS,
    MEETING_MISSED,
    SHADOW_MISSED,
    at_once,
    both,
    dropped,
    facilitator_travels,
    hold,
    leave_out,
    missed,
    moved,
    on_saturday,
    proof,
    set_session,
    set_workshop,
    split,
    third_run,
)

BROKEN: list[tuple[str, set[str], Callable[[RotaCase], object]]] = [
    ("no weeks", {"PM506"}, lambda c: c.doc.update(weeks=0)),
    ("unknown doctor", {"PM501"}, lambda c: c.doc["pairs"].append(["nobody", "kay"])),
    ("pair the wrong way round", {"PM501"}, lambda c: c.doc["pairs"][0].reverse()),
    ("pair twice", {"PM501"}, lambda c: c.doc["pairs"].append(["ash", "kay"])),
    ("unknown workshop", {"PM502"}, set_session("2026-09-08 am", workshop="outro")),
    ("unknown room", {"PM502"}, set_session("2026-09-08 am", room="attic")),
    ("unknown facilitator", {"PM502"}, set_session("2026-09-08 am", facilitators=["ash"])),
    ("unknown person", {"PM502"}, set_session("2026-09-08 am", people=["ash", "fox"])),
    ("unknown miss", {"PM502"}, missed(kind="workshop", workshop="outro", people=["ash", "kay"])),
    ("meeting of strangers", {"PM503"}, set_session("2026-09-14 pm", people=["ash", "lee"])),
    ("shadowing of strangers", {"PM503"}, set_session("2026-09-22 am", host="lee")),
    ("missed by strangers", {"PM503"}, missed(kind="shadowing", guest="ash", host="lee")),
    ("pair dropped", {"PM503"}, lambda c: c.doc["pairs"].pop()),
    ("at a weekend", {"PM504"}, moved("2026-09-14 pm", "2026-09-12 pm")),
    ("after the end", {"PM504"}, moved("2026-09-28 pm", "2026-10-05 pm")),
    ("unknown half", {"PM504"}, moved("2026-09-14 pm", "2026-09-14 eve")),
    ("shorter programme", {"PM504"}, lambda c: c.doc.update(weeks=3)),
    ("twice in one session", {"PM505"}, set_session("2026-09-08 am", people=["ash", "kay", "ash"])),
    ("closed day", {"PM511"}, moved("2026-09-14 pm", "2026-09-16 pm")),
    (
        "public holiday",
        {"PM511"},
        both(
            lambda c: c.cohort["programme"].update(country="IE", start="2026-10-19", closed=[]),
            lambda c: c.doc.update(
                sessions=[{"kind": "meeting", "date": "2026-10-26", "half": "pm", **ASH_KAY}]
            ),
            lambda c: [c.cohort.pop("workshops"), c.cohort.pop("shadowing"), c.doc["pairs"].pop()],
            missed(kind="meeting", people=["ash", "kay"], weeks="3..4"),
        ),
    ),
    ("doctor cannot leave", {"PM512"}, moved("2026-09-14 pm", "2026-09-18 pm")),
    ("manager not at work", {"PM512"}, moved("2026-09-07 pm", "2026-09-11 am")),
    ("guest on leave", {"PM512"}, lambda c: c.person("kay").update(leave=["2026-09-09 am"])),
    ("workshop on leave", {"PM512"}, lambda c: c.person("kay").update(leave=["2026-09-17 pm"])),
    (
        "host not at work",
        {"PM513"},
        lambda c: c.person("birch").update(commitments={"wed pm": {"host": False}}),
    ),
    ("week too early", {"PM514"}, set_workshop("intro", weeks="2")),
    ("week too late", {"PM514"}, set_workshop("flow", weeks="2")),
    ("not a date", {"PM515"}, set_workshop("wrap", dates=["2026-10-01 am"])),
    ("past the day's end", {"PM516"}, moved("2026-09-17 am", "2026-09-17 pm")),
    ("other room", {"PM517"}, set_session("2026-09-10 am", room="annex")),
    ("no room", {"PM517"}, set_session("2026-09-10 am", room=None)),
    ("online in a room", {"PM517"}, set_session("2026-10-01 am", room="den")),
    ("room shut", {"PM518"}, lambda c: c.cohort["rooms"][0].update(closed=["2026-09-08"])),
    ("room shut later that day", {"PM518"}, lambda c: c.cohort["rooms"][2].update(open={"thu": "am"})),
    ("no facilitator", {"PM519"}, set_session("2026-09-08 am", facilitators=[])),
    (
        "two facilitators",
        {"PM519"},
        both(
            lambda c: c.cohort["facilitators"][1].pop("works"),
            set_session("2026-09-08 am", facilitators=["fox", "gil"]),
        ),
    ),
    ("not all there", {"PM519"}, set_session("2026-09-17 am", facilitators=[])),
    ("facilitator not asked for", {"PM519"}, set_session("2026-10-01 am", facilitators=["gil"])),
    ("facilitator away", {"PM520"}, set_session("2026-09-08 am", facilitators=["gil"])),
    (
        "facilitator on leave",
        {"PM520"},
        lambda c: c.cohort["facilitators"][1].update(leave=["2026-09-24 pm"]),
    ),
    ("shadowing too early", {"PM521"}, lambda c: c.cohort["shadowing"].update(weeks="2..4")),
    ("wrong site", {"PM522"}, set_session("2026-09-22 am", site="south")),
    ("no site", {"PM522"}, set_session("2026-09-22 am", site=None)),
    ("no block", {"PM523"}, lambda c: c.cohort["meetings"].update(weeks="1..3")),
    ("no shadowing asked for", {"PM524"}, leave_out("shadowing")),
    ("no meetings asked for", {"PM524"}, leave_out("meetings")),
    ("two places", {"PM531"}, moved("2026-09-14 pm", "2026-09-08 am")),
    ("second half taken", {"PM531"}, moved("2026-09-14 pm", "2026-09-17 pm")),
    ("two runs in a room", {"PM532"}, at_once("hall", "gil")),
    ("two runs of a facilitator", {"PM533"}, at_once("den", "fox")),
    (
        "too far",
        {"PM534"},
        both(moved("2026-09-10 am", "2026-09-15 pm"), set_session("2026-09-15 pm", facilitators=["fox"])),
    ),
    ("too far for a facilitator", {"PM534"}, facilitator_travels),
    ("one run too many", {"PM541"}, set_workshop("intro", runs=1)),
    ("workshop full", {"PM542"}, set_workshop("intro", capacity=1)),
    ("room too small", {"PM543"}, lambda c: c.cohort["rooms"][0].update(capacity=1)),
    ("not worth holding", {"PM544"}, set_workshop("flow", min_size=3)),
    ("fourth session in a week", {"PM545"}, moved("2026-09-22 am", "2026-09-15 pm")),
    ("lower limit", {"PM545"}, lambda c: c.cohort["scheduling"].update(max_per_week=2)),
    ("two doctors away", {"PM546"}, moved("2026-09-14 pm", "2026-09-07 pm")),
    ("nobody can be spared", {"PM546"}, lambda c: c.cohort["rotas"]["ward"].update(release=0)),
    ("two visitors", {"PM547"}, moved("2026-09-09 pm", "2026-09-09 am")),
    (
        "out of order",
        {"PM548"},
        both(set_workshop("intro", weeks="1..4"), moved("2026-09-08 am", "2026-09-22 pm")),
    ),
    ("too soon after", {"PM549"}, set_workshop("flow", gap_weeks=2)),
    ("shadowing too soon", {"PM550"}, moved("2026-09-22 am", "2026-09-10 pm")),
    ("shadowing gap wider", {"PM550"}, lambda c: c.cohort["shadowing"].update(gap_weeks=3)),
    ("shadowing too often", {"PM551"}, hold("2026-09-29 am", **KAY_SHADOWS)),
    ("host and guest swapped", {"PM551", "PM561"}, set_session("2026-09-22 am", guest="kay", host="ash")),
    ("meeting too often", {"PM552"}, hold("2026-09-23 am", kind="meeting", **ASH_KAY)),
    ("workshop again", {"PM553"}, third_run(["ash", "kay"])),
    ("partners apart", {"PM554"}, split),
    ("workshop dropped", {"PM561"}, dropped("2026-09-17 am")),
    ("optional workshop dropped", {"PM561"}, dropped("2026-10-01 am")),
    ("shadowing dropped", {"PM561"}, dropped("2026-09-22 am")),
    ("meeting dropped", {"PM561"}, dropped("2026-09-28 pm")),
    ("workshop held and missed", {"PM562"}, FLOW_MISSED),
    ("51 h a week, and more on a Saturday", {"PM512", "PM537"}, on_saturday("08:00-18:00")),
    (
        "9 h after 80 h of work",
        {"PM512", "PM535", "PM536", "PM537"},
        on_saturday("08:00-24:00"),
    ),
    ("shadowing held and missed", {"PM562"}, SHADOW_MISSED),
    ("meeting held and missed", {"PM562"}, MEETING_MISSED),
    ("some meeting held and missed", {"PM562"}, missed(kind="meeting", people=["ash", "kay"])),
    (
        "half a group",
        {"PM561", "PM563"},
        both(dropped("2026-09-17 am"), missed(kind="workshop", workshop="flow", people=["ash"])),
    ),
    ("missed twice", {"PM563"}, both(dropped("2026-09-17 am"), FLOW_MISSED, FLOW_MISSED)),
    ("shadowing missed twice", {"PM563"}, both(dropped("2026-09-09 am"), SHADOW_MISSED, SHADOW_MISSED)),
    ("no such block", {"PM563"}, missed(kind="meeting", people=["ash", "kay"], weeks="2..3")),
    (
        "no reason",
        {"PM564"},
        both(dropped("2026-09-28 pm"), missed(kind="meeting", people=["ash", "kay"], weeks="3..4", why=" ")),
    ),
    ("misses", {"PM571"}, lambda c: proof(c, missed=1)),
    ("cost by one up", {"PM572", "PM574"}, lambda c: proof(c, cost=49)),
    ("cost by one", {"PM572"}, lambda c: proof(c, cost=47, bound=47)),
    ("bound too high", {"PM573"}, lambda c: proof(c, bound=49)),
    ("bound too low", {"PM574"}, lambda c: proof(c, bound=47)),
    ("level not proven", {"PM574"}, lambda c: proof(c, level="meetings", bound=0)),
]


@pytest.mark.parametrize(("codes", "change"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_each_fault_has_its_code(
    rota_case: RotaCase, codes: set[str], change: Callable[[RotaCase], object]
) -> None:
    """One broken thing in a right rota gives exactly the code of that thing."""
    change(rota_case)
    assert rota_case.codes() == codes


def test_someone_with_two_partners_holds_three_together(rota_case: RotaCase) -> None:
    """Partners of one partner attend together, all three of them."""
    rota_case.doc["pairs"].insert(1, ["ash", "lee"])
    assert "PM554" in rota_case.codes()


def test_another_version_of_the_cohort_is_a_warning(rota_case: RotaCase) -> None:
    """A document made from other bytes is told as a warning, and nothing else is."""
    rota_case.doc["cohort"]["sha256"] = "0" * 64
    found = verify_rota(rota_case.stamped(), Rota.model_validate(rota_case.doc))
    assert [(one.code, one.severity) for one in found] == [("PM500", Severity.WARNING)]


def test_a_session_by_extra_too_near_to_a_shift_is_a_warning(rota_case: RotaCase) -> None:
    """A half-day that `extra` opens 9 h after a shift is warned of, and is no fault of the rota."""
    on_saturday("08:00-24:00")(rota_case)
    rota_case.cohort["scheduling"]["off_duty"] = "never"
    rota_case.cohort["doctors"][0]["extra"] = {"2026-09-12 am": {"attend": True}}
    cohort, rota = rota_case.stamped(), Rota.model_validate(rota_case.doc)
    told = working_time_warnings(cohort, rota)
    assert {(one.code, one.severity) for one in told} == {
        (code, Severity.WARNING) for code in ("PM535", "PM536", "PM537")
    }
    assert told[0].message == (
        "the session of ash on 2026-09-12 am is 9 h after the shift that starts on 2026-09-11, "
        "and 11 h are needed"
    )


def test_a_fault_has_its_place_in_both_files() -> None:
    """A fault points at the entry of the document and, in a note, at the limit that it breaks."""
    text = ROTA_COHORT.replace("capacity: 4, open", "capacity: 1, open")
    cohort = read_bytes(text.encode(), "cohort.yaml").cohort
    assert cohort and cohort.source
    document = ROTA.replace('sha256: ""', f"sha256: {cohort.sha256}")
    source = parse(document.encode(), "cohort.rota.yaml")
    faults = verify_rota(cohort, Rota.model_validate(source.data), source)
    assert [fault.code for fault in faults] == ["PM543", "PM543"]
    (note,) = faults[0].notes
    assert faults[0].span and "2026-09-08" in source.line(faults[0].span.line)
    assert note.span and "id: hall" in cohort.source.line(note.span.line)


def test_every_code_is_tried() -> None:
    """Each code of a rota is given by one of the faults above, but the stamp's and those of `verify_kept`."""
    tried = {code for row in BROKEN for code in row[1]}
    untried = {code for code in CODES if code.startswith("PM5")} - tried
    assert untried == {"PM500", "PM581", "PM582", "PM583"}
