"""Who may open what: the addresses of the catalogue and of its open data. See `matrix.py`."""

from tests.guards.access import (
    CATALOGUE_EDITORS,
    CATALOGUE_PROPOSERS,
    EDITORS_OF_ANY,
    NOBODY,
    NOBODY_OF_STAFF,
    OWNER_OF_SEARCH,
    SIGNED_IN,
    TOWN_PROPOSERS,
    Row,
    fills,
    presses,
    reads,
)

CASES = [
    reads("catalogue:case", slug="case"),
    reads("catalogue:case", status=410, slug="withdrawn_case"),
    reads("catalogue:case", NOBODY, slug="proposed_case"),
    reads("catalogue:case_map", slug="case"),
    reads("catalogue:case_map", NOBODY, slug="withdrawn_case"),
]
CARE = [
    reads("catalogue:care", CATALOGUE_EDITORS),
    presses("catalogue:care_confirm", CATALOGUE_EDITORS, slug="case"),
    fills("catalogue:question", slug="case"),
    fills("catalogue:question", NOBODY, slug="withdrawn_case"),
    reads("catalogue:question_asked", slug="case"),
    fills("catalogue:question_confirm", token="question_token"),
    fills("catalogue:question_confirm", NOBODY, token="wrong"),
    fills("catalogue:addresses", CATALOGUE_EDITORS, slug="case"),
    presses("catalogue:address_remove", CATALOGUE_EDITORS, pk="contact_address"),
]
FINDING = [
    reads("catalogue:cases"),
    reads("catalogue:cases", query="?q=Bauhof&sort=name"),
    reads("catalogue:cases", query="?land=DE-TH&q=Gibtesnicht&thema=sport"),
    reads("catalogue:map"),
    reads("catalogue:map_points", query="?zoom=6"),
    reads("catalogue:feed"),
    reads("catalogue:saved", SIGNED_IN),
    fills("catalogue:save_search", SIGNED_IN, query="?q=Bauhof"),
    fills("catalogue:saved_search", OWNER_OF_SEARCH, pk="saved_search"),
    presses("catalogue:delete_search", OWNER_OF_SEARCH, pk="saved_search"),
    presses("catalogue:restore_search", OWNER_OF_SEARCH, pk="deleted_search"),
    fills("notifications:stop_search", token="stop_search_token"),
]
SYNONYMS = [
    reads("catalogue:synonyms", CATALOGUE_EDITORS),
    reads("catalogue:synonyms", CATALOGUE_EDITORS, query="?q=Bauhof"),
    fills("catalogue:add_synonyms", CATALOGUE_EDITORS),
    fills("catalogue:change_synonyms", CATALOGUE_EDITORS, pk="synonyms"),
    fills("catalogue:import_synonyms", CATALOGUE_EDITORS),
    fills("catalogue:delete_synonyms", CATALOGUE_EDITORS, pk="synonyms"),
    reads("catalogue:synonyms_csv", CATALOGUE_EDITORS),
]
_CASE = {"pk": "case_import", "position": "imported_case"}
IMPORTS = [
    fills("catalogue:import", CATALOGUE_PROPOSERS),
    reads("catalogue:import_cases", TOWN_PROPOSERS, pk="case_import"),
    reads("catalogue:import_cases", TOWN_PROPOSERS, query="?zeigen=open", pk="case_import"),
    fills("catalogue:import_columns", TOWN_PROPOSERS, pk="case_import"),
    reads("catalogue:import_case", TOWN_PROPOSERS, **_CASE),
    reads("catalogue:import_case", TOWN_PROPOSERS, query="?hinweis=0&ort=Ahrenau", **_CASE),
    presses("catalogue:import_decide", TOWN_PROPOSERS, number="finding", **_CASE),
    presses("catalogue:import_facts", TOWN_PROPOSERS, **_CASE),
    presses("catalogue:import_accept", TOWN_PROPOSERS, pk="case_import"),
    fills("catalogue:import_discard", TOWN_PROPOSERS, pk="case_import"),
]
REUSE = [
    fills("cooperation:reuse", EDITORS_OF_ANY, slug="case"),
    fills("cooperation:reuse", NOBODY_OF_STAFF, slug="proposed_case"),
]
OPEN_DATA = [
    *(reads("exchange:cases_data", kind=f"{kind}_kind") for kind in ("csv", "json", "jsonld", "ttl", "geojson")),
    reads("exchange:cases_data", NOBODY, kind="wrong"),
    reads("exchange:cases_xlsx"),
    *(reads("exchange:case_data", slug="case", kind=f"{kind}_kind") for kind in ("json", "jsonld", "ttl")),
    reads("exchange:case_data", NOBODY, slug="proposed_case", kind="json_kind"),
    reads("exchange:case_embed", slug="case"),
    reads("exchange:case_embed", NOBODY, slug="withdrawn_case"),
]
COMPARING = [
    reads("catalogue:compare"),
    reads("catalogue:compare", query="?fall={case}&suche=Bauhof"),
    reads("catalogue:compare", query="?fall={case}&fall={other_case}&fall={proposed_case}&fall={withdrawn_case}"),
    reads("catalogue:compare_pdf", query="?fall={case}&fall={other_case}"),
    reads("catalogue:compare_pdf", NOBODY, query="?fall={case}&fall={proposed_case}"),
    reads("catalogue:compare_xlsx", query="?fall={case}&fall={other_case}"),
    reads("catalogue:compare_xlsx", NOBODY, query="?fall={case}&fall={withdrawn_case}"),
    reads("catalogue:similar"),
    reads("catalogue:similar", query="?ort=Ahrenau"),
    reads("catalogue:similar", query="?gemeinde=14730990&wunsch=works"),
    reads("catalogue:similar", query="?fall={case}"),
    reads("catalogue:similar", query="?kooperation={cooperation}&wunsch=works"),
    reads("catalogue:similar", NOBODY, query="?fall={proposed_case}"),
    reads("catalogue:analysis", query="?zeilen=thema&spalten=beginn"),
    reads("catalogue:analysis_csv"),
    reads("catalogue:analysis_xlsx"),
]
RATINGS = [
    reads("catalogue:ratings", CATALOGUE_EDITORS),
    reads("catalogue:ratings", CATALOGUE_EDITORS, query="?ansicht=bewertet"),
    fills("catalogue:rate", CATALOGUE_EDITORS, slug="case"),
    fills("catalogue:rate", NOBODY_OF_STAFF, slug="proposed_case"),
    presses("catalogue:withdraw_rating", CATALOGUE_EDITORS, slug="case"),
    presses("catalogue:withdraw_rating", NOBODY_OF_STAFF, slug="withdrawn_case"),
]
ROWS: list[Row] = [*FINDING, *COMPARING, *RATINGS, *CASES, *CARE, *SYNONYMS, *IMPORTS, *REUSE, *OPEN_DATA]
