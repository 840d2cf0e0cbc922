from django.urls import path

from interkomm.accounts.profile import views

urlpatterns = [
    path("konto/", views.account, name="account"),
    path("konto/sitzungen/", views.sessions, name="sessions"),
    path("konto/sitzungen/andere/", views.end_other_sessions, name="end_other_sessions"),
    path("konto/sitzungen/<int:pk>/", views.end_session, name="end_session"),
]
