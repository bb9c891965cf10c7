"""Keep the Spanish name of a topic beside its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0026_put_a_picture_beside_shared_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="name_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="name in Spanish"),
        ),
    ]
