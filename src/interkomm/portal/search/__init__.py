"""Search over everything public. `rebuild()` makes the index anew, `refresh()` brings it up to date."""
