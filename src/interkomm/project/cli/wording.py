"""Texts of the command line in German and English, chosen by the environment; help needs no catalogue."""

import os

NOT_SET_UP, FAULTS_FOUND = 3, 4


class CommandFailedError(Exception):
    """Stops a command with a message for the operator and an exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def is_english() -> bool:
    """English when INTERKOMM_LANGUAGE or the locale says so; German otherwise."""
    names = ("INTERKOMM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    return next((os.environ[name] for name in names if os.environ.get(name)), "de").lower().startswith("en")


def say(german: str, english: str) -> str:
    return english if is_english() else german
