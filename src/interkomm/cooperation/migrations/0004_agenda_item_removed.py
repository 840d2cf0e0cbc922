from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0003_life_of_a_cooperation"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
