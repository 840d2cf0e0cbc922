"""Asking web addresses whether they still answer: never into the own network, little is read, nothing is kept.

Pure but for the connection itself. The answer of one address becomes an `Answer`; what it means for a link stands in
`judged`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

import requests

from interkomm.calc.cases import FIELDS, CaseRecord
from interkomm.catalogue.care.models import CaseLink
from interkomm.foundation.requests import pinned
from interkomm.foundation.requests.outside import MOST_HOPS, REDIRECTS, TIMEOUT, Refused, check_host, kind_of

DEAD_AFTER_FAILURES = 3
DEAD_AFTER = timedelta(days=7)
PERMANENT = frozenset({301, 308})
AGENT = "Interkomm link check"


@dataclass(frozen=True, slots=True)
class Answer:
    """`works`: it answered with a page; `final_url`: where it moved for good, else ""; `problem`: its kind, else ""."""

    works: bool
    final_url: str = ""
    problem: str = ""


def addresses(record: CaseRecord) -> list[tuple[str, str]]:
    """(place, url) of every web address of a record, each once a place."""
    found = [("sources", source.url) for source in record.sources]
    found += [(code, item.url) for code in FIELDS for item in record.items(code) if getattr(item, "url", "")]
    return list(dict.fromkeys(each for each in found if each[1]))


def ask(url: str, get: Callable[..., requests.Response] = pinned.get) -> Answer:
    """Ask one address, following up to five redirections, each checked. Never raises."""
    current, moved = url, True
    try:
        for _hop in range(MOST_HOPS + 1):
            check_host(current)
            headers = {"User-Agent": AGENT, "Accept": "text/html,*/*"}
            with get(current, timeout=TIMEOUT, stream=True, allow_redirects=False, headers=headers) as response:
                status, target = response.status_code, response.headers.get("Location", "")
            if status not in REDIRECTS or not target:
                break
            moved = moved and status in PERMANENT
            current = urljoin(current, target)
        else:
            return Answer(False, problem="redirects")
    except Refused as problem:
        return Answer(False, problem=str(problem))
    except (requests.RequestException, ValueError, UnicodeError) as problem:
        return Answer(False, problem=kind_of(problem))
    if status >= 400:
        return Answer(False, problem=f"HTTP {status}")
    return Answer(True, final_url=current if moved and current != url else "")


def judged(link: CaseLink, answer: Answer, now: datetime) -> CaseLink:
    """Write what an answer means into the link (not saved)."""
    link.checked_at, link.problem, link.final_url = now, answer.problem, answer.final_url
    if answer.works:
        link.state = CaseLink.State.MOVED if answer.final_url else CaseLink.State.WORKS
        link.failures, link.failing_since = 0, None
        return link
    link.failures += 1
    link.failing_since = link.failing_since or now
    is_dead = link.failures >= DEAD_AFTER_FAILURES and now - link.failing_since >= DEAD_AFTER
    link.state = CaseLink.State.DEAD if is_dead else CaseLink.State.FAILING
    return link
