"""Own pages of accounts. The pages of sign-in (`sign_in.routes`, names of allauth) are included beside this list."""

from django.urls import include, path

app_name = "accounts"
urlpatterns = [
    path("", include("interkomm.accounts.profile.urls")),
    path("", include("interkomm.accounts.own_data.urls")),
    path("", include("interkomm.accounts.sign_in.urls")),
]
