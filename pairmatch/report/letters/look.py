"""How the letters look: the styles of the document, set once, so that Word's own style menu changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Arial"
NAVY, GREY, PALE, LINE = "003087", "425563", "E8EDEE", "B8C4CC"
TABLE_STYLE, CELL_STYLE = "Letter Table", "Table Text"
LANGUAGE = "en-GB"
_MARGIN_CM, _ABOVE_CM, _BELOW_CM, _A4_CM = 2.0, 1.5, 1.7, (21.0, 29.7)
_SIZES = {"Title": 12, "Heading 1": 16, "Heading 2": 12.5, "Normal": 10.5, "List Bullet": 10.5}
_CELL_SIZE, _LINES = 9.5, 1.1
_SPACE = {"Title": (0, 2), "Heading 1": (0, 8), "Heading 2": (10, 3), "Normal": (0, 5), "List Bullet": (0, 2)}
"""Points before and after a paragraph."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TABLE = f"""
<w:style xmlns:w="{_W}" w:type="table" w:customStyle="1" w:styleId="LetterTable">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
      <w:left w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
      <w:right w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
      <w:insideV w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
      <w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/></w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>
"""


def set_up(document: Document) -> None:
    """A4, our font and colours, British English."""
    from docx.oxml import parse_xml
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(_A4_CM[0]), Cm(_A4_CM[1])
    section.left_margin = section.right_margin = Cm(_MARGIN_CM)
    section.top_margin, section.bottom_margin = Cm(_ABOVE_CM), Cm(_BELOW_CM)
    section.footer_distance = Cm(_BELOW_CM / 2)
    document.styles.element.append(parse_xml(_TABLE))
    _speak_british(document)
    for name in _SIZES:
        _restyle(document.styles[name], name)
    _add_cell_style(document)


def _add_cell_style(document: Document) -> None:
    """A style of its own: the size of `Normal` would win over that of a table's style."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    style = document.styles.add_style(CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(_CELL_SIZE)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1)
    style.paragraph_format.line_spacing = 1.0


def _speak_british(document: Document) -> None:
    """Of the document's defaults, from which every style takes its language."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _restyle(style: Any, name: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    properties = style.element.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):  # those of the theme would win over ours
        properties.remove(fonts)
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.font.size = Pt(_SIZES[name])
    style.paragraph_format.line_spacing = _LINES
    before, after = _SPACE[name]
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if name in ("Title", "Heading 1", "Heading 2"):
        style.font.color.rgb = RGBColor.from_string(GREY if name == "Title" else NAVY)
        style.font.bold = name != "Title"
    for borders in style.element.pPr.findall(qn("w:pBdr")):  # a line below the title
        style.element.pPr.remove(borders)
