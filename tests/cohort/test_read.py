"""Reading a cohort file: the whole format, all faults in one go, and each of them once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.calendar.check import check_bytes, load, read_and_check
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import CohortError, UnreadableFile
from tests.cohort.helpers import cohort, found, reading, whole

FULL = Path(__file__).with_name("full.yaml")


def test_the_whole_format() -> None:
    """A file that uses every field of the format page is read; its rota sheet works people too hard."""
    result = read_and_check(FULL)
    assert result.cohort is not None, result.diagnostics
    assert {diagnostic.code for diagnostic in result.diagnostics} == {"PM371", "PM372", "PM376"}
    made = result.cohort
    assert made.doctors[0].posts[1].site == "guys"
    assert made.workshops[0].dates is not None
    assert made.matching.rules[0].why == "no travel budget"


def test_defaults() -> None:
    """A file with the required sections only has the defaults of the format page."""
    made = cohort("version: 1")
    assert (made.programme.weeks, made.scheduling.max_per_week, made.scheduling.notice_weeks) == (12, 3, 6)
    assert list(made.programme.halves) == ["am", "pm"]
    assert made.matching.schedulable and made.scheduling.together
    assert (made.scheduling.soft.avoid_halves, made.scheduling.soft.balance) == (3, 4)


def test_sites_are_free_without_a_section() -> None:
    """`sites` is optional: without it, people may name any site."""
    assert found("doctors: [{id: okafor, site: anywhere}]") == []


def test_shared_works_by_alias() -> None:
    """Anchors and aliases can share a pattern between people."""
    made = cohort("doctors: [{id: a, works: &w {mon: am}}, {id: b, works: *w}]\nmanagers: [{id: c}, {id: d}]")
    assert made.doctors[0].works == made.doctors[1].works == {"mon": ("am",)}


def test_bom_and_crlf(tmp_path: Path) -> None:
    """A file saved by a Windows editor is read as any other."""
    path = tmp_path / "cohort.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + whole("doctors: [{id: okafor}]").replace(b"\n", b"\r\n"))
    assert load(path).doctors[0].id == "okafor"


def test_all_faults_in_one_go() -> None:
    """Wrong forms, unknown fields and unknown names are all told at once, in file order."""
    codes = found(
        "doctors:\n  - {id: okafor, pairs: many, prefers: [wrad]}\n"
        "  - {id: lee, leaves: [], refuses: [kya]}\n"
        "managers: [{id: ward, works: {mon: an}}, {id: kay, avoid_halves: [never]}]\n"
        "workshops: [{id: kickoff, runs: 0, rooms: [r]}]"
    )
    assert codes == ["PM103", "PM203", "PM102", "PM203", "PM210", "PM103", "PM103", "PM207"]


@pytest.mark.parametrize(
    "fragment",
    [
        "rooms: 3\nworkshops: [{id: w, rooms: [r]}]",
        "facilitators: {id: f}\nworkshops: [{id: w, facilitators: [f]}]",
        "sites: []\ndoctors: [{id: a, site: guys}]",
        "programme: {start: 2026-09-07, halves: early}\ndoctors: [{id: a, works: {mon: late}}]",
        "matching: {criteria: {seniority: 1}, seniority: ST9}\ndoctors: [{id: a, grade: ST9}]",
        "doctors:\n  - id: a\n    posts: [{from: x}, {from: 2026-09-08}]",
        "projects: sepsis\ndoctors: [{id: a, projects: [sepsis]}]",
    ],
)
def test_no_faults_that_only_follow(fragment: str) -> None:
    """A section that cannot be read is told once; names that refer to it are not blamed."""
    assert found(fragment) == ["PM103"]


@pytest.mark.parametrize(
    ("fragment", "suggestion"),
    [
        ("doctors: [{id: okafor, intrests: []}]", "did you mean `interests`?"),
        ("doctors: [{id: okafor, prefers: [wrad]}]", "did you mean `ward`?"),
        ("workshp: []", "did you mean `workshops`?"),
        ("matching: {objective: farI, criteria: {site: 1}}", "did you mean `fair`?"),
        ("matching: {criteria: {seniorty: 1}}", "did you mean `seniority`?"),
        ("matching: {criteria: {site: 1}, rules: [{appart: [okafor, ward]}]}", "did you mean `apart`?"),
        ("scheduling: {soft: {ballance: 1}}", "did you mean `balance`?"),
        ("doctors: [{id: okafor, works: {Tues: am}}]", "did you mean `tue`?"),
    ],
)
def test_did_you_mean(fragment: str, suggestion: str) -> None:
    """A word that is nearly right comes with the word that was meant."""
    (fault,) = reading(fragment).diagnostics
    assert fault.help == suggestion


def test_far_words_get_no_suggestion() -> None:
    """A word that is near nothing comes with what there is."""
    (fault,) = reading("doctors: [{id: okafor, prefers: [xyz]}]").diagnostics
    assert fault.help == "known here: ward"


@pytest.mark.parametrize("content", [b"", b"version: 1\x00", b"\xff\xfe", b"[" * 5000])
def test_unreadable_content(content: bytes) -> None:
    """What is not YAML gives a diagnostic with a place, not an exception."""
    result = check_bytes(content, "cohort.yaml")
    assert result.cohort is None
    assert [diagnostic.span is not None for diagnostic in result.diagnostics] == [True]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A file that is not there, or is a folder, is named in one sentence."""
    for path in (tmp_path / "no.yaml", tmp_path):
        with pytest.raises(UnreadableFile, match=str(path)):
            Cohort.load(path)


