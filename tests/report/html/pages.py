"""Pages of small programmes, made by hand and read back by a parser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Margin, Measures, Move, WhatIf
from pairmatch.report.html.material import Closeness, Material
from pairmatch.report.html.writing import as_html
from pairmatch.rota.rota import AnyMissed
from tests.report.samples import cohort_of, pairing_of, rota_of

_VOID = frozenset(("meta", "link", "br", "img", "input", "hr"))


@dataclass
class Element:
    """An element, and what is in it."""

    tag: str
    attributes: Mapping[str, str]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> list[str]:
        return [one if isinstance(one, str) else "".join(one._texts()) for one in self.inside]

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements below it of a tag, with these attributes; `class_` stands for one of the classes."""
        found = []
        for one in self.inside:
            if isinstance(one, Element):
                if one.tag == tag and one._has(attributes):
                    found.append(one)
                found += one.all(tag, **attributes)
        return found

    def one(self, tag: str, **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def _has(self, attributes: Mapping[str, str]) -> bool:
        return all(
            value in self.attributes.get("class", "").split()
            if name == "class_"
            else self.attributes.get(name.replace("_", "-")) == value
            for name, value in attributes.items()
        )

    def rows(self) -> list[list[str]]:
        """The cells of a table's body."""
        return [
            [cell.text for cell in row.inside if isinstance(cell, Element)]
            for body in self.all("tbody")
            for row in body.all("tr")
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def parsed(html: str) -> Element:
    """The elements of a page, every one of which is closed where it should be."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader._open == [reader.root]
    return reader.root


def table_named(page: Element, caption: str) -> Element:
    """The table whose caption begins so."""
    (found,) = [
        table
        for table in page.all("table")
        if any(one.text.startswith(caption) for one in table.all("caption"))
    ]
    return found


def material_of(
    cohort: Cohort | None = None, missed: Sequence[AnyMissed] = (), *, with_margins: bool = False
) -> Material:
    """A programme of three pairs, in which each doctor could also be with the next manager."""
    cohort = cohort or cohort_of()
    pairing = pairing_of(cohort)
    scores = {pair.ids: pair.score for pair in pairing.pairs}
    for doctor, manager in zip(cohort.doctors, cohort.managers[1:], strict=False):
        scores.setdefault((doctor.id, manager.id), 500)
    margins = tuple(_margins([pair.ids for pair in pairing.pairs])) if with_margins else ()
    files = ("cohort.yaml", "cohort.pairs.yaml", "cohort.rota.yaml")
    return Material(cohort, pairing, rota_of(cohort, missed), Closeness(scores, margins), files=files)


def _margins(pairs: Sequence[tuple[str, str]]) -> list[Margin]:
    """The first ahead, the second locked, the third as good as another."""
    first, second, third = pairs
    move = Move(second[0], (second[1],), (first[1],))
    worse, same = Measures(6, 800, 2789, (), 3), Measures(6, 926, 2889, (), 3)
    return [
        Margin(first, "ahead", WhatIf(worse, (move,))),
        Margin(second, "locked", None),
        Margin(third, "interchangeable", WhatIf(same, ())),
    ]


@cache
def sample_html() -> str:
    """The page of three pairs."""
    return as_html(material_of(with_margins=True))
