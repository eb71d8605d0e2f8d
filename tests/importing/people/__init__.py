"""Sheets of people on their way into a cohort file."""
