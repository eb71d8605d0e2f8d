"""Reading a Word document back."""

from __future__ import annotations

import io
from typing import Any


def read_document(content: bytes) -> Any:
    """The document."""
    import docx

    return docx.Document(io.BytesIO(content))


def paragraphs_of(content: bytes) -> list[tuple[str, str]]:
    """(style, text) of each paragraph outside tables."""
    return [(one.style.name, one.text) for one in read_document(content).paragraphs]


def tables_of(content: bytes) -> list[list[list[str]]]:
    """The texts of each table."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows] for table in read_document(content).tables
    ]
