"""The letters of a small programme, read back by python-docx."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import Phase, given, settings

from pairmatch.errors import WrongUsage
from pairmatch.report.letters import Letter, letter_for, letters_in_one, one_letter
from pairmatch.report.letters.reasons import AT_LEAST
from pairmatch.report.tables.outcome import Outcome
from pairmatch.report.visible import visible
from tests.report.hostile import HOSTILE, ODD
from tests.report.letters.documents import paragraphs_of, read_document, tables_of
from tests.report.naming import outcome_named
from tests.report.tables.sample import sample
from tests.report.xlsx.books import part_of
from tests.report.xlsx.test_hostile_names import ANY_NAME

MADE = datetime(2026, 9, 7)


def _letters(outcome: Outcome, *, emails: bool = False, contact: str = "") -> list[Letter]:
    return [letter_for(outcome, pair, emails=emails, contact=contact) for pair in outcome.pairs]


@pytest.fixture(scope="module")
def content() -> bytes:
    """Both letters in one document."""
    return letters_in_one(_letters(sample(), contact="Ines Duarte, extension 4321"), MADE)


def test_the_whole_letter(content: bytes) -> None:
    """Who, why, project, dates, what is missed, and whom to tell, in styles that Word knows."""
    paragraphs = paragraphs_of(content)
    second = next(at for at, (_, text) in enumerate(paragraphs) if "Mei Lee and" in text)
    assert paragraphs[: second - 1] == [
        ("Title", "Paired Learning"),
        ("Heading 1", "Dr Amara Okafor and Helen Ward"),
        ("Normal", "Dear Dr Amara Okafor and Helen Ward,"),
        (
            "Normal",
            "We are glad to tell you that the two of you are partners in Paired Learning, "
            "from Mon 7 Sep 2026 to Fri 18 Sep 2026.",
        ),
        ("Heading 2", "Why you two"),
        ("List Bullet", "You are both interested in sepsis."),
        ("List Bullet", "Dr Amara Okafor would like to learn about finance, which Helen Ward can show."),
        (
            "List Bullet",
            "Helen Ward would like to learn about bedside-teaching, which Dr Amara Okafor can show.",
        ),
        ("List Bullet", "Each of you named the other as someone to be paired with."),
        ("List Bullet", "You both work at St Thomas' Hospital."),
        ("List Bullet", "You are at a similar stage of your careers."),
        ("Heading 2", "Your project"),
        ("Normal", "Sepsis six. It is about sepsis and flow. It is led at St Thomas' Hospital."),
        ("Heading 2", "Your dates"),
        ("Heading 2", "What could not be arranged"),
        ("Normal", "We are sorry that no place in the programme was found for the following."),
        ("List Bullet", "Money: every run is full."),
        ("Heading 2", "If you cannot come"),
        (
            "Normal",
            "Please tell Ines Duarte, extension 4321, as soon as you know, so that the session can be moved "
            "and nobody waits for you. Please tell your partner as well.",
        ),
        ("Normal", "With best wishes, the programme team"),
    ]


def test_tables(content: bytes) -> None:
    """What each does, and every session of the two; the headings stand on each page."""
    people, dates, *_ = tables_of(content)
    assert people == [
        ["", "Dr Amara Okafor", "Helen Ward"],
        ["Work", "ST4, critical care", "Deputy General Manager, band 8a"],
        ["Directorate", "theatres", "surgery"],
        ["Site", "St Thomas' Hospital", "St Thomas' Hospital"],
    ]
    assert dates == [
        ["Date", "Time", "What", "Where", "With"],
        [
            *("Tue 8 Sep 2026", "09:00–17:30", "How the NHS works", "Great Hall, guys"),
            "held by Owen Price; with 1 other",
        ],
        ["Wed 9 Sep 2026", "13:30–17:30", "The two of you meet", "where you agree", ""],
        [
            *("Mon 14 Sep 2026", "09:00–13:00", "Helen Ward shadows Dr Amara Okafor"),
            *("St Thomas' Hospital", ""),
        ],
    ]
    for table in read_document(content).tables:
        assert table.style.name == "Letter Table"
        assert table.rows[0]._tr.trPr.xpath("./w:tblHeader")


def test_one_of_two_at_a_workshop() -> None:
    """Where only one of the two attends, the letter says who."""
    letter = _letters(sample())[1]
    assert letter.dates[0][4] == "only Dr Mei Lee; held by Owen Price; with 2 others"
    assert letter.missed == (
        "Jo Kay shadowing Dr Mei Lee: lee is on nights.",
        "A meeting in weeks 1 to 2: kay is away.",
    )


def test_addresses_only_on_wish() -> None:
    """Nobody's e-mail address unless it is asked for."""
    for emails in (False, True):
        letter = _letters(sample(), emails=emails)[0]
        assert ("E-mail" in dict(letter.members[0].facts)) is emails
        assert ("amara.okafor@example.nhs.uk" in str(tables_of(one_letter(letter, MADE)))) is emails


