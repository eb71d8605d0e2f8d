"""Writing files that carry no seal, as workbooks and calendars: never over what someone else wrote.

What was written is remembered beside it, by name and SHA-256, so that a file that was changed since is known.
While files are replaced both the old and the new are remembered, so that one may be stopped in between.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from pairmatch.errors import UnreadableFile
from pairmatch.report.files import write_whole

MEMORY = ".pairmatch-written.json"
"""The file that remembers, in the folder of what it remembers."""


def written(files: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write some files, none of them if one may not be written.

    Parameters
    ----------
    files
        The whole content of each. Folders that are not there are made.
    force
        Whether files are replaced that pairmatch did not write, or that were changed since.

    Raises
    ------
    UnreadableFile
        When one stands there already and is not pairmatch's, or cannot be written.
    """
    folders = {path.parent for path in files}
    memories = {folder: _remembered(folder) for folder in folders}
    _refuse_folders(files)
    if not force:
        _refuse_foreign(files, memories)
    for folder in sorted(folders):
        _make(folder)
    digests = {path: sha256(content).hexdigest() for path, content in files.items()}
    _remember(memories, {path: f"{_known(memories, path)} {digest}" for path, digest in digests.items()})
    for path, content in files.items():
        write_whole(path, content)
    _remember(memories, digests)


def is_as_written(path: Path) -> bool:
    """Whether pairmatch wrote the file, and nobody changed it since."""
    try:
        known = _remembered(path.parent).get(path.name, "").split()
        return sha256(path.read_bytes()).hexdigest() in known
    except OSError:
        return False


def _refuse_folders(files: Iterable[Path]) -> None:
    """A folder cannot be replaced, and is found out before any file is written."""
    for path in files:
        if path.is_dir():
            raise UnreadableFile(f"{path} is a folder, so no file of that name can be written")


def _refuse_foreign(files: Iterable[Path], memories: Mapping[Path, Mapping[str, str]]) -> None:
    for path in files:
        if path.exists() and not is_as_written(path):
            known = path.name in memories[path.parent]
            reason = "was changed since pairmatch wrote it" if known else "was not written by pairmatch"
            raise UnreadableFile(
                f"{path}: this file {reason}, so it is left as it is; use --force to replace it"
            )


def _remembered(folder: Path) -> dict[str, str]:
    try:
        memory = json.loads((folder / MEMORY).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(memory, dict):
        return {}
    return {name: known for name, known in memory.items() if isinstance(known, str)}


def _known(memories: Mapping[Path, Mapping[str, str]], path: Path) -> str:
    return memories[path.parent].get(path.name, "")


def _remember(memories: Mapping[Path, dict[str, str]], digests: Mapping[Path, str]) -> None:
    for path, known in digests.items():
        memories[path.parent][path.name] = known.strip()
    for folder, memory in memories.items():
        write_whole(folder / MEMORY, json.dumps(memory, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UnreadableFile(f"{folder}: a file is where a folder is needed") from None
    except OSError as error:
        raise UnreadableFile(f"{folder}: cannot be made: {error.strerror or error}") from None
