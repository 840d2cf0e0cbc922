from django.urls import path

from interkomm.cooperation.instruments import public_views, views, writing_views

ALL = "verwalten/kooperationen/<int:pk>/instrumente/"
HERE = f"{ALL}<int:instrument>/"
PUBLIC = "region/<slug:slug>/vereinbarungen/"
urlpatterns = [
    path("verwalten/vereinbarungen/", views.mine, name="my_instruments"),
    path(ALL, views.of_cooperation, name="instruments"),
    path(f"{ALL}neu/", writing_views.new, name="instrument_new"),
    path(HERE, views.detail, name="instrument"),
    path(f"{HERE}angaben/", writing_views.particulars, name="instrument_particulars"),
    path(f"{HERE}wortlaut/", writing_views.wording, name="instrument_wording"),
    path(f"{HERE}pruefliste/", writing_views.clauses, name="instrument_clauses"),
    path(f"{HERE}anlagen/", writing_views.annexes, name="instrument_annexes"),
    path(f"{HERE}anlagen/<int:annex>/entfernen/", writing_views.remove_annex, name="instrument_remove_annex"),
    path(f"{HERE}parteien/neu/", writing_views.new_party, name="instrument_new_party"),
    path(f"{HERE}parteien/<int:party>/", writing_views.party, name="instrument_party"),
    path(f"{HERE}parteien/<int:party>/entfernen/", writing_views.remove_party, name="instrument_remove_party"),
    path(f"{HERE}vergleich/<int:old>/<int:new>/", views.synopsis, name="instrument_synopsis"),
    path(f"{HERE}loeschen/", writing_views.discard, name="instrument_discard"),
    path(f"{HERE}oeffentlich/", views.visibility, name="instrument_visibility"),
    path(f"{PUBLIC}", public_views.public_list, name="public_instruments"),
    path(f"{PUBLIC}<slug:instrument>/", public_views.public_instrument, name="public_instrument"),
    path(
        f"{PUBLIC}<slug:instrument>/vergleich/<int:old>/<int:new>/",
        public_views.public_synopsis,
        name="public_synopsis",
    ),
    path("region/<slug:slug>/kooperation/", public_views.about, name="public_cooperation"),
]
