"""The error tree: one base, and the few kinds a caller may want to tell apart."""

from __future__ import annotations

from collections.abc import Iterable

from pairmatch.diagnostics import Diagnostic, in_file_order


class PairmatchError(Exception):
    """Base of every error that is meant for the reader; its text is one clear message."""

    exit_code = 1


class UnreadableFile(PairmatchError):
    """A file that is not there, cannot be opened, or must not be overwritten."""

    exit_code = 2


class WrongUsage(PairmatchError):
    """Options or arguments that do not fit together."""

    exit_code = 2


class CohortError(PairmatchError):
    """A cohort or a document with faults; `diagnostics` has all of them, in file order."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_file_order(diagnostics)
        first = next((d for d in self.diagnostics if d.is_error), None)
        where = f"{first.span}: " if first and first.span else ""
        super().__init__(f"{where}{first.code} {first.message}" if first else "the file has faults")


class NoAnswerInTime(PairmatchError):
    """The time limit passed before there was any answer."""

    exit_code = 3


class ResultRefused(PairmatchError):
    """`verify` disagrees with a result of ours: a defect of pairmatch, never of the cohort."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_file_order(diagnostics)
        faults = "\n".join(f"  {d.code} {d.message}" for d in self.diagnostics)
        super().__init__(
            "pairmatch made a result that its own check refuses; nothing was written.\n"
            f"{faults}\nThis is a defect of pairmatch: please report it with the cohort file."
        )
