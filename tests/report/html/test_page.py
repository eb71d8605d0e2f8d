"""The page as a parser reads it: the numbers, the words, and where each stands."""

from __future__ import annotations

import json
import re
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
import yaml

from pairmatch.calendar.check import check_bytes
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import WrongUsage
from pairmatch.report.html import writing
from pairmatch.report.html.faults import faults_of
from pairmatch.report.html.writing import as_html, faults_as_html
from tests.report.html.pages import Element, material_of, parsed, sample_html, table_named
from tests.report.samples import cohort_data, cohort_of, some_missed


@pytest.fixture
def page() -> Element:
    """The page of three pairs."""
    return parsed(sample_html())


def test_head(page: Element) -> None:
    """What programme it is, when, how much of it, and where it comes from; no clock."""
    assert page.one("h1").text == "Paired Learning, autumn 2026"
    head = page.one("header")
    assert "7 September 2026 to 27 November 2026, 12 weeks" in head.text
    numbers = [one.text for one in page.one("dl").all("div")]
    assert numbers == [
        "pairs 3 6 people with a partner",
        "person waits 1 without a partner",
        "sessions 34 4 workshop runs, 12 shadowing half-days, 18 meetings",
        "missed 0 every session is placed",
    ]
    assert (
        "Made from cohort.yaml, cohort.pairs.yaml and cohort.rota.yaml by pairmatch"
        in page.one("footer").text
    )
    assert as_html(material_of(with_margins=True)) == sample_html()


def test_proofs(page: Element) -> None:
    """What is proven of the pairs and of the rota, in words."""
    proofs = [one.text for one in page.all("p", class_="proof")]
    assert proofs[0].startswith("Proven: no allowed pairing places more people")
    assert proofs[1] == "Proven: nothing is missed, and no such rota of this pairing costs less than 41."


def test_pairs(page: Element) -> None:
    """Each pair with its score, what made it, how firmly it stands, and its project."""
    rows = table_named(page, "Every pair").rows()
    doctor, manager, score, why, project = rows[0]
    assert (doctor, manager) == ("Dr Helen Lee guys", "Helen Nwachukwu-Smythe kings")
    assert score == "1000 good 1 2 3"
    assert why.startswith(
        "Most of the score comes from seniority (1000), interests (667) and exchange (500); what cost most "
        "is site (0). Without the two, the worst pair falls from 926 to 800"
    )
    assert "Dr Bartholomew Osei would move as well." in why
    assert why.endswith(
        "1 interests 667 × 5: 238 points 2 seniority 1000 × 4: 286 points 3 exchange 500 × 3: 107 points "
        "4 availability not known 5 site 0 × 2: 0 points"
    )
    assert project == "Sepsis six within the hour fit 840"
    assert "A lock holds the two together" in rows[1][3]
    assert rows[1][4] == ""
    assert "Another pairing is just as good" in rows[2][3]


def test_who_waits(page: Element) -> None:
    """Everyone without a partner, with the reason."""
    rows = table_named(page, "People without").rows()
    assert rows == [["Priya Osei kings", "nobody is left whom a rule allows"]]


def test_reasons_with_code() -> None:
    """What stands between backticks in a reason is set as code, and nothing else of it is markup."""
    material = material_of()
    assert material.pairing is not None
    waiting = material.pairing.unmatched[0].model_copy(update={"why": "drop `same: <b>site</b>`, or wait"})
    pairing = material.pairing.model_copy(update={"unmatched": (waiting,)})
    page = parsed(as_html(replace(material, pairing=pairing)))
    table = table_named(page, "People without")
    assert table.rows()[0][1] == "drop same: <b>site</b>, or wait"
    assert table.one("code").text == "same: <b>site</b>"


def test_grid(page: Element) -> None:
    """A row a pair, a column a week, a cell that says its sessions and leads to the first of them."""
    grid = page.one("table", id="weeks")
    heads = [one.text for one in grid.one("thead").all("th")]
    assert heads[:3] == ["Pair", "week 17 Sep", "week 214 Sep"]
    assert len(heads) == 13
    first = grid.one("tbody").all("tr")[0]
    cells = {link.attributes["aria-label"]: link for link in first.all("a")}
    assert "week 1: workshop, meeting" in cells
    assert "week 2: workshop" in cells
    assert cells["week 1: workshop, meeting"].attributes["href"] == "#s0"
    assert [chip.attributes["class"] for chip in cells["week 1: workshop, meeting"].all("b")] == [
        "k W",
        "k M",
    ]


