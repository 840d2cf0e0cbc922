"""What every context stands on: acts, audit, events, topics, page store, tasks, files, retention. No domain words here."""
