"""Addresses of the catalogue: public below /katalog/, editorial work below /verwalten/katalog/."""

from django.urls import include, path

app_name = "catalogue"
urlpatterns = [
    path("", include(f"interkomm.catalogue.{name}.urls"))
    for name in (
        "finding",
        "saved",
        "comparison",
        "similarity",
        "analysis",
        "ratings",
        "care",
        "enquiries",
        "imports",
        "editors",
        "editing",
        "drafting",
        "history",
        "synonyms",
        "cases",  # last: /katalog/<slug>/ takes what is left
    )
]
