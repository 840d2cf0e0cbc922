"""Concepts (Leitbild, INSEK, regional concept) with versions and stable anchors."""
