"""Sharing costs and benefits between partners: keys, solutions of cooperative games, taxes and land pools.

Names are those of the science: Shapley value (Shapley 1953), nucleolus (Schmeidler 1969) and its weighted forms,
separable costs remaining benefits (SCRB), core. docs/algorithms/sharing.md explains them for treasurers.
"""

from interkomm.calc.sharing.certificate import Certificate, certify
from interkomm.calc.sharing.core import CoreCheck, check_core, not_subadditive
from interkomm.calc.sharing.game import CostGame, InvalidGame
from interkomm.calc.sharing.nucleolus import Nucleolus, nucleolus, proportional_nucleolus, weak_nucleolus
from interkomm.calc.sharing.values import alone, marginal, sampled_shapley, scrb, shapley

__all__ = [
    "Certificate",
    "CoreCheck",
    "CostGame",
    "InvalidGame",
    "Nucleolus",
    "alone",
    "certify",
    "check_core",
    "marginal",
    "not_subadditive",
    "nucleolus",
    "proportional_nucleolus",
    "sampled_shapley",
    "scrb",
    "shapley",
    "weak_nucleolus",
]
