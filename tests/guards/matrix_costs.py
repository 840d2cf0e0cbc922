"""Who may open what: cost plans, land pools and a town's one page. See `matrix.py`.

The plan is a draft of all partners, `decided_plan` decided, `public_plan` released; the scenario is Ahrenau's own.
"""

from tests.guards.access import (
    EDITORS,
    NOBODY,
    NOBODY_OF_STAFF,
    WORKERS_AND_OPERATOR,
    Row,
    fills,
    presses,
    reads,
    staff,
)

HERE = {"pk": "cooperation_pk"}
PLAN = {**HERE, "plan": "cost_plan"}
DECIDED = {**HERE, "plan": "decided_plan"}
SCENARIO = {**HERE, "plan": "scenario"}
OF_TOWN, WRITE_FOR_TOWN = staff("alice clara"), staff("alice")
ROWS: list[Row] = [
    reads("cooperation:cost_plans", WORKERS_AND_OPERATOR, **HERE),
    fills("cooperation:cost_start", EDITORS, **HERE),
    reads("cooperation:cost_plan", WORKERS_AND_OPERATOR, **PLAN),
    reads("cooperation:cost_plan", WORKERS_AND_OPERATOR, **DECIDED),
    reads("cooperation:cost_plan", OF_TOWN, **SCENARIO),
    fills("cooperation:cost_facts", EDITORS, **PLAN),
    fills("cooperation:cost_facts", WRITE_FOR_TOWN, **SCENARIO),
    fills("cooperation:cost_facts", NOBODY_OF_STAFF, **DECIDED),
    fills("cooperation:cost_partners", EDITORS, **PLAN),
    fills("cooperation:cost_partners", NOBODY_OF_STAFF, **DECIDED),
    fills("cooperation:cost_items", EDITORS, **PLAN),
    fills("cooperation:cost_items_import", EDITORS, **PLAN),
    fills("cooperation:cost_keys", EDITORS, **PLAN),
    fills("cooperation:cost_figures", EDITORS, kind="population_figure", **PLAN),
    fills("cooperation:cost_figures", NOBODY_OF_STAFF, kind="wrong", **PLAN),
    fills("cooperation:cost_figures_import", EDITORS, kind="population_figure", **PLAN),
    presses("cooperation:cost_official", EDITORS, **PLAN),
    fills("cooperation:cost_model", EDITORS, **PLAN),
    fills("cooperation:cost_table", EDITORS, **PLAN),
    fills("cooperation:cost_compare", WORKERS_AND_OPERATOR, **PLAN),
    fills("cooperation:cost_compare", OF_TOWN, **SCENARIO),
    presses("cooperation:cost_choose", EDITORS, **PLAN),
    reads("cooperation:cost_what_if", WORKERS_AND_OPERATOR, **PLAN),
    reads("cooperation:cost_what_if", WORKERS_AND_OPERATOR, query="?geht=x&name=Neu&zehntel=x", **PLAN),
    reads("cooperation:cost_one_partner", WORKERS_AND_OPERATOR, key="cost_partner", **PLAN),
    reads("cooperation:cost_one_partner", OF_TOWN, key="cost_partner", **SCENARIO),
    reads("cooperation:cost_one_partner", NOBODY_OF_STAFF, key="no_partner", **PLAN),
    reads("cooperation:cost_one_partner_pdf", WORKERS_AND_OPERATOR, key="cost_partner", **PLAN),
    reads("cooperation:cost_one_partner_pdf", OF_TOWN, key="cost_partner", **SCENARIO),
    fills("cooperation:cost_decide", EDITORS, **PLAN),
    fills("cooperation:cost_decide", NOBODY_OF_STAFF, **SCENARIO),
    presses("cooperation:cost_release", EDITORS, **DECIDED),
    presses("cooperation:cost_version", EDITORS, **DECIDED),
    presses("cooperation:cost_scenario", EDITORS, **PLAN),
    presses("cooperation:cost_discard", EDITORS, **PLAN),
    presses("cooperation:cost_discard", NOBODY_OF_STAFF, **DECIDED),
    reads("cooperation:cost_pdf", WORKERS_AND_OPERATOR, **PLAN),
    reads("cooperation:cost_pdf", OF_TOWN, **SCENARIO),
    reads("cooperation:cost_xlsx", WORKERS_AND_OPERATOR, **PLAN),
    fills("cooperation:land_pool_start", EDITORS, **HERE),
    Row("cooperation:land_pool", {**HERE, "pool": "land_pool"}, get=WORKERS_AND_OPERATOR, post=EDITORS),
    reads("cooperation:town_overview", OF_TOWN, slug="town"),
    reads("cooperation:town_pdf", OF_TOWN, slug="town"),
    reads("cooperation:public_cost_plan", slug="cooperation", plan="public_plan"),
    reads("cooperation:public_cost_plan", NOBODY, slug="cooperation", plan="decided_plan"),
    reads("cooperation:public_cost_plan", NOBODY, slug="cooperation", plan="scenario"),
]
