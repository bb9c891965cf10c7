"""The forms of the review desk: a decision with its grounds, an erasure, what a sender asked for."""

from django import forms

from stories.models import Decision, Submission

APPROVE, CHANGES, REFUSE = Decision.Kind.APPROVE, Decision.Kind.CHANGES, Decision.Kind.REFUSE
NOTE_LENGTH = 2000

# How each decision is named on its button and above its form.
BUTTONS = {
    APPROVE: "Approve",
    CHANGES: "Ask for changes",
    REFUSE: "Refuse",
}
HEADINGS = {
    APPROVE: "Approve this step",
    CHANGES: "What does the sender need to change?",
    REFUSE: "Why is this story not selected?",
}
EXPLANATIONS = {
    APPROVE: "The story goes on to the next step. After the last one an editor can make its page.",
    CHANGES: "The sender gets your note and the grounds by email. The story waits for the answer.",
    REFUSE: "The sender gets the grounds by email, and learns what could be mended.",
}


def ground_choices():
    """Return the grounds with a word on whether the sender can mend them."""
    return [
        (value, f"{label} ({'can be mended' if value in Decision.FIXABLE else 'final'})")
        for value, label in Decision.Ground.choices
    ]


class DecisionForm(forms.Form):
    """Grounds, a note to the sender and an internal note; stories.moderation judges them."""

    step = forms.IntegerField(required=False, widget=forms.HiddenInput)
    grounds = forms.MultipleChoiceField(
        label="Grounds",
        required=False,
        choices=ground_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="At least one. The sender reads these words.",
        error_messages={"required": "Choose at least one, so that the sender learns why."},
    )
    note = forms.CharField(
        label="Note to the sender",
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Write to the sender what you need. One or two sentences are enough."
        },
    )
    internal_note = forms.CharField(
        label="Internal note",
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only staff read this.",
    )
    quiet = forms.BooleanField(
        label="Do not mail yet: hold the mail in the outbox",
        required=False,
        help_text="Until somebody releases it there, the sender goes on reading “Being read”.",
    )

    def __init__(self, kind, *args, **kwargs):
        self.kind = kind
        kwargs.setdefault("auto_id", f"id_{kind}_%s")
        super().__init__(*args, **kwargs)
        if kind == APPROVE:
            del self.fields["grounds"], self.fields["note"]
        else:
            self.fields["grounds"].required = True
            self.fields["note"].required = kind == CHANGES
        if kind == CHANGES:
            self.fields["note"].help_text = "Say what you need. One or two sentences are enough."
        elif kind == REFUSE:
            self.fields["note"].help_text = "Optional. A kind word helps."
        for name, field in self.fields.items():
            if name not in ("step", "grounds") and field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{kind}_{name}-help"

    @property
    def button(self):
        """Return the words on the button that sends the form."""
        return BUTTONS[self.kind]

    @property
    def heading(self):
        """Return the question above the form."""
        return HEADINGS[self.kind]

    @property
    def explanation(self):
        """Return what happens once the form is sent."""
        return EXPLANATIONS[self.kind]

    def blame(self, message):
        """Put a message of stories.moderation beside the field that it is about."""
        self.add_error("note" if self.cleaned_data.get("grounds") else "grounds", message)

    def decision(self):
        """Return the keyword arguments for stories.moderation.decide, apart from the user."""
        return {
            "note": self.cleaned_data.get("note", ""),
            "grounds": self.cleaned_data.get("grounds", ()),
            "internal_note": self.cleaned_data.get("internal_note", ""),
            "quiet": self.cleaned_data.get("quiet", False),
        }


class ErasureForm(forms.Form):
    """The number typed once more, and the reason that stays on record."""

    number = forms.CharField(
        label="Story number",
        max_length=20,
        help_text="Type the number of the story, so that no wrong one goes.",
    )
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="For example “The sender asked for it on May 3”. Write no name: this stays on record.",
    )

    def __init__(self, submission: Submission, *args, **kwargs):
        self.submission = submission
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean_number(self):
        """Compare the typed number with that of the story, letter case and spaces aside."""
        number = "".join(self.cleaned_data["number"].upper().split())
        if number != self.submission.number:
            raise forms.ValidationError(
                f"This is not the number of this story. It is {self.submission.number}."
            )
        return number


class AddressForm(forms.Form):
    """The address that the sender meant."""

    address = forms.EmailField(
        label="New address",
        max_length=254,
        help_text="We send a link to it. Only the person who can read mail there can confirm it.",
    )

    def __init__(self, submission: Submission, *args, **kwargs):
        self.submission = submission
        super().__init__(*args, **kwargs)
        self.fields["address"].widget.attrs |= {"autocomplete": "off"}

    def clean_address(self):
        """Refuse the address that is there already."""
        address = self.cleaned_data["address"]
        if address == self.submission.sender_email:
            raise forms.ValidationError("We write to this address already.")
        return address


class WithdrawalForm(forms.Form):
    """A tick that the sender has asked for it."""

    asked = forms.BooleanField(
        label="The sender asked for this, or somebody in the story did",
        error_messages={"required": "Tick this box first. Refuse a story on other grounds."},
    )
