"""Tests of the re-check."""
