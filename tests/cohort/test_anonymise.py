"""A cohort file about nobody: the same structure and the same faults, under labels."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.anonymise import Kind, Labels, anonymised
from pairmatch.cohort.anonymise.data import anonymous_data
from pairmatch.cohort.anonymise.text import rewritten
from pairmatch.cohort.edit.render import rendered
from pairmatch.cohort.source import parse
from pairmatch.errors import CohortError
from tests.cohort.mutants import FILES, GOOD, MARK, ROWS, Row
from tests.cohort.test_mutants import NAME, ONE_A_CODE, mutant, numbered, written
from tests.fuzz.schema_documents import files
from tests.fuzz.test_schema_fuzz import damaged

QUICK = settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
LONG = settings(QUICK, max_examples=2000)


def made(text: str) -> str:
    """The text about nobody."""
    return anonymised(text.encode(), NAME).text


def codes(content: bytes, path: Path | None = None) -> Counter[str]:
    """How often each code is found."""
    return Counter(one.code for one in check_bytes(content, NAME, path).diagnostics)


def keeps_its_faults(content: bytes) -> None:
    """Assert that the same is found of a file and of the one about nobody, if it is YAML.

    The text itself is put together right for any data: with its own it is read as before.
    """
    try:
        data = parse(content, NAME).data
    except CohortError:
        return
    after = anonymised(content, NAME).text
    assert codes(after.encode()) == codes(content), after
    assert after.isascii()
    same = rewritten(content.decode("utf-8-sig"), data)
    assert rendered(parse(same.encode(), NAME).data) == rendered(data)


def test_a_small_file() -> None:
    """Names become labels, numbered in the order of the file, wherever they stand; comments go."""
    text = """\
