"""A cohort about nobody gives the same pairing and the same rota, under labels; documents go along."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.anonymise import Kind
from pairmatch.cohort.schema import Cohort
from pairmatch.matching import match
from pairmatch.matching.pairing import Pairing
from pairmatch.report.anonymous import WHY, Anonymous, anonymous
from pairmatch.report.anonymous_key import key_table, told
from pairmatch.report.document import to_yaml
from pairmatch.rota import schedule
from pairmatch.rota.rota import Rota
from pairmatch.verify import verify_pairing, verify_rota
from tests.environment import ROOT
from tests.oracle.cohorts import pairing_cohorts, preference_cohorts
from tests.report.samples import cohort_data, pairing_of, rota_of

SIX = ROOT / "cohorts" / "six-pairs.yaml"
FEW = settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def loaded(data: dict[str, Any]) -> Cohort | None:
    """The cohort of plain data as if it were in a file; None where it has errors."""
    text = yaml.safe_dump(data, sort_keys=False).encode()
    return check_bytes(text, "cohort.yaml", Path("cohort.yaml")).cohort


def without_reasons(pairing: Pairing) -> Pairing:
    """The pairing with neutral reasons."""
    waiting = tuple(one.model_copy(update={"why": WHY}) for one in pairing.unmatched)
    return pairing.model_copy(update={"unmatched": waiting})


def sessions(rota: Rota) -> Counter[str]:
    """The sessions, in whatever order those of one half-day are listed: that goes by the names."""
    return Counter(repr(one) for one in rota.sessions)


def test_six_pairs() -> None:
    """The same pairs with the same scores, projects, criteria and proof come of the cohort about nobody."""
    cohort = Cohort.load(SIX)
    made = anonymous(cohort)
    pairing = match(cohort)
    assert match(made.cohort) == made.pairing(pairing)
    assert [one.score for one in made.pairing(pairing).pairs] == [one.score for one in pairing.pairs]
    assert pairing.pairs[0].ids == ("adeyemi", "chau")
    assert made.pairing(pairing).pairs[0].ids == ("doctor-1", "manager-2")


@pytest.mark.slow
def test_rota_of_six_pairs() -> None:
    """The same sessions come of it, too, and `verify` accepts the rota that was renamed."""
    cohort = Cohort.load(SIX)
    made = anonymous(cohort)
    pairing = match(cohort)
    rota = schedule(cohort, pairing)
    renamed = made.rota(rota)
    assert sessions(schedule(made.cohort, made.pairing(pairing))) == sessions(renamed)
    assert not [one for one in verify_rota(made.cohort, renamed) if one.is_error]


def _same_pairing(data: dict[str, Any]) -> None:
    cohort = loaded(data)
    if cohort is None:
        return
    made = anonymous(cohort)
    pairing = match(cohort)
    renamed = made.pairing(pairing)
    assert without_reasons(match(made.cohort)) == renamed
    found = [one.code for one in verify_pairing(made.cohort, renamed)]
    assert found == [one.code for one in verify_pairing(cohort, pairing)]


@FEW
@given(pairing_cohorts())
def test_any_pairing(data: dict[str, Any]) -> None:
    """Of random cohorts with every criterion, rule and kind of attribute the pairing is the same."""
    _same_pairing(data)


@FEW
@given(preference_cohorts())
def test_any_pairing_by_preferences(data: dict[str, Any]) -> None:
    """Of random cohorts of ranked lists, stable or not, the pairing is the same."""
    _same_pairing(data)


def sample() -> tuple[Cohort, Anonymous]:
    """A cohort of three pairs and one manager over, and the one about nobody."""
    cohort = loaded(cohort_data())
    assert cohort is not None
    return cohort, anonymous(cohort)


def test_nobody_is_named_in_documents() -> None:
    """No id, name or reason of the cohort stands in the documents, and they bear its stamp."""
    cohort, made = sample()
    pairing = pairing_of(cohort, "Helen Ward is on leave")
    rota = rota_of(cohort)
    text = to_yaml(made.pairing(pairing)) + to_yaml(made.rota(rota))
    for old in {one.old for one in made.labels.key()} - {"doctor", "manager"}:
        assert f" {old}" not in text.replace("[", " "), old
    assert "Helen" not in text
    assert made.pairing(pairing).cohort.sha256 == made.cohort.sha256
    assert made.pairing(pairing).cohort.file == "cohort.anonymous.yaml"


def test_what_was_wrong_stays_wrong() -> None:
    """A document of another version of the file, or one that was edited, is no better in the copy."""
    cohort, made = sample()
    old = pairing_of(cohort)
    edited = old.model_copy(update={"pairs": old.pairs[:2]})
    stale = old.model_copy(update={"cohort": old.cohort.model_copy(update={"sha256": "1" * 64})})
    assert old.is_edited == made.pairing(old).is_edited
    assert made.pairing(edited).is_edited
    assert made.pairing(stale).cohort.sha256 not in (made.cohort.sha256, "1" * 64)


def test_options_and_numbers() -> None:
    """Of a document's options the pairs are renamed and the rest is kept, if it is an option of ours."""
    cohort, made = sample()
    options = {
        "objective": "leximin",
        "lock": [["d01", "m01"]],
        "keep": [["d01", "left-in-may"]],
        "changes": 2,
        "beth": "says so",
        "placement": "where Beth wants",
    }
    pairing = pairing_of(cohort)
    noted = pairing.model_copy(
        update={"made": pairing.made.model_copy(update={"options": options, "pairmatch": "Beth's own"})}
    )
    after = made.pairing(noted).made
    assert after.pairmatch == "unknown"
    assert after.options == {
        "objective": "leximin",
        "lock": [["doctor-1", "manager-1"]],
        "keep": [["doctor-1", "nobody-1"]],
        "changes": 2,
        "unknown-1": "text",
        "placement": "text",
    }


