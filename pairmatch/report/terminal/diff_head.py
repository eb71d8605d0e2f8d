"""What the reports of two documents begin with: which they are, and their measures beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from pairmatch.cohort.document import CohortStamp
from pairmatch.matching.pairing_changes import Both
from pairmatch.report.terminal.page import Sheet
from pairmatch.report.terminal.table import Row, show_table
from pairmatch.report.visible import visible

Measure = tuple[str, Both[str]]
"""What is measured, and how each document writes it."""


def show_files(page: Sheet, files: Both[str]) -> None:
    """Print which document is compared with which."""
    page.text(f"{visible(files.before)} {page.glyphs.arrow} {visible(files.after)}", "bold")


def show_cohorts(page: Sheet, cohort: Both[CohortStamp]) -> None:
    """Print that the documents were made from two cohort files, where they were."""
    if cohort.before.sha256 == cohort.after.sha256:
        return
    was, now = (visible(stamp.file) for stamp in (cohort.before, cohort.after))
    files = f"two versions of {now}" if was == now else f"two cohort files, {was} and {now}"
    page.text(f"They were made from {files}.", "yellow")


def show_measures(page: Sheet, measures: Sequence[Measure]) -> None:
    """Print what each document reaches, a row a measure, those that differ in bold."""
    page.console.print()
    rows = [
        Row((Text(name), Text(both.before), Text(both.after, "" if both.is_same else "bold")))
        for name, both in measures
    ]
    show_table(page, ("", "Before", "After"), rows, right=(1, 2))
