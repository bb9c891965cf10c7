"""Keep briefs for policymakers and the stories chosen for them, and let editors make them."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

ALLOWED = ("add_brief", "change_brief", "delete_brief", "view_brief")


def allow_editors(apps, schema_editor):
    # On a new database no permission row exists yet: migrate makes them after the last migration.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="stories", model="brief"
    )
    permissions = [
        apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": f"Can {codename.partition('_')[0]} brief"},
        )[0]
        for codename in ALLOWED
    ]
    # A site may have renamed or deleted its groups since.
    for group in apps.get_model("auth", "Group").objects.filter(name="Campaign editors"):
        group.permissions.add(*permissions)


def forbid_editors(apps, schema_editor):
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="stories", codename__in=ALLOWED
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0024_ask_before_a_story_is_printed"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Policymakers read it first, such as “What Ohio told us”.",
                        max_length=120,
                    ),
                ),
                (
                    "made_for",
                    models.CharField(
                        blank=True,
                        help_text="The person or the body that gets it, such as “House Committee on Health”.",
                        max_length=160,
                    ),
                ),
                (
                    "intro",
                    models.TextField(
                        blank=True,
                        help_text="A few sentences on the first page. An empty line starts a new paragraph.",
                        max_length=900,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("AL", "Alabama"),
                            ("AK", "Alaska"),
                            ("AZ", "Arizona"),
                            ("AR", "Arkansas"),
                            ("CA", "California"),
                            ("CO", "Colorado"),
                            ("CT", "Connecticut"),
                            ("DE", "Delaware"),
                            ("DC", "District of Columbia"),
                            ("FL", "Florida"),
                            ("GA", "Georgia"),
                            ("HI", "Hawaii"),
                            ("ID", "Idaho"),
                            ("IL", "Illinois"),
                            ("IN", "Indiana"),
                            ("IA", "Iowa"),
                            ("KS", "Kansas"),
                            ("KY", "Kentucky"),
                            ("LA", "Louisiana"),
                            ("ME", "Maine"),
                            ("MD", "Maryland"),
                            ("MA", "Massachusetts"),
                            ("MI", "Michigan"),
                            ("MN", "Minnesota"),
                            ("MS", "Mississippi"),
                            ("MO", "Missouri"),
                            ("MT", "Montana"),
                            ("NE", "Nebraska"),
                            ("NV", "Nevada"),
                            ("NH", "New Hampshire"),
                            ("NJ", "New Jersey"),
                            ("NM", "New Mexico"),
                            ("NY", "New York"),
                            ("NC", "North Carolina"),
                            ("ND", "North Dakota"),
                            ("OH", "Ohio"),
                            ("OK", "Oklahoma"),
                            ("OR", "Oregon"),
                            ("PA", "Pennsylvania"),
                            ("RI", "Rhode Island"),
                            ("SC", "South Carolina"),
                            ("SD", "South Dakota"),
                            ("TN", "Tennessee"),
                            ("TX", "Texas"),
                            ("UT", "Utah"),
                            ("VT", "Vermont"),
                            ("VA", "Virginia"),
                            ("WA", "Washington"),
                            ("WV", "West Virginia"),
                            ("WI", "Wisconsin"),
                            ("WY", "Wyoming"),
                            ("AS", "American Samoa"),
                            ("GU", "Guam"),
                            ("MP", "Northern Mariana Islands"),
                            ("PR", "Puerto Rico"),
                            ("VI", "U.S. Virgin Islands"),
                        ],
                        help_text="Printed on the first page, and chosen first when you look for stories.",
                        max_length=2,
                    ),
                ),
                (
                    "dated_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        help_text="The date on the paper.",
                        verbose_name="date",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        help_text="Printed on the first page, and chosen first when you look for stories.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="stories.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "brief",
                "ordering": ["-dated_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ChosenStory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chosen",
                        to="stories.brief",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="stories.storypage",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("brief", "story"), name="a_story_once_a_brief")
                ],
            },
        ),
        migrations.RunPython(allow_editors, forbid_editors),
    ]
