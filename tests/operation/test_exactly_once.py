"""What was acknowledged is stored, exactly once: with the real server, killed in the middle, on both databases."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from tests.operation.posting import ADDRESS, submissions
from tests.operation.site import RunningSite

pytestmark = pytest.mark.operation
POSTS = 1000
SECONDS_ALLOWED = 120


@dataclass
class Ledger:
    """What the clients know: which submissions were acknowledged, and where their authors were led."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def post(self, site: RunningSite, fields: dict[str, str]) -> None:
        try:
            answer = site.post(ADDRESS, fields)
        except OSError:
            return  # the server is gone: not acknowledged
        if answer.status == 303:
            with self.lock:
                self.acknowledged[fields["text"]] = answer.location


def stored(site: RunningSite) -> list[str]:
    return [str(text) for (text,) in site.rows("SELECT text FROM participation_contribution")]


def test_a_thousand_posts_survive_kill_9(site: RunningSite) -> None:
    forms = submissions(site, POSTS)
    site.start("--workers", "2")
    ledger = Ledger()
    with ThreadPoolExecutor(8) as clients:
        for fields in forms:
            clients.submit(ledger.post, site, fields)
        end = time.monotonic() + SECONDS_ALLOWED
        while len(ledger.acknowledged) < POSTS // 2 and time.monotonic() < end:
            time.sleep(0.002)
        site.kill()
    before = dict(ledger.acknowledged)
    assert POSTS // 2 <= len(before) < POSTS, "the kill must fall into the middle"
    site.start("--workers", "2")
    lost = set(before) - set(stored(site))
    assert not lost
    with ThreadPoolExecutor(8) as clients:  # people press the button again: all of them, whatever they have seen
        list(clients.map(lambda fields: ledger.post(site, fields), forms))
    assert len(ledger.acknowledged) == POSTS
    assert sorted(stored(site)) == sorted(fields["text"] for fields in forms)
    assert {text: ledger.acknowledged[text] for text in before} == before


def test_two_hundred_posts_of_one_form_make_one_comment(site: RunningSite) -> None:
    (fields,) = submissions(site, 1)
    site.start("--workers", "2")
    start = threading.Barrier(50)
    answers: list[tuple[int, str]] = []

    def client() -> None:
        start.wait()
        for _ in range(4):
            answer = site.post(ADDRESS, fields)
            answers.append((answer.status, answer.location))

    threads = [threading.Thread(target=client) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 200
    assert len(set(answers)) == 1
    assert answers[0][0] == 303
    assert stored(site) == [fields["text"]]