def test_all_sessions(page: Element) -> None:
    """Every session in words, in time order, with an address of its own."""
    table = page.one("table", id="all")
    rows = table.rows()
    assert len(rows) == 34
    assert rows[0] == [
        "1",
        "Tue 8 Sep",
        "am, 09:00–13:00",
        "Workshop",
        "How the NHS works held by Owen Price; 3 people: Dr Helen Lee, Dr Bartholomew Osei, "
        "Dr Zoë Featherstonehaugh",
        "education-1, st-thomas",
    ]
    assert ["Meeting", "Dr Helen Lee and Helen Nwachukwu-Smythe meet", "where the two agree"] in [
        row[3:] for row in rows
    ]
    assert [row.attributes["id"] for row in table.one("tbody").all("tr")] == [f"s{at}" for at in range(34)]


def test_timeline(page: Element) -> None:
    """A row a person with as many marks as sessions; who holds a workshop has a row as well."""
    rows = page.one("table", id="time").one("tbody").all("tr")
    told = [(row.one("a").text, row.all("td")[0].text) for row in rows]
    assert told[0] == ("Dr Helen Lee", "13")
    assert told[-1] == ("Owen Price", "2")
    assert len(told) == 7
    marks = [
        one for tag in ("rect", "path", "circle") for one in rows[0].all(tag) if "data-s" in one.attributes
    ]
    assert len(marks) == 13
    assert sum("host" in one.attributes["class"] for one in rows[0].all("path")) == 2


def test_runs_and_rooms(page: Element) -> None:
    """How many seats of each run are taken, and on how many half-days each room is used in each week."""
    runs = table_named(page, "Each workshop").rows()
    assert runs[0] == [
        "How the NHS works2 of 2 runs, 6 people",
        "Tue 8 Sep, am, 09:00–13:00",
        "education-1, st-thomas",
        "3 of 30",
    ]
    assert runs[2][3] == "6, no limit"
    assert runs[3][3] == "6 of 20"
    rooms = table_named(page, "Half-days on which").rows()
    assert rooms[0] == ["education-1, st-thomas", "1", "1", *[""] * 10, "2", "3 of 30"]
    assert rooms[1] == ["hall, guys", "", "", "2", *[""] * 9, "2", "6, no limit"]
    assert [row[0] for row in rooms] == ["education-1, st-thomas", "hall, guys", "online"]


def test_fairness(page: Element) -> None:
    """Scores and loads as drawings that say what they show, with the numbers in tables."""
    titles = [one.one("title").text for one in page.all("svg", class_="plot")]
    assert titles == [
        "Scores of the pairs: From 900–949 to 950–1000; the middle one is 950–1000.",
        "Sessions of each person: The same for everyone: 13.",
        "Sessions on half-days to avoid: The same for everyone: 0.",
        "Sessions away from the person's site: From 1 to 6; the middle one is 5.",
    ]
    figures = page.all("figure")
    assert figures[0].one("table").rows() == [["900–949", "1"], ["950–1000", "2"]]
    assert figures[1].one("table").rows() == [["13", "3", "3"]]


def test_misses() -> None:
    """Misses in groups of one reason each, with how often."""
    cohort = cohort_of()
    page = parsed(as_html(material_of(cohort, some_missed(cohort))))
    rows = table_named(page, "Sessions that could not").rows()
    assert rows == [
        [
            "Money, and who decides about it",
            "Dr Helen Lee and Helen Nwachukwu-Smythe",
            "every run that they could attend is full",
        ],
        [
            "Shadowing",
            "Helen Nwachukwu-Smythe with Dr Helen Lee (2 half-days)",
            "no half-day is left on which one can host and the other attend in weeks 2..11",
        ],
        ["Meeting", "Dr Helen Lee and Helen Nwachukwu-Smythe, weeks 3..4", "both are on leave"],
    ]
    assert [one.text for one in page.all("a", href="#missed")] == ["Missed", "4"]


def test_pairing_alone() -> None:
    """Without a rota there is no part that speaks of sessions, and it is said."""
    material = material_of()
    page = parsed(as_html(replace(material, rota=None)))
    assert "No rota is saved yet" in page.one("header").text
    assert [one.text for one in page.all("h2")] == ["Pairing", "Fairness"]
    assert [one.attributes["name"] for one in page.all("select")] == ["person"]


def test_rota_alone() -> None:
    """Without a pairing the pairs stand without scores, and it is said."""
    material = material_of()
    page = parsed(as_html(replace(material, pairing=None)))
    assert "No pairing is saved" in page.one("header").text
    assert table_named(page, "Every pair").rows()[0] == ["Dr Helen Lee guys", "Helen Nwachukwu-Smythe kings"]
    assert page.all("svg", id="graph") == []


