"""The benchmark tables of the rota, at sizes that are solved at once; nothing is timed."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.matching import Pairing, match
from pairmatch.progress import Progress
from pairmatch.rota import Rota
from pairmatch.rota.demand import demands
from pairmatch.rota.extract import Plan
from pairmatch.rota.rota import MeetingSession
from pairmatch.verify import levels, verify_rota
from tests.benchmarks import replan_speed, rota_instances, rota_peers, rota_speed
from tests.benchmarks.accepted import accepted
from tests.benchmarks.cohorts import apart
from tests.rota.helpers import rota_of

TWO = "programme: {start: 2026-09-07, weeks: 6}\nmeetings: {every_weeks: 3}\n"
PAIR = "doctors: [{id: d}]\nmanagers: [{id: m}]\n"


@pytest.mark.parametrize("name", ["loose-2", "loose-24", "trust-autumn-loose"])
def test_an_instance_passes_every_check_and_pairs_everybody_it_can(name: str) -> None:
    """A cohort made up is one that `pairmatch check` has nothing against, and is the same every time."""
    cohort, pairing = rota_instances.instance(name)
    assert {warning.code for warning in cohort.warnings} <= {"PM373"}  # the night on which clocks go back
    assert len(pairing.pairs) == (24 if name != "loose-2" else 2)
    assert rota_instances.cohort_of(name).sha256 == cohort.sha256


def test_an_instance_that_is_not_known_is_refused() -> None:
    """No name stands for something by chance."""
    with pytest.raises(KeyError, match="loose-many"):
        rota_instances.instance("loose-many")


def test_without_windows_nothing_else_is_changed() -> None:
    """Weeks and dates are gone from the workshops, and everything else is as in the file."""
    shipped = rota_instances.cohort_of("trust-autumn")
    loose = rota_instances.cohort_of("trust-autumn-loose")
    assert all(workshop.weeks is None and workshop.dates is None for workshop in loose.workshops)
    windows = {"weeks": None, "dates": None}
    same = shipped.model_copy(
        update={"workshops": tuple(one.model_copy(update=windows) for one in shipped.workshops)}
    )
    assert [name for name in Cohort.model_fields if getattr(loose, name) != getattr(same, name)] == []


def test_loose_windows_leave_every_workshop_a_choice() -> None:
    """Each pair could attend every workshop on several half-days, and shadow as often as it has to."""
    cohort, pairing = rota_instances.instance("loose-24")
    data = demands(cohort, [pair.ids for pair in pairing.pairs])
    assert min(len({data.runs[run].start for run in one.runs}) for one in data.workshops) >= 10
    assert all(data.possible(one) == one.count for one in data.shadowings)


def test_options_that_a_function_does_not_have_are_left_out() -> None:
    """What `schedule` cannot be told yet is not passed on."""
    assert accepted(lambda workers: workers, workers=8, seed=1) == {"workers": 8}


HEARD = [
    Progress("cost", 5, 0, 0.5),  # of the workshops alone
    Progress("required workshops missed", 4, 4, 1.5),
    Progress("cost", 210, 90, 2.0),
    Progress("cost", 101, 95, 3.0),
    Progress("cost", 100, 100, 4.0),
]


@pytest.mark.parametrize(("bound", "since"), [(100, 3.0), (90, None), (209, 2.0)])
def test_a_level_is_near_from_when_it_stays_within_a_hundredth(bound: int, since: float | None) -> None:
    """101 is within 1% of 100; what is told before the first whole rota is of the workshops alone."""
    assert rota_speed.near_since(HEARD, "cost", bound, first=1.0) == since


def test_a_level_that_is_raised_again_is_near_only_afterwards() -> None:
    """A later search may begin with a worse answer; the last time counts."""
    again = [*HEARD[:4], Progress("cost", 150, 95, 3.5), HEARD[4]]
    assert rota_speed.near_since(again, "cost", 100, first=1.0) == 4.0


def test_the_table_of_speed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A row for each number of workers, with what was missed level by level; the solver is named below."""
    monkeypatch.setattr(rota_speed, "apart", lambda work, *arguments: work(*arguments))
    monkeypatch.setattr(rota_speed, "instance", small)
    rota_speed.main(["small", "--workers", "1", "2", "--time-limit", "20", "--seed", "1"])
    header, _, one, two, last = capsys.readouterr().out.splitlines()
    assert header.split()[:3] == ["cohort", "workers", "pairs"]
    assert [row.split()[:3] for row in (one, two)] == [["small", "1", "1"], ["small", "2", "1"]]
    assert one.split()[7:13] == ["0+0+0+0", "0", "cost", "0", "0", "0.0%"]
    assert last.startswith("ortools ")