def test_the_cohort_can_be_used_at_once() -> None:
    """Warnings are those of the cohort about nobody, its weeks those that were asked for."""
    cohort = Cohort.load(SIX)
    made = anonymous(cohort.lasting(10))
    assert made.cohort.programme.weeks == 10
    assert [one.code for one in made.cohort.warnings] == [one.code for one in cohort.warnings]
    assert "Lindqvist" in cohort.warnings[0].message
    assert "Doctor 4" in made.cohort.warnings[0].message
    assert made.labels.of(Kind.SITE, "st-aldhelms") == "site-1"


def test_scores_and_shifts_go_along() -> None:
    """A cohort whose shifts are in calendar files has the same shifts about nobody."""
    cohort = Cohort.load(ROOT / "examples" / "08-duty-from-a-calendar" / "cohort.yaml")
    made = anonymous(cohort)
    assert list(made.cohort.calendars) == ["rotas/doctor-1.ics"]
    assert match(made.cohort) == made.pairing(match(cohort))


def test_a_cohort_without_a_text() -> None:
    """What was never a file has no text to rewrite."""
    with pytest.raises(ValueError, match="loaded from a file"):
        anonymous(Cohort.model_validate(cohort_data()))


def test_key_is_a_table_that_runs_nothing() -> None:
    """A name that a spreadsheet would take for a formula is written as text."""
    data = cohort_data()
    data["doctors"][0]["name"] = '=HYPERLINK("x")'
    cohort = loaded(data)
    assert cohort is not None
    table = key_table(anonymous(cohort).labels)
    assert 'name,"\'=HYPERLINK(""x"")",Doctor 1\r\n' in table
    assert "manager,m04,manager-4\r\n" in table


def test_told() -> None:
    """What was replaced is told in counts, without a name."""
    _, made = sample()
    assert told(made.labels, 1).startswith(
        "replaced: 3 doctors, 4 managers, 1 facilitator, 12 names and titles"
    )
    assert told(made.labels, 1).endswith("; 1 comment left out")
