"""What changes in a file, as it is shown."""

from __future__ import annotations

from rich.text import Text

from pairmatch.cli.screen import Screen
from pairmatch.cohort.edit import unified
from pairmatch.report.visible import visible

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def show_difference(screen: Screen, before: str, after: str, name: str) -> None:
    """Print the difference of two texts as git does; nothing where there is none."""
    for line in unified(before, after, name).split("\n")[:-1]:
        screen.out.print(Text(visible(line), _STYLES.get(line[:1], "")), soft_wrap=True)
