"""Files without a seal are written whole, and never over what someone else wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pairmatch.errors import UnreadableFile
from pairmatch.report.files import write_whole
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


def test_stopped_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing is stopped half-way, all files are still known as ours, the replaced and the others."""
    files = [tmp_path / f"{name}.ics" for name in "abc"]
    written(dict.fromkeys(files, b"1"))
    with monkeypatch.context() as patch:
        patch.setattr("pairmatch.report.written.write_whole", _stopped_at(files[1]))
        with pytest.raises(KeyboardInterrupt):
            written(dict.fromkeys(files, b"2"))
    assert [file.read_bytes() for file in files] == [b"2", b"1", b"1"]
    written(dict.fromkeys(files, b"3"))
    assert [file.read_bytes() for file in files] == 3 * [b"3"]
    files[0].write_bytes(b"1")
    assert not is_as_written(files[0])


def _stopped_at(file: Path) -> Callable[[Path, str | bytes], None]:
    def write(path: Path, content: str | bytes) -> None:
        if path == file:
            raise KeyboardInterrupt
        write_whole(path, content)

    return write


def test_folder_of_that_name(tmp_path: Path) -> None:
    """A folder where a file has to be is told, even with --force, before any file is written."""
    (tmp_path / "b.ics").mkdir()
    for force in (False, True):
        with pytest.raises(UnreadableFile, match="is a folder"):
            written({tmp_path / "a.ics": b"1", tmp_path / "b.ics": b"1"}, force=force)
    assert not (tmp_path / "a.ics").exists()


def test_file_for_a_folder(tmp_path: Path) -> None:
    """A file where a folder has to be is told as such."""
    (tmp_path / "a").write_bytes(b"mine")
    for below in ("a/b.ics", "a/b/c.ics"):
        with pytest.raises(UnreadableFile, match="a file is where a folder is needed"):
            written({tmp_path / below: b"1"})


@pytest.mark.parametrize("memory", [b'{"a.csv": 1}', b"{", b"[]", b"\xff"])
def test_broken_memory(tmp_path: Path, memory: bytes) -> None:
    """Where the memory is broken, no file is known as ours."""
    file = tmp_path / "a.csv"
    written({file: b"1"})
    (tmp_path / ".pairmatch-written.json").write_bytes(memory)
    assert not is_as_written(file)
