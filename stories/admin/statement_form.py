"""What staff say of a story that they enter: how it came, how and when its sender agreed, who heard it."""

from django import forms
from django.utils import timezone

from cms.pictures import PictureRefused, clean_picture
from stories import entering, terms
from stories.models import Arrival

CHANNELS = [choice for choice in Arrival.Channel.choices if choice[0] != Arrival.Channel.IMPORT]


class StatementForm(forms.Form):
    """How a story came, and how its sender agreed. The scan of a paper form is kept over an error elsewhere."""

    channel = forms.ChoiceField(
        label="How did it come?",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how the story came",
            "invalid_choice": "Choose how the story came",
        },
    )
    given_on = forms.DateField(
        label="When did the sender agree?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter the day on which the sender agreed",
            "invalid": "Enter a date, such as 2026-09-21",
        },
    )
    how = forms.CharField(
        label="How did the sender agree?",
        max_length=180,
        help_text="For example: signed the paper form. Or: said yes on the phone to each box, which I read out.",
        error_messages={
            "required": "Say how the sender agreed",
            "max_length": "Say it in at most 180 characters",
        },
    )
    heard_by = forms.CharField(
        label="Who heard or saw it?",
        max_length=80,
        help_text="The person of our team who can say so.",
        error_messages={
            "required": "Name the person who heard or saw the sender agree",
            "max_length": "Say it in at most 80 characters",
        },
    )
    scan = forms.FileField(
        label="Picture of the signed form",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="A photo or a scan as JPEG, PNG, WebP or HEIC. Only staff who may write to the sender see it.",
    )
    kept_scan = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_statement_%s", **kwargs)
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_statement_{name}-help"

    def clean_given_on(self):
        """Refuse a day that is still to come."""
        day = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Look at the date again.")
        return day

    def clean_scan(self):
        """Return a CleanPicture, or None; the file itself is never kept."""
        file = self.cleaned_data["scan"]
        if not file:
            return None
        try:
            return clean_picture(file)
        except PictureRefused as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal

    def statement(self, until):
        """Return the Statement; until is the answer to how long the sender agrees."""
        given = self.cleaned_data
        return entering.Statement(
            channel=given["channel"],
            given_on=given["given_on"],
            how=given["how"],
            heard_by=given["heard_by"],
            ends_on=terms.last_day(until, given["given_on"]),
        )
