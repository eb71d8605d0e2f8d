"""Files without a seal are written whole, and never over what someone else wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.errors import UnreadableFile
from pairmatch.report.written import is_as_written, written


def test_written_again(tmp_path: Path) -> None:
    """What pairmatch wrote it may replace; folders are made."""
    file = tmp_path / "out" / "a.ics"
    written({file: b"1"})
    written({file: b"2"})
    assert file.read_bytes() == b"2"
    assert is_as_written(file)


def test_foreign_file(tmp_path: Path) -> None:
    """A file of someone else is left, and so is every other of the same call; --force replaces it."""
    first, foreign = tmp_path / "a.ics", tmp_path / "b.ics"
    foreign.write_bytes(b"mine")
    with pytest.raises(UnreadableFile, match="was not written by pairmatch"):
        written({first: b"1", foreign: b"1"})
    assert not first.exists()
    written({first: b"1", foreign: b"1"}, force=True)
    assert foreign.read_bytes() == b"1"


def test_edited_file(tmp_path: Path) -> None:
    """A file that was changed since is left."""
    file = tmp_path / "a.csv"
    written({file: b"1"})
    file.write_bytes(b"1, edited")
    with pytest.raises(UnreadableFile, match="was changed since"):
        written({file: b"2"})


@pytest.mark.parametrize("memory", [b"{", b"[]", b"\xff"])
def test_broken_memory(tmp_path: Path, memory: bytes) -> None:
    """Where the memory is broken, no file is known as ours."""
    file = tmp_path / "a.csv"
    written({file: b"1"})
    (tmp_path / ".pairmatch-written.json").write_bytes(memory)
    assert not is_as_written(file)
