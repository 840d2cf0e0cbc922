from django.urls import path

from interkomm.cooperation.consents import views

urlpatterns = [
    path("verwalten/kooperationen/zustimmungen/", views.consent_list, name="consents"),
    path("verwalten/kooperationen/zustimmungen/<int:pk>/", views.consent_detail, name="consent"),
    path(
        "verwalten/kooperationen/zustimmungen/<int:pk>/zurueckziehen/", views.consent_withdraw, name="consent_withdraw"
    ),
]
