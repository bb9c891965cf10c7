"""Refuse every change of an original in the database itself."""

from django.db import migrations


def seal(apps, schema_editor):
    from stories.sealing import seal

    seal(schema_editor.connection)


def unseal(apps, schema_editor):
    from stories.sealing import unseal

    unseal(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("stories", "0001_submissions_pages_and_evidence")]

    operations = [migrations.RunPython(seal, unseal)]
