"""Only what is an e-mail address goes into a calendar as one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.cohort.schema import Cohort
from pairmatch.report.ics.addresses import address, addresses, link, organiser_from, unusable
from pairmatch.report.ics.ledger import Organiser
from tests.report.ics.helpers import with_mail


@pytest.mark.parametrize(
    "text",
    [
        *("amara.okafor@example.nhs.uk", " padded@example.nhs.uk ", "o'brien+x@a-b.example.org"),
        "x@xn--mller-kva.example",
    ],
)
def test_an_address(text: str) -> None:
    """What hospitals use is taken, without the spaces around it."""
    assert address(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "amara",
            "amara@",
            "@example.org",
            "a b@example.org",
            "a@b",
            "a@b..org",
            ".a@b.org",
            "a@-b.org",
        ),
        *("x\nATTENDEE:mailto:evil@example.org", "a@b.org\r\nX:1", "a@b.org;RSVP=TRUE", "a@b.org,c@d.org"),
        *(
            "Amara <a@b.org>",
            '"a"@b.org',
            "a:b@c.org",
            "ä@b.org",
            "a@b.örg",
            "a@[1.2.3.4]",
            f"{'a' * 250}@b.org",
        ),
    ],
)
def test_no_address(text: str) -> None:
    """Anything else is none."""
    assert address(text) is None


@given(st.text() | st.emails())
@settings(deadline=None)
def test_a_link_is_one_word(text: str) -> None:
    """Whatever is taken for an address is written without a character that ends a line, a field or a link."""
    mail = address(text)
    if mail is not None:
        written = link(mail)
        assert written.isascii() and written.isprintable()
        assert not set(' ,;:"\\<>?#&/') & set(written.removeprefix("mailto:"))


def test_of_a_cohort() -> None:
    """Those who have one, by id; and who has something else."""
    data = with_mail(1)
    data["doctors"][0]["email"] = "x\nATTENDEE:mailto:evil@example.org"
    data["managers"][0]["email"] = "  "
    cohort = Cohort.model_validate(data)
    assert dict(addresses(cohort)) == {"m02": "m02@example.nhs.uk", "price": "price@example.nhs.uk"}
    assert unusable(cohort) == ("d01",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Medical Education <me@example.org>", "Medical Education"),
        ('"Education, Medical" <me@example.org>', "Education, Medical"),
        ("<me@example.org>", "me@example.org"),
        (" me@example.org ", "me@example.org"),
    ],
)
def test_an_organiser(text: str, name: str) -> None:
    """A name and an address, or an address alone, which then is the name."""
    assert organiser_from(text) == Organiser(name=name, mail="me@example.org")


@pytest.mark.parametrize("text", ["Medical Education", "Me <me>", "a <b@c.org> d", "<a@b.org\nX:1>"])
def test_no_organiser(text: str) -> None:
    """Without an address nobody is meant."""
    assert organiser_from(text) is None