# Tell Beth first.
version: 1
programme: {name: Spring at Guy's, start: 2026-09-07, country: GB-ENG}
sites:
  guys: {name: Guy's Hospital, travel: {kings: 25}}   # across the river
  kings: {}
doctors:
  - id: okafor
    name: Dr Amara Okafor
    email: "amara@example.nhs.uk"
    site: kings
    grade: ST4
    interests: [flow, sepsis]
    approved: clinical supervisor
    prefers: [ward, nobody-knows]
    commitments: {wed pm: {attend: false}}
  - {id: lee, name: Mei Lee, interests: [sepsis], avoid_halves: [mon am, 2026-09-08 pm]}
managers: [{id: ward, band: 7, role: Finance, line_manages: [lee], leave: [2026-10-12]}]
matching:
  criteria: {interests: 2, style: 1}
  rules: [{apart: [lee, ward], why: they live together}]
"""
    assert (
        made(text)
        == """\
version: 1
programme: {name: Paired Learning, start: 2026-09-07, country: GB-ENG}
sites:
  site-1: {name: "Site 1", travel: {site-2: 25}}
  site-2: {}
doctors:
  - id: doctor-1
    name: "Doctor 1"
    email: "doctor-1@example.invalid"
    site: site-2
    grade: ST4
    interests: [theme-1, theme-2]
    approved: approved
    prefers: [manager-1, nobody-1]
    commitments: {wed pm: {attend: false}}
  - {id: doctor-2, name: "Doctor 2", interests: [theme-2], avoid_halves: [mon am, "2026-09-08 pm"]}
managers: [{id: manager-1, band: "7", role: role-1, line_manages: [doctor-2], leave: [2026-10-12]}]
matching:
  criteria: {interests: 2, attribute-1: 1}
  rules: [{apart: [doctor-2, manager-1], why: reason-1}]
"""
    )


def test_labels_of_many_sort_as_the_file_does() -> None:
    """Labels of one list have as many digits, so that they sort as they stand."""
    labels = Labels({"doctors": [{"id": f"d{at}"} for at in range(12)]})
    found = [labels.person(f"d{at}") for at in range(12)]
    assert found[0] == "doctor-01"
    assert found == sorted(found)


@pytest.mark.parametrize("row", ONE_A_CODE, ids=numbered(ONE_A_CODE))
def test_a_file_with_a_fault_of_each_code(row: Row) -> None:
    """The same codes are found as often in the file about nobody, whatever the fault."""
    keeps_its_faults(written(mutant(row)[0]))


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=numbered(ROWS))
def test_a_file_with_any_fault(row: Row) -> None:
    """As above, of every slip there is a row for."""
    keeps_its_faults(written(mutant(row)[0]))


@pytest.mark.parametrize("row", FILES, ids=numbered(FILES))
def test_a_fault_in_a_file_beside(row: Row, tmp_path: Path) -> None:
    """Files of scores and of shifts go along under new names, with their faults."""
    code, old, new, name, content = row
    text = written(mutant((code, old, new))[0])
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there / "rotas"):
        folder.mkdir(parents=True)
    (here / name).write_bytes(written(content.replace(MARK, "")))
    copy = anonymised(text, NAME, here)
    for one in copy.beside:
        if one.content is not None:
            (there / one.new).write_bytes(one.content)
    assert codes(copy.text.encode(), there / NAME) == codes(text, here / NAME)
    assert name not in copy.text


@QUICK
@given(files())
def test_files_made_from_the_schema(content: bytes) -> None:
    """What the schema allows, with a wrong value now and then, has the same faults about nobody."""
    keeps_its_faults(content)


@QUICK
@given(damaged())
def test_damaged_files(content: bytes) -> None:
    """A file that was cut, mixed up or put together wrongly has the same faults, as long as it is YAML."""
    keeps_its_faults(content)


@pytest.mark.slow
@LONG
@given(files() | damaged())
def test_very_many_files(content: bytes) -> None:
    """As above, of thousands."""
    keeps_its_faults(content)


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD])
def test_the_lines_stay(text: str) -> None:
    """Every value is on the line it was on, the first line, which was a comment, apart."""
    after = anonymised(text.encode(), NAME).text
    assert len(after.splitlines()) == len(text.splitlines()) - 1
    assert after.count("\r") == max(0, text.count("\r") - 1)


def test_accepted_warnings_stay_accepted() -> None:
    """Of a comment that accepts a warning the codes are left, at the same line; the reason goes."""
    text = GOOD.replace(
        "    grade: ST5\n", "    grade: registrar  # pairmatch: ignore[PM218] Dr Osei is new, ask Beth\n"
    ).replace("    cycle: |\n      E", "    cycle: |  # pairmatch: ignore[PM373, me] Beth knows\n      E")
    after = made(text)
    assert "grade: grade-1  # pairmatch: ignore[PM218]\n" in after
    assert "    cycle: | # pairmatch: ignore[PM373, x]\n      E" in after
    assert codes(after.encode()) == codes(text.encode())


def test_names_that_differ_by_capitals() -> None:
    """A slip that `check --fix` mends is one that it mends in the copy, too."""
    text = "doctors: [{id: okafor}]\nmanagers: [{id: ward, refuses: [Okafor, OKAFOR]}]\n"
    after = made(text)
    assert "refuses: [Doctor-1, DOCTOR-1]" in after


def test_fields_with_capitals_and_others() -> None:
    """A field that is only spelt with capitals stays; the name of any other might be somebody's."""
    after = made("doctors: [{Id: okafor, Line-Manages: [lee], beths_note: {lee: 3}}]\n")
    assert after == "doctors: [{Id: nobody-1, Line-Manages: [nobody-2], unknown-1: {unknown-2: 1}}]\n"


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("12/10/2026", "12/10/2026"),
        ("Mon AM", "Mon AM"),
        ("2026-09-07 to 2026-09-11", "2026-09-07 to 2026-09-11"),
        ("ask Beth", "half-1 Half-2"),
        ("020 7946 0958", "020 Half-1 Half-2"),
    ],
)
def test_dates_that_are_none(value: str, after: str) -> None:
    """A date of another form is the fault that is reported, so it stays; words in its place do not."""
    assert parse(made(f"doctors: [{{leave: ['{value}']}}]\n").encode(), "").data == {
        "doctors": [{"leave": [after]}]
    }


