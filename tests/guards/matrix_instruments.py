"""Who may open what: instruments of a cooperation and what is recorded about them. See `matrix.py`."""

from tests.guards.access import (
    NOBODY,
    NOBODY_OF_STAFF,
    PUBLIC,
    TOWN_PROPOSERS,
    WORKERS_AND_OPERATOR,
    Row,
    fills,
    presses,
    reads,
    staff,
)

WRITERS = staff("alice bob")
OF_A_TOWN = TOWN_PROPOSERS  # Alice manages Ahrenau, Clara is its clerk
OF_A_TOWN_OR_WRITERS = staff("alice clara bob")
STAFF_OF_ANY = staff("alice bob clara mo vera otto opal", "alice bob clara mo vera otto opal")
HERE = {"pk": "cooperation_pk", "instrument": "instrument"}
WRONG = {"pk": "cooperation_pk", "instrument": "other_instrument"}
ROWS: list[Row] = [
    reads("cooperation:my_instruments", STAFF_OF_ANY),
    reads("cooperation:instruments", WORKERS_AND_OPERATOR, pk="cooperation_pk"),
    reads("cooperation:instruments", WORKERS_AND_OPERATOR, query="?stand=effective", pk="cooperation_pk"),
    fills("cooperation:instrument_new", WRITERS, pk="cooperation_pk"),
    fills("cooperation:instrument_new", WRITERS, query="?anlass=accession&zu={instrument}", pk="cooperation_pk"),
    fills("cooperation:instrument_new", NOBODY_OF_STAFF, query="?anlass=krieg", pk="cooperation_pk"),
    reads("cooperation:instrument", WORKERS_AND_OPERATOR, **HERE),
    reads("cooperation:instrument", WORKERS_AND_OPERATOR, query="?am=2010-07-05", **HERE),
    reads("cooperation:instrument", NOBODY_OF_STAFF, **WRONG),
    fills("cooperation:instrument_particulars", WRITERS, **HERE),
    fills("cooperation:instrument_wording", WRITERS, **HERE),
    fills("cooperation:instrument_clauses", WRITERS, **HERE),
    fills("cooperation:instrument_annexes", WRITERS, **HERE),
    presses("cooperation:instrument_remove_annex", WRITERS, annex="annex", **HERE),
    fills("cooperation:instrument_party", OF_A_TOWN_OR_WRITERS, party="own_party", **HERE),
    fills("cooperation:instrument_new_party", WRITERS, **HERE),
    presses("cooperation:instrument_remove_party", WRITERS, party="second_party", **HERE),
    fills("cooperation:instrument_discard", WRITERS, **HERE),
    fills("cooperation:instrument_new", WRITERS, query="?anlass=withdrawal&zu={instrument}", pk="cooperation_pk"),
    reads("cooperation:instrument_synopsis", WORKERS_AND_OPERATOR, old="first_wording", new="second_wording", **HERE),
    presses("cooperation:instrument_visibility", WRITERS, **HERE),
    fills("cooperation:record_resolution", OF_A_TOWN, party="own_party", **HERE),
    fills("cooperation:record_resolution", OF_A_TOWN, query="?ersetzt={resolution}", party="own_party", **HERE),
    fills("cooperation:record_signature", OF_A_TOWN, party="own_party", **HERE),
    fills("cooperation:record_preparation", OF_A_TOWN, party="own_party", kind="preparation_kind", **HERE),
    fills("cooperation:record_signature", NOBODY_OF_STAFF, party="other_own_party", **HERE),
    presses("cooperation:record_no_evidence", OF_A_TOWN, party="own_party", **HERE),
    fills("cooperation:record_supervision", WRITERS, **HERE),
    fills("cooperation:record_publication", WRITERS, **HERE),
    presses("cooperation:undo_entry", OF_A_TOWN, kind="resolution_kind", fact="resolution", **HERE),
    presses("cooperation:undo_entry", WRITERS, kind="supervision_kind", fact="supervision", **HERE),
    fills("cooperation:condition", OF_A_TOWN, resolution="resolution", place="first_condition", **HERE),
    fills("cooperation:assign_act", OF_A_TOWN_OR_WRITERS, query="?akt=resolution&partei={own_party}", **HERE),
    fills("cooperation:assign_act", WRITERS, query="?akt=application", **HERE),
    reads("cooperation:instrument_history", WORKERS_AND_OPERATOR, **HERE),
    reads("cooperation:public_instruments", PUBLIC, slug="cooperation"),
    reads("cooperation:public_instrument", PUBLIC, slug="cooperation", instrument="public_instrument"),
    reads(
        "cooperation:public_instrument",
        PUBLIC,
        query="?am=2010-07-05",
        slug="cooperation",
        instrument="public_instrument",
    ),
    reads("cooperation:public_instrument", NOBODY, slug="cooperation", instrument="hidden_instrument"),
    reads(
        "cooperation:public_synopsis",
        PUBLIC,
        slug="cooperation",
        instrument="public_instrument",
        old="first_wording",
        new="second_wording",
    ),
    reads("cooperation:public_cooperation", PUBLIC, slug="cooperation"),
    reads("cooperation:public_instrument_calendar", PUBLIC, slug="cooperation"),
]
