from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0020_list_copies_and_addresses_that_outlive_a_story"),
    ]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="lost_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When somebody saved the page without having seen the story there; "
                "empty once an editor has put it back or left it out.",
                null=True,
            ),
        ),
    ]
