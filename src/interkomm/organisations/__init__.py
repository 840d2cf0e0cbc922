"""Municipalities as legal bodies, their offices and councils, other institutions; contacts and roles."""
