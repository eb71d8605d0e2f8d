"""The `pairmatch` command: options in, the library called, a renderer chosen, an exit code out."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code.

    Parameters
    ----------
    arguments
        Without the program's name; None: those the program was started with.
    """
    from pairmatch.cli.run import run

    return run(arguments)
