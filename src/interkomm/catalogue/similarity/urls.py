from django.urls import path

from interkomm.catalogue.similarity import views

urlpatterns = [path("katalog/aehnlich/", views.similar, name="similar")]
