"""Open data out: feeds, exports."""
