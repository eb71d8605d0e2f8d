"""A cohort file → checked, frozen values, each with its place in the file."""
