"""One unfinished tick at most, and counters for the rate limits."""

from django.db import migrations, models


def close_unfinished_ticks(apps, schema_editor):
    """End the runs that died, so that the constraint finds none but the next one."""
    runs = apps.get_model("cms", "TickRun").objects.filter(finished_at=None)
    runs.update(finished_at=models.F("started_at"), ok=False, notes="It died before its end.")


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_pictures_settings_and_tick"),
    ]

    operations = [
        migrations.CreateModel(
            name="RateCount",
            fields=[
                ("key", models.CharField(max_length=160, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField(default=0)),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunPython(close_unfinished_ticks, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="tickrun",
            constraint=models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(("finished_at", None)),
                name="one_tick_at_a_time",
            ),
        ),
    ]
