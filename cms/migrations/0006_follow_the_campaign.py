"""Keep the accounts of the campaign on other networks, and a note for the footer."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0005_speak_spanish")]

    operations = [
        migrations.AddField(
            model_name="campaignsettings",
            name="footer_note",
            field=models.CharField(
                blank=True,
                help_text="One or two short sentences below the tagline, such as who runs or pays for the campaign. Leave it empty if there is nothing to say.",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="campaignsettings",
            name="footer_note_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="footer note in Spanish"),
        ),
        migrations.CreateModel(
            name="SocialAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "network",
                    models.CharField(
                        choices=[
                            ("facebook", "Facebook"),
                            ("x", "X"),
                            ("linkedin", "LinkedIn"),
                            ("instagram", "Instagram"),
                            ("youtube", "YouTube"),
                            ("bluesky", "Bluesky"),
                            ("threads", "Threads"),
                            ("tiktok", "TikTok"),
                            ("mastodon", "Mastodon"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        help_text="Open the account in your browser and copy its address, for example https://www.linkedin.com/company/example.",
                        max_length=300,
                    ),
                ),
                (
                    "settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="social_accounts",
                        to="cms.campaignsettings",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("settings", "network")},
            },
        ),
    ]
