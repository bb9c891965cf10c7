"""The keys of the review desk: which there are, whose are whose, and the page on which staff change them.

WCAG 2.1.4: a key of one character can be turned off, and can be another one.
"""

from dataclasses import dataclass

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories.models import ReviewerPreference, Submission

# What a key does, in words, and the key that it is shipped with.
SHIPPED = {
    "approve": ("Approve", "a"),
    "changes": ("Ask for changes", "c"),
    "refuse": ("Refuse", "r"),
    "take": ("Take the story to read, or give it back", "t"),
    "reopen": ("Put the story back into the queue", "u"),
    "look": ("Open the page exactly as visitors will see it", "v"),
    "place": ("Choose a place for the story on a page", "p"),
    "edit": ("Edit the copy, or the page", "e"),
    "next": ("Go to the next story", "n"),
    "queue": ("Go to the queue", "q"),
    "help": ("Show these keys", "?"),
}
# Wagtail's own, everywhere in the admin.
TAKEN = {"/": "search", "[": "the menu", "]": "the small map of a form"}


@dataclass(frozen=True)
class Key:
    """What one key does; key is "" where there is none."""

    words: str
    key: str

    @property
    def attributes(self) -> SafeString | str:
        """Return the attributes of the button that the key presses."""
        if not self.key:
            return ""
        return format_html(' data-desk-key="{0}" aria-keyshortcuts="{0}"', self.key)

    @property
    def mark(self) -> SafeString | str:
        """Return the key as it is printed on the button."""
        return format_html(" <kbd>{}</kbd>", self.key.upper()) if self.key else ""


def keys_of(user) -> dict[str, Key]:
    """Return the Key of each action for a person; none has a letter where keys are turned off."""
    preference = getattr(user, "reviewer_preference", None)
    profile = getattr(user, "wagtail_userprofile", None)
    is_on = (preference is None or preference.uses_keys) and (
        profile is None or profile.keyboard_shortcuts
    )
    own = preference.keys if preference else {}
    return {
        action: Key(words, own.get(action, key) if is_on else "")
        for action, (words, key) in SHIPPED.items()
    }


class KeysForm(forms.Form):
    """One key for each action; two actions never have the same."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for action, (words, key) in SHIPPED.items():
            self.fields[action] = forms.CharField(
                label=words,
                required=False,
                max_length=1,
                error_messages={"max_length": "Type one character only."},
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
                ),
                help_text=f"Shipped: {key.upper()}",
            )
        switch = ReviewerPreference._meta.get_field("uses_keys").formfield()
        self.fields = {"uses_keys": switch, **self.fields}

    @property
    def rows(self):
        """Return the fields of the keys, without the switch."""
        return [self[action] for action in SHIPPED]

    def clean(self):
        """Refuse a key that does something else already, and say what."""
        cleaned, seen = super().clean(), {}
        for action, (words, _) in SHIPPED.items():
            key = cleaned[action] = (cleaned.get(action) or "").lower()
            if not key:
                continue
            if not key.isprintable():
                self.add_error(action, "Choose a letter, a digit or a sign that you can see.")
            elif key in TAKEN:
                self.add_error(
                    action, f"“{key}” opens {TAKEN[key]} all over the admin. Choose another key."
                )
            elif key in seen:
                self.add_error(
                    action, f"“{key.upper()}” is the key of “{seen[key]}”. Choose another."
                )
            seen.setdefault(key, words)
        return cleaned

    def own_keys(self):
        """Return the keys that differ from the shipped ones."""
        return {
            action: self.cleaned_data[action]
            for action, (_, key) in SHIPPED.items()
            if self.cleaned_data[action] != key
        }


class KeysView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Change the keys, turn them off, or go back to the shipped ones; for each person alone."""

    model = Submission
    permission_required = "view"
    form_class = KeysForm
    template_name = "stories/admin/keys.html"
    page_title = "Keys of the review desk"
    header_icon = "keyboard"

    def get_breadcrumbs_items(self):
        """Lead back to the queue."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("submissions:list"), "label": "Submissions"},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self):
        """Start from the keys of the user."""
        preference = ReviewerPreference.objects.filter(user=self.request.user).first()
        own = preference.keys if preference else {}
        keys = {action: own.get(action, key) for action, (_, key) in SHIPPED.items()}
        return {"uses_keys": preference.uses_keys if preference else True, **keys}

    def post(self, request, *args, **kwargs):
        """Take the shipped keys back, or those of the form."""
        if "reset" in request.POST:
            self.keep(uses_keys=True, keys={})
            messages.success(request, "The keys are those that we shipped.")
            return redirect("submissions:keys")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """Keep the choice and stay."""
        self.keep(uses_keys=form.cleaned_data["uses_keys"], keys=form.own_keys())
        messages.success(self.request, "Your keys are saved. Nobody else’s have changed.")
        return redirect("submissions:keys")

    def form_invalid(self, form):
        """Show the form again with everything typed."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def keep(self, **values):
        """Write the preference of the user."""
        ReviewerPreference.objects.update_or_create(user_id=self.request.user.pk, defaults=values)