def test_a_time_too_short_for_any_rota_is_a_row(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In no time at all there is no rota, and the table says so."""
    monkeypatch.setattr(rota_speed, "apart", lambda work, *arguments: work(*arguments))
    monkeypatch.setattr(rota_speed, "instance", small)
    rota_speed.main(["small", "--workers", "1", "--time-limit", "0"])
    row = capsys.readouterr().out.splitlines()[2]
    assert row.split() == ["small", "1", "none", "none", "none", "0.000"]


def small(_: str) -> tuple[Cohort, Pairing]:
    """A pair that meets twice, at no cost."""
    data = {
        "version": 1,
        "programme": {"start": "2026-09-07", "weeks": 6},
        "doctors": [{"id": "d"}],
        "managers": [{"id": "m"}],
        "meetings": {"every_weeks": 3},
        "matching": {"criteria": {"availability": 1}},
    }
    cohort = rota_instances.checked(data, "small.yaml")
    return cohort, match(cohort)


def test_the_table_of_peers_without_the_peer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A peer that is not there is named as left out, and ours is a row all the same."""
    monkeypatch.setattr(rota_peers, "apart", lambda work, *arguments: work(*arguments))
    monkeypatch.setattr(rota_peers, "plain", lambda _: tiny())
    monkeypatch.setattr(rota_peers, "missing", lambda: "left out: timefold, which is not installed")
    rota_peers.main(["1", "--time-limit", "20"])
    _, _, row, last = capsys.readouterr().out.splitlines()
    assert row.split()[:8] == ["1", "pairmatch", "0", "0", "1", "1", "proven", "0"]
    assert last == "left out: timefold, which is not installed"


PLAIN = rota_peers.plain(2)


def tiny() -> rota_instances.Data:
    """One pair, one workshop in a room at both's site, one shadowing each way, three weeks: a run costs 1."""
    data = deepcopy(PLAIN)
    for side in ("doctors", "managers"):
        data[side] = [{"id": side[0], "site": "site-1"}]
    data["workshops"] = [{"id": "kickoff", "rooms": ["room-1"]}]
    data["rooms"] = [{"id": "room-1", "site": "site-1", "capacity": 2}]
    data["rotas"] = {}
    return data | {"programme": {"start": "2026-09-07", "weeks": 3}}


def test_a_peer_is_missing_where_java_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java there is no Timefold, installed or not."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert rota_peers.missing() == "left out: timefold, which needs Java 17 or later"


def test_a_plan_of_the_peer_is_counted_by_verify() -> None:
    """A plan that holds nothing misses all of levels 1 and 2, and breaks no rule."""
    cohort = rota_instances.checked(tiny(), "tiny.yaml")
    data = demands(cohort, [("d", "m")])
    rota = rota_peers.rota_of(data, Plan(data))
    assert levels(cohort, rota) == (2, 2, 0, 0, 0)
    assert not [fault for fault in verify_rota(cohort, rota) if fault.is_error]


def test_the_peer_is_told_who_is_free_and_who_avoids() -> None:
    """On Monday morning both are there, and the doctor avoids it; the manager is away in the afternoon."""
    fragment = tiny() | {"doctors": [{"id": "d", "site": "site-1", "avoid_halves": ["mon am"]}]}
    fragment["managers"] = [{"id": "m", "site": "site-2", "works": {"mon": "am"}}]
    data = demands(rota_instances.checked(fragment, "tiny.yaml"), [("d", "m")])
    ((sites, free, avoids),) = rota_peers.facts_of(data)
    assert sites == ["site-1", "site-2"]
    assert free[:2] == [True, False]
    assert avoids[:2] == [[True, False], [False, False]]


@pytest.mark.slow
def test_the_peer_keeps_every_rule() -> None:
    """Where Timefold is installed, what it finds for two pairs breaks no rule, and is scored as we do."""
    if left_out := rota_peers.missing():
        pytest.skip(left_out)
    found = apart(rota_peers.theirs, 2, 5.0)
    assert found.broken == 0


@pytest.mark.parametrize("name", replan_speed.CHANGES)
def test_each_change_leaves_a_cohort_that_can_be_read(name: str) -> None:
    """The file after each of the four changes passes the checks, and is not the file before."""
    data = rota_instances.loose(8)
    changed = deepcopy(data)
    replan_speed.CHANGES[name](changed)
    assert changed != data
    assert rota_instances.checked(changed, "changed.yaml")


def test_what_moves_is_counted_from_the_change_on() -> None:
    """Both meetings move; the one before week 5 is the past, the other is one session of two people."""
    rota = rota_of(TWO + PAIR)
    held = [MeetingSession(people=("d", "m"), date=date(2026, *day), half="am") for day in DAYS]
    before, after = with_meetings(rota, *held[:2]), with_meetings(rota, *held[2:])
    assert replan_speed.moved(before, before) == replan_speed.Moved(people=0, sessions=0)
    assert replan_speed.moved(before, after) == replan_speed.Moved(people=2, sessions=2)


DAYS = [(9, 8), (10, 6), (9, 9), (10, 7)]
"""Week 5 begins on 5 October."""


def with_meetings(rota: Rota, *meetings: MeetingSession) -> Rota:
    """The rota with these meetings for sessions."""
    return rota.model_copy(update={"sessions": meetings})


def test_the_pairs_of_those_who_left_are_gone() -> None:
    """The pair of a doctor who resigned is no longer scheduled."""
    _, pairing = rota_instances.instance("loose-2")
    left = replan_speed.of_those_left(pairing, {"d002", "m001", "m002"})
    assert [pair.doctor for pair in left.pairs] == ["d002"]
