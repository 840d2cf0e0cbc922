from django.urls import path

from interkomm.cooperation.capabilities import views
from interkomm.cooperation.capabilities.views import NEEDS, OFFERS

REGISTER = "verwalten/kooperationen/<int:pk>/angebote/"
OFFER, NEED = {"kind": OFFERS}, {"kind": NEEDS}
urlpatterns = [
    path(REGISTER, views.capability_list, name="capabilities"),
    path(f"{REGISTER}neu/", views.entry_new, OFFER, name="new_offer"),
    path(f"{REGISTER}<int:number>/", views.offer_detail, name="offer"),
    path(f"{REGISTER}<int:number>/aendern/", views.entry_edit, OFFER, name="edit_offer"),
    path(f"{REGISTER}<int:number>/beenden/", views.entry_end, OFFER, name="end_offer"),
    path(f"{REGISTER}bedarf/neu/", views.entry_new, NEED, name="new_need"),
    path(f"{REGISTER}bedarf/<int:number>/", views.need_detail, name="need"),
    path(f"{REGISTER}bedarf/<int:number>/aendern/", views.entry_edit, NEED, name="edit_need"),
    path(f"{REGISTER}bedarf/<int:number>/beenden/", views.entry_end, NEED, name="end_need"),
    path(f"{REGISTER}zuordnung/", views.capability_plan, name="capability_plan"),
]
