from django.urls import path

from interkomm.cooperation.settlements import views

REGISTER = "verwalten/kooperationen/<int:pk>/angebote/"
urlpatterns = [
    path(f"{REGISTER}konto/", views.account_page, name="capability_account"),
    path(f"{REGISTER}konto/<int:number>/", views.settlement_page, name="settlement"),
    path(
        f"{REGISTER}konto/<int:number>/abrechnung.xlsx", views.settlement_file, {"kind": "xlsx"}, name="settlement_xlsx"
    ),
    path(f"{REGISTER}konto/<int:number>/abrechnung.pdf", views.settlement_file, {"kind": "pdf"}, name="settlement_pdf"),
]
