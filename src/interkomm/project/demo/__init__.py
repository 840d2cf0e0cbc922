"""The demonstration: the region that `interkomm demo` builds, and its invented people."""

from interkomm.project.demo.build import build
from interkomm.project.demo.people import SIGN_INS, SignIn

__all__ = ["SIGN_INS", "SignIn", "build"]