def test_too_large(tmp_path: Path) -> None:
    """A file beyond the limit is refused before it is parsed."""
    path = tmp_path / "cohort.yaml"
    with path.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    with pytest.raises(CohortError, match="PM008"):
        Cohort.load(path)


def test_hash_and_name(tmp_path: Path) -> None:
    """A loaded cohort knows its file's name and the hash of its bytes, whatever its folder."""
    path = tmp_path / "cohort.yaml"
    path.write_bytes(b"hello")
    path.write_bytes(whole("version: 1"))
    import hashlib

    made = Cohort.load(path)
    assert made.file_name == "cohort.yaml"
    assert made.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_calendar_shifts_are_read() -> None:
    """`calendar_shifts` is a field of the format, which nothing refuses."""
    made = cohort('calendar_shifts: {T: {time: "09:00-17:00", attend: false}}')
    assert not made.calendar_shifts["T"].attend
    assert not cohort("version: 1").calendar_shifts


def test_checking_loads_no_solver() -> None:
    """Reading and checking a cohort imports neither the solver nor what comes with it."""
    code = (
        "import sys; from pairmatch.cohort.schema import Cohort; Cohort.load(sys.argv[1]);"
        "loaded = {name.split('.')[0] for name in sys.modules};"
        "heavy = {'icalendar', 'ortools', 'pandas', 'recurring_ical_events', 'rich', 'typer'};"
        "sys.exit(bool(heavy & loaded))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(FULL)], check=False).returncode == 0


TEXT = FULL.read_bytes()
CUT = st.tuples(
    st.integers(0, len(TEXT)),
    st.integers(0, 12),
    st.sampled_from([*b"[]{}:,-&*!|>'\"#%@`? \n\t01x", *range(0, 256, 17)]).map(lambda code: bytes([code]))
    | st.sampled_from(
        [b"~", b"[]", b"{}", b"null", b"true", b"-1", b"9" * 20, b".nan", b"2026-02-30", b"*a"]
    ),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(CUT, min_size=1, max_size=3))
def test_damaged_files_never_crash(cuts: list[tuple[int, int, bytes]]) -> None:
    """Whatever is cut out of or put into a file, there is a cohort or an error with a message."""
    content = TEXT
    for start, length, new in cuts:
        content = content[:start] + new + content[start + length :]
    result = check_bytes(content, "cohort.yaml")
    assert result.cohort is not None or any(diagnostic.is_error for diagnostic in result.diagnostics)
    assert all(diagnostic.message for diagnostic in result.diagnostics)
