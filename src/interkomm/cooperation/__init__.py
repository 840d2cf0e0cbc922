"""Cooperations of municipalities: partners, joint consent."""
