from django.urls import path

from interkomm.cooperation.examples import views

urlpatterns = [path("verwalten/katalog/<slug:slug>/nachnutzung/", views.reuse, name="reuse")]
