"""The documents for CI servers."""
