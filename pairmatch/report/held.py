"""What a rota misses, and what it costs in score that it misses no more, in words."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.matching.pairing import HeldInRota, MadeAlone, Misses, PairingProof
from pairmatch.report.words import counted

_LEVELS = (
    ("person at required workshops", "people at required workshops"),
    ("shadowing half-day", "shadowing half-days"),
    ("meeting", "meetings"),
    ("person at other workshops", "people at other workshops"),
)
NOTHING = "nothing"


def misses_in_words(misses: Misses) -> str:
    """As `2 shadowing half-days and 1 meeting`, or `nothing`."""
    parts = [counted(count, *words) for count, words in zip(misses, _LEVELS, strict=True) if count]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))) or NOTHING


def held_in_words(proof: PairingProof, rota: HeldInRota) -> Iterator[str]:
    """Sentences: what the rota of the pairs misses, whether any misses less, and what that cost in score."""
    if rota.alone is not None:
        yield f"{_price(proof, rota.alone)}, so that {_gained(rota.alone.missed, rota.missed)}."
    same = "These are the pairs that match alone makes, and their" if rota.alone is None else "Their"
    yield f"{same} rota misses {misses_in_words(rota.missed)}.{_least(rota)}"


def _price(proof: PairingProof, alone: MadeAlone) -> str:
    """As `Total 17,034 to 16,980 (54 points less), worst pair 512 to 498`."""
    change = proof.total - alone.total
    less = f" ({counted(abs(change), 'point')} {'less' if change < 0 else 'more'})" if change else ""
    total = (
        f"Total {alone.total:,} to {proof.total:,}{less}" if change else f"Total {proof.total:,} as before"
    )
    worst = f", worst pair {alone.worst} to {proof.worst}" if alone.worst != proof.worst else ""
    return f"{total}{worst}"


def _gained(before: Misses, after: Misses) -> str:
    """As `2 shadowing half-days more can be held, and 1 meeting less`."""
    more, fewer = (_difference(*two) for two in ((before, after), (after, before)))
    less = "" if fewer == NOTHING else f", and {fewer} fewer"
    return f"{more} more can be held{less}"


def _difference(larger: Misses, smaller: Misses) -> str:
    first, second, third, fourth = (max(0, a - b) for a, b in zip(larger, smaller, strict=True))
    return misses_in_words((first, second, third, fourth))


def _least(rota: HeldInRota) -> str:
    if not any(rota.missed):
        return ""
    if rota.missed == rota.bound:
        return " No pairing that places as many people misses less."
    unproven = " That no pairing of as many people misses less is not proven"
    if not any(rota.bound):
        return f"{unproven}."
    return f"{unproven}: what is proven is that it misses at least {misses_in_words(rota.bound)}."
