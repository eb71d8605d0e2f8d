"""`schedule`: what it refuses, when it stops, and that the same file gives the same rota."""

from __future__ import annotations

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Severity
from pairmatch.errors import CohortError, NoAnswerInTime, ResultRefused
from pairmatch.matching import match
from pairmatch.progress import Progress, Stop, Watch
from pairmatch.report.document import to_yaml
from pairmatch.rota import Rota, schedule
from pairmatch.rota.model import RotaModel
from pairmatch.rota.seed import first_plans
from pairmatch.verify import levels, verify_rota
from tests.environment import ROOT
from tests.oracle.cohorts import seeded_rota_case
from tests.rota.helpers import DAY, ONE, WEEK, cohort_of, levels_of, rota_of, sessions_of
from tests.rota.test_oracle import hand_made

EVERYTHING = "workshops: [{id: w}]\nshadowing: {each_way: 1, gap_weeks: 0}\nmeetings: {every_weeks: 1}\n"


def hard(weeks: int = 6, pairs: int = 6) -> Cohort:
    """A cohort whose optimum is not proven in a second: many alike, each with something to avoid."""
    halves = [f"{day} {half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm")]
    avoids = [", ".join(halves[(n * k) % 10] for k in range(1, 6)) for n in range(2 * pairs)]
    doctors = [f"{{id: d{n}, site: s{n % 3}, avoid_halves: [{avoids[n]}]}}" for n in range(pairs)]
    managers = [
        f"{{id: m{n}, site: s{(n + 1) % 3}, avoid_halves: [{avoids[n + pairs]}]}}" for n in range(pairs)
    ]
    return cohort_of(
        f"programme: {{start: 2026-09-07, weeks: {weeks}}}\nsites: {{s0: {{}}, s1: {{}}, s2: {{}}}}\n"
        f"doctors: [{', '.join(doctors)}]\nmanagers: [{', '.join(managers)}]\n"
        "rooms: [{id: r0, site: s0, capacity: 10}, {id: r1, site: s1, capacity: 10}]\n"
        "workshops:\n"
        + "\n".join(
            f"  - {{id: w{n}, runs: 4, capacity: 10, min_size: 4, rooms: [r0, r1], gap_weeks: 1}}"
            for n in range(4)
        )
        + "\nshadowing: {each_way: 3, area_visitors: 2}\nmeetings: {every_weeks: 2}\n"
    )


def scheduled(cohort: Cohort, **options: object) -> Rota:
    """The rota of a cohort with everybody paired in file order."""
    pairs = [(d.id, m.id) for d, m in zip(cohort.doctors, cohort.managers, strict=True)]
    return schedule(cohort, hand_made(cohort, pairs), **options)  # type: ignore[arg-type]


def test_the_rota_says_what_it_was_made_of() -> None:
    """The document has the pairs, the weeks, the version, and no options where none shaped it."""
    rota = rota_of(WEEK + ONE + EVERYTHING + "scheduling: {max_per_week: 4}")
    assert (rota.pairs, rota.weeks, dict(rota.made.options)) == ((("d", "m"),), 1, {})
    assert rota.cohort.file == "cohort"
    assert (rota.proof.status, rota.proof.missed, rota.proof.bound) == ("optimal", 0, rota.proof.cost)


def test_sessions_are_in_time_order() -> None:
    """Sessions stand in time order; at one half-day a workshop comes before the rest."""
    rota = rota_of(WEEK + ONE + EVERYTHING + "scheduling: {max_per_week: 4}")
    moments = [(session.date, session.half) for session in rota.sessions]
    assert moments == sorted(moments)
    assert len(moments) == 4


def test_no_pairs_at_all() -> None:
    """Without pairs there is nothing to hold: an empty rota, proven."""
    cohort = cohort_of(WEEK + ONE + EVERYTHING)
    rota = schedule(cohort, hand_made(cohort, []))
    assert (rota.sessions, rota.missed, rota.proof.status, rota.proof.cost) == ((), (), "optimal", 0)


