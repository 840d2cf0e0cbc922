from django.urls import path

from interkomm.foundation.audit import views

urlpatterns = [
    path("protokoll/", views.trail, name="trail"),
    path("protokoll/protokoll.csv", views.export, name="trail_csv"),
    path("protokoll/<int:entry_id>/", views.entry, name="trail_entry"),
]
