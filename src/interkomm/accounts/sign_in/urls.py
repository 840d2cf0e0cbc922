from django.urls import path

from interkomm.accounts.sign_in import views

urlpatterns = [path("konto/anmelden/link/<str:token>/", views.sign_in_link, name="sign_in_link")]
