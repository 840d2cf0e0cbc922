"""The demonstration: the region that `interkomm demo` builds, and its invented people."""

from interkomm.project.demo.build import build
from interkomm.project.demo.people import SIGN_INS, SignIn

__all__ = ["SETTINGS", "SIGN_INS", "SignIn", "build"]

SETTINGS = {  # kept in the data directory of the demonstration
    "INTERKOMM_DEMO": "1",
    "INTERKOMM_OPERATOR_NAME": "Interkomm-Vorführung (erfunden)",
    "INTERKOMM_OPERATOR_ADDRESS": "Musterstraße 1|00000 Beispielstadt",
    "INTERKOMM_OPERATOR_REPRESENTED_BY": "Demo Betrieb",
    "INTERKOMM_OPERATOR_EMAIL": "betrieb@demo.example",
    "INTERKOMM_OPERATOR_ACCESSIBILITY_EMAIL": "barriere@demo.example",
}
