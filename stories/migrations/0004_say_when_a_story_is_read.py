"""Let editors say how many days pass until a story is read."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_groups_and_story_review")]

    operations = [
        migrations.AddField(
            model_name="storyformpage",
            name="reading_days",
            field=models.PositiveSmallIntegerField(
                default=7,
                help_text="The thank-you page promises to have read the story by then, with the date.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(90),
                ],
                verbose_name="days until a story is read",
            ),
        ),
    ]
