"""Who may open what: meetings, tasks, groups, documents and calendars of a cooperation. See `matrix.py`."""

from tests.guards.access import (
    EDITORS,
    NOBODY,
    NOBODY_OF_STAFF,
    PUBLIC,
    WORKERS_AND_OPERATOR,
    Row,
    presses,
    reads,
    staff,
)

COOPERATION = {"pk": "cooperation_pk"}
MEETING = {**COOPERATION, "meeting": "meeting"}
ITEM = {**MEETING, "item": "agenda_item"}
GROUP = {**COOPERATION, "group": "group"}
MEMBER = {**GROUP, "member": "group_member"}
TASK = {**COOPERATION, "task": "cooperation_task"}
DOCUMENT = {**COOPERATION, "document": "document"}
OWN = {**COOPERATION, "document": "own_document"}
ROLE_HOLDERS = staff("alice bob clara mo vera otto", "alice bob clara mo vera otto")
OWN_TOWN = staff("alice clara", "otto")  # a town's own document: its people, not those of a partner
OWN_TOWN_EDITORS = staff("alice", "otto")
INVITED = staff("alice bob", "otto")
LEAD = staff("alice", "otto")
OF_OWNER = staff("alice", "otto")
STAFF = WORKERS_AND_OPERATOR


def works(name: str, who: object = EDITORS, **values: str) -> Row:
    return Row(name, values, get=who, post=who)  # type: ignore[arg-type]


ROWS = [
    *(
        reads(f"cooperation:{name}", STAFF, query=query, **COOPERATION)
        for name in ("meetings", "tasks", "groups", "documents")
        for query in ("", "?q=x&page=2", "?format=csv", "?format=xlsx")
    ),
    reads("cooperation:meetings", STAFF, query="?zeit=alle&gruppe={group}&sort=-title", **COOPERATION),
    reads("cooperation:documents", STAFF, query="?papierkorb=1", **COOPERATION),
    works("cooperation:meeting_new", **COOPERATION),
    reads("cooperation:meeting", STAFF, **MEETING),
    reads("cooperation:meeting", STAFF, pk="cooperation_pk", meeting="cancelled_meeting"),
    reads("cooperation:meeting", NOBODY_OF_STAFF, pk="cooperation_pk", meeting="number"),
    *(works(f"cooperation:meeting_{name}", **MEETING) for name in ("edit", "move", "cancel")),
    *(presses(f"cooperation:meeting_{name}", EDITORS, **MEETING) for name in ("invite", "copy_agenda")),
    presses("cooperation:meeting_undo_move", EDITORS, pk="cooperation_pk", meeting="moved_meeting"),
    presses("cooperation:meeting_restore", EDITORS, pk="cooperation_pk", meeting="cancelled_meeting"),
    presses("cooperation:meeting_answer", INVITED, **MEETING),
    works("cooperation:agenda_new", **MEETING),
    works("cooperation:agenda_item", **ITEM),
    *(presses(f"cooperation:agenda_{name}", EDITORS, **ITEM) for name in ("up", "down", "remove")),
    presses("cooperation:agenda_restore", EDITORS, **MEETING, item="removed_item"),
    works("cooperation:attendance", **MEETING),
    reads("cooperation:minutes", STAFF, **MEETING),
    reads("cooperation:minutes", NOBODY_OF_STAFF, query="?fassung=99", **MEETING),
    reads("cooperation:minutes_pdf", STAFF, **MEETING),
    works("cooperation:minutes_write", **MEETING),
    presses("cooperation:minutes_confirm", LEAD, **MEETING),
    works("cooperation:decision_new", **MEETING),
    works("cooperation:decision", decision="decision", **MEETING),
    works("cooperation:task_new", **COOPERATION),
    reads("cooperation:task", STAFF, **TASK),
    works("cooperation:task_edit", **TASK),
    presses("cooperation:task_finish", EDITORS, **TASK),
    reads("cooperation:my_tasks", ROLE_HOLDERS),
    works("cooperation:group_new", **COOPERATION),
    reads("cooperation:group", STAFF, **GROUP),
    works("cooperation:group_edit", **GROUP),
    works("cooperation:group_member_new", **GROUP),
    presses("cooperation:group_member_chair", EDITORS, **MEMBER),
    presses("cooperation:group_member_remove", EDITORS, **MEMBER),
    presses("cooperation:group_member_restore", EDITORS, **GROUP),
    presses("cooperation:group_delete", EDITORS, **GROUP),
    presses("cooperation:group_restore", EDITORS, pk="cooperation_pk", group="deleted_group"),
    works("cooperation:document_new", **COOPERATION),
    reads("cooperation:document", STAFF, **DOCUMENT),
    reads("cooperation:document", OWN_TOWN, **OWN),
    *(works(f"cooperation:document_{name}", **DOCUMENT) for name in ("edit", "replace")),
    *(works(f"cooperation:document_{name}", OWN_TOWN_EDITORS, **OWN) for name in ("edit", "replace")),
    presses("cooperation:document_delete", EDITORS, **DOCUMENT),
    presses("cooperation:document_delete", OWN_TOWN_EDITORS, **OWN),
    presses("cooperation:document_restore", EDITORS, pk="cooperation_pk", document="deleted_document"),
    reads("foundation:file", PUBLIC, file_id="public_file"),
    reads("foundation:file", staff("alice bob clara mo vera opal", "otto opal", has_gate=False), file_id="joint_file"),
    reads("foundation:file", staff("alice clara", "otto", has_gate=False), file_id="own_file"),
    works("cooperation:calendars", ROLE_HOLDERS),
    presses("cooperation:calendar_revoke", OF_OWNER, key="calendar_key"),
    reads("cooperation:calendar_feed", PUBLIC, token="calendar_token"),
    reads("cooperation:calendar_feed", NOBODY, token="wrong"),
    reads("cooperation:public_calendar", slug="cooperation"),
    reads("cooperation:public_calendar", NOBODY, slug="wrong"),
]
