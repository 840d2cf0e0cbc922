"""Interkomm: the open platform for towns that cooperate."""
