"""From the fields that editors built to the Django form that a visitor fills."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

from stories import roles
from stories.aspects import AUDIENCES
from stories.form_fields import (
    LONGEST_ANSWER,
    LONGEST_TEXT,
    BecauseField,
    CaptionsField,
    ConsentField,
    PictureField,
    PlainTextField,
    PostAddressField,
    VideoField,
    VideoFileField,
)
from stories.form_people import PeopleField
from stories.story_form import StoryForm
from stories.terms import NAME_CHOICES, UNTIL_CHOICES

LONGEST_LINE = 255
# What to say when an answer is missing; the words are the same in the summary and at the field.
REQUIRED = {
    "story_title": _("Give your story a title"),
    "story_because": _("Finish the sentence"),
    "story_topic": _("Choose a topic"),
    "story_image": _("Choose a picture"),
    "story_image_alt": _("Describe the picture for someone who cannot see it"),
    "story_image_credit": _("Say who made the picture"),
    "story_video_file": _("Choose a video"),
    "story_video": _("Give the address of a video"),
    "story_captions": _(
        "Give the captions of your video: the words and sounds in it, with their times"
    ),
    "story_transcript": _("Write down what is said and heard in your video"),
    "published_url": _("Give the address of your post"),
    "published_title": _("Give the title of your post"),
    "story_people": _("Say who else is in the story"),
    "story_name": _("Enter your name"),
    "story_email": _("Enter your email address"),
    "story_about": _("Say who you are in this story"),
    "story_audience": _("Choose which of these you are"),
    "story_place": _("Enter your town and state"),
    "story_name_shown": _("Choose how we show your name"),
    "consent_truth": _("Tick the box if the story is true and you may share it"),
    "consent_contact": _("Tick the box, so that we may read your story and write to you"),
    "consent_publish": _("Tick the box, so that we may publish your story"),
    "consent_social": _("Tick the box, so that we may quote your story elsewhere"),
    "consent_brief": _("Tick the box, so that we may print your story in briefs for lawmakers"),
    "consent_image": _("Tick the box, so that we may use your picture, or remove the picture"),
    "consent_until": _("Choose until when we may use your story"),
    "consent_alter": _("Tick the box to say that you know how we choose and edit stories"),
}
EMAIL = _("Enter an email address in the form name@example.com")


class StoryFormBuilder(FormBuilder):
    """Makes the form that a visitor fills: a field type of ours is a role with fixed rules."""

    @property
    def formfields(self):
        """Return the form fields by clean name; a story question that stands twice is asked once."""
        formfields = {}
        for field in self.fields:
            name = clean_name_of(field)
            if name in formfields:
                continue
            create = self.get_create_field_function(field.field_type)
            form_field = create(field, self.get_field_options(field))
            if form_field is not None:
                formfields[name] = form_field
        return formfields

    def get_form_class(self):
        """Return the form class, which knows what the editor made compulsory beside something else."""
        compulsory = [field.field_type for field in self.fields if _is_compulsory(field)]
        rules = {
            # Of those who tell in words.
            "asked_prompts": tuple(name for name in compulsory if name in roles.PROMPTS),
            # Of those who give a picture, a video file, a post: name -> what it is asked beside.
            "asked_beside": {
                name: roles.ASKED_BESIDE[name] for name in compulsory if name in roles.ASKED_BESIDE
            },
        }
        return type("StoryForm", (StoryForm,), {**self.formfields, **rules})

    def get_field_options(self, field):
        """Return label, hint and rules; some things are required, or not, whatever was ticked."""
        options = super().get_field_options(field)
        options["required"] = (
            field.required or field.field_type in roles.ALWAYS_REQUIRED
        ) and field.field_type not in roles.NEVER_REQUIRED
        options["error_messages"] = {
            "required": REQUIRED.get(field.field_type)
            or gettext("Answer this question: {label}").format(label=field.label.rstrip(" :"))
        }
        return options

    def create_story_title_field(self, field, options):
        return PlainTextField(longest=120, **options)

    def create_story_happened_field(self, field, options):
        return self._prompt(options, rows=9)

    def create_story_learned_field(self, field, options):
        return self._prompt(options, rows=5)

    def create_story_matters_field(self, field, options):
        return self._prompt(options, rows=5)

    def create_story_because_field(self, field, options):
        return BecauseField(**options)

    def create_story_topic_field(self, field, options):
        from stories.models import Topic

        topics = list(Topic.objects.all())
        if not topics:
            # Without topics there is nothing to ask.
            return None
        options["choices"] = [
            ("", gettext("Choose a topic")),
            *((one.name, one.shown_name) for one in topics),
        ]
        return self._choice(forms.ChoiceField, options)

    def create_story_image_field(self, field, options):
        options.pop("initial")
        return PictureField(**options)

    def create_story_image_alt_field(self, field, options):
        return PlainTextField(longest=255, **options)

    def create_story_image_credit_field(self, field, options):
        return PlainTextField(longest=200, **options)

    def create_story_video_field(self, field, options):
        return VideoField(**options)

    def create_story_video_file_field(self, field, options):
        options.pop("initial")
        return VideoFileField(**options)

    def create_story_captions_field(self, field, options):
        return CaptionsField(**options)

    def create_story_transcript_field(self, field, options):
        options["widget"] = forms.Textarea(attrs={"rows": 6})
        return PlainTextField(longest=LONGEST_ANSWER, one_line=False, **options)

    def create_published_url_field(self, field, options):
        return PostAddressField(**options)

    def create_published_title_field(self, field, options):
        return PlainTextField(longest=200, **options)

    def create_story_people_field(self, field, options):
        # A default cannot name people.
        options.pop("initial")
        return PeopleField(**options)

    def create_story_name_field(self, field, options):
        return _autocomplete(PlainTextField(longest=120, **options), "name")

    def create_story_email_field(self, field, options):
        return self.create_email_field(field, options)

    def create_story_about_field(self, field, options):
        return PlainTextField(longest=120, **options)

    def create_story_audience_field(self, field, options):
        options["choices"] = [("", gettext("Choose one")), *AUDIENCES]
        return self._choice(forms.ChoiceField, options)

    def create_story_place_field(self, field, options):
        return _autocomplete(PlainTextField(longest=120, **options), "address-level2")

    def create_story_name_shown_field(self, field, options):
        options["choices"] = NAME_CHOICES
        options["widget"] = forms.RadioSelect
        # Nothing is chosen beforehand: how a name is shown is part of the consent.
        options["initial"] = None
        return self._choice(forms.ChoiceField, options)

    def create_consent_truth_field(self, field, options):
        return ConsentField(**options)

    def create_consent_contact_field(self, field, options):
        return ConsentField(**options)

    def create_consent_publish_field(self, field, options):
        return ConsentField(**options)

    def create_consent_social_field(self, field, options):
        return ConsentField(**options)

    def create_consent_brief_field(self, field, options):
        return ConsentField(**options)

    def create_consent_image_field(self, field, options):
        return ConsentField(**options)

    def create_consent_until_field(self, field, options):
        options["choices"] = UNTIL_CHOICES
        options["widget"] = forms.RadioSelect
        # Nothing is chosen beforehand: how long is part of the consent.
        options["initial"] = None
        return self._choice(forms.ChoiceField, options)

    def create_consent_alter_field(self, field, options):
        return ConsentField(**options)

    def create_singleline_field(self, field, options):
        return PlainTextField(longest=LONGEST_LINE, **options)

    def create_multiline_field(self, field, options):
        options["widget"] = forms.Textarea(attrs={"rows": 5})
        return PlainTextField(longest=LONGEST_ANSWER, one_line=False, **options)

    def create_email_field(self, field, options):
        options["error_messages"]["invalid"] = EMAIL
        options["error_messages"]["max_length"] = EMAIL
        return _autocomplete(forms.EmailField(max_length=254, **options), "email")

    def create_url_field(self, field, options):
        options["error_messages"]["invalid"] = gettext(
            "Enter a web address, such as https://example.com"
        )
        options["error_messages"]["max_length"] = gettext("Enter a shorter web address")
        return forms.URLField(max_length=2000, assume_scheme="https", **options)

    def create_checkbox_field(self, field, options):
        options["error_messages"]["required"] = gettext("Tick the box: {label}").format(
            label=field.label
        )
        return forms.BooleanField(**options)

    def create_number_field(self, field, options):
        options["error_messages"]["invalid"] = gettext("Enter a number, such as 12")
        return forms.DecimalField(max_digits=18, decimal_places=6, **options)

    def create_date_field(self, field, options):
        options["error_messages"]["invalid"] = gettext("Enter a date, such as 2026-09-21")
        options["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(**options)

    def create_datetime_field(self, field, options):
        options["error_messages"]["invalid"] = gettext(
            "Enter a date and a time, such as 2026-09-21 14:30"
        )
        options["widget"] = forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        )
        return forms.DateTimeField(**options)

    def create_dropdown_field(self, field, options):
        options["choices"] = [("", gettext("Choose one")), *self.get_formatted_field_choices(field)]
        return self._choice(forms.ChoiceField, options)

    def create_radio_field(self, field, options):
        options["choices"] = self.get_formatted_field_choices(field)
        options["widget"] = forms.RadioSelect
        return self._choice(forms.ChoiceField, options)

    def create_multiselect_field(self, field, options):
        # The same as checkboxes: a list to hold a key on is hard for many people.
        return self.create_checkboxes_field(field, options)

    def create_checkboxes_field(self, field, options):
        options["choices"] = self.get_formatted_field_choices(field)
        options["initial"] = self.get_formatted_field_initial(field)
        options["widget"] = forms.CheckboxSelectMultiple
        return self._choice(forms.MultipleChoiceField, options)

    def _prompt(self, options, *, rows):
        # Whether a prompt may stay empty depends on the video: StoryForm decides.
        options["required"] = False
        options["widget"] = forms.Textarea(attrs={"rows": rows, "data-count-group": "story"})
        return PlainTextField(longest=LONGEST_TEXT, one_line=False, **options)

    def _choice(self, kind, options):
        # Django would repeat what was sent, whatever it is, in the message.
        options["error_messages"]["invalid_choice"] = gettext(
            "Choose one of the answers given here"
        )
        options["error_messages"]["invalid_list"] = gettext("Choose from the answers given here")
        return kind(**options)


def clean_name_of(field):
    """Return the name of a field's answers; that of a story field is its type, whatever is stored."""
    if field.is_story_field:
        return field.field_type
    return field.clean_name or field.get_field_clean_name()


def _is_compulsory(field):
    """Say whether an editor asks for this; a picture is never used without a yes to that."""
    return field.required or field.field_type in ("story_image_alt", "consent_image")


def _autocomplete(form_field, token):
    """Tell the browser what it may fill in (WCAG 2.2, 1.3.5)."""
    form_field.widget.attrs["autocomplete"] = token
    return form_field
