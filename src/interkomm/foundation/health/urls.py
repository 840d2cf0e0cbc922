from django.urls import path

from interkomm.foundation.health import views

urlpatterns = [path("verwalten/betrieb/", views.page, name="health")]
