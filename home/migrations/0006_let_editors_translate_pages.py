"""Let campaign editors make the version of a page in another language."""

from django.db import migrations

EDITORS = "Campaign editors"


def _permission(apps):
    # On a new database no permission row exists yet: migrate makes them after the last migration.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="simple_translation", model="simpletranslation"
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="submit_translation",
        defaults={"name": "Can submit translations"},
    )
    return found


def allow(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=EDITORS):
        group.permissions.add(_permission(apps))


def refuse(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=EDITORS):
        group.permissions.remove(_permission(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_put_a_picture_beside_shared_links"),
        ("stories", "0025_choose_stories_for_briefs"),
        ("simple_translation", "0001_initial"),
    ]

    operations = [migrations.RunPython(allow, refuse)]
