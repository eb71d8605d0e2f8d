"""Letters to pairs as Word documents: made with python-docx, which is known here only."""

from pairmatch.report.letters.document import letters_in_one, one_letter
from pairmatch.report.letters.letter import Letter, letter_for

__all__ = ["Letter", "letter_for", "letters_in_one", "one_letter"]
