"""Mails that wait for a release, versions of the review rules, second looks, verdicts on flags."""

import django.db.models.deletion
import django.utils.timezone
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

FIRST_RULES = """
<p>A person reads every story that is sent to us. These are the rules that we read it by.</p>
<h2>What we publish</h2>
<p>True personal stories: yours, or that of somebody you love. A story shows what health information and
technology did for people, or what they could do. It says what you learned, and why it should matter to
others. Everybody in it has given permission.</p>
<h2>What we do not publish</h2>
<ul>
<li><b>Substance.</b> It is not a story about health information or technology. This is final.</li>
<li><b>Intent.</b> It is not meant as a true personal story. This is final.</li>
<li><b>Grammar.</b> It cannot be understood as it stands. You can mend this and send it again.</li>
<li><b>Missing picture.</b> A picture that you and we may both use is missing. You can add one.</li>
<li><b>Promotion.</b> It advertises a person, a product or an organization. You can take that part out
and send it again.</li>
<li><b>Permission.</b> Somebody in the story has not said yes. You can ask them, or tell it without them.</li>
</ul>
<p>When we do not choose a story, we tell you which of these it is, and whether you can mend it.</p>
<h2>What we may change</h2>
<p>We may mend grammar and spelling, shorten a text, choose a title and crop a picture. You see every edit
before it goes live.</p>
<h2>What we never change</h2>
<p>We never alter facts, or your own account of what happened. An edit that touches a fact waits for your
yes. Your own words stay with us exactly as you sent them.</p>
<h2>When you think that we got it wrong</h2>
<p>Ask for a second look, once, on the page of your story. Another person reads it then. You can take your
story back at any time, without a reason.</p>
"""
# Editors write the rules; nobody changes or deletes a version.
RIGHTS = [("Campaign editors", "add_reviewpolicy"), ("Campaign editors", "view_reviewpolicy")]


def write_first_rules(apps, schema_editor):
    apps.get_model("stories", "ReviewPolicy").objects.create(number=1, text=FIRST_RULES.strip())


def give_rights(apps, schema_editor):
    # On a new database no permission row exists yet: migrate makes them after the last migration.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="stories", model="reviewpolicy"
    )
    for name, codename in RIGHTS:
        right, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": "Can " + codename.replace("_", " ")},
        )
        group = apps.get_model("auth", "Group").objects.filter(name=name).first()
        if group:
            group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0014_let_editors_word_mails"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        editable=False, unique=True, verbose_name="version"
                    ),
                ),
                (
                    "text",
                    wagtail.fields.RichTextField(
                        help_text="What you publish, what not, and what you may change. Everybody can read it. Saving makes a new version: older ones stay readable for the senders who were judged by them."
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="in force since",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of the review rules",
                "verbose_name_plural": "review rules",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="SecondLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the story was approved, or refused once more.",
                        null=True,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="is_quiet",
            field=models.BooleanField(
                default=False,
                help_text="The sender hears of it when the mail is released from the outbox.",
                verbose_name="taken quietly",
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="verdict_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="flag",
            name="verdict_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="edited_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Who changed the words of this one mail; nobody where they are the template’s.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="held_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="held_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="released_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reviewerpreference",
            name="decides_quietly",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="decision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("approve", "Approved this step"),
                    ("changes", "Asked for changes"),
                    ("refuse", "Refused"),
                    ("reopen", "Put back into the queue"),
                    ("spam", "Held as spam"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="outboxmail",
            index=models.Index(
                condition=models.Q(("held_at__isnull", False)),
                fields=["kind", "held_at"],
                name="mail_held",
            ),
        ),
        migrations.AddField(
            model_name="reviewpolicy",
            name="by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="written by",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="policy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="stories.reviewpolicy",
                verbose_name="review rules in force",
            ),
        ),
        migrations.AddField(
            model_name="secondlook",
            name="decision",
            field=models.ForeignKey(
                help_text="The refusal that the sender asked to have looked at again.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="stories.decision",
            ),
        ),
        migrations.AddField(
            model_name="secondlook",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="second_look",
                to="stories.submission",
            ),
        ),
        # Last: PostgreSQL alters no table whose rows were just written.
        migrations.RunPython(write_first_rules, migrations.RunPython.noop),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
