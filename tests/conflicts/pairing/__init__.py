"""Tests of the repairs of a pairing."""
