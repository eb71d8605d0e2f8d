"""Files made to harm: each gets one clear answer, in little time and memory, and harms no report."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.environment import ROOT, environment_with
from tests.fuzz.answers import HARMFUL, NAME, answer

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no limit for the memory of a process"
)

_MEGABYTES = 1024
_SECONDS = 20
HEAD = b"version: 1\nprogramme: {start: 2026-09-07}\n"
GOOD = HEAD + b"doctors: [{id: okafor}]\nmanagers: [{id: ward}]\nmatching: {criteria: {interests: 1}}\n"


def _billion() -> bytes:
    """Ten lists of ten aliases of the list before: ten to the tenth values."""
    lists = (f"{chr(98 + at)}: &{chr(98 + at)} [{', '.join([f'*{chr(97 + at)}'] * 10)}]" for at in range(9))
    return "\n".join(["a: &a [x, x, x, x, x, x, x, x, x, x]", *lists]).encode()


def _staircase(depth: int) -> bytes:
    """Mappings in block style, each indented by one more than the one that holds it."""
    return b"\n".join(b" " * at + b"a:" for at in range(depth))


HOSTILE: dict[str, tuple[str, int, Callable[[], bytes]]] = {
    "alias bomb": ("PM005", 5, _billion),
    "alias in itself": ("PM005", 1, lambda: b"a: &a [*a]"),
    "alias in itself by another": ("PM005", 1, lambda: b"a: &a {b: &b [c, *a]}"),
    "flow lists": ("PM004", 1, lambda: b"[" * 100_000),
    "closed flow lists": ("PM004", 1, lambda: b"[" * 100_000 + b"]" * 100_000),
    "flow mappings": ("PM004", 1, lambda: b"{a: " * 100_000),
    "block lists": ("PM004", 1, lambda: b"- " * 100_000),
    "block mappings": ("PM004", 65, lambda: _staircase(5_000)),
    "nothing but brackets": ("PM004", 1, lambda: b"[" * 30_000_000),
    "nothing but line ends": ("PM009", 1, lambda: b"\n" * 30_000_000),
    "nothing but comments": ("PM009", 1, lambda: b"#\n" * 10_000_000),
    "NUL": ("PM002", 6, lambda: GOOD + b"\x00"),
    "NULs alone": ("PM002", 1, lambda: b"\x00" * 30_000_000),
    "UTF-16": ("PM001", 1, lambda: GOOD.decode().encode("utf-16")),
    "UTF-16 without a mark": ("PM002", 1, lambda: GOOD.decode().encode("utf-16-le")),
    "UTF-32": ("PM001", 1, lambda: GOOD.decode().encode("utf-32")),
    "Latin-1": ("PM001", 6, lambda: GOOD + "# Zoë".encode("latin-1")),
    "surrogates": ("PM001", 6, lambda: GOOD + b"# \xed\xa0\x80"),
    "overlong": ("PM001", 6, lambda: GOOD + b"# \xc0\xaf"),
    "tab indentation": ("PM003", 2, lambda: b"programme:\n\tstart: 2026-09-07\n"),
    "merge key": ("PM007", 2, lambda: b"a: &a {b: c}\nd: {<<: *a}"),
    "tag of Python": ("PM007", 1, lambda: b"a: !!python/object/apply:os.system ['touch pwned']"),
    "tag of Python, written out": ("PM007", 1, lambda: b"a: !<tag:yaml.org,2002:python/name:os.system> x"),
    "tag of one's own": ("PM007", 2, lambda: b"%TAG ! tag:evil,2026:\n--- !x {}"),
    "include": ("PM007", 1, lambda: b"a: !include /etc/passwd"),
    "line of 10 MB": ("PM102", 6, lambda: GOOD + b"x: " + b"a" * 10_000_000),
    "line of 5 million words": ("PM102", 6, lambda: GOOD + b"x: " + b"a " * 5_000_000),
    "key of 10 MB": ("PM003", 6, lambda: GOOD + b"a" * 10_000_000 + b": 1"),
    "quote never closed": ("PM003", 6, lambda: GOOD + b'x: "' + b"a\n" * 5_000_000),
    "number of 10 MB": ("PM102", 6, lambda: GOOD + b"x: " + b"9" * 10_000_000),
    "hundred thousand values": ("PM102", 6, lambda: GOOD + b"x: [" + b"a, " * 100_000 + b"]"),
    "hundred thousand keys": (
        "PM102",
        6,
        lambda: GOOD + b"x: {" + b"".join(b"k%d: 1, " % at for at in range(100_000)) + b"}",
    ),
    "hundred thousand anchors": (
        "PM102",
        6,
        lambda: GOOD + b"x: [" + b"".join(b"&a%d x, " % at for at in range(100_000)) + b"]",
    ),
    "fifteen million words": ("PM008", 6, lambda: GOOD + b"x: [" + b"a," * 15_000_000 + b"]"),
    "million short rows": ("PM008", 333_332, lambda: GOOD + b"x:\n" + b"- {i: 1}\n" * 1_000_000),
    "same key again and again": ("PM006", 7, lambda: GOOD + b"x: 1\n" * 100_000),
    "signs of a comment": ("PM102", 6, lambda: GOOD + b"x: a" + b" #" * 5_000_000),
}
"""The code and the line of the one error, and how the file is made."""


def limited(path: Path, megabytes: int = _MEGABYTES, seconds: int = _SECONDS) -> list[dict[str, Any]]:
    """What is found in a file by a process with little memory and time, which must not fail."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.limited", str(path), str(megabytes)],
        cwd=ROOT,
        env=environment_with(),
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    found: list[dict[str, Any]] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_one_clear_answer(tmp_path: Path, name: str) -> None:
    """One error with the code and line that are to be expected, in words that are not those of the file."""
    code, line, make = HOSTILE[name]
    (tmp_path / NAME).write_bytes(make())
    (fault,) = limited(tmp_path / NAME)
    assert (fault["code"], fault["severity"], fault["place"]["line"]) == (code, "error", line)
    assert len(fault["message"]) < 200


