"""Tests of `pairmatch.report.ics`."""
