from django.urls import path

from interkomm.foundation.files import views

urlpatterns = [path("dateien/<int:file_id>/", views.download, name="file")]
