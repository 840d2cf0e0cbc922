"""Every page that can be opened is looked at by the browser: axe, narrow phone, both languages (tests/browser/page_types.py)."""

from tests.browser.page_types import PUBLIC, STAFF
from tests.guards.rows import ROWS

CONTEXTS = ("cooperation:", "exchange:")
NO_PAGES = {  # files, feeds and calendars; the page that others embed has no frame of its own
    "cooperation": {
        "booking_feed", "calendar_feed", "cost_one_partner_pdf", "cost_pdf", "cost_xlsx", "minutes_pdf", "paper",
        "public_calendar", "public_instrument_calendar", "public_paper", "settlement_pdf", "settlement_xlsx", "town_pdf",
    },
    "exchange": {
        "case_data", "case_embed", "cases_data", "cases_xlsx", "contributions_csv", "contributions_json",
        "contributions_xlsx", "oparl_bodies", "oparl_body", "oparl_list", "oparl_named", "oparl_object", "oparl_system",
        "region_feed", "site_feed", "town_feed",
    },
}  # fmt: skip


def test_every_page_of_cooperation_and_exchange_has_a_type() -> None:
    looked_at = {kind.name for kind in (*PUBLIC, *STAFF)}
    files = {f"{context}:{name}" for context, names in NO_PAGES.items() for name in names}
    opened = {row.name for row in ROWS if row.get is not None and row.get.ours and 200 in row.status}
    pages = {name for name in opened if name.startswith(CONTEXTS)}
    assert sorted(pages - files - looked_at) == []