def test_halves_of_their_own_name() -> None:
    """A half of the day gets one label where it is made and wherever it is named; the usual ones stay."""
    after = made(
        'programme: {halves: {am: "09:00-13:00", after-school-run: "13:30-17:30"}}\n'
        "doctors: [{avoid_halves: [mon after-school-run], works: {tue: am after-school-run}}]\n"
    )
    assert "halves: {am: " in after
    assert after.count("half-1") == 3
    assert "school" not in after


def test_shift_codes() -> None:
    """Short codes stay; a word that stands for a shift gets a label in the cycle as in its table."""
    after = made('rotas: {icu: {shifts: {D: {}, Beth: {}}, cycle: "D Beth . D"}}\n')
    assert after == 'rotas: {rota-1: {shifts: {D: {}, code-1: {}}, cycle: "D code-1 . D"}}\n'


def test_numbers_of_attributes() -> None:
    """Numbers that a rule goes by are moved together; others only stay as equal as they were."""
    data = {
        "doctors": [
            {"attributes": {"years": 31.5, "staff": 7001}},
            {"attributes": {"years": 34, "staff": 7003}},
        ],
        "managers": [{"attributes": {"years": 31, "staff": 7001}}],
        "matching": {"rules": [{"within": "years", "by": 2}]},
    }
    after = anonymous_data(data, Labels(data))
    values = [list(one["attributes"].values()) for one in (*after["doctors"], *after["managers"])]
    assert values == [[0.5, 1], [3, 2], [0, 1]]


def test_approval_that_is_none() -> None:
    """An approval that means no still does: that the person is not released is what `check` tells."""
    after = made('doctors: [{approved: "Not yet."}, {approved: Beth}, {approved: ""}]\n')
    assert after == 'doctors: [{approved: "no"}, {approved: approved}, {approved: ""}]\n'


def test_aliases_are_written_out() -> None:
    """What an alias repeats is named by what it is at each place."""
    after = made("sites: {&x guys: {}}\ndoctors: [{site: *x, wants: &w [*x]}]\nmanagers: [{offers: *w}]\n")
    assert parse(after.encode(), "").data == {
        "sites": {"site-1": {}},
        "doctors": [{"site": "site-1", "wants": ["skill-1"]}],
        "managers": [{"offers": ["skill-1"]}],
    }


def test_layout_that_cannot_stay() -> None:
    """A text whose layout takes no other value is written anew, with the same data."""
    text = "doctors:\n- id: a\n  name: >-\n    Amara\n\n    Okafor\n  role: |+\n    one\n\n    two\n\n"
    assert parse(made(text).encode(), "").data == {
        "doctors": [{"id": "doctor-1", "name": "Doctor 1", "role": "role-1"}]
    }


def test_the_same_every_time() -> None:
    """The same file gives the same copy."""
    assert made(GOOD) == made(GOOD)


def test_calendars_are_called_after_their_people() -> None:
    """Two files of one person are told apart, one of two people has one name, one outside stays outside."""
    labels = Labels({})
    assert labels.calendar("rotas/okafor.ics", "doctor-1") == "rotas/doctor-1.ics"
    assert labels.calendar("okafor-2.ics", "doctor-1") == "rotas/doctor-1-post-2.ics"
    assert labels.calendar("rotas/okafor.ics", "doctor-2") == "rotas/doctor-1.ics"
    assert labels.calendar("../okafor.ics", "doctor-3") == "../doctor-3.ics"
    assert labels.calendar("C:\\okafor.ics", "doctor-10") == "../doctor-10.ics"


def test_two_names_never_become_one() -> None:
    """Labels are given once, also to names that look like labels."""
    labels = Labels({"sites": {"site-2": {}, "Site-2": {}, "x": {}, "site-1": {}}})
    found = [labels.of(Kind.SITE, name) for name in ("site-2", "Site-2", "x", "site-1", "y", "X")]
    assert len(set(found)) == 6
