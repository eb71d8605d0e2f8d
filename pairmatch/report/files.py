"""Writing a file whole or not at all, and never over what someone else wrote."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from pairmatch.errors import UnreadableFile
from pairmatch.report.document import sealed


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that a reader finds either the old one or the new one.

    A symbolic link is kept, and its target written. The permissions of a file that is replaced
    are kept.

    Raises
    ------
    UnreadableFile
        When the folder or the file cannot be written; the old file is then as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        _replace(target, content.encode("utf-8", "replace") if isinstance(content, str) else content)
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be written: {error.strerror or error}") from None


def may_overwrite(path: Path) -> None:
    """Return where `path` is free, or holds a document that nobody has edited since we wrote it.

    Raises
    ------
    UnreadableFile
        When it holds anything else.
    """
    if not path.exists():
        return
    try:
        text = path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from None
    state = sealed(text)
    if not state:
        reason = "was not written by pairmatch" if state is None else "was edited by hand"
        raise UnreadableFile(f"{path}: this file {reason}, so it is left as it is; use --force to replace it")


def _replace(target: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that any new file gets."""
    with suppress(OSError):
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
