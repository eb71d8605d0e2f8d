"""The files of `import people`: the cohort, the mapping, and what the last import remembered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pairmatch.errors import UnreadableFile, WrongUsage
from pairmatch.report.words import counted

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.importing.people import PeopleImport
    from pairmatch.importing.people.headings import Columns
    from pairmatch.importing.people.mapping import MappingFile
    from pairmatch.importing.people.memory import Memory
    from pairmatch.importing.side import Side


@dataclass
class Files:
    """What was read, and what will be written."""

    cohort: Path
    side: Side
    content: bytes
    """Of the cohort file, as it was read."""
    mapping: MappingFile | None
    save_mapping: Path | None
    columns: Columns | None = None
    """What is to be saved as a mapping."""

    @classmethod
    def read(cls, cohort: Path, side: Side, mapping: Path | None, save_mapping: Path | None) -> Files:
        """Read the cohort file and the mapping.

        Raises
        ------
        UnreadableFile
            When one cannot be opened, or the mapping would be written over what somebody wrote.
        CohortError
            When one is not YAML, or the mapping has faults.
        """
        from pairmatch.cohort.read import bytes_of
        from pairmatch.cohort.source import parse
        from pairmatch.importing.people.mapping import read_mapping

        content = bytes_of(cohort)
        if not isinstance(parse(content, str(cohort)).data, dict):
            raise UnreadableFile(f"{cohort} is no cohort file: `pairmatch init` writes a first one")
        said = read_mapping(bytes_of(mapping), str(mapping), side) if mapping else None
        files = cls(cohort, side, content, said, save_mapping)
        files._refuse_foreign(mapping)
        return files

    @property
    def text(self) -> str:
        """The text of the cohort file."""
        return self.content.decode("utf-8")

    @property
    def _memory_path(self) -> Path:
        from pairmatch.importing.people.memory import MEMORY

        return self.cohort.with_name(MEMORY)

    def _memory_bytes(self) -> bytes:
        try:
            return self._memory_path.read_bytes()
        except OSError:
            return b""

    def memory(self) -> Memory:
        """What the last import remembered; nothing where there was none."""
        from pairmatch.cohort.source import parse
        from pairmatch.importing.people.known import Known
        from pairmatch.importing.people.memory import read_memory

        ids = Known(parse(self.content, str(self.cohort))).ids
        return read_memory(self._memory_bytes(), self.cohort.name, self.side.value, ids)

    def write(self, screen: Screen, result: PeopleImport) -> None:
        """Write the cohort file, then what is remembered, then the mapping; what is as it was stays.

        Raises
        ------
        UnreadableFile
            When one cannot be written, or the cohort file was changed meanwhile.
        """
        from pairmatch.importing.people.memory import memory_text
        from pairmatch.report.files import write_whole

        if result.text != self.text:
            if self.cohort.read_bytes() != self.content:
                raise UnreadableFile(f"{self.cohort} was changed while this ran; nothing was written")
            write_whole(self.cohort, result.text)
            screen.note(f"written: {self.cohort}")
            if result.warnings:
                told = counted(result.warnings, "warning")
                screen.note(f"`pairmatch check {self.cohort}` tells of {told}")
        else:
            screen.note(f"{self.cohort} says all of this already: nothing to write")
        before = self._memory_bytes()
        after = memory_text(before, self.cohort.name, self.side.value, result.memory)
        if after.encode() != before:
            write_whole(self._memory_path, after)
        self._write_mapping(screen)

    def _write_mapping(self, screen: Screen) -> None:
        from pairmatch.importing.people.mapping import mapping_text
        from pairmatch.report.written import written

        if self.save_mapping and self.columns:
            written({self.save_mapping: mapping_text(self.columns).encode()}, force=True)
            screen.note(f"written: {self.save_mapping}; use it with --mapping")

    def _refuse_foreign(self, mapping: Path | None) -> None:
        """A mapping that somebody wrote, or changed, is not written over."""
        from pairmatch.report.written import is_as_written

        target = self.save_mapping
        if target is None:
            return
        if target.is_dir() or not target.parent.is_dir():
            raise WrongUsage(f"--save-mapping {target}: name a file in a folder that is there")
        if target.exists() and not is_as_written(target):
            raise UnreadableFile(
                f"--save-mapping {target}: this file is not pairmatch's: choose another name"
            )