def test_a_wish_that_was_not_returned_stays_private() -> None:
    """Only where both named each other does the letter say so; a pair without reasons is told kindly."""
    outcome = sample()
    managers = tuple(one.model_copy(update={"prefers": ()}) for one in outcome.cohort.managers)
    one_sided = Outcome(outcome.cohort.model_copy(update={"managers": managers}), outcome.pairing, None)
    assert not any("named the other" in sentence for sentence in _letters(one_sided)[0].why)
    assert _letters(sample())[1].why == ("You both work at guys.",)
    bare = outcome.cohort.model_copy(
        update={"managers": tuple(one.model_copy(update={"site": None}) for one in managers)}
    )
    assert _letters(Outcome(bare, outcome.pairing, None))[1].why == (AT_LEAST,)


def test_without_a_rota() -> None:
    """The dates are said to follow, and nothing is said to be missed."""
    content = one_letter(_letters(sample(rota=False))[0], MADE)
    texts = [text for _, text in paragraphs_of(content)]
    assert "Your dates are being settled, and will follow." in texts
    assert "What could not be arranged" not in texts
    assert len(tables_of(content)) == 1


def test_without_a_pairing() -> None:
    """A rota alone has the pairs and the dates; why is what can be seen of the two."""
    letter = _letters(sample(pairing=False))[0]
    assert letter.why[0] == "You are both interested in sepsis."
    assert len(letter.dates) == 3


def test_a_page_for_each_letter(content: bytes) -> None:
    """A section each, on a new page, numbered from 1; A4; British English; nothing empty between."""
    document = read_document(content)
    assert len(document.sections) == 2
    assert [len(section._sectPr.xpath("./w:pgNumType[@w:start='1']")) for section in document.sections] == [
        1,
        1,
    ]
    assert {round(section.page_width.cm, 1) for section in document.sections} == {21.0}
    assert 'w:val="en-GB"' in part_of(content, "word/styles.xml")
    assert 'w:val="en-US"' not in part_of(content, "word/styles.xml")
    assert all(text for _, text in paragraphs_of(content))


def test_same_letters_same_bytes(content: bytes) -> None:
    """Neither the clock nor chance has a part in the file."""
    assert letters_in_one(_letters(sample(), contact="Ines Duarte, extension 4321"), MADE) == content
    known = read_document(content).core_properties
    assert (known.title, known.author) == ("Paired Learning", "pairmatch")
    assert known.created.replace(tzinfo=None) == MADE


def test_names_are_texts() -> None:
    """Whatever a name holds, it is a text of the document: no field, no link, no markup."""
    outcome = outcome_named([*HOSTILE, *ODD])
    content = letters_in_one(_letters(outcome, emails=True, contact="=1\x00"), MADE)
    text = "\n".join(text for _, text in paragraphs_of(content)) + str(tables_of(content))
    for name in (*HOSTILE, *ODD):
        assert visible(name) in text or repr(visible(name))[1:-1] in text, name
    xml = part_of(content, "word/document.xml")
    assert "w:hyperlink" not in xml
    assert "w:instr" not in xml


@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(ANY_NAME, ANY_NAME)
def test_any_name_survives(doctor: str, manager: str) -> None:
    """Whatever was typed is read back as it is shown everywhere."""
    letter = _letters(outcome_named([doctor, manager]))[0]
    heads = [text for style, text in paragraphs_of(one_letter(letter, MADE)) if style == "Heading 1"]
    assert heads == [" and ".join(member.name for member in letter.members)]
    assert letter.members[0].name.startswith(visible(doctor))


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said."""
    monkeypatch.setattr("pairmatch.report.letters.document.find_spec", lambda name: None)
    with pytest.raises(WrongUsage, match=r"pip install 'pairmatch\[office\]'"):
        letters_in_one(_letters(sample()), MADE)
