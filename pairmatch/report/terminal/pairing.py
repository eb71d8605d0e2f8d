"""The pairing as a table: who, where, the score and what made it, the project; then who waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from pairmatch.calendar.posts import home_site
from pairmatch.matching.pairing import Pair, Pairing
from pairmatch.report.asked_for import asked_for
from pairmatch.report.glyphs import bar
from pairmatch.report.highlights import FULL, Highlights, highlights, quality
from pairmatch.report.pairing_proof import pairing_proof
from pairmatch.report.terminal.page import (
    BAR_CELLS,
    GAP,
    SCORE_STYLES,
    Page,
    cut,
    longest_word,
    shrunk,
    widest,
    words_cut,
)
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, ordinal

_SCORE_CELLS = BAR_CELLS + 5
_LONGEST_NAME = 30
_NAMES = ("Doctor", "Manager")
_TOLERABLE = 16  # cells by which the columns may be too wide before one is moved to a line of its own


def show_pairing(page: Page, pairing: Pairing) -> None:
    """Print a pairing."""
    total = len(page.cohort.doctors) + len(page.cohort.managers)
    placed = len(pairing.partners)
    name = visible(page.cohort.programme.name)
    of_all = f"{placed} of {counted(total, 'person', 'people')} placed"
    page.text(f"{name}: {counted(len(pairing.pairs), 'pair')}, {of_all}", "bold")
    options = asked_for(pairing.made.options)
    if options:
        page.text(f"With {page.dot.join(options)}, not in the cohort file", "yellow")
    if pairing.pairs:
        page.console.print()
        _show_pairs(page, pairing)
    show_unmatched(page, pairing)
    page.console.print()
    _show_choices(page, pairing)
    page.text(pairing_proof(page.cohort, pairing))


def _show_choices(page: Page, pairing: Pairing) -> None:
    """Print how many people have their first choice, their second, and so on, where people list any."""
    choices = pairing.proof.choices
    if choices:
        listing = [person for person in page.cohort.people if person.prefers]
        without = sum(
            not set(person.prefers) & set(pairing.partners.get(person.id, ())) for person in listing
        )
        parts = [f"{ordinal(rank)} {count}" for rank, count in enumerate(choices, start=1) if count]
        told = page.dot.join([*parts, f"none of them {without}"])
        page.text(f"Choices of the {counted(len(listing), 'person', 'people')} who list any: {told}")


def show_unmatched(page: Page, pairing: Pairing) -> None:
    """Print who waits, and why."""
    if not pairing.unmatched:
        return
    page.heading(f"{counted(len(pairing.unmatched), 'person', 'people')} without a partner", "bold yellow")
    names = [page.names.person(one.person) for one in pairing.unmatched]
    name_cells = min(widest(names), max(8, page.width // 3))
    if longest_word(names) > name_cells:
        for name, one in zip(names, pairing.unmatched, strict=True):
            page.text(name)
            page.text(visible(one.why), indent=2)
        return
    grid = page.grid([name_cells, max(8, page.width - name_cells - GAP)])
    for name, one in zip(names, pairing.unmatched, strict=True):
        grid.add_row(Text(name), Text(visible(one.why)))
    page.console.print(grid)


def _show_pairs(page: Page, pairing: Pairing) -> None:
    """A row a pair; what finds no room beside the rest stands on lines of its own below the row."""
    pairs = pairing.pairs
    columns = {
        "Doctor": [page.names.person(pair.doctor) for pair in pairs],
        "Manager": [page.names.person(pair.manager) for pair in pairs],
        "Site": [_sites(page, pair) for pair in pairs],
        "Score": [" " * _SCORE_CELLS] * len(pairs),
        "What made it": [_made_by(page, pair) for pair in pairs],
        "Project": [_project(page, pair) for pair in pairs],
    }
    below = _moved_below(columns, page.width)
    _make_room(page, columns)
    least = _least(columns)
    widths = shrunk([_wanted(head, texts) for head, texts in columns.items()], least, page.width)
    for head, width in zip(list(columns), widths, strict=True):
        if head in _NAMES:
            columns[head] = [words_cut(text, width, page.glyphs.cut) for text in columns[head]]
    page.console.print(_row(page, widths, [Text(head, "bold") for head in columns]))
    for number, pair in enumerate(pairs):
        cells = [
            _score(page, pair, texts[number])
            if head == "Score"
            else Text(texts[number], _STYLES.get(head, ""))
            for head, texts in columns.items()
        ]
        page.console.print(_row(page, widths, cells))
        for head, texts in below.items():
            if texts[number]:
                page.text(texts[number], _STYLES.get(head, ""), indent=3)


def _moved_below(columns: dict[str, list[str]], width: int) -> dict[str, list[str]]:
    """Take out of `columns` what is empty, and what is too wide to stand beside the rest."""
    below: dict[str, list[str]] = {}
    for head in ("What made it", "Project"):
        total = sum(_wanted(*column) + GAP for column in columns.items())
        if not any(columns[head]) or total > width + _TOLERABLE:
            below[head] = columns.pop(head)
    return dict(reversed(below.items()))


def _make_room(page: Page, columns: dict[str, list[str]]) -> None:
    """Cut very long names, then do without the sites, then without the bars, for as long as words break."""

    def is_too_wide(cells: Sequence[int]) -> bool:
        return sum(cells) + GAP * (len(cells) - 1) > page.width

    if is_too_wide([_wanted(*column) for column in columns.items()]):
        for head in _NAMES:
            columns[head] = [_name_cut(text, page.glyphs.cut) for text in columns[head]]
    if is_too_wide(_least(columns)):
        del columns["Site"]
    if is_too_wide(_least(columns)):
        columns["Score"] = [" " * (_SCORE_CELLS - BAR_CELLS)] * len(columns["Score"])


def _name_cut(name: str, sign: str) -> str:
    """A very long name cut short, but not the id behind it, which tells two of one name apart."""
    start, bracket, person_id = name.rpartition(" (")
    tail = f"{bracket}{person_id}" if person_id.endswith(")") and len(person_id) < _LONGEST_NAME // 2 else ""
    return cut(start if tail else name, _LONGEST_NAME - widest([tail]), sign) + tail


def _least(columns: dict[str, list[str]]) -> list[int]:
    """The cells that each column needs so that no word of it breaks."""
    return [
        widest(texts) if head == "Score" else longest_word([head, *texts]) for head, texts in columns.items()
    ]


def _wanted(head: str, texts: list[str]) -> int:
    return max(widest([head]), widest(texts))


_STYLES = {"What made it": "dim"}


def _row(page: Page, widths: list[int], cells: Iterable[Text]) -> object:
    grid = page.grid(widths)
    grid.add_row(*cells)
    return grid


def _score(page: Page, pair: Pair, room: str) -> Text:
    style = SCORE_STYLES[quality(pair.score)]
    if len(room) < _SCORE_CELLS:
        return Text(f"{pair.score:>{len(room)}}", style)
    return Text(bar(page.glyphs, pair.score / FULL, BAR_CELLS), style).append(f"{pair.score:>5}", "default")


def _sites(page: Page, pair: Pair) -> str:
    """The site of both, or the doctor's and the manager's."""
    sites = [home_site(page.cohort.person(person)) or "?" for person in pair.ids]
    return visible(" / ".join(dict.fromkeys(sites))) if set(sites) != {"?"} else ""


def _project(page: Page, pair: Pair) -> str:
    if pair.project is None:
        return ""
    fit = "" if pair.fit is None else f" (fit {pair.fit})"
    return page.names.project(pair.project) + fit


def _made_by(page: Page, pair: Pair) -> str:
    return _told(highlights(pair, page.cohort.matching))


def _told(found: Highlights) -> str:
    """As `interests 667, exchange 500; least: site 0`."""
    strongest = ", ".join(f"{visible(name)} {value}" for name, value in found.strongest)
    weakest = f"least: {visible(found.weakest[0])} {found.weakest[1]}" if found.weakest else ""
    return "; ".join(filter(None, (strongest, weakest)))
