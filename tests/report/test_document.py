"""The text of documents: its shape, its determinism, its seal, and that it reads back equal."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.cohort.document import CohortStamp, Made, read_document
from pairmatch.cohort.model import Model
from pairmatch.matching.pairing import Pair, Pairing, PairingProof, Prices, Unmatched
from pairmatch.report.document import plain, sealed, to_json, to_yaml
from pairmatch.rota.rota import Rota
from tests.report.samples import cohort_of, pairing_of, rota_of, some_missed

Document = TypeVar("Document", bound=Model)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True)
KEYS = TEXTS.filter(lambda key: key != "<<")
INTS = st.integers(0, 10**9)
OPTIONS = st.dictionaries(
    KEYS,
    st.none() | st.booleans() | INTS | TEXTS | st.lists(TEXTS, max_size=3) | st.floats(-1e9, 1e9, width=32),
    max_size=4,
)


def read_back(text: str, model: type[Document]) -> Document:
    """What a file with this text is read as."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "some.yaml"
        path.write_bytes(text.encode())
        return read_document(path, model)[0]


@st.composite
def pairings(draw: st.DrawFn) -> Pairing:
    """Pairings with any text wherever a document has text."""
    pair = st.builds(
        Pair,
        doctor=IDS,
        manager=IDS,
        score=st.integers(0, 1000),
        project=st.none() | IDS,
        fit=st.none() | INTS,
        criteria=st.dictionaries(KEYS, INTS | st.just("not known"), max_size=4),
    )
    prices = st.builds(
        Prices,
        shows=st.sampled_from(["worst", "best"]),
        counts=st.dictionaries(KEYS, INTS, max_size=3),
        doctors=st.dictionaries(IDS, INTS, max_size=3),
        managers=st.dictionaries(IDS, INTS, max_size=3),
    )
    return Pairing(
        made=Made(pairmatch=draw(TEXTS), options=draw(OPTIONS)),
        cohort=CohortStamp(file=draw(TEXTS), sha256=draw(TEXTS)),
        proof=PairingProof(
            status="feasible", objective="fair", placed=1, people=2, worst=3, total=4, bound=5
        ),
        pairs=tuple(draw(st.lists(pair, max_size=4))),
        unmatched=tuple(draw(st.lists(st.builds(Unmatched, person=IDS, why=TEXTS), max_size=4))),
        prices=tuple(draw(st.lists(prices, max_size=2))),
    )


@given(pairings())
def test_yaml_reads_back_equal(pairing: Pairing) -> None:
    """A pairing with any text in it reads back as the same pairing, and its seal holds."""
    text = to_yaml(pairing)
    assert read_back(text, Pairing) == pairing
    assert sealed(text) is True


@given(pairings())
def test_json_reads_back_equal(pairing: Pairing) -> None:
    """The JSON is JSON, and the reader of documents takes it as the same pairing."""
    text = to_json(pairing)
    assert json.loads(text) == json.loads(json.dumps(plain(pairing)))
    assert read_back(text, Pairing) == pairing


@given(pairings())
def test_other_yaml_readers_agree(pairing: Pairing) -> None:
    """PyYAML, which reads YAML 1.1, takes no text of a document for a number, a truth or a date."""
    read = yaml.safe_load(to_yaml(pairing))
    expected = json.loads(json.dumps(plain(pairing)))
    expected["made"]["options"] = read["made"]["options"]  # floats are written in YAML 1.2
    assert read == expected


def test_rota_reads_back_equal() -> None:
    """A rota with every kind of session and of miss reads back as the same rota."""
    cohort = cohort_of(4)
    rota = rota_of(cohort, some_missed(cohort))
    assert read_back(to_yaml(rota), Rota) == rota
    assert read_back(to_json(rota), Rota) == rota


