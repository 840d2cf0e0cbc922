"""The list of synonyms that ships with the program, loaded once into a new site; from then on it is the editors' list."""

import tomllib
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.db import transaction
from django.db.models.signals import post_migrate

from interkomm.catalogue.vocabulary.models import SynonymGroup
from interkomm.foundation.topics.models import TopicVersion
from interkomm.foundation.topics.services import bump

TOPIC = "synonyms"  # a site whose list was ever loaded or changed has a version of it
SHIPPED = Path(__file__).with_name("synonyms.toml")


def shipped() -> list[dict[str, Any]]:
    """The groups of the file: "words", and "note" where there is something to say."""
    groups: list[dict[str, Any]] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["groups"]
    return groups


@transaction.atomic
def load_shipped() -> int:
    """Store the shipped groups unless the site has, or had, a list of its own; returns how many were stored."""
    if TopicVersion.objects.filter(topic=TOPIC).exists() or SynonymGroup.objects.exists():
        return 0
    groups = [SynonymGroup(words=each["words"], note=each.get("note", "")) for each in shipped()]
    SynonymGroup.objects.bulk_create(groups)
    bump(TOPIC)
    return len(groups)


def _after_migrate(sender: AppConfig, **kwargs: object) -> None:
    load_shipped()


def connect() -> None:
    """Load the list after the tables are made; called once when the program starts."""
    post_migrate.connect(_after_migrate, sender=apps.get_app_config("catalogue"), dispatch_uid="catalogue.synonyms")
