"""Keep of what kind each edit is, by whom it was said and when, and the keys that each person has on the desk."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0016_seal_the_audit_trail"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reviewerpreference",
            name="keys",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="The keys that differ from the shipped ones, by what they do; empty for no key.",
            ),
        ),
        migrations.AddField(
            model_name="reviewerpreference",
            name="uses_keys",
            field=models.BooleanField(
                default=True,
                help_text="Turn this off if you speak to your computer, or press keys by accident.",
                verbose_name="Use single keys on the review desk",
            ),
        ),
        migrations.CreateModel(
            name="CopyEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        help_text="The version of the original that the words were held against."
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grammar", "Grammar and spelling"),
                            ("length", "Length: something was left out that changes nothing"),
                            ("privacy", "Privacy: something was taken out that points to a person"),
                            ("title", "Title"),
                            ("crop", "Picture: another part of it, another picture or none"),
                            ("substance", "Substance: it says something else now"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="The draft in which the piece was first saved like this.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="copy_edits",
                        to="stories.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["submission", "id"],
            },
        ),
    ]
