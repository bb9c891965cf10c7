"""Keep drafts with their pictures, sent videos, the people in a story, and how else stories come."""

import uuid

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import stories.models.submission


def give_ids(apps, schema_editor):
    """Give each draft that stands already an id of its own."""
    for draft in apps.get_model("stories", "Draft").objects.filter(form_id=None):
        draft.form_id = uuid.uuid4()
        draft.save(update_fields=["form_id"])


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0006_remember_public_pictures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("mail", "By mail"),
                            ("phone", "By phone"),
                            ("booth", "At a booth"),
                            ("import", "From an earlier collection"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "consent_given",
                    models.TextField(help_text="How and when the sender agreed, and who heard it."),
                ),
                (
                    "scan",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=stories.models.submission.private_storage,
                        upload_to="",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="DraftLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="ProtectedParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, help_text="The version of the original that named this person."
                    ),
                ),
                (
                    "relation",
                    models.CharField(help_text="Who they are to the sender.", max_length=120),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("asked", "I asked them, and they said yes"),
                            ("guardian", "I am their parent or guardian"),
                            ("represents", "They have died, and I speak for them"),
                            ("hidden", "Nobody can recognize them in the story"),
                            ("not_yet", "I have not asked them yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Where the person is asked for a yes of their own, if the sender wants that.",
                        max_length=254,
                    ),
                ),
                ("link_digest", models.CharField(blank=True, db_index=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "protected party",
                "verbose_name_plural": "protected parties",
                "ordering": ["submission", "id"],
            },
        ),
        migrations.CreateModel(
            name="PublicVideo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("video", models.FileField(max_length=200, upload_to="")),
                ("poster", models.FileField(max_length=200, upload_to="")),
                ("captions", models.FileField(max_length=200, upload_to="")),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("seconds", models.FloatField()),
                ("transcript", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="PublishedPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=500, verbose_name="address")),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Not looked at yet"),
                            ("found", "Found, with at least one hashtag"),
                            ("bare", "Found, without a hashtag"),
                            ("unreached", "Could not be opened: a person has to look"),
                            ("confirmed", "Confirmed by a person"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "hashtags",
                    models.JSONField(
                        default=list, help_text="Those of the campaign's that stand there."
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Why it could not be opened.", max_length=300
                    ),
                ),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SentVideo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be checked"),
                            ("working", "Being checked"),
                            ("ready", "Ready"),
                            ("refused", "Refused"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Why it was refused, in words for the sender.",
                        max_length=300,
                    ),
                ),
                (
                    "source",
                    models.FileField(
                        blank=True,
                        help_text="The file as it was sent. It is deleted as soon as the worker is done with it.",
                        max_length=200,
                        storage=stories.models.submission.private_storage,
                        upload_to="",
                    ),
                ),
                (
                    "source_hash",
                    models.CharField(
                        help_text="SHA-256 of the file as it was sent.", max_length=64
                    ),
                ),
                ("source_bytes", models.PositiveBigIntegerField()),
                (
                    "result",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=stories.models.submission.private_storage,
                        upload_to="",
                    ),
                ),
                (
                    "poster",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=stories.models.submission.private_storage,
                        upload_to="",
                    ),
                ),
                ("seconds", models.FloatField(null=True)),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                (
                    "captions",
                    models.TextField(
                        blank=True, help_text="WebVTT: the words and sounds, with times."
                    ),
                ),
                ("transcript", models.TextField(blank=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="StepCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("step", models.CharField(max_length=60)),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("start", "Opened for the first time"),
                            ("done", "Went on"),
                            ("error", "Came back with something to mend"),
                            ("save", "Saved to finish later"),
                            ("resume", "Came back by a link"),
                            ("send", "Sent"),
                        ],
                        max_length=10,
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="storyformfield",
            name="one_story_field_of_a_type",
        ),
        migrations.RenameField(
            model_name="draft",
            old_name="created_at",
            new_name="begun_at",
        ),
        migrations.AddField(
            model_name="consent",
            name="how_given",
            field=models.CharField(
                blank=True,
                help_text="How it was given when not by ticking the box on the form.",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="choices",
            field=models.JSONField(
                default=dict,
                help_text="What the sender decided on each hint of the privacy help: its key, and keep or allowed.",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="form_id",
            field=models.UUIDField(
                editable=False,
                null=True,
                help_text="The one-time id of this story. It becomes the receipt of the submission.",
            ),
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="draft",
            name="form_id",
            field=models.UUIDField(
                default=uuid.uuid4,
                editable=False,
                help_text="The one-time id of this story. It becomes the receipt of the submission.",
                unique=True,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="last_step",
            field=models.CharField(blank=True, help_text="Where to go on.", max_length=60),
        ),
        migrations.AddField(
            model_name="draft",
            name="picture",
            field=models.FileField(
                blank=True,
                max_length=200,
                storage=stories.models.submission.private_storage,
                upload_to="",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="picture_hash",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="draft",
            name="picture_height",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="picture_warnings",
            field=models.JSONField(
                default=list,
                help_text="Pairs of code and sentence: what the sender should know about it.",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="picture_width",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="saved_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="original",
            name="video_hash",
            field=models.CharField(
                blank=True, help_text="SHA-256 of the video file as it was sent.", max_length=64
            ),
        ),
        migrations.AddField(
            model_name="outboxmail",
            name="draft",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to="stories.draft",
            ),
        ),
        migrations.AddField(
            model_name="storyformfield",
            name="page_title",
            field=models.CharField(
                blank=True,
                help_text="The heading of that page. Without one, the question itself is the heading.",
                max_length=80,
            ),
        ),
        migrations.AddField(
            model_name="storyformfield",
            name="starts_page",
            field=models.BooleanField(
                default=False,
                help_text="This question and those below it stand on a page of their own.",
                verbose_name="starts a new page",
            ),
        ),
        migrations.AddField(
            model_name="storyformpage",
            name="closed_heading",
            field=models.CharField(default="We are not taking stories right now", max_length=80),
        ),
        migrations.AddField(
            model_name="storyformpage",
            name="closed_text",
            field=models.TextField(
                blank=True,
                help_text="Say when the form opens again, or where people can go instead.",
                max_length=800,
            ),
        ),
        migrations.AddField(
            model_name="storyformpage",
            name="closes_at",
            field=models.DateTimeField(
                blank=True,
                help_text="From this time on the form shows its closed text. Who has begun may still send for a day.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="storyformpage",
            name="is_closed",
            field=models.BooleanField(
                default=False,
                help_text="Close the form now, whatever the dates say.",
                verbose_name="closed",
            ),
        ),
        migrations.AddField(
            model_name="storyformpage",
            name="minutes",
            field=models.PositiveSmallIntegerField(
                default=15,
                help_text="Said on the start page.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(120),
                ],
                verbose_name="minutes it takes",
            ),
        ),
        migrations.AddField(
            model_name="storyformpage",
            name="needs",
            field=models.TextField(
                blank=True,
                help_text="A list on the start page, one line for each thing to have at hand.",
                max_length=800,
                verbose_name="what people need",
            ),
        ),
        migrations.AddField(
            model_name="storyformpage",
            name="opens_at",
            field=models.DateTimeField(
                blank=True, help_text="Before this time the form shows its closed text.", null=True
            ),
        ),
        migrations.AddField(
            model_name="storyformpage",
            name="rules",
            field=models.TextField(
                blank=True,
                help_text="A list on the start page, one line for each rule.",
                max_length=1200,
            ),
        ),
        migrations.AddField(
            model_name="storyformpage",
            name="start_label",
            field=models.CharField(
                default="Start my story", max_length=40, verbose_name="start button"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="picture_crop",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="Which part of the picture shows: left, top, width, height, focus_x and focus_y as shares of its size, from 0 to 1. Empty: the middle.",
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="scope",
            field=models.CharField(
                choices=[
                    ("truth", "True, and told with permission"),
                    ("contact", "Read it and write to me"),
                    ("publish", "Publish on this site"),
                    ("social", "Quote on social media and at events"),
                    ("alter", "May be edited or refused"),
                    ("image", "Use the picture"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="draft",
            name="answers",
            field=models.JSONField(
                default=dict,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                help_text="What was typed, unchecked, by the clean name of its field.",
            ),
        ),
        migrations.AlterField(
            model_name="draft",
            name="page",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="drafts",
                to="stories.storyformpage",
            ),
        ),
        migrations.AlterField(
            model_name="privatelink",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("confirm", "Confirm the email address"),
                    ("status", "See, change and withdraw the story"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="storyformfield",
            name="field_type",
            field=models.CharField(
                choices=[
                    (
                        "Parts of a story",
                        [
                            ("story_title", "Story: title"),
                            ("story_happened", "Story: what happened"),
                            ("story_learned", "Story: what was learned"),
                            ("story_matters", "Story: why it matters"),
                            ("story_because", "#IHeartHIT because …"),
                            ("story_topic", "Topic"),
                            ("story_image", "Picture"),
                            ("story_image_alt", "Picture: what it shows"),
                            ("story_image_credit", "Picture: who made it"),
                            ("story_video_file", "Video: a file of up to 60 seconds"),
                            ("story_video", "Video: address at YouTube or Vimeo"),
                            ("story_captions", "Video: captions"),
                            ("story_transcript", "Video: transcript"),
                            ("published_url", "Published already: address of the post"),
                            ("published_title", "Published already: title of the post"),
                            ("story_people", "People in the story"),
                            ("story_name", "About you: name"),
                            ("story_email", "About you: email address"),
                            ("story_about", "About you: who you are, in a few words"),
                            ("story_place", "About you: town and state"),
                            ("story_name_shown", "About you: how your name is shown"),
                            ("consent_truth", "Consent: true, and told with permission"),
                            ("consent_contact", "Consent: read it and write to me"),
                            ("consent_publish", "Consent: publish it on this site"),
                            ("consent_social", "Consent: quote it elsewhere"),
                            ("consent_image", "Consent: use the picture"),
                            ("consent_until", "Consent: until when"),
                            ("consent_alter", "Acknowledgement: may be edited or refused"),
                        ],
                    ),
                    (
                        "Questions of your own",
                        [
                            ("singleline", "Single line text"),
                            ("multiline", "Multi-line text"),
                            ("email", "Email"),
                            ("number", "Number"),
                            ("url", "URL"),
                            ("checkbox", "Checkbox"),
                            ("checkboxes", "Checkboxes"),
                            ("dropdown", "Drop down"),
                            ("multiselect", "Multiple select"),
                            ("radio", "Radio buttons"),
                            ("date", "Date"),
                            ("datetime", "Date/time"),
                        ],
                    ),
                ],
                max_length=32,
                verbose_name="type",
            ),
        ),
        migrations.AddConstraint(
            model_name="storyformfield",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "field_type__in",
                        [
                            "consent_alter",
                            "consent_contact",
                            "consent_image",
                            "consent_publish",
                            "consent_social",
                            "consent_truth",
                            "consent_until",
                            "published_title",
                            "published_url",
                            "story_about",
                            "story_because",
                            "story_captions",
                            "story_email",
                            "story_happened",
                            "story_image",
                            "story_image_alt",
                            "story_image_credit",
                            "story_learned",
                            "story_matters",
                            "story_name",
                            "story_name_shown",
                            "story_people",
                            "story_place",
                            "story_title",
                            "story_topic",
                            "story_transcript",
                            "story_video",
                            "story_video_file",
                        ],
                    )
                ),
                fields=("page", "field_type"),
                name="one_story_field_of_a_type",
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="entered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="arrival",
                to="stories.submission",
            ),
        ),
        migrations.AddField(
            model_name="draftlink",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="links",
                to="stories.draft",
            ),
        ),
        migrations.AddField(
            model_name="protectedparty",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="protected_parties",
                to="stories.submission",
            ),
        ),
        migrations.AddField(
            model_name="publicvideo",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="public_video",
                to="stories.submission",
            ),
        ),
        migrations.AddField(
            model_name="publishedpost",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="publishedpost",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="published_post",
                to="stories.submission",
            ),
        ),
        migrations.AddField(
            model_name="sentvideo",
            name="draft",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="video",
                to="stories.draft",
            ),
        ),
        migrations.AddField(
            model_name="sentvideo",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="videos",
                to="stories.submission",
            ),
        ),
        migrations.AddField(
            model_name="stepcount",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="step_counts",
                to="stories.storyformpage",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepcount",
            constraint=models.UniqueConstraint(
                fields=("page", "day", "step", "event"), name="one_count_a_day_and_step"
            ),
        ),
    ]
