"""`pairmatch schema`."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of cohort files, for editors and other validators."""
    from pairmatch.cli.screen import screen_for
    from pairmatch.cohort.json_schema import shipped

    screen_for().write(shipped())
