"""The questions of `pairmatch why`: asked of the library, and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pairmatch.cli.engines import ask, make_pairing
from pairmatch.cli.options import Format
from pairmatch.cli.saved_wishes import SavedPairs
from pairmatch.cli.screen import Screen
from pairmatch.cli.solving import OnStop
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Ids, Measures
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.report.answers import answer_json, answer_yaml, fields_of
from pairmatch.report.asked_for import asked_for
from pairmatch.report.losses import Standard
from pairmatch.report.terminal.margin import show_margins
from pairmatch.report.terminal.page import Page
from pairmatch.report.terminal.why_pair import show_why_pair
from pairmatch.report.terminal.why_person import show_why_person
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, first_few

_FEW = 5


@dataclass(frozen=True)
class Asked:
    """What is asked for, and how the answer is wanted."""

    cohort: Cohort
    people: tuple[str, ...]
    """Nobody, one person, or a doctor and a manager."""
    wishes: Wishes
    saved: SavedPairs | None
    form: Format
    everything: bool
    time_limit: float


@dataclass(frozen=True)
class _Answer:
    """What the library says, ready to be printed either way."""

    fields: Mapping[str, Any]
    pairs: frozenset[Ids]
    """The pairs of the best pairing that the question is about."""
    show: Callable[[Page, Sequence[str]], None]
    """Print it on a page, after some notes."""
    interrupted: bool


def explain(screen: Screen, asked: Asked) -> bool:
    """Answer, print the answer, and say whether Ctrl-C cut it short."""
    questions = (_all_pairs, _one_person, _two_people)
    answer = questions[len(asked.people)](screen, asked)
    if asked.form is Format.TABLE:
        page = Page(screen.out, asked.cohort)
        answer.show(page, [*_options(page, asked), *_saved_otherwise(page, asked, answer)])
    else:
        to_text = answer_json if asked.form is Format.JSON else answer_yaml
        screen.write(to_text(asked.cohort, asked.wishes.options(), {**answer.fields, **_saved(asked)}))
    return answer.interrupted


def _one_person(screen: Screen, asked: Asked) -> _Answer:
    from pairmatch.matching.why import why_person

    question = partial(why_person, asked.cohort, asked.people[0], asked.wishes)
    solved = ask(screen, "answer", question, asked.time_limit)
    why = solved.result

    def show(page: Page, notes: Sequence[str]) -> None:
        show_why_person(page, _standard(asked), why, notes, all_of_them=asked.everything)

    pairs = frozenset(partner.pair for partner in why.partners)
    return _Answer(fields_of(why), pairs, show, solved.interrupted)


def _two_people(screen: Screen, asked: Asked) -> _Answer:
    from pairmatch.matching.why import why_pair

    doctor, manager = asked.people
    question = partial(why_pair, asked.cohort, doctor, manager, asked.wishes)
    solved = ask(screen, "answer", question, asked.time_limit)
    why = solved.result

    def show(page: Page, notes: Sequence[str]) -> None:
        show_why_pair(page, _standard(asked), why, notes)

    return _Answer(fields_of(why), frozenset([why.pair] if why.margin else []), show, solved.interrupted)


def _all_pairs(screen: Screen, asked: Asked) -> _Answer:
    from pairmatch.matching.why import margins

    pairing = make_pairing(screen, asked.cohort, asked.time_limit, asked.wishes, OnStop.TOLD)
    solved = ask(screen, "answer", partial(margins, asked.cohort, asked.wishes), asked.time_limit)
    best, found = _measures(pairing.result), solved.result

    def show(page: Page, notes: Sequence[str]) -> None:
        show_margins(page, _standard(asked), best, found, notes)

    pairs = frozenset(margin.pair for margin in found)
    interrupted = pairing.interrupted or solved.interrupted
    return _Answer({"best": best, "margins": found}, pairs, show, interrupted)


def _measures(pairing: Pairing) -> Measures:
    proof = pairing.proof
    scores = tuple(sorted(pair.score for pair in pairing.pairs)) if proof.objective == "leximin" else ()
    return Measures(proof.people, proof.worst, proof.total, proof.choices or (), proof.placed, scores)


def _standard(asked: Asked) -> Standard:
    return Standard.of(asked.cohort, asked.wishes)


def _options(page: Page, asked: Asked) -> Iterator[str]:
    options = asked_for(asked.wishes.options())
    if options:
        yield f"With {page.dot.join(options)}, not in the cohort file"


def _saved(asked: Asked) -> Mapping[str, Any]:
    """What the pairs document has of the people who are asked about."""
    saved = asked.saved
    if saved is None:
        return {}
    pairs = [pair for pair in saved.pairs if _is_about(pair, asked)]
    return {"saved": {"file": saved.file, "is_edited": saved.is_edited, "pairs": pairs}}


def _saved_otherwise(page: Page, asked: Asked, answer: _Answer) -> Iterator[str]:
    """A sentence where the pairs document has those who are asked about otherwise."""
    saved = asked.saved
    if saved is None:
        return
    there = frozenset(pair for pair in saved.pairs if _is_about(pair, asked))
    if there != answer.pairs:
        file = visible(saved.file) + (", edited by hand," if saved.is_edited else "")
        has = _what_it_has(page, asked, there, answer.pairs)
        yield f"{file} has {has}. What follows is about the best pairing."


def _what_it_has(page: Page, asked: Asked, there: frozenset[Ids], best: frozenset[Ids]) -> str:
    if len(asked.people) == 2:
        return f"{page.names.people(asked.people)} {'as a pair' if there else 'with others'}"
    if len(asked.people) == 1:
        one = asked.people[0]
        partners = page.names.people(two[two[0] == one] for two in sorted(there))
        return f"{page.names.person(one)} with {partners or 'nobody'}"
    other = [f" {page.glyphs.plus} ".join(map(page.names.person, pair)) for pair in sorted(there - best)]
    if not other:
        return f"{counted(len(best - there), 'pair')} fewer than there can be"
    return f"{counted(len(other), 'pair')} that the best pairing has not: {first_few(other, _FEW)}"


def _is_about(pair: Ids, asked: Asked) -> bool:
    return set(asked.people) <= set(pair)
