"""What shift codes mean, and the form in which they go into a cohort file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.cohort.people import Doctor, Shift
from pairmatch.cohort.values import TimeRange
from pairmatch.errors import CohortError, UnreadableFile
from pairmatch.importing.codes import Codes, Kind, Meaning, everywhere, of_cohort, safe_code, with_presence
from pairmatch.importing.codes_file import read_codes, read_names
from pairmatch.importing.names import People

LONG = TimeRange(8 * 60, 20 * 60 + 30)
SHORT = TimeRange(8 * 60, 17 * 60)


@pytest.mark.parametrize("word", ["AL", "a/l", "Annual  Leave", "SL", "Study leave", "Carer's leave", "sick"])
def test_leave_everywhere(word: str) -> None:
    """The few words that mean leave at every trust are known."""
    meaning = everywhere(word)
    assert meaning is not None
    assert meaning.kind is Kind.LEAVE


@pytest.mark.parametrize("word", ["OFF", "DO", "rd", ".", "-", "–", "Zero days", "day off"])
def test_off_everywhere(word: str) -> None:
    """So are those that mean nothing is worked."""
    meaning = everywhere(word)
    assert meaning is not None
    assert meaning.kind is Kind.OFF


@pytest.mark.parametrize("word", ["LD", "N", "D", "Night", "Long day", "E", "TBC", "", "Leave the keys"])
def test_no_shift_is_guessed(word: str) -> None:
    """No shift is known by its letters."""
    assert Codes().find(word) is None


def test_first_source_has_the_word() -> None:
    """The file goes before the sheet, and the sheet before the cohort file."""
    codes = Codes(
        {"LD": Meaning(Kind.SHIFT, time=SHORT)},
        {"LD": Meaning(Kind.SHIFT, time=LONG), "AL": Meaning(Kind.OFF)},
        of_cohort({"N": Shift(time=LONG)}),
    )
    found = [codes.find(word) for word in ("LD", "ld", " LD\xa0", "AL", "n")]
    assert [one and (one.kind, one.code, one.time) for one in found] == [
        (Kind.SHIFT, "LD", SHORT),
        (Kind.SHIFT, "LD", SHORT),
        (Kind.SHIFT, "LD", SHORT),
        (Kind.OFF, "", None),
        (Kind.SHIFT, "N", LONG),
    ]


def test_case_counts_where_it_tells_codes_apart() -> None:
    """Where `N` and `n` are two codes, each is only itself."""
    codes = Codes({"N": Meaning(Kind.SHIFT, time=LONG), "n": Meaning(Kind.SHIFT, time=SHORT)})
    both = codes.find("N"), codes.find("n")
    assert [one and one.time for one in both] == [LONG, SHORT]
    assert Codes({"Nt": Meaning(Kind.LEAVE), "nT": Meaning(Kind.OFF)}).find("NT") is None


def test_same_as() -> None:
    """A code may stand for another; one that stands for itself in a circle means nothing."""
    codes = Codes(
        {"Long Day": Meaning(Kind.SHIFT, same_as="LD"), "A": Meaning(Kind.SHIFT, same_as="B"),
         "B": Meaning(Kind.SHIFT, same_as="A"), "LD": Meaning(Kind.SHIFT, time=LONG)}
    )  # fmt: skip
    found = codes.find("long day")
    assert found is not None
    assert found.code == "LD"
    assert codes.find("A") is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("LD", "LD"),
        ("Long day", "Long-day"),
        ("LD (wk)", "LD-wk"),
        ("=1+1", "1+1"),
        ("+44", "44"),
        ("@SUM", "SUM"),
        ("Spät", "Spat"),
        ("A/B", "A/B"),
        ("...", "shift"),
        ("夜", "shift"),
        ("x\r\nSUMMARY:N", "x-SUMMARY-N"),
    ],
)
def test_safe_code(written: str, code: str) -> None:
    """A code becomes one word that a calendar, YAML and a spreadsheet take."""
    assert safe_code(written) == code


def test_two_codes_stay_two() -> None:
    """Codes whose safe form would be the same get different ones."""
    codes = Codes({"L D": Meaning(Kind.SHIFT, time=LONG), "L-D": Meaning(Kind.SHIFT, time=SHORT)})
    found = [codes.find(word) for word in ("L D", "L-D")]
    assert [one and one.code for one in found] == ["L-D", "L-D-2"]


@given(st.text(max_size=60))
def test_any_code_is_one_word(written: str) -> None:
    """Whatever is written, the code is a single word that begins with a letter or a digit."""
    code = safe_code(written)
    assert code.split() == [code]
    assert code[0].isalnum()
    assert code != "."


@pytest.mark.parametrize(
    ("time", "attend", "host"),
    [
        ("08:00-17:00", True, True),
        ("08:00-18:00", True, True),  # ten hours are not over ten
        ("08:00-20:30", False, True),
        ("20:30-09:00", False, False),
        ("16:00-02:00", False, False),  # three hours after 23:00
        ("15:00-01:00", True, True),  # two
        ("00:00-08:00", False, False),
    ],
)
def test_presence_by_hours(time: str, attend: bool, host: bool) -> None:
    """Nights can neither be released nor shadowed, long days be shadowed only."""
    shift = with_presence(Meaning(Kind.SHIFT), TimeRange.parse(time))
    assert (shift.attend, shift.host) == (attend, host)


def test_presence_as_said() -> None:
    """What was said of a code goes before its hours."""
    shift = with_presence(Meaning(Kind.SHIFT, attend=True, host=False), LONG)
    assert (shift.attend, shift.host) == (True, False)


def test_codes_file(tmp_path: Path) -> None:
    """Every form of an entry; OFF and NO stay words."""
    path = tmp_path / "codes.yaml"
    path.write_text(
        'LD: {time: "08:00-20:30", attend: false}\nSD: "0800-1700"\nAL: leave\nOFF: off\nNO: off\n'
        'Nights: {time: "20:30-09:00", days: mon..thu}\nWk: {week: {mon: "08:00-17:00", sat..sun: LD}}\n'
        "Long Day: LD\n"
    )
    codes = read_codes(path)
    assert codes["LD"] == Meaning(Kind.SHIFT, time=LONG, attend=False, source="codes.yaml")
    assert codes["SD"].time == SHORT
    assert [codes[word].kind for word in ("AL", "OFF", "NO")] == [Kind.LEAVE, Kind.OFF, Kind.OFF]
    assert list(codes["Nights"].week) == [0, 1, 2, 3]
    assert codes["Wk"].week == {0: SHORT, 5: "LD", 6: "LD"}
    assert codes["Long Day"].same_as == "LD"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("LD: [8]", r":1:5: what `LD` means"),
        ("- LD", "is not a mapping"),
        ('A: off\nLD: {time: "HH:MM-HH:MM"}', ":2:12: `HH:MM-HH:MM` are no times"),
        ("LD: {tme: x}", "`tme` is unknown"),
        ('LD: {time: "08:00-17:00", attend: maybe}', "`attend` is true or false"),
        ('LD: {time: "08:00-17:00", days: always}', "names no days"),
        ("LD: {days: mon}", "`days` goes with `time`"),
        ("LD: {week: 3}", "`week` has the times of each day"),
        ("LD: LD", "what `LD` means"),
        ("LD:", "what `LD` means"),
    ],
)
def test_codes_file_refused(tmp_path: Path, text: str, said: str) -> None:
    """A fault names its line and what to write."""
    (tmp_path / "codes.yaml").write_text(text)
    with pytest.raises(UnreadableFile, match=said):
        read_codes(tmp_path / "codes.yaml")


def test_names_file(tmp_path: Path) -> None:
    """Names mean an id or nobody; an id that is not there is refused with its line."""
    people = People([Doctor(id="lee", name="Mei Lee")])
    path = tmp_path / "names.yaml"
    path.write_text("Jim: lee\nLocum: null\n")
    assert read_names(path, people) == {"Jim": "lee", "Locum": None}
    path.write_text("Jim: lee\nTom: WHO\n")
    with pytest.raises(UnreadableFile, match=r":2:6: `Tom` is said to be `WHO`"):
        read_names(path, people)
    path.write_text("Jim: [")
    with pytest.raises(CohortError):
        read_names(path, people)
