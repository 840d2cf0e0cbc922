from django.urls import path

from interkomm.cooperation.costs import figure_views, filling_views, game_views, public_views, views

PLANS = "verwalten/kooperationen/<int:pk>/kosten/"
PLAN = f"{PLANS}<int:plan>/"
urlpatterns = [
    path(PLANS, views.plan_list, name="cost_plans"),
    path(f"{PLANS}neu/", views.plan_start, name="cost_start"),
    path(PLAN, views.plan_detail, name="cost_plan"),
    path(f"{PLAN}angaben/", views.plan_facts, name="cost_facts"),
    path(f"{PLAN}partnerinnen/", filling_views.plan_partners, name="cost_partners"),
    path(f"{PLAN}posten/", filling_views.plan_items, name="cost_items"),
    path(f"{PLAN}posten/einlesen/", filling_views.items_import, name="cost_items_import"),
    path(f"{PLAN}schluessel/", filling_views.plan_keys, name="cost_keys"),
    path(f"{PLAN}zahlen/amtlich/", figure_views.take_official, name="cost_official"),
    path(f"{PLAN}zahlen/<slug:kind>/", figure_views.figures, name="cost_figures"),
    path(f"{PLAN}zahlen/<slug:kind>/einlesen/", figure_views.figures_import, name="cost_figures_import"),
    path(f"{PLAN}gruppen/modell/", game_views.game_model, name="cost_model"),
    path(f"{PLAN}gruppen/tabelle/", game_views.game_table, name="cost_table"),
    path(f"{PLAN}waehlen/", views.plan_choose, name="cost_choose"),
    path(f"{PLAN}beschluss/", views.plan_decide, name="cost_decide"),
    path(f"{PLAN}freigabe/", views.plan_release, name="cost_release"),
    path(f"{PLAN}neue-fassung/", views.plan_version, name="cost_version"),
    path(f"{PLAN}szenario/", views.plan_scenario, name="cost_scenario"),
    path(f"{PLAN}loeschen/", views.plan_discard, name="cost_discard"),
    path(f"{PLANS}<int:plan>.pdf", views.plan_file, {"kind": "pdf"}, name="cost_pdf"),
    path(f"{PLANS}<int:plan>.xlsx", views.plan_file, {"kind": "xlsx"}, name="cost_xlsx"),
    path("region/<slug:slug>/kosten/<int:plan>/", public_views.public_plan, name="public_cost_plan"),
]
