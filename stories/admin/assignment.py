"""The page on which a moderator says for whom a story is, and by when it should be read."""

from django import forms
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput

from stories import assigning
from stories.admin.sender import SubmissionFormView
from stories.review_step import DecisionRefused


class PersonField(forms.ModelChoiceField):
    """One of the people who can moderate."""

    def label_from_instance(self, person):
        """Return the name as the admin shows it."""
        return get_user_display_name(person)


class AssignmentForm(forms.Form):
    """A person and a day; both can stay empty."""

    to = PersonField(
        label="For whom", required=False, queryset=None, empty_label="Nobody in particular"
    )
    due_on = forms.DateField(
        label="To be read by",
        required=False,
        widget=AdminDateInput,
        help_text="The queue marks the story when this day is near and when it is over.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = assigning.colleagues()


class AssignView(SubmissionFormView):
    """Give a story to a colleague."""

    permission_required = "moderate"
    template_name = "stories/admin/assign.html"
    page_title = "Give to a colleague"
    header_icon = "user"
    form_class = AssignmentForm

    def get_initial(self):
        """Start from what is so now."""
        return {"to": self.object.assigned_to_id, "due_on": self.object.due_on}

    def form_valid(self, form):
        """Do it and say what follows, or say why it cannot be done."""
        to, due_on = form.cleaned_data["to"], form.cleaned_data["due_on"]
        try:
            assigning.assign(self.object, user=self.request.user, to=to, due_on=due_on)
        except assigning.DayIsOver as refusal:
            form.add_error("due_on", str(refusal))
            return self.form_invalid(form)
        except DecisionRefused as refusal:
            messages.warning(self.request, str(refusal))
            return redirect(self.object.desk_url)
        whom = get_user_display_name(to) if to else "nobody in particular"
        messages.success(self.request, f"{self.object.number} is for {whom} now.")
        return redirect(self.object.desk_url)
