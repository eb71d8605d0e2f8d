"""Finished results → what a person or another program reads: one renderer a file.

Nothing here computes a pairing or a rota. Rich is known in `report.terminal` and
`report.diagnostics_text` only.
"""
