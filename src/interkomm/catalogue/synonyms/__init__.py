"""The page on which the editors keep the words that mean the same."""
