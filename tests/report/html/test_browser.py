"""The page in a browser: every filter used, nothing fetched, nothing against it by axe-core, and printed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pairmatch.report.html.writing import as_html
from tests.report.html.browser import CHROMIUM, Scheme, axe_in, browser, opened, violations
from tests.report.html.hostile import NAMES, hostile_material
from tests.report.html.pages import material_of
from tests.report.samples import cohort_of, some_missed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of three pairs, with misses."""
    cohort = cohort_of()
    path = tmp_path_factory.mktemp("page") / "cohort.html"
    path.write_text(as_html(material_of(cohort, some_missed(cohort), with_margins=True)), "utf-8")
    return path


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of axe-core."""
    text = axe_in(tmp_path_factory.mktemp("axe"))
    if text is None:
        pytest.skip("npm cannot fetch axe-core here")
    return text


def test_every_filter(chromium: Browser, file: Path) -> None:
    """Each option of each filter shows what it says, in the address too; several, what fits all."""
    with opened(chromium, file) as one:
        assert one.count == "34 sessions"
        assert len(one.shown) == 34
        for name in ("person", "site", "week", "kind"):
            values = one.page.evaluate(
                f"[...document.forms.filters.elements.{name}.options].map((option) => option.value)"
            )
            counts = []
            for value in values[1:]:
                one.page.select_option(f"select[name={name}]", value)
                assert f"{name}=" in one.page.url
                assert one.count.startswith(f"Showing {len(one.shown)} session")
                counts.append(len(one.shown))
            if name in ("site", "week", "kind"):  # each session has one of each
                assert sum(counts) == 34, name
            one.page.click("button[type=reset]")
            one.page.wait_for_url(lambda url: "#" not in url)
            assert one.count == "34 sessions"
        one.page.select_option("select[name=person]", "d01")
        one.page.select_option("select[name=kind]", "shadowing")
        assert len(one.shown) == 4
        assert all("Dr Helen Lee" in title for title in one.shown)
        assert one.count == "Showing 4 sessions of 34: Dr Helen Lee, Shadowing"
        one.page.select_option("select[name=week]", "3")
        assert one.count == "Showing 1 session of 34: Dr Helen Lee, week 3, from 21 Sep, Shadowing"
        assert one.page.url.endswith("#person=d01&week=3&kind=shadowing")
        assert one.page.locator("#weeks tbody tr:visible").count() == 1
        assert one.page.locator("#time tbody tr:visible").count() == 1
        one.page.reload()
        one.page.wait_for_selector("html[data-ready]", state="attached")
        assert len(one.shown) == 1
        assert one.told == []


def test_graph_shows_one_person(chromium: Browser, file: Path) -> None:
    """A name in the drawing is chosen by a click, and its lines alone stand out; a second click lets go."""
    with opened(chromium, file) as one:
        name = one.page.locator("#graph text.left").first
        name.click()
        assert one.page.input_value("select[name=person]") != ""
        assert one.page.locator("#graph path.pair.me").count() == 1
        name.click()
        assert one.page.input_value("select[name=person]") == ""
        assert one.page.locator("#graph .me").count() == 0
        assert one.told == []


def test_keyboard(chromium: Browser, file: Path) -> None:
    """The skip link comes first; the grid is one stop, its cells reached by arrows; no stop is a trap."""
    with opened(chromium, file) as one:
        one.page.keyboard.press("Tab")
        assert one.page.evaluate("document.activeElement.className") == "skip"
        one.page.keyboard.press("Enter")
        assert one.page.evaluate("document.activeElement.id") == "main"
        one.page.focus("#weeks a[tabindex='0']")
        one.page.keyboard.press("ArrowRight")
        first = one.page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert re.match(r"week \d+: ", first)
        assert one.page.is_visible("#detail")
        assert f"week {first.split()[1][:-1]}" in one.page.inner_text("#detail h4")
        told = one.page.inner_text("#detail li >> nth=0")
        assert re.search(r"\((workshop|shadowing|meeting)\), \w{3} \d+ \w{3}, [ap]m, \d\d:\d\d", told)
        one.page.keyboard.press("Escape")
        assert not one.page.is_visible("#detail")
        one.page.keyboard.press("ArrowDown")
        below = one.page.evaluate("document.activeElement.closest('tr').rowIndex")
        assert below == 2
        one.page.keyboard.press("Tab")
        assert one.page.evaluate("document.activeElement.closest('#weeks')") is None
        one.page.reload()
        one.page.wait_for_selector("html[data-ready]", state="attached")
        stops: list[str] = []
        for _ in range(400):
            one.page.keyboard.press("Tab")
            if one.page.evaluate("document.activeElement === document.body"):
                break
            stops.append(one.page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
            outline = one.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", stops[-1]
        else:
            pytest.fail("the tab key never comes to the end")
        assert len(stops) > 20
        assert one.told == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(chromium: Browser, file: Path, axe: str, scheme: Scheme, width: int) -> None:
    """Axe-core has nothing against the page, filtered or not, and it is no wider than the window."""
    with opened(chromium, file, scheme, width) as one:
        one.page.evaluate(
            """for (const one of document.querySelectorAll("details")) one.open = true;
               for (const one of document.querySelectorAll(".late")) one.classList.remove("late");"""
        )
        assert violations(one.page, axe) == []
        one.page.select_option("select[name=person]", "d01")
        one.page.click("#weeks td a:visible")
        assert violations(one.page, axe) == []
        assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert one.told == []


def test_colours_are_chosen_and_kept(chromium: Browser, file: Path) -> None:
    """The button turns light into dark, says so, and the next visit is dark as well."""
    with opened(chromium, file) as one:
        light = one.page.evaluate("getComputedStyle(document.body).backgroundColor")
        one.page.click("#theme")
        assert one.page.get_attribute("#theme", "aria-pressed") == "true"
        assert one.page.evaluate("getComputedStyle(document.body).backgroundColor") != light
        one.page.reload()
        assert one.page.get_attribute("html", "data-theme") == "dark"
        one.page.emulate_media(media="print")
        assert one.page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_without_scripts(chromium: Browser, file: Path) -> None:
    """Everything is there without JavaScript, but for controls that would do nothing."""
    with opened(chromium, file, script=False) as one:
        assert one.page.locator("#all tbody tr:visible").count() == 34
        assert one.page.locator("#weeks a:visible").count() > 0
        assert one.page.locator("#filters").is_hidden()
        assert one.page.locator("#theme").is_hidden()
        assert one.told == []


def test_print(chromium: Browser, file: Path, tmp_path: Path) -> None:
    """On paper there are A4 pages with every session and breakdown, and no controls."""
    pdf = tmp_path / "page.pdf"
    with opened(chromium, file) as one:
        one.page.pdf(path=str(pdf), prefer_css_page_size=True, print_background=True)
        assert one.told == []
    if shutil.which("pdftotext") is None:
        pytest.skip("there is no pdftotext on this machine")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True
    ).stdout.decode()
    info = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True).stdout.decode()
    assert "(A4)" in info
    assert text.count(" meet\n") + text.count(" meet ") == 18
    assert "interests 667 × 5: 238 points" in re.sub(r"\s+", " ", text)
    assert "Show all" not in text
    assert "Breakdown" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hostile_names(chromium: Browser, tmp_path: Path, scheme: Scheme) -> None:
    """Names that would be markup are read as text: no dialog, no request, no error, whatever is filtered."""
    file = tmp_path / "hostile.html"
    file.write_text(as_html(hostile_material()), "utf-8")
    with opened(chromium, file, scheme) as one:
        for name in ("person", "site", "week", "kind"):
            count = one.page.locator(f"select[name={name}] option").count()
            for at in range(count):
                one.page.select_option(f"select[name={name}]", index=at)
        one.page.click("button[type=reset]")
        one.page.click("#weeks td a:visible")
        assert one.page.locator("img, iframe, object, embed, b > script").count() == 0
        body = one.page.inner_text("body")
        assert all(name in body for name in NAMES if name.isprintable())
        assert one.told == []
