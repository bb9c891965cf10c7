"""Ask senders for their yes to edited words: one row for each question, with the answer to exactly these words."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0010_say_when_a_story_was_enrolled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignOff",
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
                ("texts", models.JSONField(help_text="The edited words, by the name of the text.")),
                ("text_hash", models.CharField(max_length=64)),
                (
                    "needs_yes",
                    models.BooleanField(
                        help_text="Whether a fact or the substance changed: then silence is no consent."
                    ),
                ),
                (
                    "kinds",
                    models.JSONField(default=list, help_text="What the editors say they changed."),
                ),
                (
                    "reasons",
                    models.JSONField(default=list, help_text="Which facts changed, as sentences."),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "No answer yet"),
                            ("yes", "Yes, publish it like this"),
                            ("no", "No, keep my own words"),
                            ("silent", "No answer within two days to small edits"),
                            ("back", "Taken back by the editors before there was an answer"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        help_text="How the answer came, where it did not come by the sender's own link.",
                        max_length=300,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_offs",
                        to="stories.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-off",
                "ordering": ["submission", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer", "waiting")),
                        fields=["asked_at"],
                        name="sign_off_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "waiting")),
                        fields=("submission",),
                        name="one_open_question_a_story",
                    )
                ],
            },
        ),
    ]
