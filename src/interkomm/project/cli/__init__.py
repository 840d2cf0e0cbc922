"""The command `interkomm`. Only the standard library is imported until a command runs: help answers at once."""

import importlib
import sys
from collections.abc import Sequence

from interkomm.project.cli.parser import build_parser
from interkomm.project.cli.wording import CommandFailedError, say

FAILED, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (0 done, 1 failed, 2 wrong usage, 3 not set up, 4 check found faults)."""
    parsed = build_parser().parse_args(arguments)
    module, _, function = parsed.run.partition(":")
    try:
        return int(getattr(importlib.import_module(f"interkomm.project.cli.{module}"), function)(parsed) or 0)
    except CommandFailedError as problem:
        print(say("Fehler:", "Error:"), problem, file=sys.stderr)
        return problem.code
    except BrokenPipeError:
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
