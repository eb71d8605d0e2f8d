"""Nothing that anybody typed comes through: every text of whole files is a canary, and none survives."""

from __future__ import annotations

from collections.abc import Container
from functools import partial
from pathlib import Path

import pytest

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.anonymise import anonymised
from pairmatch.cohort.anonymise.calendar_file import anonymous_calendar
from pairmatch.cohort.anonymise.labels import Labels
from pairmatch.cohort.anonymise.score_file import anonymous_scores
from tests.cohort.canaries import (
    FILES,
    Chosen,
    found_in,
    is_free_key,
    is_personal,
    is_value,
    with_canaries,
)

NAMES = [path.name for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
@pytest.mark.parametrize(
    "chosen",
    [is_value, is_free_key, lambda text, is_key: is_value(text, is_key) or is_free_key(text, is_key)],
)
def test_whatever_stands_somewhere(path: Path, chosen: Chosen) -> None:
    """A canary in place of every value, of every free key, and of both, with comments everywhere."""
    text = with_canaries(path.read_text("utf-8"), chosen)
    assert len(found_in(text)) > 70
    assert found_in(anonymised(text.encode(), "cohort.yaml").text) == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_names_that_fit(path: Path) -> None:
    """Where every name, address and free text is a canary, the file has no faults before and after."""
    text = with_canaries(path.read_text("utf-8"), is_personal)
    assert len(found_in(text)) > 70
    after = anonymised(text.encode(), "cohort.yaml").text
    assert found_in(after) == []
    assert not any(one.is_error for one in check_bytes(text.encode(), "cohort.yaml").diagnostics)
    assert not any(one.is_error for one in check_bytes(after.encode(), "cohort.yaml").diagnostics)


def _is_key_among(names: Container[str], word: str, is_key: bool) -> bool:
    return is_key and word in names


def test_fields_that_there_are_not() -> None:
    """A field whose name is nobody's business is one more unknown field, and so is what stands in it."""
    old = FILES[1].read_text("utf-8")
    fields = sorted({line.split(":")[0].strip(" -{") for line in old.splitlines() if ":" in line})
    for first in range(6):
        text = with_canaries(old, partial(_is_key_among, set(fields[first::6])))
        assert len(found_in(text)) > 50
        assert found_in(anonymised(text.encode(), "cohort.yaml").text) == []


@pytest.mark.parametrize(
    "value",
    [
        "{a: zqx1zqx, zqx2zqx: zqx3zqx}",
        "[[zqx1zqx], {zqx2zqx: [zqx3zqx]}]",
        "zqx1zqx",
        '"zqx1zqx\\n\\tzqx2zqx"',
    ],
)
@pytest.mark.parametrize("section", ["doctors", "programme", "matching", "sites", "version", "zqx4zqx"])
def test_another_shape(section: str, value: str) -> None:
    """A value of another shape than the field has is made neutral, as deep as it goes."""
    text = f"{section}: {value}\nfacilitators: [{{id: a, leave: {value}, works: {value}, name: {value}}}]\n"
    assert found_in(anonymised(text.encode(), "").text) == []


@pytest.mark.parametrize(
    "yaml_text",
    [
        "doctors:\n  - &zqx1zqx {id: a, name: *zqx1zqx}\n".replace("*zqx1zqx", "zqx2zqx")
        + "managers: [*zqx1zqx]\n",
        "%YAML 1.2\n# zqx1zqx\n---\ndoctors: [] # zqx2zqx\n...\n# zqx3zqx\n",
        "doctors: !!seq [{id: !!str zqx1zqx, name: ! 'zqx2zqx'}]\n",
        "doctors:\n- ? id\n  : zqx1zqx\n  name: >-  # zqx2zqx\n    zqx3zqx\n    zqx4zqx\n\n# zqx5zqx\n",
        '{"doctors":[{"id":"zqx1zqx","name":"zqx2\\\n  zqx"}]}',
        "doctors: [{id: a, name: 'zqx1zqx\n\n  zqx2zqx'}]#zqx3zqx\n",
        "[zqx1zqx, {zqx2zqx: zqx3zqx}]\n",
        "zqx1zqx\n",
    ],
)
def test_odd_yaml(yaml_text: str) -> None:
    """Anchors, tags, directives, block texts and comments in odd places carry nothing over."""
    assert found_in(anonymised(yaml_text.encode(), "").text) == []


@pytest.mark.parametrize("number", ["07700900123", "4471234567", "+447700900123", "9434765919", "1e300"])
@pytest.mark.parametrize("place", ["pairs", "name", "approved", "email", "leave", "hobby", "id", "weeks"])
def test_long_numbers(number: str, place: str) -> None:
    """A number as long as that of a telephone or a patient stays nowhere."""
    after = anonymised(
        f"doctors: [{{{place}: {number}}}]\nworkshops: [{{{place}: {number}}}]\n".encode(), ""
    ).text
    assert number.strip("+0") not in after or number == "1e300"


@pytest.mark.parametrize(
    "name",
    [
        "\x1b[2J\x1b]0;zqx1zqx\x07".encode("unicode_escape").decode(),
        "zqx1zqx" * 3000,
        "zqx1zqx\\u202e\\n- zqx2zqx: [",
        "=cmd|'zqx1zqx'!A0",
        "*zqx1zqx &zqx2zqx !zqx3zqx",
        "zqx1zqx # zqx2zqx",
    ],
)
def test_hostile_names(name: str) -> None:
    """Escapes, YAML's own signs and endless names leave nothing behind, and the file can be read."""
    quoted = '"' + name.replace("\\x1b", "\\e") + '"'
    text = f"version: 1\ndoctors: [{{id: a, name: {quoted}, site: {quoted}, attributes: {{b: {quoted}}}}}]\n"
    after = anonymised(text.encode(), "").text
    assert found_in(after) == []
    assert '"Doctor 1"' in after
    assert after.isascii()


def test_calendar_file() -> None:
    """Of a calendar only the times and codes of shifts are left; other appointments are gone."""
    content = """BEGIN:VCALENDAR
PRODID:-//zqx1zqx//EN
X-WR-CALNAME:zqx2zqx
BEGIN:VTIMEZONE
TZID:zqx3zqx
BEGIN:STANDARD
DTSTART:19701025T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:zqx4zqx
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:zqx5zqx@zqx6zqx
SUMMARY;LANGUAGE=zqx7zqx:D zqx8zqx,
  zqx9zqx
DESCRIPTION:zqx10zqx
ATTENDEE;CN="zqx11zqx":mailto:zqx12zqx
LOCATION:zqx13zqx
STATUS:zqx14zqx
RRULE:FREQ=DAILY;zqx15zqx=1
DTSTART;TZID=zqx3zqx;X-A=zqx16zqx:20260907T080000
DTEND;TZID=zqx3zqx:zqx17zqx
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:zqx18zqx clinic
DTSTART:20260912T101500
END:VEVENT
zqx19zqx
END:VCALENDAR
"""
    after = anonymous_calendar(content.encode(), Labels({}), ("D", "zqx20zqx")).decode()
    assert found_in(after) == []
    assert "SUMMARY:D\r\n" in after
    assert "20260912" not in after


def test_calendar_file_with_wrong_letters() -> None:
    """A calendar that is no UTF-8 stays none."""
    after = anonymous_calendar(b"BEGIN:VCALENDAR\nX-A:zqx1zqx\xff\nEND:VCALENDAR\n", Labels({}), "D")
    assert found_in(after.decode("latin-1")) == []
    with pytest.raises(UnicodeDecodeError):
        after.decode()


def test_score_file() -> None:
    """Of a table only labels and scores are left; what is no score stays none."""
    labels = Labels({"doctors": [{"id": "zqx1zqx"}], "managers": [{"id": "zqx2zqx"}]})
    content = b"zqx0zqx;zqx2zqx;zqx3zqx\nzqx1zqx;900;zqx4zqx\n\nzqx5zqx;5000;-7;\n"
    table = "id;manager-1;nobody-1\ndoctor-1;900;x\nnobody-2;1001;1001;\n"
    assert anonymous_scores(content, labels) == table.encode()
