"""Tests of pairmatch.cohort."""
