"""What a workbook and CSV files show, as rows of plain values: one table a module."""
