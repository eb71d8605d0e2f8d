"""What others hold in spreadsheets and calendars → edits of a cohort file.

Nothing here prints or asks: what is doubtful is given back as a list, and `pairmatch.cli.importing` asks.
"""
