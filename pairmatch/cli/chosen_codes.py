"""`--select` and `--ignore`: which codes are told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pairmatch.errors import WrongUsage


def chosen(select: Iterable[str] | None, ignore: Iterable[str] | None) -> Callable[[str], bool]:
    """Whether a code is told of.

    Where a code is both selected and ignored, the longer of the two prefixes counts; of two alike, `ignore`.

    Raises
    ------
    WrongUsage
        When something is named that no code starts with.
    """
    selected = _prefixes("--select", select) if select else ("PM",)
    ignored = _prefixes("--ignore", ignore) if ignore else ()

    def is_told(code: str) -> bool:
        return _longest(code, selected) > _longest(code, ignored)

    return is_told


def _longest(code: str, prefixes: Sequence[str]) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)


def _prefixes(option: str, given: Iterable[str]) -> tuple[str, ...]:
    words = tuple(word.strip().upper() for text in given for word in text.split(",") if word.strip())
    if words:
        from pairmatch.report.rules import all_rules

        known = all_rules()
        for word in words:
            if not any(code.startswith(word) for code in known):
                raise WrongUsage(f"{option} {word}: no code starts with it; `pairmatch rule` lists them all")
    return words
