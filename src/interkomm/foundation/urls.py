from django.urls import include, path

app_name = "foundation"
urlpatterns = [
    path("", include("interkomm.foundation.audit.urls")),
    path("", include("interkomm.foundation.files.urls")),
    path("", include("interkomm.foundation.health.urls")),
]
