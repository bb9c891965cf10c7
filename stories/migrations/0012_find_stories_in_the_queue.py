"""Give the queue columns and indexes for each of its filters, assignments, views with a name, a record of exports."""

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan


def tell_marks(apps, schema_editor):
    """Write for the stories that are here what stories.queue_marks writes from now on."""
    names = ("Submission", "Original", "SentVideo", "Flag", "Consent", "ProtectedParty")
    Submission, Original, SentVideo, Flag, Consent, Party = (
        apps.get_model("stories", name) for name in names
    )
    mine = {"submission": OuterRef("pk")}
    picture = Original.objects.filter(**mine).order_by("-version").values("picture")[:1]
    unsettled = Q(refused_at__isnull=False) | (
        Q(confirmed_at=None) & (Q(basis="not_yet") | ~Q(email=""))
    )
    agreed = Consent.objects.filter(**mine, scope="publish", withdrawn_at=None)
    Submission.objects.update(
        has_picture=GreaterThan(
            Coalesce(Subquery(picture, output_field=CharField()), Value("")), Value("")
        ),
        has_video_file=Exists(SentVideo.objects.filter(**mine)),
        is_flagged=Exists(Flag.objects.filter(**mine, verdict="open")),
        lacks_permission=~Exists(agreed) | Q(Exists(Party.objects.filter(unsettled, **mine))),
    )
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind = ContentType.objects.filter(app_label="stories", model="submission").first()
    reviews = apps.get_model("wagtailcore", "WorkflowState").objects.filter(
        base_content_type=kind, status="in_progress", current_task_state__isnull=False
    )
    for key, step in reviews.values_list("object_id", "current_task_state__task"):
        Submission.objects.filter(pk=key).update(review_step=step)


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0011_ask_senders_for_their_yes"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QueueExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="begun at"
                    ),
                ),
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
                    "form",
                    models.CharField(
                        choices=[("csv", "CSV"), ("xlsx", "XLSX")],
                        max_length=4,
                        verbose_name="kind of file",
                    ),
                ),
                ("query", models.CharField(blank=True, max_length=1000, verbose_name="filters")),
                (
                    "rows",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many stories left. Empty if it was broken off.",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "export",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "query",
                    models.CharField(
                        blank=True,
                        help_text="The query string of the queue, without a place.",
                        max_length=1000,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="queue_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False, verbose_name="Everybody who reads submissions sees it"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.RemoveIndex(
            model_name="submission",
            name="submission_queue",
        ),
        migrations.AddField(
            model_name="submission",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="assigned_submissions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="due_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="submission",
            name="has_picture",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="submission",
            name="has_video_file",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="submission",
            name="is_flagged",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="submission",
            name="lacks_permission",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="submission",
            name="review_step",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.task",
            ),
        ),
        migrations.AlterField(
            model_name="submission",
            name="claimed_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="claimed_submissions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="marks",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.expressions.CombinedExpression(
                    django.db.models.expressions.CombinedExpression(
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.Case(
                                        models.When(
                                            models.Q(("has_picture", True)), then=models.Value(1)
                                        ),
                                        default=models.Value(0),
                                    ),
                                    "+",
                                    models.Case(
                                        models.When(
                                            models.Q(
                                                ("has_video_file", True),
                                                models.Q(("video_url", ""), _negated=True),
                                                _connector="OR",
                                            ),
                                            then=models.Value(2),
                                        ),
                                        default=models.Value(0),
                                    ),
                                ),
                                "+",
                                models.Case(
                                    models.When(
                                        models.Q(("email_confirmed_at__isnull", False)),
                                        then=models.Value(4),
                                    ),
                                    default=models.Value(0),
                                ),
                            ),
                            "+",
                            models.Case(
                                models.When(models.Q(("is_flagged", True)), then=models.Value(8)),
                                default=models.Value(0),
                            ),
                        ),
                        "+",
                        models.Case(
                            models.When(
                                models.Q(("lacks_permission", True)), then=models.Value(16)
                            ),
                            default=models.Value(0),
                        ),
                    ),
                    "+",
                    models.Case(
                        models.When(models.Q(("claimed_by__isnull", False)), then=models.Value(32)),
                        default=models.Value(0),
                    ),
                ),
                output_field=models.IntegerField(),
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["state", "submit_time", "id"], name="queue_state"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["state", "marks", "submit_time", "id"], name="queue_marks"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["topic", "state", "submit_time", "id"], name="queue_topic"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["claimed_by", "state", "submit_time", "id"], name="queue_reader"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("review_step__isnull", False)),
                fields=["review_step", "state", "submit_time", "id"],
                name="queue_review_step",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("assigned_to__isnull", False)),
                fields=["assigned_to", "state", "submit_time", "id"],
                name="queue_assigned_to",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("due_on__isnull", False)),
                fields=["state", "submit_time", "id"],
                name="queue_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("owner", "name"), name="one_view_a_name_and_owner"
            ),
        ),
        # Last: PostgreSQL alters no table whose rows were just updated.
        migrations.RunPython(tell_marks, migrations.RunPython.noop),
    ]
