from django.urls import path

from interkomm.catalogue.comparison import views

urlpatterns = [
    path("katalog/vergleich/", views.side_by_side, name="compare"),
    path("katalog/vergleich/vergleich.pdf", views.pdf, name="compare_pdf"),
    path("katalog/vergleich/vergleich.xlsx", views.xlsx, name="compare_xlsx"),
]