def test_nobody_is_paired() -> None:
    """A cohort in which nobody is paired has a page as well."""
    cohort = cohort_of(0)
    page = parsed(as_html(material_of(cohort)))
    assert "There is no pair." in page.one("main").text


def test_nothing_can_be_fetched(page: Element) -> None:
    """The policy allows the page's own style and scripts by their hashes and nothing else; no link leaves."""
    policy = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    allowed = {name: sources for name, _, sources in (part.partition(" ") for part in policy.split("; "))}
    assert allowed["default-src"] == "'none'"
    assert allowed["connect-src"] == "'none'"
    scripts = [one for one in page.all("script") if "type" not in one.attributes]
    for name, elements in (("script-src", scripts), ("style-src", page.all("style"))):
        hashes = [
            f"'sha256-{b64encode(sha256(''.join(map(str, one.inside)).encode()).digest()).decode()}'"
            for one in elements
        ]
        assert allowed[name].split() == hashes
    assert not re.search(r'(src|href)="(?!#|data:)', sample_html())
    assert not re.search(r"\bstyle=|\bon\w+=|url\(|@import", sample_html())


def test_headings_and_labels(page: Element) -> None:
    """Headings go down one by one, ids are there once, links lead somewhere, heads have a scope."""
    levels = [int(one.tag[1]) for one in _every(page) if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [one.attributes["id"] for one in _every(page) if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    links = {one.attributes["href"] for one in page.all("a") if "=" not in one.attributes["href"]}
    assert {link[1:] for link in links} <= set(ids)
    assert all("scope" in one.attributes for one in page.all("th"))
    for svg in page.all("svg"):
        assert svg.attributes.get("aria-hidden") == "true" or svg.all("title")


def test_links_without_sessions() -> None:
    """Where there is nothing to hold, no link leads to a part that the page does not have."""
    cohort = Cohort.model_validate(cohort_data() | {"workshops": [], "shadowing": None, "meetings": None})
    material = material_of(cohort)
    assert material.rota is not None
    rota = material.rota.model_copy(update={"sessions": ()})
    page = parsed(as_html(replace(material, rota=rota)))
    ids = {one.attributes.get("id") for one in _every(page)}
    links = {one.attributes["href"] for one in page.all("a") if "=" not in one.attributes["href"]}
    assert {link[1:] for link in links} <= ids


def _every(element: Element) -> list[Element]:
    below = [one for one in element.inside if isinstance(one, Element)]
    return [found for one in below for found in (one, *_every(one))]


def test_data_for_the_script(page: Element) -> None:
    """Week, kind, site and people of each session, as JSON."""
    data = json.loads("".join(map(str, page.one("script", id="data").inside)))
    assert data["people"][0] == ["d01", "Dr Helen Lee"]
    assert len(data["people"]) == 8  # the manager who waits among them
    assert data["sessions"][0] == [1, "W", 0, [0, 1, 2, 7]]
    assert len(data["sessions"]) == 34


def test_two_partners() -> None:
    """Someone with two partners stands once in the drawing, with a line to each."""
    data = cohort_data(2)
    data["doctors"] = [{**data["doctors"][0], "pairs": 2}]
    cohort = Cohort.model_validate(data)
    material = material_of(cohort)
    assert material.pairing is not None
    pair = material.pairing.pairs[0]
    second = pair.model_copy(update={"manager": cohort.managers[1].id, "score": 700})
    both = material.pairing.model_copy(update={"pairs": (pair, second)})
    page = parsed(as_html(replace(material, pairing=both, rota=None)))
    graph = page.one("svg", id="graph")
    assert len(graph.all("text", class_="left")) == 1
    assert len(graph.all("path", class_="pair")) == 2


def test_without_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Jinja is not installed, it is said what to install."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    writing._environment.cache_clear()
    with pytest.raises(WrongUsage, match=r"pip install 'pairmatch\[office\]'"):
        as_html(material_of())


def test_a_file_with_faults_has_a_page() -> None:
    """While the file has errors, the page tells each as `check` does."""
    data = {**cohort_data(), "programme": {"start": "2026-09-08"}}  # a Tuesday
    found = check_bytes(yaml.safe_dump(data).encode(), "cohort.yaml").diagnostics
    told = parsed(faults_as_html(faults_of("cohort.yaml", "", found), "7"))
    assert told.one("h1").text == "cohort.yaml has to be mended"
    assert len(told.all("article")) == len(found) > 0
    assert "PM301" in told.one("main").text
    assert told.one("body").attributes["data-watched"] == "7"
    policy = told.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    assert "connect-src 'self'" in policy
