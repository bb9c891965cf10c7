"""Let pages be translated into Spanish, and the words of the campaign and its menus beside them."""

from django.db import migrations, models


def add_spanish(apps, schema_editor):
    apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="es")


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0004_keep_a_version_of_pages"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaignsettings",
            name="tagline_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="tagline in Spanish"),
        ),
        migrations.AddField(
            model_name="menulink",
            name="label_elsewhere",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="On Spanish pages the link leads to the Spanish version of the page, if there is one.",
                verbose_name="label in Spanish",
            ),
        ),
        # What stands below a language may be pages of people: it stays when this is taken back.
        migrations.RunPython(add_spanish, migrations.RunPython.noop),
    ]
