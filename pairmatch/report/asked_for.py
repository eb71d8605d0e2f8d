"""The options of one run that a result was made with, as they were typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pairmatch.report.visible import visible
from pairmatch.report.words import counted


def asked_for(options: Mapping[str, Any]) -> list[str]:
    """Each option of a pairing's `made.options`, as `--objective total` or `--lock okafor:ward`."""
    return [visible(part) for part in _parts(options)]


def _parts(options: Mapping[str, Any]) -> Iterator[str]:
    if options.get("objective") is not None:
        yield f"--objective {options['objective']}"
    if options.get("stable") is not None:
        yield "--stable" if options["stable"] else "--no-stable"
    if options.get("placement") is not None:
        yield f"placement: {options['placement']}"
    for name in ("lock", "ban"):
        yield from (f"--{name} {doctor}:{manager}" for doctor, manager in _pairs(options, name))
    if options.get("keep") is not None:
        yield f"--keep of {counted(len(_pairs(options, 'keep')), 'old pair')}"
    if options.get("changes") is not None:
        yield f"--changes {options['changes']}"
    if options.get("with_rota"):
        yield "--with-rota"


def _pairs(options: Mapping[str, Any], name: str) -> Sequence[Sequence[str]]:
    return options.get(name) or ()
