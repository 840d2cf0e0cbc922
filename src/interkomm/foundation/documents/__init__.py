"""Documents that the program writes: tables for spreadsheet programs, PDF."""
