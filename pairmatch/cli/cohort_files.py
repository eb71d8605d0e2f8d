"""Which cohort files `check` looks at."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pairmatch.errors import WrongUsage

_FOLDER = "cohorts"
_REMEMBERED = (".invites.yaml", ".invites.yml")
DOCUMENTS = (".pairs.yaml", ".pairs.yml", ".rota.yaml", ".rota.yml", *_REMEMBERED)
_LIKE_A_COHORT = re.compile(rb"^(programme|doctors|managers)\s*:", re.MULTILINE)
_OURS = b"# Written by pairmatch "
_ENOUGH = 65536


def files_of(paths: Sequence[Path] | None) -> Sequence[Path]:
    """The files to check, each once, in a fixed order."""
    if paths:
        found = [file for path in paths for file in _below(path)]
    elif Path(_FOLDER).is_dir():
        found = list(_walk(Path(_FOLDER)))
    else:
        found = [file for file in _walk(Path()) if _looks_like_a_cohort(file)]
    if not found:
        where = ", ".join(map(str, paths)) if paths else "this folder"
        raise WrongUsage(f"no cohort file in {where}: name a .yaml file or a folder that holds some")
    return list(dict.fromkeys(found))


def _below(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _walk(path)
    elif path.name.endswith(_REMEMBERED):
        raise WrongUsage(f"{path} is not a cohort file: `pairmatch export ics` keeps it")
    elif path.name.endswith(DOCUMENTS) or _start_of(path).startswith(_OURS):
        raise WrongUsage(f"{path} is not a cohort file: `pairmatch verify {path}` checks it")
    else:
        yield path


def _walk(folder: Path) -> Iterator[Path]:
    """Every YAML file below a folder but our own documents and what is hidden."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not _is_venv(parent, name)
        )
        for path in (Path(parent, name) for name in sorted(names) if not name.startswith(".")):
            is_yaml = path.suffix in (".yaml", ".yml") and not path.name.endswith(DOCUMENTS)
            if is_yaml and not _start_of(path).startswith(_OURS):
                yield path


def _is_venv(parent: str, name: str) -> bool:
    return Path(parent, name, "pyvenv.cfg").exists()


def _looks_like_a_cohort(file: Path) -> bool:
    return _LIKE_A_COHORT.search(_start_of(file)) is not None


def _start_of(file: Path) -> bytes:
    """The first bytes of a file; none of one that cannot be read, which is told of later."""
    if not os.path.isfile(file):  # a pipe would be waited for, and be empty the second time
        return b""
    try:
        with file.open("rb") as stream:
            return stream.read(_ENOUGH)
    except OSError:
        return b""
