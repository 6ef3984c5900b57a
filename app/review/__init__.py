"""Review: reports put in as drafts, decisions on what was found in them, the table of record."""
