"""Let Spanish pages and mails name the organizer in Spanish."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0007_show_a_banner")]

    operations = [
        migrations.AddField(
            model_name="campaignsettings",
            name="organiser_elsewhere",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="For Spanish pages and mails. Leave it empty if the name is the same.",
                verbose_name="organizer in Spanish",
            ),
        ),
    ]
