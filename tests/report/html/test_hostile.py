"""Names that would be markup: the page shows them as text, and has no element that another page has not."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

from pairmatch.cohort.schema import Cohort
from pairmatch.report.html.faults import faults_of
from pairmatch.report.html.writing import as_html, faults_as_html
from pairmatch.report.visible import visible
from tests.report.html.hostile import NAMES, hostile_data, hostile_material
from tests.report.html.pages import Element, parsed

CONDITIONAL = frozenset(("code", "small"))
"""Elements of which a page has more where a text has backticks, or a site a name."""


def _tags(element: Element) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in element.inside:
        if isinstance(one, Element):
            found[one.tag] += 1
            found += _tags(one)
    return found


def test_every_name_is_text() -> None:
    """Each stands there as it was typed, what cannot be seen written as its escape, and is no element."""
    html = as_html(hostile_material())
    page = parsed(html)
    text = page.text
    for name in NAMES:
        shown = " ".join(visible(name).replace("`</code><i>`", "</code><i>").split())
        assert shown in text or visible(name) in text, name
    for tag in ("img", "iframe", "object", "i"):
        assert page.all(tag) == []
    assert len(page.all("script")) == 3
    assert len(page.all("style")) == 1
    assert "{{7*7}}" in text
    assert "49" not in page.one("h1").text
    assert not any(name.startswith("on") for one in _all(page) for name in one.attributes)


def _all(element: Element) -> list[Element]:
    below = [one for one in element.inside if isinstance(one, Element)]
    return [found for one in below for found in (one, *_all(one))]


def test_no_element_more_than_with_plain_names() -> None:
    """The same programme with harmless names has the very same elements."""
    plain = hostile_data()
    text = json.dumps(plain)
    for number, name in enumerate(NAMES):
        text = text.replace(json.dumps(name), json.dumps(f"name {number}"))
    hostile, harmless = hostile_material(), Cohort.model_validate(json.loads(text))
    assert len(list(harmless.people)) == len(list(hostile.cohort.people))
    tags = _tags(parsed(as_html(hostile)))
    cohort = hostile.cohort.model_copy(
        update={"doctors": harmless.doctors, "managers": harmless.managers, "programme": harmless.programme}
    )
    others = _tags(parsed(as_html(replace(hostile, cohort=cohort))))
    assert {tag: count for tag, count in tags.items() if tag not in CONDITIONAL} == {
        tag: count for tag, count in others.items() if tag not in CONDITIONAL
    }


def test_data_ends_no_script() -> None:
    """In the JSON for the script no character stands that could end it or begin another."""
    page = parsed(as_html(hostile_material()))
    raw = "".join(map(str, page.one("script", id="data").inside))
    assert not set("<>&\u2028\u2029") & set(raw)
    people = json.loads(raw)["people"]
    assert people[2][1] == "</script><script>alert(1)</script> (d03)"  # a manager is called so, too


def test_faults_are_text() -> None:
    """A message of a fault that quotes what was typed does no more than that."""
    page = parsed(faults_as_html(faults_of(NAMES[0], " ".join(NAMES))))
    assert page.one("h1").text == f"{NAMES[0]} has to be mended"
    assert page.all("img") == []
    assert "onload=alert(1)>" in page.one("main").text
