"""Let editors put a sentence on top of the pages for some days."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0006_follow_the_campaign"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="campaignsettings",
            name="banner_address",
            field=models.CharField(
                blank=True,
                help_text="Only if the sentence leads to another site, for example https://example.org/.",
                max_length=300,
                verbose_name="address of the banner",
            ),
        ),
        migrations.AddField(
            model_name="campaignsettings",
            name="banner_first_day",
            field=models.DateField(
                blank=True,
                help_text="It shows from this day on. Leave it empty and it begins now.",
                null=True,
                verbose_name="first day of the banner",
            ),
        ),
        migrations.AddField(
            model_name="campaignsettings",
            name="banner_is_on",
            field=models.BooleanField(
                default=False,
                help_text="Without a tick the banner is off, and its words stay here for the next time.",
                verbose_name="show the banner",
            ),
        ),
        migrations.AddField(
            model_name="campaignsettings",
            name="banner_last_day",
            field=models.DateField(
                blank=True,
                help_text="It shows up to the end of this day. Leave it empty and it stays until you turn it off.",
                null=True,
                verbose_name="last day of the banner",
            ),
        ),
        migrations.AddField(
            model_name="campaignsettings",
            name="banner_page",
            field=models.ForeignKey(
                blank=True,
                help_text="Where the sentence leads. Leave it empty and the sentence is no link.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
                verbose_name="page of the banner",
            ),
        ),
        migrations.AddField(
            model_name="campaignsettings",
            name="banner_text",
            field=models.CharField(
                blank=True,
                help_text="One short, calm sentence. It stands on top of every page that has the menu. The story form stays free of it, so that nothing draws people away from their story.",
                max_length=160,
                verbose_name="sentence of the banner",
            ),
        ),
        migrations.AddField(
            model_name="campaignsettings",
            name="banner_text_elsewhere",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Without it, Spanish pages show the sentence above.",
                verbose_name="sentence of the banner in Spanish",
            ),
        ),
    ]
