"""Tests of the page that `pairmatch report` writes."""
