"""What a person sees on a terminal, by Rich: one idea a file.

Names from a cohort come in as `rich.text.Text`, never as markup. Every report fits 80 columns
and uses more where it has them.
"""
