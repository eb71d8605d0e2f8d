"""The tests of pairmatch; each folder mirrors a package."""
