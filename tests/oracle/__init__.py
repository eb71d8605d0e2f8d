"""Random small cohorts, and answers to them found by trying everything.

Nothing here looks at the solvers: the code is written from the format page, reads a cohort as the
plain data of its file, and is slow on purpose where that keeps it plain.
"""
