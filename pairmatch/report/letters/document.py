"""Letters → the bytes of a Word document; the same letters give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pairmatch.errors import WrongUsage
from pairmatch.report.letters.letter import DATE_HEADINGS, Letter, Member
from pairmatch.report.letters.look import CELL_STYLE, LANGUAGE, TABLE_STYLE, set_up

if TYPE_CHECKING:
    from docx.document import Document

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_DATE_CM = (3.0, 2.4, 4.3, 4.0, 3.3)
_MEMBER_CM = (2.8, 7.1, 7.1)
_CANNOT_COME = (
    "Please tell {whom}, as soon as you know, so that the session can be moved and nobody waits for you. "
    "Please tell your partner as well."
)
_SORRY = "We are sorry that no place in the programme was found for the following."
_TEAM = "the programme team"


def letters_in_one(letters: Sequence[Letter], made: datetime) -> bytes:
    """All letters in one document, each on a page of its own.

    Parameters
    ----------
    letters
        At least one.
    made
        When the document says it was made: a fixed day, so that its bytes are the same every time.

    Raises
    ------
    WrongUsage
        Where python-docx is not installed.
    """
    document = _blank(letters[0].programme, made)
    for number, letter in enumerate(letters):
        if number:
            _new_page(document)
        _write(document, letter)
    return _bytes_of(document)


def one_letter(letter: Letter, made: datetime) -> bytes:
    """One letter as a document of its own."""
    document = _blank(f"{letter.programme}: {letter.title}", made)
    _write(document, letter)
    return _bytes_of(document)


def _blank(title: str, made: datetime) -> Document:
    if find_spec("docx") is None:
        raise WrongUsage("letters are written by python-docx: pip install 'pairmatch[office]'")
    import docx

    document = docx.Document()
    set_up(document)
    known = document.core_properties
    known.title, known.author, known.last_modified_by = title[:255], "pairmatch", "pairmatch"
    known.created = known.modified = made
    known.language, known.comments, known.keywords, known.revision = LANGUAGE, "", "", 1
    _number_pages(document)
    _start_from_one(document)
    return document


def _write(document: Document, letter: Letter) -> None:
    document.add_paragraph(letter.programme, "Title")
    document.add_heading(letter.title, 1)
    document.add_paragraph(f"Dear {letter.title},")
    document.add_paragraph(
        f"We are glad to tell you that the two of you are partners in {letter.programme}, "
        f"from {letter.dates_of_programme}."
    )
    _who(document, letter.members)
    document.add_heading("Why you two", 2)
    for sentence in letter.why:
        document.add_paragraph(sentence, "List Bullet")
    if letter.project:
        document.add_heading("Your project", 2)
        title, *more = letter.project
        paragraph = document.add_paragraph()
        paragraph.add_run(title).bold = True
        if more:
            paragraph.add_run(f". {' '.join(more)}")
    _dates(document, letter)
    if letter.missed:
        document.add_heading("What could not be arranged", 2)
        document.add_paragraph(_SORRY).paragraph_format.keep_with_next = True
        for sentence in letter.missed:
            document.add_paragraph(sentence, "List Bullet")
    document.add_heading("If you cannot come", 2)
    told = document.add_paragraph(_CANNOT_COME.format(whom=letter.contact or _TEAM))
    told.paragraph_format.keep_with_next = True
    document.add_paragraph(f"With best wishes, {_TEAM}")


def _who(document: Document, members: Sequence[Member]) -> None:
    """A column for each of the two, a row for each thing that is known of either."""
    labels = list(dict.fromkeys(label for member in members for label, _ in member.facts))
    rows = [[label, *(dict(member.facts).get(label, "") for member in members)] for label in labels]
    if rows:
        _table(document, ["", *(member.name for member in members)], rows, _MEMBER_CM, bold_first=True)


def _dates(document: Document, letter: Letter) -> None:
    document.add_heading("Your dates", 2)
    if not letter.has_rota:
        document.add_paragraph("Your dates are being settled, and will follow.")
    elif not letter.dates:
        document.add_paragraph("No dates are set for the two of you yet.")
    else:
        _table(document, DATE_HEADINGS, letter.dates, _DATE_CM)


def _table(
    document: Document,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    bold_first: bool = False,
) -> None:
    """A table whose headings stand on each page that it runs over, and whose rows stay whole."""
    from docx.shared import Cm

    table = document.add_table(1, len(headings), document.styles[TABLE_STYLE])
    table.autofit = False
    style = document.styles[CELL_STYLE].style_id  # by its id, as a look-up for each cell takes seconds
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for number, texts in enumerate((headings, *rows)):
        row = table.add_row() if number else table.rows[0]
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].text = text
            cell.paragraphs[0]._p.style = style
    _mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    _look_at(table, bold_first)


def _look_at(table: Any, bold_first: bool) -> None:
    """Which parts of the table's style hold: the first row, and the first column on wish."""
    from docx.oxml.ns import qn

    for look in table._tbl.tblPr.findall(qn("w:tblLook")):
        for name, value in (("firstRow", 1), ("lastRow", 0), ("firstColumn", int(bold_first))):
            look.set(qn(f"w:{name}"), str(value))
        look.set(qn("w:val"), "06A0" if bold_first else "0620")


def _mark(parent: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    parent.append(OxmlElement(name))


def _new_page(document: Document) -> None:
    """End the section of the letter before with its last line.

    An empty paragraph at its end, as python-docx makes, could fall on a page of its own.
    """
    from docx.enum.section import WD_SECTION

    last = document.paragraphs[-1]._p
    document.add_section(WD_SECTION.NEW_PAGE)
    added = last.getnext()
    last.get_or_add_pPr().append(added.pPr.sectPr)
    added.getparent().remove(added)
    _start_from_one(document)


def _start_from_one(document: Document) -> None:
    """Count the pages of the last letter from 1."""
    from docx.oxml.ns import qn

    section = document.sections[-1]._sectPr
    for found in section.findall(qn("w:pgNumType")):
        section.remove(found)
    _mark(section, "w:pgNumType")
    section.findall(qn("w:pgNumType"))[-1].set(qn("w:start"), "1")


def _number_pages(document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _bytes_of(document: Document) -> bytes:
    """The document's file, packed without the time of day."""
    packed, again = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as before, zipfile.ZipFile(again, "w") as after:
        for part in before.infolist():
            plain = zipfile.ZipInfo(part.filename, _LONG_AGO)
            plain.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(plain, before.read(part))
    return again.getvalue()
