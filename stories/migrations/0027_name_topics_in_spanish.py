"""Keep the Spanish name of a topic beside its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0025_choose_stories_for_briefs"),
    ]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="name_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="name in Spanish"),
        ),
    ]
