"""The rules of the form builder: what an editor may change, save as a draft, and publish."""

from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

from stories import roles
from stories.form_builder import clean_name_of

STORY_PARTS = "Parts of a story"


class StoryFormPageForm(WagtailAdminFormPageForm):
    """Checks the form that an editor builds: drafts may be incomplete, what is published may not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for form in self._question_forms():
            _keep_meaning(form)

    def clean(self):
        """Refuse to publish a form that lacks a story question or has one twice."""
        # Not the parent's: its rule about equal names would keep a draft from being saved.
        cleaned = super(WagtailAdminFormPageForm, self).clean()
        kept = [
            form for form in self._question_forms() if form.is_valid() and not _is_deleted(form)
        ]
        self._refuse_equal_names(kept)
        if not self.is_deferred_validation:
            self._refuse_incomplete(kept)
        return cleaned

    def _question_forms(self):
        return self.formsets["form_fields"].forms if "form_fields" in self.formsets else []

    def _refuse_equal_names(self, forms_kept):
        """Refuse two questions of the editor's own that would overwrite each other's answers."""
        seen = set()
        for form in forms_kept:
            name = clean_name_of(form.instance)
            if name in seen and not form.instance.is_story_field:
                form.add_error("label", "Another question is called nearly the same. Reword one.")
            seen.add(name)

    def _refuse_incomplete(self, forms_kept):
        types = [form.instance.field_type for form in forms_kept]
        missing = roles.missing_roles(types)
        if missing:
            self.add_error(
                None, f"The form cannot be published yet. It lacks: {'; '.join(missing)}."
            )
        seen = set()
        for form in forms_kept:
            kind = form.instance.field_type
            if kind in seen and form.instance.is_story_field:
                form.add_error("field_type", "This part of a story stands twice. Remove one.")
            seen.add(kind)


def _keep_meaning(form):
    """Let a saved question keep being what it is: its answers are kept under its meaning."""
    if not form.instance.clean_name:
        return
    kind = form.fields["field_type"]
    if form.instance.is_story_field:
        kind.disabled = True
        kind.help_text = "A part of the story stays what it is. Remove it to ask something else."
    else:
        kind.choices = [choice for choice in kind.choices if choice[0] != STORY_PARTS]


def _is_deleted(form):
    return form.cleaned_data.get("DELETE", False)
