"""Who may open what: every address of the site, one row each (more where the object decides).

Addresses of allauth are in `matrix_accounts.py`. A new address without a row fails the build.
"""

from tests.guards.access import (
    ANSWERERS,
    ANSWERERS_AND_OPERATOR,
    EDITORS,
    MANAGERS,
    MANAGERS_AND_OPERATOR,
    MODERATORS,
    NOBODY,
    NOBODY_OF_STAFF,
    NOT_THE_LEAD,
    OPERATOR,
    PUBLIC,
    SIGNED_IN,
    TASKED,
    TOWN_ANSWERERS_AND_OPERATOR,
    TOWN_EDITORS,
    TOWN_FILE_EDITORS,
    TOWN_MANAGERS,
    TOWN_MANAGERS_AND_SELF,
    TOWN_WORKERS_AND_OPERATOR,
    WORKERS,
    WORKERS_AND_OPERATOR,
    Row,
    fills,
    leads,
    presses,
    reads,
    strays,
)

ACCOUNTS = [
    fills("accounts:account", SIGNED_IN),
    reads("accounts:sessions", SIGNED_IN),
    presses("accounts:end_other_sessions", SIGNED_IN),
    presses("accounts:end_session", SIGNED_IN, pk="number"),
    reads("accounts:own_data", SIGNED_IN),
    presses("accounts:export", SIGNED_IN),
    leads("accounts:erase", SIGNED_IN, is_form=True),  # to the confirmation of the identity
    reads("accounts:erased"),
    fills("accounts:sign_in_link", token="sign_in_token"),
]
FOUNDATION = [
    Row("health", get=PUBLIC, status=(200, 503)),
    reads("foundation:trail", MANAGERS_AND_OPERATOR),
    reads("foundation:trail_csv", MANAGERS_AND_OPERATOR),
    reads("foundation:trail_entry", TOWN_MANAGERS, entry_id="entry"),
    reads("foundation:file", TOWN_FILE_EDITORS, file_id="file"),
    reads("foundation:health", OPERATOR),
]
PLACES = [
    reads("places:search"),
    reads("places:search", query="?q=Ahrenau"),
    reads("places:choices", query="?q=Ahrenau&name=members"),
    reads("places:geo_level", level="level", query="?bbox=13,51,13.5,51.5"),
    reads("places:geo_keys", query="?keys=14730990"),
    reads("places:area", key="area"),
]
ORGANISATIONS = [
    reads("organisations:detail", slug="town"),
    reads("organisations:imprint", slug="town"),
    reads("organisations:privacy", slug="town"),
    reads("organisations:brand", slug="town"),
    reads("organisations:manage_list", WORKERS_AND_OPERATOR),
    fills("organisations:found", OPERATOR),
    reads("organisations:manage", TOWN_WORKERS_AND_OPERATOR, slug="town"),
    fills("organisations:manage_facts", TOWN_EDITORS, slug="town"),
    Row("organisations:manage_children", {"slug": "town"}, get=TOWN_WORKERS_AND_OPERATOR, post=TOWN_EDITORS),
    presses("organisations:set_active", NOBODY_OF_STAFF, slug="town"),  # only offices and bodies are closed
    presses("organisations:set_active", TOWN_EDITORS, slug="office"),
    reads("organisations:manage_contacts", TOWN_EDITORS, slug="town"),
    fills("organisations:contact_add", TOWN_EDITORS, slug="town"),
    fills("organisations:contact_edit", TOWN_EDITORS, slug="town", pk="contact"),
    fills("organisations:contact_remove", TOWN_EDITORS, slug="town", pk="contact"),
    Row("organisations:manage_members", {"slug": "town"}, get=TOWN_WORKERS_AND_OPERATOR, post=TOWN_MANAGERS),
    presses("organisations:grant_role", TOWN_MANAGERS, slug="town"),
    fills("organisations:revoke_role", TOWN_MANAGERS_AND_SELF, slug="town", pk="membership"),
    presses("organisations:invitation_resend", TOWN_MANAGERS, slug="town", pk="invitation"),
    presses("organisations:invitation_revoke", TOWN_MANAGERS, slug="town", pk="invitation"),
    fills("organisations:invitation", token="invitation_token"),
    presses("organisations:invitation_account", PUBLIC, token="invitation_token"),
]
COOPERATION = [
    reads("cooperation:consents", WORKERS),
    Row("cooperation:consent", {"pk": "consent"}, get=WORKERS, post=MANAGERS),
    presses("cooperation:consent_withdraw", TOWN_MANAGERS, pk="consent"),  # who asked, or the lead
    reads("cooperation:cooperations", WORKERS_AND_OPERATOR),
    reads("cooperation:found_choose", MANAGERS_AND_OPERATOR),
    fills("cooperation:found_details", MANAGERS_AND_OPERATOR),
    fills("cooperation:invitation", TOWN_MANAGERS, pk="partner_invitation"),
    reads("cooperation:cooperation", WORKERS_AND_OPERATOR, pk="cooperation_pk"),
    fills("cooperation:cooperation_texts", EDITORS, pk="cooperation_pk"),
    fills("cooperation:cooperation_leave", NOT_THE_LEAD, pk="cooperation_pk"),
    fills("cooperation:cooperation_propose", MANAGERS, pk="cooperation_pk", path="act"),
    fills("cooperation:cooperation_propose", MANAGERS, pk="cooperation_pk", path="act_of_partner"),
    fills("cooperation:cooperation_propose", NOBODY_OF_STAFF, pk="cooperation_pk", path="unknown"),
]
_DRAFT = {"slug": "concept", "number": "draft"}
_SECTION = {**_DRAFT, "key": "section"}
PLANNING = [
    fills("planning:import", EDITORS),
    fills("planning:preview", TOWN_EDITORS, pk="import"),
    presses("planning:take_back", TOWN_EDITORS, pk="import"),
    presses("planning:choose_target", TOWN_EDITORS, pk="import"),
    presses("planning:accept", TOWN_EDITORS, pk="import"),
    fills("planning:discard", TOWN_EDITORS, pk="import"),
    fills("planning:preview_section", TOWN_EDITORS, pk="import", key="import_section"),
    reads("planning:manage", WORKERS),
    fills("planning:new_concept", EDITORS),
    reads("planning:manage_concept", WORKERS, slug="concept"),
    fills("planning:change_concept", EDITORS, slug="concept"),
    presses("planning:new_draft", EDITORS, slug="concept"),
    reads("planning:manage_differences", WORKERS, slug="concept", old="version", new="draft"),
    Row("planning:manage_version", _DRAFT, get=WORKERS, post=EDITORS),
    fills("planning:publish", EDITORS, **_DRAFT),
    fills("planning:delete_draft", EDITORS, **_DRAFT),
    fills("planning:add_section", EDITORS, **_DRAFT),
    fills("planning:edit_section", EDITORS, **_SECTION),
    presses("planning:move_section", EDITORS, **_SECTION),
    fills("planning:delete_section", EDITORS, **_SECTION),
    presses("planning:add_paragraphs", EDITORS, **_SECTION),
    presses("planning:change_paragraph", EDITORS, **_SECTION, anchor="anchor"),
    reads("planning:concepts"),
    reads("planning:concept", slug="concept"),
    reads("planning:concept", NOBODY, slug="draft_concept"),
    reads("planning:whole", slug="concept"),
    reads("planning:whole", NOBODY, slug="draft_concept"),
    reads("planning:differences", slug="concept", old="version", new="newest"),
    reads("planning:differences", NOBODY, slug="concept", old="version", new="draft"),
    reads("planning:section", slug="concept", key="key"),
    reads("planning:section", NOBODY, slug="draft_concept", key="key"),
]
_SLUG = {"slug": "process"}
_SECTION_OF_PART = {**_SLUG, "part": "part", "key": "key"}
_ONE = {**_SLUG, "public_id": "contribution"}
_OF_PROCESS = [  # (name, values, with a form)
    ("process", _SLUG, False),
    ("contents", {**_SLUG, "part": "part"}, False),
    ("section", _SECTION_OF_PART, False),
    ("write", _SECTION_OF_PART, True),
    ("contributions", _SLUG, False),
    ("contribution", _ONE, False),
    ("reply", _ONE, True),
    ("support", _ONE, True),
    ("report", _ONE, True),
    ("changes", _SLUG, False),
    ("outcome", _SLUG, False),
    ("moderation_log", _SLUG, False),
]
PROCESS_PAGES = [
    (fills if is_form else reads)(f"participation:{name}", **values) for name, values, is_form in _OF_PROCESS
]
TOWN_PAGES = [
    (fills if is_form else reads)(f"town:{name}", town="town", **values) for name, values, is_form in _OF_PROCESS
]
STRAYED_PAGES = [  # the process in the view of a town that does not own it
    strays(f"town:{name}", is_form=is_form, town="other_town", **values) for name, values, is_form in _OF_PROCESS
]
HIDDEN_PAGES = [
    fills(f"participation:{name}", NOBODY, slug="process", public_id="hidden")
    for name in ("reply", "support", "report")
]
PARTICIPATION = [
    leads("participation:short", slug="process"),
    reads("participation:private", token="private_token"),
    fills("participation:edit", token="private_token"),
    fills("participation:withdraw", token="private_token"),
    strays("participation:private", is_form=False, token="wrong"),
    fills("participation:edit", NOBODY, token="wrong"),
    fills("participation:withdraw", NOBODY, token="wrong"),
    reads("participation:manage_processes", WORKERS),
    fills("participation:manage_new", EDITORS),
    reads("participation:manage_process", WORKERS, pk="process_pk"),
    reads("participation:manage_process", WORKERS, pk="draft_process_pk"),
    fills("participation:manage_texts", EDITORS, pk="process_pk"),
    fills("participation:manage_phases", MANAGERS, pk="process_pk"),
    fills("participation:manage_parts", EDITORS, pk="process_pk"),
    fills("participation:manage_part", EDITORS, pk="process_pk", part_pk="part_pk"),
    fills("participation:manage_part", NOBODY_OF_STAFF, pk="process_pk", part_pk="other_part_pk"),
    presses("participation:manage_part_remove", EDITORS, pk="process_pk", part_pk="part_pk"),
    presses("participation:manage_part_move", EDITORS, pk="process_pk", part_pk="part_pk", direction="direction"),
    fills("participation:manage_settings", MANAGERS, pk="process_pk"),
    fills("participation:manage_duplicate", EDITORS, pk="process_pk"),
    fills("participation:manage_act", MANAGERS, pk="process_pk", path="process_act"),
    fills("participation:manage_act", NOBODY_OF_STAFF, pk="process_pk", path="unknown"),
    reads("participation:moderation", MODERATORS),
    Row(
        "participation:moderation_decide",
        get=MODERATORS,
        post=MODERATORS,
        query="?handlung=hide&beitrag={contribution}",
        data={"handlung": "hide", "beitrag": "{contribution}"},
    ),
    presses("participation:moderation_undo", MODERATORS, pk="moderation_act"),
    fills("participation:decide_appeal", MODERATORS, pk="appeal"),
    fills("participation:appeal", token="appeal_token"),
    fills("participation:appeal", NOBODY, token="wrong"),
    reads("participation:responses", ANSWERERS),
    leads("participation:answer_many", ANSWERERS, is_form=True),  # nothing is chosen
    presses("participation:answer_undo", ANSWERERS, pk="response"),
    fills("participation:answer", ANSWERERS, public_id="contribution"),
]
EXCHANGE = [
    reads("exchange:site_feed"),
    reads("exchange:region_feed", slug="cooperation"),
    reads("exchange:town_feed", slug="town"),
    *(reads(f"exchange:contributions_{kind}", slug="process") for kind in ("csv", "xlsx", "json")),
]
NOTIFICATIONS = [
    reads("notifications:outbox", OPERATOR),
    presses("notifications:outbox_retry", OPERATOR),
    reads(
        "notifications:outbox_mail", NOBODY_OF_STAFF, pk="mail"
    ),  # texts of mails are read on demonstration sites only
    fills("notifications:follow_process", slug="process"),
    fills("notifications:follow_contribution", public_id="contribution"),
    fills("notifications:follow_contribution", NOBODY, public_id="hidden"),
    fills("notifications:follow_confirm", token="confirm_token"),
    fills("notifications:follow_stop", token="stop_token"),
    fills("notifications:digest", TASKED),
]
PORTAL = [
    reads("ui:style_guide"),
    reads("ui:sample_areas"),
    reads("portal:home"),
    reads("portal:region", slug="cooperation"),
    reads("portal:region_map", slug="cooperation"),
    reads("portal:town", slug="town"),
    reads("portal:news"),
    reads("portal:news_item", pk="news"),
    reads("portal:news_item", NOBODY, pk="withdrawn_news"),
    reads("portal:regions"),
    reads("portal:processes"),
    reads("portal:search"),
    reads("portal:search", query="?q=Laden"),
    reads("portal:my_work", SIGNED_IN),
    reads("portal:imprint"),
    reads("portal:privacy"),
    reads("portal:accessibility"),
    fills("portal:accessibility_feedback"),
    reads("portal:accessibility_thanks"),
    reads("portal:help"),
    reads("portal:licence"),
    reads("portal:manage_news", EDITORS),
    fills("portal:write_news", EDITORS),
    fills("portal:change_news", TOWN_EDITORS, pk="news"),
    presses("portal:withdraw_news", TOWN_EDITORS, pk="news"),
    reads("portal:manage_barriers", ANSWERERS_AND_OPERATOR),
    fills("portal:handle_barrier", TOWN_ANSWERERS_AND_OPERATOR, pk="barrier"),
    fills("portal:handle_barrier", OPERATOR, pk="barrier_of_site"),
]
SECRET_LINKS = {"participation:appeal", "organisations:invitation"}  # whoever holds the link may read what it opens
ROWS: list[Row] = [
    *ACCOUNTS,
    *FOUNDATION,
    *PLACES,
    *ORGANISATIONS,
    *COOPERATION,
    *PLANNING,
    *PROCESS_PAGES,
    *TOWN_PAGES,
    *STRAYED_PAGES,
    *HIDDEN_PAGES,
    *PARTICIPATION,
    *EXCHANGE,
    *NOTIFICATIONS,
    *PORTAL,
]
