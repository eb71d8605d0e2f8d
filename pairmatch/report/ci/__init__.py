"""Diagnostics as the documents that CI servers and editors read: one renderer a file.

Each takes the diagnostics of a run and gives text; none prints or opens a file.
"""
