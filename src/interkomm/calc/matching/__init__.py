"""Pooled strengths: which offer can cover which need, the best assignment, shared peaks, and netting of accounts."""

from interkomm.calc.matching.assignment import Assigned, Plan, assign
from interkomm.calc.matching.entries import Need, Offer, Reason
from interkomm.calc.matching.feasibility import distance_km, hindrances, usable_weeks
from interkomm.calc.matching.netting import Payment, net_payments
from interkomm.calc.matching.peaks import Peak, peaks

__all__ = [
    "Assigned",
    "Need",
    "Offer",
    "Payment",
    "Peak",
    "Plan",
    "Reason",
    "assign",
    "distance_km",
    "hindrances",
    "net_payments",
    "peaks",
    "usable_weeks",
]
