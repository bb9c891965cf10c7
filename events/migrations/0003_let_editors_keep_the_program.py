from django.db import migrations

EDITORS = "Campaign editors"
MODELS = ["activity", "activitykind", "partner", "partnerkind"]
DEEDS = ["add", "change", "delete"]


def permissions(apps):
    # On a new database no permission row exists yet: migrate makes them after the last migration.
    for model in MODELS:
        content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="events", model=model
        )
        for deed in DEEDS:
            row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=content_type,
                codename=f"{deed}_{model}",
                defaults={"name": f"Can {deed} {model}"},
            )
            yield row


def give(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name=EDITORS).first()
    if group:
        group.permissions.add(*permissions(apps))


def take(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name=EDITORS).first()
    if group:
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_add_activities_and_partners"),
        ("stories", "0003_groups_and_story_review"),
    ]

    operations = [migrations.RunPython(give, take)]
