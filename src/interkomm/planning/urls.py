"""All addresses of the context."""

from django.urls import include, path

app_name = "planning"
urlpatterns = [
    path("", include("interkomm.planning.concepts.urls")),  # before the versions: "import" is no concept
    path("", include("interkomm.planning.versions.urls")),
    path("", include("interkomm.planning.editing.urls")),
    path("", include("interkomm.planning.reading.urls")),
]
