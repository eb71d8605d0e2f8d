"""Tests of the tables that workbooks and CSV files show."""
