"""What happens to a result: written to its file, printed, and told where it went."""

from __future__ import annotations

from collections.abc import Callable

from pairmatch.cli.options import Format
from pairmatch.cli.screen import Screen
from pairmatch.cli.target import Target
from pairmatch.errors import UnreadableFile
from pairmatch.matching.pairing import Pairing
from pairmatch.report.document import to_json, to_yaml
from pairmatch.rota.rota import Rota


def deliver(
    screen: Screen,
    document: Pairing | Rota,
    target: Target | None,
    form: Format,
    show_table: Callable[[], None],
) -> None:
    """Write a document, print it as asked, and say where it is; without a target it is printed only.

    What was found is printed even where it cannot be written, and written even where it cannot be printed.
    """
    text = to_yaml(document)
    failure = _failure(target, text) if target else None
    try:
        if form is Format.TABLE:
            show_table()
        else:
            screen.write(text if form is Format.YAML else to_json(document))
    finally:
        if target and not failure:
            screen.note(f"written: {target.path}")
    if failure:
        raise failure


def _failure(target: Target, text: str) -> UnreadableFile | None:
    try:
        target.write(text)
    except UnreadableFile as error:
        return error
    return None


def tell_interrupted(screen: Screen, document: Pairing | Rota) -> None:
    """Say what an interrupted solve has kept."""
    proven = document.proof.status == "optimal"
    kept = "the result is proven all the same" if proven else "the best found so far, not proven"
    screen.error(f"interrupted: {kept}")
