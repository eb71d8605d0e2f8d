"""Weeks and half-days, work patterns and leave → who can attend and host when."""

from pairmatch.calendar.availability import Availability, availability
from pairmatch.calendar.programme import ProgrammeTime, Slot, programme_time

__all__ = ["Availability", "ProgrammeTime", "Slot", "availability", "programme_time"]
