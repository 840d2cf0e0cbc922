"""Entries that replace another one today learn what they correct."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("Resolution", "Signature", "SupervisionAct", "Publication", "Preparation"):
        facts = apps.get_model("cooperation", name)._default_manager
        for old, new in facts.filter(replaced_by__isnull=False).values_list("pk", "replaced_by"):
            facts.filter(pk=new).update(corrects=old)


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0007_corrections_of_facts"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
