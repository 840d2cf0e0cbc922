"""`interkomm check`."""

import json
from argparse import Namespace

from interkomm.project.cli.site import enter, tell
from interkomm.project.cli.wording import FAULTS_FOUND, say

MARKS = {"ok": "✓", "warning": "!", "fault": "✗"}


def run(arguments: Namespace) -> int:
    enter(arguments)
    from interkomm.project.operation import checks

    results = list(checks.run())
    if arguments.json:
        rows = [
            {"area": found.area, "level": found.level, "text": say(found.german, found.english)} for found in results
        ]
        tell(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for found in results:
            tell(f"{MARKS[found.level]} {found.area:<12} {say(found.german, found.english)}")
    return FAULTS_FOUND if any(found.level == "fault" for found in results) else 0
