"""Tests of pairmatch.calendar."""
