"""Who may open what: papers of instruments, OParl, and what was read from council information systems. See `matrix.py`."""

from tests.guards.access import (
    EDITORS,
    NOBODY,
    NOBODY_OF_STAFF,
    WORKERS_AND_OPERATOR,
    Row,
    fills,
    leads,
    presses,
    reads,
)
from tests.guards.matrix_instruments import HERE, WRONG

OPEN = {"slug": "cooperation", "instrument": "public_instrument"}
SIDE = {"pk": "cooperation_pk", "council_import": "council_import"}
ROWS: list[Row] = [
    reads("cooperation:papers", WORKERS_AND_OPERATOR, **HERE),
    reads("cooperation:papers", NOBODY_OF_STAFF, **WRONG),
    reads("cooperation:paper", WORKERS_AND_OPERATOR, **HERE, path="council_paper_name"),
    reads("cooperation:paper", WORKERS_AND_OPERATOR, **HERE, path="word_name"),
    leads("cooperation:paper", WORKERS_AND_OPERATOR, **HERE, path="complete_file"),
    reads("cooperation:paper", NOBODY_OF_STAFF, **HERE, path="no_paper"),
    presses("cooperation:paper_prepare", WORKERS_AND_OPERATOR, **HERE, path="complete_file"),
    presses("cooperation:paper_prepare", NOBODY_OF_STAFF, **HERE, path="no_paper"),
    reads("cooperation:public_paper", **OPEN, path="paper_name"),
    reads("cooperation:public_paper", NOBODY, **OPEN, path="complete_file"),
    reads("cooperation:public_paper", NOBODY, slug="cooperation", instrument="hidden_instrument", path="paper_name"),
    reads("exchange:oparl_system"),
    reads("exchange:oparl_bodies"),
    reads("exchange:oparl_body", town="town"),
    reads("exchange:oparl_list", town="town", kind="kind_meeting"),
    reads("exchange:oparl_list", town="town", kind="kind_paper", query="?modified_since=2000-01-01T00:00:00Z"),
    reads("exchange:oparl_list", NOBODY, town="town", kind="council"),
    reads("exchange:oparl_object", kind="kind_agendaitem", pk="resolution"),
    reads("exchange:oparl_object", kind="kind_paper", pk="own_party"),
    reads("exchange:oparl_object", kind="kind_file", pk="instrument"),
    reads("exchange:oparl_named", kind="kind_meeting", town="town", path="session"),
    reads("exchange:oparl_named", kind="kind_organization", town="town", path="council"),
    fills("exchange:council_imports", EDITORS, pk="cooperation_pk"),
    reads("exchange:council_import", EDITORS, **SIDE),
    fills("exchange:imported_item", EDITORS, **SIDE, item="imported_item"),
    presses("exchange:imported_item_dismiss", EDITORS, **SIDE, item="second_item"),
]
