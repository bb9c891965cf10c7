"""Refuse every change of a decision, a sign-off, a consent and the log; find stories without a step."""

from django.db import migrations, models


def seal(apps, schema_editor):
    from stories.record_seal import seal

    # On SQLite the end of the migrate does it: until then a trigger would be in the way of columns.
    if schema_editor.connection.vendor == "postgresql":
        seal(schema_editor.connection)


def unseal(apps, schema_editor):
    from stories.record_seal import unseal

    unseal(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0015_decide_quietly_and_look_again"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(seal, unseal),
        # For the list of stories that are in no step of the review.
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["submit_time", "id"],
                condition=models.Q(
                    review_step=None, enrolled_at__isnull=False, state__in=["received", "in_review"]
                ),
                name="submission_stuck",
            ),
        ),
    ]
