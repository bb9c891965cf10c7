"""Find originals with the same words quickly: each arriving story asks for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0004_say_when_a_story_is_read")]

    operations = [
        migrations.AddIndex(
            model_name="original",
            index=models.Index(fields=["text_hash"], name="original_words"),
        ),
    ]