def test_pairs_document_has_the_shape_of_the_format_page() -> None:
    """Head keys in order, one entry a line in flow style, fields that are absent left out."""
    text = to_yaml(pairing_of(cohort_of(2)))
    assert text.splitlines()[1:] == [
        "version: 1",
        "made: {pairmatch: 0.1.0, options: {}}",
        f"cohort: {{file: cohort, sha256: {pairing_of(cohort_of(2)).cohort.sha256}}}",
        "proof: {status: optimal, objective: fair, placed: 2, people: 4, "
        "worst: 963, total: 1963, bound: 1963, fingerprint: 63ada92186bfd444}",
        "pairs:",
        "  - {doctor: d01, manager: m01, score: 1000, project: sepsis-bundle, fit: 840, criteria: "
        "{interests: 667, seniority: 1000, exchange: 500, availability: not known, site: 0}}",
        "  - {doctor: d02, manager: m02, score: 963, criteria: "
        "{interests: 667, seniority: 1000, exchange: 500, availability: not known, site: 0}}",
        "unmatched:",
        "  - {person: m03, why: nobody is left whom a rule allows}",
        "prices: []",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "pairs: [[d01, m01], [d02, m02]]",
        "weeks: 12",
        "proof: {status: optimal, missed: 4, cost: 41, bound: 41}",
        "  - {kind: workshop, workshop: kickoff, date: 2026-09-08, half: am, room: education-1, "
        "facilitators: [price], people: [d01, d02]}",
        "  - {kind: shadowing, guest: m01, host: d01, date: 2026-09-21, half: pm, site: st-thomas}",
        "  - {kind: meeting, people: [d01, m01], date: 2026-09-09, half: am}",
        "  - {kind: meeting, people: [d01, m01], weeks: 3..4, why: both are on leave}",
    ],
)
def test_rota_document_has_the_shape_of_the_format_page(line: str) -> None:
    """Each kind of entry has its fields in the order of the page, and plain dates."""
    cohort = cohort_of(2)
    assert line in to_yaml(rota_of(cohort, some_missed(cohort))).splitlines()


def test_no_field_is_forgotten() -> None:
    """Every field that a rota has is written, whatever fields are added to it later."""
    cohort = cohort_of(1)
    rota = rota_of(cohort, some_missed(cohort)).model_copy(update={"frozen_before": date(2026, 9, 7)})
    assert set(plain(rota)) == set(Rota.model_fields)
    for session, written in zip(rota.sessions, plain(rota)["sessions"], strict=True):
        assert set(written) == {
            name for name in type(session).model_fields if getattr(session, name) is not None
        }


def test_same_result_gives_the_same_bytes() -> None:
    """Two documents made from equal results are the same bytes."""
    assert to_yaml(rota_of(cohort_of(5))) == to_yaml(rota_of(cohort_of(5)))


def test_nothing_is_written_as_an_empty_list() -> None:
    """A document without pairs or unmatched people says so, and reads back."""
    pairing = pairing_of(cohort_of(1)).model_copy(update={"pairs": (), "unmatched": ()})
    assert to_yaml(pairing).endswith("pairs: []\nunmatched: []\nprices: []\n")
    assert read_back(to_yaml(pairing), Pairing) == pairing


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "12:30",
        "1e3",
        "0x1f",
        "2026-09-08",
        "~",
        "null",
        "a: b",
        "a #b",
        "- a",
        "'",
        '"',
        "{}",
        "é\u0301",
        "",
    ],
)
def test_text_that_yaml_would_take_for_something_else_is_quoted(text: str) -> None:
    """A reason that looks like a number, a date, a truth or YAML itself stays that text."""
    pairing = pairing_of(cohort_of(1), unmatched=text)
    assert f'why: "{yaml.safe_load(json.dumps(text))}"'.replace('"""', r'"\""') in to_yaml(pairing)
    assert read_back(to_yaml(pairing), Pairing).unmatched[0].why == text


def test_unicode_is_kept() -> None:
    """Letters of any script stand in the document as they are."""
    assert "why: Zoë Łukasz 李" in to_yaml(pairing_of(cohort_of(1), unmatched="Zoë Łukasz 李"))


def test_seal_tells_an_edit() -> None:
    """Changing any part of the text below the seal, or the seal, breaks it."""
    text = to_yaml(pairing_of(cohort_of(2)))
    assert sealed(text) is True
    assert sealed(text.replace("963", "964")) is False
    assert sealed(text + "\n") is False
    assert sealed(text.replace("\n", "\r\n")) is not True


def test_text_without_a_seal_is_told() -> None:
    """A text that pairmatch did not write has no seal at all."""
    assert sealed("version: 1\n") is None
    assert sealed("") is None
    assert sealed(to_json(pairing_of(cohort_of(1)))) is None


def test_seal_line_is_one_line_whatever_the_version_is_called() -> None:
    """A version read from a foreign document cannot break out of the comment."""
    pairing = pairing_of(cohort_of(1)).model_copy(
        update={"made": Made(pairmatch="1\nversion: 2", options={})}
    )
    assert sealed(to_yaml(pairing)) is True
    assert read_back(to_yaml(pairing), Pairing) == pairing


def test_dates_of_any_year_are_plain() -> None:
    """Dates are written as the page writes them."""
    rota = rota_of(cohort_of(1))
    assert f"date: {date(2026, 9, 8).isoformat()}, half" in to_yaml(rota)
