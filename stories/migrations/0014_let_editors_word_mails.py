"""Give editors words of their own for each mail, and each mail a note that it came back."""

import wagtail.models.preview
from django.db import migrations, models

ALLOWED = ("view_mailtext", "change_mailtext", "delete_mailtext")


def allow_editors(apps, schema_editor):
    # On a new database no permission row exists yet: migrate makes them after the last migration.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="stories", model="mailtext"
    )
    permissions = [
        apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": f"Can {codename.partition('_')[0]} mail"},
        )[0]
        for codename in ALLOWED
    ]
    # A site may have renamed or deleted its groups since.
    for group in apps.get_model("auth", "Group").objects.filter(name="Campaign editors"):
        group.permissions.add(*permissions)


def forbid_editors(apps, schema_editor):
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="stories", codename__in=ALLOWED
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0013_search_the_words_of_the_queue"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailText",
            fields=[
                (
                    "kind",
                    models.CharField(
                        editable=False, max_length=40, primary_key=True, serialize=False
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=150)),
                ("body", models.TextField(blank=True, max_length=10000, verbose_name="text")),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={"verbose_name": "mail", "verbose_name_plural": "mails"},
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="bounced_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="came back at"),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="bounce_is_final",
            field=models.BooleanField(default=False, verbose_name="the address takes no mail"),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="bounce_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it came back"),
        ),
        migrations.RunPython(allow_editors, forbid_editors),
    ]
