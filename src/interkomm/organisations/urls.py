from django.urls import include, path

app_name = "organisations"
urlpatterns = [
    path("", include("interkomm.organisations.public.urls")),
    path("", include("interkomm.organisations.bodies.urls")),
    path("", include("interkomm.organisations.contacts.urls")),
    path("", include("interkomm.organisations.members.urls")),
]
