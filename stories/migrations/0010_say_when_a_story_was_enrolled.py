"""Say of each story when its review began and its first mail was written; of those that are here it did."""

from django.db import migrations, models


def were_enrolled(apps, schema_editor):
    """Every story so far was enrolled in the transaction that stored it."""
    apps.get_model("stories", "Submission").objects.update(enrolled_at=models.F("submit_time"))


class Migration(migrations.Migration):
    dependencies = [("stories", "0009_count_looks_at_posts")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="enrolled_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When its review began and its first mail was written: a moment after it was sent.",
                null=True,
            ),
        ),
        migrations.RunPython(were_enrolled, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("enrolled_at", None)),
                fields=["submit_time"],
                name="submission_to_enroll",
            ),
        ),
    ]
