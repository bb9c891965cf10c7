"""The list of the sites that may show the story form on their own pages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_one_tick_at_a_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaignsettings",
            name="frame_sites",
            field=models.TextField(
                blank=True,
                help_text="One site a line, such as https://partner.example.org. Only these sites can show the story form on their own pages. Leave it empty and no other site can.",
                max_length=4000,
                verbose_name="sites that may show the form",
            ),
        ),
    ]