@pytest.mark.parametrize("soft", ["", "scheduling: {soft: {balance: 0}}"])
def test_a_programme_of_nothing(soft: str) -> None:
    """Without workshops, shadowing or meetings the rota is empty, and proven."""
    rota = rota_of(WEEK + ONE + soft)
    assert (rota.sessions, rota.missed, rota.proof.status, rota.proof.cost) == ((), (), "optimal", 0)


@pytest.mark.parametrize(
    "only", ["workshops: [{id: w}]", "shadowing: {each_way: 1, gap_weeks: 0}", "meetings: {every_weeks: 1}"]
)
def test_a_programme_of_one_kind(only: str) -> None:
    """Each kind of session may be the only one."""
    assert levels_of(WEEK + ONE + only, rota_of(WEEK + ONE + only))[:4] == (0, 0, 0, 0)


def test_nothing_can_be_held() -> None:
    """Where nobody is ever free, everything is missed, with reasons, and that is proven."""
    fragment = WEEK + "doctors: [{id: d, works: {}}]\nmanagers: [{id: m}]\n" + EVERYTHING
    rota = rota_of(fragment)
    assert levels_of(fragment, rota) == (2, 2, 1, 0, 0)
    assert (rota.proof.status, rota.proof.missed) == ("optimal", 4)
    assert all(entry.why for entry in rota.missed)


def test_fewer_weeks_than_the_file_says() -> None:
    """With `weeks` the programme is that long: fewer blocks to meet in, and it stands in the document."""
    fragment = (
        "programme: {start: 2026-09-07, weeks: 4, days: mon..mon}\n" + ONE + "meetings: {every_weeks: 1}"
    )
    rota = rota_of(fragment, weeks=2)
    assert len(rota.sessions) == 2
    assert rota.weeks == 2
    assert rota.made.options == {"weeks": 2}
    assert [session.date.isoformat() for session in rota.sessions] == ["2026-09-07", "2026-09-14"]


def test_more_weeks_than_the_file_says() -> None:
    """A programme may also be made longer than its file says."""
    rota = rota_of(DAY + ONE + "meetings: {every_weeks: 1}", weeks=3)
    assert len(rota.sessions) == 3


def test_windows_are_clipped_to_the_weeks() -> None:
    """A window that reaches beyond the weeks ends with them."""
    fragment = "programme: {start: 2026-09-07, weeks: 4, days: mon..mon}\n" + ONE
    rota = rota_of(fragment + "workshops: [{id: w, weeks: 2..4}]", weeks=2)
    assert [session.date.isoformat() for session in rota.sessions] == ["2026-09-14"]


@pytest.mark.parametrize(
    "section",
    [
        "workshops: [{id: w, weeks: 3..4}]",
        "shadowing: {each_way: 1, weeks: 3..4}",
        "meetings: {every_weeks: 1, weeks: 3..4}",
    ],
)
def test_a_window_outside_the_weeks(section: str) -> None:
    """A window that lies wholly after the weeks asked for is refused."""
    fragment = "programme: {start: 2026-09-07, weeks: 4}\n" + ONE + section
    with pytest.raises(CohortError) as caught:
        rota_of(fragment, weeks=2)
    assert len(caught.value.diagnostics) == 1


def test_objectives_of_the_pairing_do_not_matter_any_more() -> None:
    """A pairing that is there already may be of an objective that is not built yet."""
    assert rota_of(DAY + ONE + "matching: {objective: leximin}").proof.status == "optimal"


@pytest.mark.parametrize("seconds", [0.3, 1.5])
def test_a_time_limit_too_short_to_prove(seconds: float) -> None:
    """Cut short, a rota says that it is not proven and with which limit it was made; or there is none."""
    cohort = hard()
    try:
        rota = scheduled(cohort, time_limit=seconds)
    except NoAnswerInTime:
        return
    assert_open(cohort, rota)
    assert rota.made.options == {"time_limit": seconds}


def test_no_time_at_all() -> None:
    """Without time there is no rota, and the message names the option that gives more."""
    with pytest.raises(NoAnswerInTime, match="--time-limit"):
        scheduled(hard(weeks=3, pairs=3), time_limit=0.0)


