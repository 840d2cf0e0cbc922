from django.urls import path

from interkomm.cooperation.bookings import views

REGISTER = "verwalten/kooperationen/<int:pk>/angebote/"
urlpatterns = [
    path("region/<slug:slug>/angebote/", views.public_offers, name="public_offers"),
    path("verwalten/anfragen/", views.bookings_waiting, name="bookings_waiting"),
    path(f"{REGISTER}<int:number>/anfragen/", views.booking_new, name="new_booking"),
    path(f"{REGISTER}anfragen/", views.booking_list, name="bookings"),
    path(f"{REGISTER}anfragen/<int:number>/", views.booking_detail, name="booking"),
    path(f"{REGISTER}anfragen/<int:number>/<slug:act>/", views.booking_act, name="booking_act"),
    path(f"{REGISTER}kalender/", views.booking_calendar, name="booking_calendar"),
    path(f"{REGISTER}kalender.ics", views.booking_feed, name="booking_feed"),
]
