"""Where a document is written, and whether it may be."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pairmatch.errors import UnreadableFile, WrongUsage

SUFFIXES = (".yaml", ".yml")
PAIRS, ROTA = "pairs", "rota"


@dataclass(frozen=True)
class Target:
    """A place for a document."""

    path: Path
    force: bool = False

    def check(self) -> None:
        """Raise `UnreadableFile` where the document could not be written, before any work is done."""
        from pairmatch.report.files import may_overwrite

        folder = self.path.parent
        if not folder.is_dir():
            raise UnreadableFile(f"{folder}: there is no such folder")
        if self.path.exists() and not self.path.is_file() and not self.path.is_dir():
            raise UnreadableFile(f"{self.path} is a pipe or a device, not a file: nothing is written to it")
        if not self.force:
            may_overwrite(self.path)

    def write(self, text: str) -> None:
        """Write the document whole, if it still may be written."""
        from pairmatch.report.files import write_whole

        self.check()
        write_whole(self.path, text)


def document_name(cohort: Path, kind: str) -> str:
    """As `cohort.pairs.yaml` for `cohort.yaml`."""
    stem = cohort.stem if cohort.suffix.lower() in SUFFIXES else cohort.name
    return f"{stem}.{kind}.yaml"


def target_for(cohort: Path, kind: str, out: str | None, force: bool) -> Target:
    """The place that `--out` means; without it, beside the cohort file."""
    name = document_name(cohort, kind)
    if out is None:
        return Target(cohort.with_name(name), force)
    path = Path(out)
    if path.is_dir() or out.endswith((os.sep, "/")):
        path = path / name
    elif path.suffix.lower() not in SUFFIXES:
        raise WrongUsage(
            f"--out {out}: documents are written as YAML, so name a .yaml file or a folder; "
            "for JSON: --format json, which goes to stdout"
        )
    if path.exists() and cohort.exists() and path.samefile(cohort):
        raise WrongUsage(f"--out {out}: this is the cohort file itself")
    return Target(path, force)
