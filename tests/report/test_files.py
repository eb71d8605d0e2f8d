"""Writing files whole or not at all, and never over what someone else wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pairmatch.errors import UnreadableFile
from pairmatch.report.document import to_yaml
from pairmatch.report.files import may_overwrite, write_whole
from tests.report.samples import cohort_of, pairing_of


def test_a_new_file_is_written(tmp_path: Path) -> None:
    """The text is there in full, as UTF-8, and nothing else is left in the folder."""
    write_whole(tmp_path / "a.yaml", "Zoë\n")
    assert (tmp_path / "a.yaml").read_bytes() == "Zoë\n".encode()
    assert os.listdir(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize("broken", ["replace", "fsync"])
def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """When the last step fails, the old file is as it was and no temporary file stays."""
    path = tmp_path / "a.yaml"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(UnreadableFile, match="No space left on device"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_an_interrupt_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of writing leaves the old file, and no temporary file."""
    path = tmp_path / "a.yaml"
    path.write_text("old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_permissions_are_kept(tmp_path: Path) -> None:
    """A file that is replaced keeps its mode, and a new one gets the usual one."""
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0o027)
    try:
        write_whole(tmp_path / "b.yaml", "new")
    finally:
        os.umask(mask)
    assert (tmp_path / "b.yaml").stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_is_written_through(tmp_path: Path) -> None:
    """The link stays a link, and the file it points to has the new text."""
    target = tmp_path / "real.yaml"
    target.write_text("old")
    (tmp_path / "link.yaml").symlink_to(target)
    write_whole(tmp_path / "link.yaml", "new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert target.read_text() == "new"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """Writing into a folder that is not there is one clear error."""
    with pytest.raises(UnreadableFile, match="cannot be written"):
        write_whole(tmp_path / "none" / "a.yaml", "new")


def test_what_we_wrote_may_be_overwritten(tmp_path: Path) -> None:
    """A free name, and an unedited document of ours, may be written."""
    path = tmp_path / "a.yaml"
    may_overwrite(path)
    write_whole(path, to_yaml(pairing_of(cohort_of(1))))
    may_overwrite(path)


@pytest.mark.parametrize("text", ["", "version: 1\n", "\udcff", "# Written by hand\n"])
def test_what_others_wrote_may_not(tmp_path: Path, text: str) -> None:
    """Any other file is left alone, and --force is named as the way out."""
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UnreadableFile, match=r"not written by pairmatch.*--force"):
        may_overwrite(path)


def test_what_was_edited_may_not(tmp_path: Path) -> None:
    """A document of ours that someone edited is left alone."""
    path = tmp_path / "a.yaml"
    path.write_text(to_yaml(pairing_of(cohort_of(1))) + "# a note of mine\n")
    with pytest.raises(UnreadableFile, match=r"edited by hand.*--force"):
        may_overwrite(path)


def test_a_folder_may_not(tmp_path: Path) -> None:
    """A folder of that name is an error, not a crash."""
    with pytest.raises(UnreadableFile):
        may_overwrite(tmp_path)
