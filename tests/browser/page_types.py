"""Every kind of page, with an address of the demonstration and somebody who may see it."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation

from tests.browser.demo_site import ENDED, REGION, RUNNING

NOBODY = ""


@dataclass(frozen=True)
class PageType:
    """`name` and `kwargs` for `reverse`; a value "{x}" stands for what `staging` calls x; `who`: key of the person."""

    name: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    who: str = NOBODY
    query: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.query}-{self.who}" if self.who else f"{self.name}{self.query}"

    def address(self, staged: dict[str, Any], language: str = "de") -> str:
        kwargs = {key: _filled(value, staged) for key, value in self.kwargs.items()}
        with translation.override(language):
            return f"{reverse(self.name, kwargs=kwargs)}{self.query.format(**staged)}"


def _filled(value: Any, staged: dict[str, Any]) -> Any:
    if isinstance(value, str) and value.startswith("{"):
        return staged[value.strip("{}")]
    return value


P = PageType
SLUG = {"slug": RUNNING}
SECTION = {**SLUG, "part": "{part}", "key": "2.1"}
ONE = {**SLUG, "public_id": "{public_id}"}
CONCEPT = {"slug": "{concept}"}
VERSION = {**CONCEPT, "number": "{number}"}
TOWN = {"slug": "oschatz"}
PROCESS = {"pk": "{process}"}
DRAFT = {"pk": "{draft}"}
REGION_PK = {"pk": "{cooperation}"}
COSTS = {**REGION_PK, "plan": "{cost_draft}"}
AGREEMENT = {**REGION_PK, "instrument": "{agreement}"}
AGREEMENT_PARTY = {**AGREEMENT, "party": "{agreement_party}"}
MANAGER, CLERK, MODERATOR, OPERATOR, CITIZEN = "management", "sachbearbeitung", "moderation", "betrieb", "buergerin"
CATALOGUE_EDITOR = "lektorat"
CASE_PARTS = ("name", "sources", "summary", "partners", "events", "effects", "awards")

PUBLIC = (
    P("portal:home"),
    P("portal:regions"),
    P("portal:region", {"slug": REGION}),
    P("cooperation:public_cost_plan", {"slug": REGION, "plan": "{cost_decided}"}),
    P("portal:town", {"slug": "dahlen"}),
    P("portal:processes"),
    P("portal:news"),
    P("portal:news_item", {"pk": "{news}"}),
    P("portal:search", query="?q=Radweg"),
    P("portal:imprint"),
    P("portal:privacy"),
    P("portal:accessibility"),
    P("portal:accessibility_feedback"),
    P("portal:accessibility_thanks"),
    P("portal:help"),
    P("portal:licence"),
    P("organisations:detail", TOWN),
    P("organisations:imprint", TOWN),
    P("organisations:privacy", TOWN),
    P("places:search", query="?q=Oschatz"),
    P("places:area", {"key": "14730230"}),
    P("planning:concepts"),
    P("planning:concept", CONCEPT),
    P("planning:section", {**CONCEPT, "key": "2.1"}),
    P("planning:whole", CONCEPT),
    P("planning:differences", {"slug": "{other}", "old": 1, "new": 2}),
    P("catalogue:case", {"slug": "staedteregion-ruhr-2030"}),
    P("catalogue:history", {"slug": "dataport"}),
    P("catalogue:differences", {"slug": "dataport", "old": 1, "new": 3}),
    P("catalogue:revision", {"slug": "dataport", "number": 1}),
    P("catalogue:cases"),
    P("catalogue:cases", query="?q=Gewerbe&thema=commercial_land"),
    P("catalogue:cases", query="?land=DE-HH&q=Theater&thema=sport"),
    P("catalogue:map", query="?thema=mobility"),
    P("catalogue:compare", query="?fall=city-regions&suche=Bauhof"),
    P("catalogue:compare", query="?fall=staedteregion-ruhr-2030&fall=city-regions&fall=dataport&fall=brabantstad"),
    P("catalogue:similar", query="?ort=Oschatz"),
    P("catalogue:similar", query="?gemeinde=14730230&wunsch=works"),
    P("catalogue:analysis"),
    P("catalogue:analysis", query="?zeilen=groesse&spalten=beginn&werte=zeilenanteil&staat=DE"),
    P("notifications:stop_search", {"token": "{stop_search}"}),
    P("cooperation:public_offers", {"slug": REGION}),
    P("participation:process", SLUG),
    P("participation:process", {"slug": ENDED}),
    P("town:process", {**SLUG, "town": "dahlen"}),
    P("participation:contents", {**SLUG, "part": "{part}"}),
    P("participation:section", SECTION),
    P("participation:section", {**SLUG, "part": "{part}", "key": "1"}),
    P("participation:write", SECTION, query="?absatz=2.1-p1"),
    P("participation:contributions", SLUG),
    P("participation:contribution", ONE),
    P("participation:reply", ONE),
    P("participation:support", ONE),
    P("participation:report", ONE),
    P("participation:changes", SLUG),
    P("participation:outcome", SLUG),
    P("participation:outcome", {"slug": ENDED}),
    P("participation:moderation_log", SLUG),
    P("participation:private", {"token": "{token}"}),
    P("participation:edit", {"token": "{token}"}),
    P("participation:withdraw", {"token": "{token}"}),
    P("participation:private", {"token": "{hidden_token}"}),
    P("participation:appeal", {"token": "{hidden_token}"}),
    P("notifications:follow_process", SLUG),
    P("notifications:follow_contribution", {"public_id": "{public_id}"}),
    P("notifications:follow_confirm", {"token": "{confirm}"}),
    P("notifications:follow_stop", {"token": "{stop}"}),
    P("cooperation:public_instruments", {"slug": REGION}),
    P("cooperation:public_instrument", {"slug": REGION, "instrument": "{agreement_slug}"}),
    P("cooperation:public_instrument", {"slug": REGION, "instrument": "{agreement_slug}"}, query="?am=2018-06-01"),
    P("cooperation:public_synopsis", {"slug": REGION, "instrument": "{agreement_slug}", "old": 1, "new": 2}),
    P("cooperation:public_cooperation", {"slug": REGION}),
    P("account_login"),
    P("account_request_login_code"),
    P("account_signup"),
    P("account_reset_password"),
    P("account_reset_password_done"),
    P("ui:style_guide"),
)
STAFF = (
    P("catalogue:manage", who=CLERK),
    P("catalogue:manage", who=CATALOGUE_EDITOR, query="?ansicht=vorschlaege"),
    P("catalogue:manage", who=CATALOGUE_EDITOR, query="?ansicht=zurueckgezogen"),
    P("catalogue:review", {"pk": "{proposal}"}, CATALOGUE_EDITOR),
    P("catalogue:review", {"pk": "{proposal}"}, CLERK),
    P("catalogue:rebase", {"pk": "{proposal}"}, CATALOGUE_EDITOR),
    P("catalogue:new", who=CLERK),
    P("catalogue:edit", {"slug": "dataport"}, CLERK),
    P("catalogue:draft", {"pk": "{case_draft}"}, CLERK),
    *(P("catalogue:draft_part", {"pk": "{case_draft}", "part": part}, CLERK) for part in CASE_PARTS),
    P("catalogue:propose", {"pk": "{case_draft}"}, CLERK),
    P("catalogue:discard_draft", {"pk": "{case_draft}"}, CLERK),
    P("catalogue:undo", {"slug": "dataport"}, CATALOGUE_EDITOR),
    P("catalogue:manage_case", {"slug": "dataport"}, CATALOGUE_EDITOR),
    P("catalogue:editors", who=OPERATOR),
    P("catalogue:ratings", who=CATALOGUE_EDITOR),
    P("catalogue:synonyms", who=CATALOGUE_EDITOR),
    P("catalogue:synonyms", who=CATALOGUE_EDITOR, query="?q=Bauhof"),
    P("catalogue:add_synonyms", who=CATALOGUE_EDITOR),
    P("catalogue:import_synonyms", who=CATALOGUE_EDITOR),
    P("catalogue:rate", {"slug": "city-regions"}, CATALOGUE_EDITOR),
    P("catalogue:saved", who=CITIZEN),
    P("catalogue:save_search", who=CITIZEN, query="?q=Bauhof"),
    P("catalogue:saved_search", {"pk": "{saved_search}"}, CITIZEN),
    P("portal:my_work", who=MANAGER),
    P("portal:my_work", who=CLERK),
    P("portal:manage_news", who=MANAGER),
    P("portal:write_news", who=MANAGER),
    P("portal:change_news", {"pk": "{news}"}, MANAGER),
    P("portal:manage_barriers", who=OPERATOR),
    P("portal:handle_barrier", {"pk": "{barrier}"}, OPERATOR),
    P("planning:manage", who=MANAGER),
    P("catalogue:import", who=MANAGER),
    P("catalogue:import_cases", {"pk": "{case_import}"}, MANAGER),
    P("catalogue:import_columns", {"pk": "{case_import}"}, MANAGER),
    P("catalogue:import_case", {"pk": "{case_import}", "position": 0}, MANAGER),
    P("catalogue:import_discard", {"pk": "{case_import}"}, MANAGER),
    P("planning:new_concept", who=MANAGER),
    P("planning:import", who=MANAGER),
    P("planning:preview", {"pk": "{import}"}, MANAGER),
    P("planning:preview_section", {"pk": "{import}", "key": "1.1"}, MANAGER),
    P("planning:discard", {"pk": "{import}"}, MANAGER),
    P("planning:manage_concept", CONCEPT, MANAGER),
    P("planning:change_concept", CONCEPT, MANAGER),
    P("planning:manage_version", VERSION, MANAGER),
    P("planning:publish", VERSION, MANAGER),
    P("planning:delete_draft", VERSION, MANAGER),
    P("planning:manage_differences", {"slug": "{other}", "old": 1, "new": 2}, MANAGER),
    P("planning:edit_section", {**VERSION, "key": "2.1"}, MANAGER),
    P("planning:add_section", VERSION, MANAGER),
    P("planning:delete_section", {**VERSION, "key": "2.1"}, MANAGER),
    P("participation:manage_processes", who=MANAGER),
    P("participation:manage_new", who=MANAGER),
    P("participation:manage_process", PROCESS, MANAGER),
    P("participation:manage_process", DRAFT, MANAGER),
    P("participation:manage_texts", DRAFT, MANAGER),
    P("participation:manage_phases", DRAFT, MANAGER),
    P("participation:manage_parts", DRAFT, MANAGER),
    P("participation:manage_part", {**DRAFT, "part_pk": "{draft_part}"}, MANAGER),
    P("participation:manage_settings", DRAFT, MANAGER),
    P("participation:manage_duplicate", PROCESS, MANAGER),
    P("participation:manage_act", {**PROCESS, "path": "federfuehrung"}, MANAGER),
    P("cooperation:consents", who=MANAGER),
    P("cooperation:consent", {"pk": "{consent}"}, "dahlen"),
    P("cooperation:consent", {"pk": "{consent}"}, MANAGER),
    P("cooperation:cooperations", who=MANAGER),
    P("cooperation:cooperation", REGION_PK, MANAGER),
    P("cooperation:cooperation_texts", REGION_PK, MANAGER),
    P("cooperation:cooperation_leave", REGION_PK, MANAGER),
    P("cooperation:cooperation_propose", {**REGION_PK, "path": "regel"}, MANAGER),
    P("cooperation:found_choose", who=MANAGER),
    P("cooperation:cost_plans", REGION_PK, MANAGER),
    P("cooperation:cost_start", REGION_PK, MANAGER),
    P("cooperation:cost_plan", {**REGION_PK, "plan": "{cost_decided}"}, MANAGER),
    P("cooperation:cost_plan", COSTS, MANAGER),
    P("cooperation:cost_facts", COSTS, MANAGER),
    P("cooperation:cost_items", COSTS, MANAGER),
    P("cooperation:cost_keys", COSTS, MANAGER),
    P("cooperation:cost_figures", {**COSTS, "kind": "population"}, MANAGER),
    P("cooperation:cost_figures_import", {**COSTS, "kind": "area"}, MANAGER),
    P("cooperation:cost_model", COSTS, MANAGER),
    P("cooperation:cost_table", COSTS, MANAGER),
    P("cooperation:cost_compare", {**REGION_PK, "plan": "{cost_example}"}, MANAGER),
    P("cooperation:cost_what_if", {**REGION_PK, "plan": "{cost_example}"}, MANAGER, "?verfahren=shapley&geht=T"),
    P("cooperation:land_pool_start", REGION_PK, MANAGER),
    P("cooperation:land_pool", {**REGION_PK, "pool": "{land_pool}"}, MANAGER),
    P("cooperation:town_overview", {"slug": "oschatz"}, MANAGER),
    P("cooperation:my_instruments", who=MANAGER),
    P("cooperation:instruments", REGION_PK, MANAGER),
    P("cooperation:instrument_new", REGION_PK, MANAGER),
    P("cooperation:instrument_new", REGION_PK, MANAGER, "?anlass=withdrawal&zu={agreement}"),
    P("cooperation:instrument", AGREEMENT, MANAGER),
    P("cooperation:instrument_particulars", AGREEMENT, MANAGER),
    P("cooperation:instrument_wording", AGREEMENT, MANAGER),
    P("cooperation:instrument_clauses", AGREEMENT, MANAGER),
    P("cooperation:instrument_annexes", AGREEMENT, MANAGER),
    P("cooperation:instrument_party", AGREEMENT_PARTY, MANAGER),
    P("cooperation:record_resolution", AGREEMENT_PARTY, MANAGER),
    P("cooperation:record_signature", AGREEMENT_PARTY, MANAGER),
    P("cooperation:record_supervision", AGREEMENT, MANAGER),
    P("cooperation:record_publication", AGREEMENT, MANAGER),
    P("cooperation:instrument_history", AGREEMENT, MANAGER),
    P("cooperation:assign_act", AGREEMENT, MANAGER, "?akt=application"),
    P("cooperation:capabilities", REGION_PK, CLERK),
    P("cooperation:capabilities", REGION_PK, CLERK, query="?art=bedarf&sort=-urgency"),
    P("cooperation:capabilities", REGION_PK, CLERK, query="?q=Gibtesnicht"),
    P("cooperation:new_offer", REGION_PK, CLERK),
    P("cooperation:new_need", REGION_PK, CLERK),
    P("cooperation:offer", {**REGION_PK, "number": "{offer}"}, CLERK),
    P("cooperation:need", {**REGION_PK, "number": "{need}"}, "dahlen"),
    P("cooperation:capability_plan", REGION_PK, CLERK),
    P("cooperation:bookings", REGION_PK, CLERK),
    P("cooperation:bookings_waiting", who=CLERK),
    P("cooperation:new_booking", {**REGION_PK, "number": "{offer}"}, "dahlen", query="?bedarf={need}"),
    P("cooperation:booking", {**REGION_PK, "number": "{booking}"}, CLERK),
    P("cooperation:booking_calendar", REGION_PK, CLERK),
    P("cooperation:capability_account", REGION_PK, MANAGER),
    P("cooperation:settlement", {**REGION_PK, "number": "{settlement}"}, MANAGER),
    P("participation:moderation", who=MODERATOR),
    P("participation:moderation_decide", who=MODERATOR, query="?handlung=hide&beitrag={public_id}"),
    P("participation:decide_appeal", {"pk": "{appeal}"}, MANAGER),
    P("participation:responses", who=CLERK),
    P("participation:answer", {"public_id": "{public_id}"}, CLERK),
    P("participation:answer_many", who=CLERK, query="?beitrag={public_id}"),
    P("organisations:manage_list", who=MANAGER),
    P("organisations:found", who=OPERATOR),
    P("organisations:manage", TOWN, MANAGER),
    P("organisations:manage_facts", TOWN, MANAGER),
    P("organisations:manage_children", TOWN, MANAGER),
    P("organisations:manage_contacts", TOWN, MANAGER),
    P("organisations:contact_add", TOWN, MANAGER),
    P("organisations:contact_edit", {**TOWN, "pk": "{contact}"}, MANAGER),
    P("organisations:manage_members", TOWN, MANAGER),
    P("foundation:trail", who=MANAGER),
    P("foundation:health", who=OPERATOR),
    P("notifications:outbox", who=OPERATOR),
    P("notifications:outbox_mail", {"pk": "{mail}"}, OPERATOR),
    P("notifications:digest", who=CLERK),
    P("accounts:account", who=CITIZEN),
    P("accounts:sessions", who=CITIZEN),
    P("accounts:own_data", who=CITIZEN),
    P("account_reauthenticate", who=CITIZEN, query="?next=/konto/"),
    P("accounts:erase", who=CITIZEN),
    P("account_email", who=CITIZEN),
    P("account_change_password", who=CITIZEN),
    P("account_logout", who=CITIZEN),
    P("mfa_index", who=CITIZEN),
    P("mfa_activate_totp", who=CITIZEN),
)
