from django.urls import include, path

app_name = "cooperation"
urlpatterns = [
    path("", include("interkomm.cooperation.agenda.urls")),
    path("", include("interkomm.cooperation.calendars.urls")),
    path("", include("interkomm.cooperation.groups.urls")),
    path("", include("interkomm.cooperation.meetings.urls")),
    path("", include("interkomm.cooperation.minutes.urls")),
    path("", include("interkomm.cooperation.records.urls")),
    path("", include("interkomm.cooperation.tasks.urls")),
    path("", include("interkomm.cooperation.bookings.urls")),
    path("", include("interkomm.cooperation.capabilities.urls")),
    path("", include("interkomm.cooperation.comparisons.urls")),
    path("", include("interkomm.cooperation.consents.urls")),
    path("", include("interkomm.cooperation.costs.urls")),
    path("", include("interkomm.cooperation.examples.urls")),
    path("", include("interkomm.cooperation.instruments.urls")),
    path("", include("interkomm.cooperation.papers.urls")),
    path("", include("interkomm.cooperation.settlements.urls")),
    path("", include("interkomm.cooperation.town_page.urls")),
    path("", include("interkomm.cooperation.partnerships.urls")),
    path("", include("interkomm.cooperation.pools.urls")),
    path("", include("interkomm.cooperation.preparations.urls")),
    path("", include("interkomm.cooperation.recording.urls")),
]