def test_a_file_of_100_mb(tmp_path: Path) -> None:
    """A file far beyond the limit is not even read, so that a little memory is enough to say so."""
    with (tmp_path / NAME).open("wb") as file:
        file.truncate(100_000_000)
    (fault,) = limited(tmp_path / NAME, 512)
    assert fault["code"] == "PM008"


def test_a_key_of_10_mb_that_is_yaml(tmp_path: Path) -> None:
    """A key that is explicit may be of any length."""
    (tmp_path / NAME).write_bytes(GOOD + b"? " + b"a" * 10_000_000 + b"\n: 1\n")
    (fault,) = limited(tmp_path / NAME)
    assert fault["code"] == "PM102"


@pytest.mark.slow
def test_hundred_thousand_unknown_fields(tmp_path: Path) -> None:
    """Faults beyond the first thousand are counted, each code by itself."""
    (tmp_path / NAME).write_bytes(GOOD + b"".join(b"k%d: 1\n" % at for at in range(100_000)))
    found = limited(tmp_path / NAME, seconds=120)
    assert len(found) == 1001
    assert found[-1]["code"] == "PM106"
    assert found[-1]["message"] == "99,000 more are not told: 99,000 × PM102"


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark(mark: bytes, line_end: bytes) -> None:
    """Line ends of any system, with a byte-order mark or without: no fault, and the places of faults stay."""
    assert answer(mark + GOOD.replace(b"\n", line_end)) == ()
    (fault,) = answer(mark + (GOOD + b"matchin: 1\n").replace(b"\n", line_end))
    assert fault.span is not None and (fault.code, fault.span.line, fault.span.column) == ("PM102", 6, 1)


FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit")
EVIL = (
    *(
        "[red]bold[/red]",
        "[link=file:///etc/passwd]x[/link]",
        "\x1b[2Jcleared",
        "\x1b]0;title\x07",
        "\x9b31m",
    ),
    *("::error::owned", "x\n::error file=a::owned", "%0A::error::owned", "\r::stop-commands::x"),
    *(
        "\u202egnirts",
        "\u2066left",
        "\u200fright",
        "\u061c",
        "a\u2028b",
        "\x85next",
        "\x7f",
        "</failure><x/>",
    ),
    *("]]>", "`rm -rf`", "${{ secrets.X }}", "\ufeffx", "\U000e0041tag"),
)
"""Names that are commands somewhere: of a terminal, Rich, GitHub Actions, XML, or the order of text."""


def evil_file() -> bytes:
    """A file in which each name is an unknown field, an unknown reference and a value of the wrong form."""
    rows = []
    for at, name in enumerate(EVIL):
        escaped = '"' + "".join(f"\\U{ord(char):08x}" for char in name) + '"'
        as_it_is = json.dumps(name, ensure_ascii=False).replace("\x7f", r"\x7f").replace("\x9b", r"\x9b")
        rows.append(f"  - {{id: d{at}, {escaped}: {as_it_is}, prefers: [{escaped}], leave: [{escaped}]}}\n")
    head = "version: 1\nprogramme: {start: 2026-09-07}\nmanagers: [{id: ward}]\ndoctors:\n"
    return "".join([head, *rows]).encode()


def checked(folder: Path, form: str, **environment: str) -> str:
    """What `pairmatch check` prints of the file of evil names."""
    (folder / NAME).write_bytes(evil_file())
    ended = subprocess.run(
        [sys.executable, "-m", "pairmatch", "check", NAME, "--output-format", form],
        cwd=folder,
        env=environment_with(PYTHONUTF8="1", **environment),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (1, b"")
    return ended.stdout.decode()


@pytest.mark.parametrize("form", FORMATS)
def test_evil_names_harm_no_report(tmp_path: Path, form: str) -> None:
    """No control character and no mark of direction of a file gets into a report as it is."""
    text = checked(tmp_path, form)
    assert not HARMFUL.search(text), HARMFUL.findall(text)
    assert "d0" in text or "unknown field" in text


def test_evil_names_start_no_command_of_github(tmp_path: Path) -> None:
    """One annotation for each diagnostic, and no other line."""
    found = json.loads(checked(tmp_path, "json"))
    lines = checked(tmp_path, "github").splitlines()
    assert len(lines) == len(found) >= 3 * len(EVIL)
    assert all(
        line.startswith(("::error file=cohort.yaml,", "::warning file=cohort.yaml,", "::warning title="))
        for line in lines
    )


def test_evil_names_are_no_markup(tmp_path: Path) -> None:
    """What looks like markup of Rich is shown as it was typed."""
    text = checked(tmp_path, "full", COLUMNS="200")
    assert "[red]bold[/red]" in text and "[link=file:///etc/passwd]" in text


@pytest.mark.slow
def test_30_mb_of_faults(tmp_path: Path) -> None:
    """A list of a hundred thousand people with a fault each is told of in a thousand lines and a count."""
    people = b"".join(
        b"  - {id: d%d, name: '" % at + b"x" * 250 + b"', refusse: []}\n" for at in range(100_000)
    )
    (tmp_path / NAME).write_bytes(HEAD + b"managers: [{id: ward}]\ndoctors:\n" + people)
    ended = subprocess.run(
        [sys.executable, "-m", "pairmatch", "check", NAME, "--output-format", "concise"],
        cwd=tmp_path,
        env=environment_with(),
        capture_output=True,
        timeout=240,
        check=False,
    )
    lines = ended.stdout.decode().splitlines()
    assert (ended.returncode, ended.stderr, len(lines)) == (1, b"", 1001)
    assert "99,001 more are not told: 99,000 × PM102, 1 × PM321" in lines[-1]
