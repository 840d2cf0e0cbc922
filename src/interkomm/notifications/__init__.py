"""Outbox, follows and digests: listens to events of the contexts below."""
