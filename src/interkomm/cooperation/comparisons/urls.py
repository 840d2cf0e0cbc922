from django.urls import path

from interkomm.cooperation.comparisons import views
from interkomm.cooperation.costs.urls import PLAN

urlpatterns = [
    path(f"{PLAN}vergleich/", views.compare, name="cost_compare"),
    path(f"{PLAN}gemeinde/<str:key>/", views.one_partner_page, name="cost_one_partner"),
    path(f"{PLAN}gemeinde/<str:key>.pdf", views.one_partner_pdf, name="cost_one_partner_pdf"),
    path(f"{PLAN}was-waere-wenn/", views.what_if, name="cost_what_if"),
]
