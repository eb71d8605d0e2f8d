"""`check --fix` and `--diff`: what can be mended without asking."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pairmatch.cli.checking import STDIN, HowToCheck, content_of
from pairmatch.cli.difference import show_difference
from pairmatch.cli.screen import Screen
from pairmatch.cohort.fix import fixed
from pairmatch.cohort.source import split_lines
from pairmatch.errors import UnreadableFile
from pairmatch.report.words import counted


@dataclass(frozen=True)
class _Mended:
    """A file in which something can be mended."""

    name: str
    before: str
    after: str

    @property
    def lines(self) -> int:
        """How many lines differ; none is put in or taken out."""
        pairs = zip(split_lines(self.before), split_lines(self.after), strict=True)
        return sum(before != after for before, after in pairs)


def show_what_to_fix(screen: Screen, files: Sequence[Path], how: HowToCheck) -> int:
    """Print what `--fix` would change, and return the exit code: 1 where there is anything."""
    code = 0
    for file in files:
        try:
            mended = _mended(file, how)
        except UnreadableFile as error:
            screen.error(str(error))
            code = 2
            continue
        if mended:
            show_difference(screen, mended.before, mended.after, mended.name)
            code = max(code, 1)
    return code


def fix_files(screen: Screen, files: Sequence[Path], how: HowToCheck) -> None:
    """Mend the files, and say which; one that cannot be read is left to the check that follows."""
    from pairmatch.report.files import write_whole

    for file in files:
        mended = None
        with suppress(UnreadableFile):
            mended = _mended(file, how)
        if mended:
            write_whole(file, mended.after)
            screen.note(f"{mended.name}: {counted(mended.lines, 'line')} mended")


def fix_stdin(screen: Screen, how: HowToCheck) -> int:
    """Print standard input mended, tell on stderr what is left, and return the exit code."""
    from pairmatch.calendar.check import check_bytes

    name, path = how.name_of(STDIN), how.stdin_filename
    after = fixed(content_of(STDIN), name, path)
    screen.write(after.decode("utf-8", "surrogateescape"))
    left = check_bytes(after, name, path).diagnostics
    if left:
        screen.diagnose(left)
    return int(any(one.is_error for one in left))


def _mended(file: Path, how: HowToCheck) -> _Mended | None:
    """What can be mended in a file; None where nothing can be."""
    name = how.name_of(file)
    before = content_of(file)
    after = fixed(before, name, how.stdin_filename if file == STDIN else file)
    return _Mended(name, before.decode(), after.decode()) if after != before else None