def assert_open(cohort: Cohort, rota: Rota) -> None:
    """The rota holds to everything, is not called proven, and its bound is of the level that is open."""
    assert rota.proof.status == "feasible"
    assert verify_rota(cohort, rota) == ()
    found = levels(cohort, rota)
    names = ["required workshops missed", "shadowing missed", "meetings missed", "other workshops missed"]
    reached = found[names.index(rota.proof.level)] if rota.proof.level else found[4]
    assert rota.proof.bound <= reached


def test_a_stop_before_the_start() -> None:
    """Stopped before there is any rota, there is none."""
    stop = Stop()
    stop.request()
    with pytest.raises(NoAnswerInTime):
        scheduled(hard(weeks=3, pairs=3), stop=stop)


def test_a_stop_keeps_the_best_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped once there is a first plan, that plan is given, checked and not called proven."""
    cohort, stop = hard(weeks=4, pairs=4), Stop()

    def seed_and_stop(model: RotaModel, watch: Watch) -> list[int]:
        floors = first_plans(model, watch)
        stop.request()
        return floors

    monkeypatch.setattr("pairmatch.rota.solve.first_plans", seed_and_stop)
    assert_open(cohort, scheduled(cohort, stop=stop))


def test_progress_is_told() -> None:
    """Progress names the level, and the seconds never run backwards."""
    told: list[Progress] = []
    rota_of(WEEK + ONE + EVERYTHING, on_progress=told.append)
    assert {"required workshops missed", "cost"} <= {one.stage for one in told}
    assert [one.seconds for one in told] == sorted(one.seconds for one in told)


def test_a_result_that_the_check_refuses_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the independent check finds a fault, the answer is an error that says whose defect it is."""
    fault = Diagnostic("PM531", Severity.ERROR, "d is in two sessions at once", None)
    monkeypatch.setattr("pairmatch.verify.verify_rota", lambda *_: (fault,))
    with pytest.raises(ResultRefused, match="d is in two sessions at once"):
        rota_of(DAY + ONE)


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_two_runs_give_equal_documents(seed: int) -> None:
    """The same cohort gives the same document, to the byte."""
    case = seeded_rota_case(seed)
    cohort = Cohort.model_validate(case.data)
    one, two = (schedule(cohort, hand_made(cohort, case.pairs)) for _ in range(2))
    assert one.proof.status == "optimal"
    assert to_yaml(one) == to_yaml(two)


def test_the_time_limit_is_no_part_of_a_proven_rota() -> None:
    """A proven rota is the same whatever the limit, and its document too."""
    cohort = Cohort.load(ROOT / "cohorts" / "six-pairs.yaml")
    pairing = match(cohort)
    one, two = (schedule(cohort, pairing, time_limit=seconds) for seconds in (60.0, 55.0))
    assert one.proof.status == "optimal"
    assert to_yaml(one) == to_yaml(two)


def test_what_several_workers_prove_is_not_called_optimal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one worker leaves something open, another run may find another rota, and the proof says so."""
    monkeypatch.setattr("pairmatch.rota.solve.ALONE_SHARE", 0.0)
    proof = rota_of(WEEK + ONE + EVERYTHING).proof
    assert (proof.status, proof.bound, proof.level) == ("feasible", proof.cost, None)


def test_someone_with_two_partners() -> None:
    """They attend a workshop once with both, and shadow and meet each."""
    fragment = "programme: {start: 2026-09-07, weeks: 2, days: mon..wed}\n" + (
        "doctors: [{id: d, pairs: 2}]\nmanagers: [{id: m}, {id: n}]\n"
        + EVERYTHING.replace("every_weeks: 1", "every_weeks: 2")
        + "scheduling: {max_per_week: 4}"
    )
    rota = rota_of(fragment, [("d", "m"), ("d", "n")])
    assert levels_of(fragment, rota)[:4] == (0, 0, 0, 0)
    assert [line[7:] for line in sessions_of(rota) if " w: " in line] == ["w: d m n"]
    assert sum("meeting" in line for line in sessions_of(rota)) == 2
    assert sum(" at " in line for line in sessions_of(rota)) == 4
