"""What waits in the outbox of the running site."""

import sqlite3

from tests.browser.demo_site import DemoSite


def mails_to(site: DemoSite, address: str) -> list[str]:
    """Texts of the mails to an address, oldest first."""
    with sqlite3.connect(site.directory / "interkomm.sqlite3") as database:
        found = database.execute('select text from notifications_outboxmail where "to" = ? order by id', [address])
        return [str(text) for (text,) in found]
