"""From a cohort file to written documents, through the command line."""
