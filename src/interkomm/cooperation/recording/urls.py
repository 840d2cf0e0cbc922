from django.urls import path

from interkomm.cooperation.recording import public_views, views

HERE = "verwalten/kooperationen/<int:pk>/instrumente/<int:instrument>/"
OF_PARTY = f"{HERE}parteien/<int:party>/"
urlpatterns = [
    path(f"{OF_PARTY}beschluss/", views.record, {"kind": "beschluss"}, name="record_resolution"),
    path(f"{OF_PARTY}unterschrift/", views.record, {"kind": "unterschrift"}, name="record_signature"),
    path(f"{OF_PARTY}kein-beleg/", views.no_evidence, name="record_no_evidence"),
    path(f"{HERE}aufsicht/", views.record, {"kind": "aufsicht"}, name="record_supervision"),
    path(f"{HERE}bekanntmachung/", views.record, {"kind": "bekanntmachung"}, name="record_publication"),
    path(f"{HERE}eintrag/<slug:kind>/<int:fact>/", views.undo, name="undo_entry"),
    path(f"{HERE}vorbehalt/<int:resolution>/<int:place>/", views.condition, name="condition"),
    path(f"{HERE}zustaendig/", views.assign, name="assign_act"),
    path("region/<slug:slug>/vereinbarungen.ics", public_views.public_calendar, name="public_instrument_calendar"),
    path(f"{HERE}verlauf/", views.history, name="instrument_history"),
]
