"""A pairing and its rota as a workbook for Excel: made with XlsxWriter, which is known here only."""

from pairmatch.report.xlsx.book import Workbook, workbook

__all__ = ["Workbook", "workbook"]
