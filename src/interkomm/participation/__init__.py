"""Participation: joint processes, timed phases, contributions, moderation, responses."""
