"""Keep the Spanish words of the week beside its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_put_a_picture_beside_shared_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="link_label_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="link label in Spanish"),
        ),
        migrations.AddField(
            model_name="activity",
            name="place_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="place in Spanish"),
        ),
        migrations.AddField(
            model_name="activity",
            name="text_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="text in Spanish"),
        ),
        migrations.AddField(
            model_name="activity",
            name="title_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="title in Spanish"),
        ),
        migrations.AddField(
            model_name="activitykind",
            name="name_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="name in Spanish"),
        ),
        migrations.AddField(
            model_name="dayquestion",
            name="question_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="question in Spanish"),
        ),
        migrations.AddField(
            model_name="dayquestion",
            name="text_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="text in Spanish"),
        ),
        migrations.AddField(
            model_name="edition",
            name="name_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="name in Spanish"),
        ),
        migrations.AddField(
            model_name="partnerkind",
            name="name_elsewhere",
            field=models.JSONField(blank=True, default=dict, verbose_name="name in Spanish"),
        ),
    ]
