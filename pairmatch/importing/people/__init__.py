"""A sheet of people, as Microsoft Forms exports it, → the doctors or managers of a cohort file."""

from __future__ import annotations

from pairmatch.importing.people.importing import ImportRefused, import_people
from pairmatch.importing.people.result import Imported, Outcome, PeopleImport

__all__ = ["ImportRefused", "Imported", "Outcome", "PeopleImport", "import_people"]
