"""The page that people open: one HTML file with the pairing, the rota, what is missed, and how fair it is.

`page` gathers what is said as plain values, each part of it in a module of its own; `graph`, `timeline`,
`scorebar`, `histogram` work out drawings; `writing` fills the templates. Nothing here solves anything.
"""
