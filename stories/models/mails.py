"""The words that editors give to a kind of mail, in place of those that ship."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import PreviewableMixin

from stories import mail_kinds, mail_text

LONGEST_SUBJECT = 150
LONGEST_BODY = 10_000


def key_of(kind: str, language: str) -> str:
    """Return the key of a mail's words in a language: the kind alone in the site's own, else "received.es"."""
    return kind if language == settings.LANGUAGE_CODE else f"{kind}.{language}"


def all_keys() -> list[str]:
    """Return the keys of all mails, those of one kind together; mails to staff have one language."""
    return [
        key_of(kind.name, language)
        for kind in mail_kinds.KINDS
        for language, _ in settings.LANGUAGES
        if language == settings.LANGUAGE_CODE or not kind.goes_to_staff
    ]


class MailText(PreviewableMixin, models.Model):
    """Subject and text of one kind of mail in one language; what is left empty is said in the shipped words.

    `kind` is the key that `key_of` makes of both.
    """

    kind = models.CharField(max_length=40, primary_key=True, editable=False)
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    body = models.TextField("text", max_length=LONGEST_BODY, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"

    def __str__(self):
        label = self.about.label if self.about else self.kind
        return label if self.is_in_site_language else f"{label} ({self.language_name})"

    @classmethod
    def of(cls, kind, language):
        """Return the words of a kind of mail in a language, saved or not."""
        key = key_of(kind, language)
        return cls.objects.filter(kind=key).first() or cls(kind=key)

    @property
    def name(self):
        """Return the name of the kind of mail."""
        return self.kind.partition(".")[0]

    @property
    def language(self):
        """Return the language of the words."""
        return self.kind.partition(".")[2] or settings.LANGUAGE_CODE

    @property
    def language_name(self):
        """Return what staff call the language."""
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @property
    def is_in_site_language(self):
        """Say whether the words are in the site's own language."""
        return self.language == settings.LANGUAGE_CODE

    @property
    def about(self):
        """Return the MailKind, or None for a kind that mails do not have any more."""
        return mail_kinds.BY_NAME.get(self.name)

    @property
    def obstacles(self):
        """Return {field: [sentences]} for each field whose words cannot be used, {} if all can."""
        known = self.about.by_name if self.about else {}
        found = {
            "subject": mail_text.problems(
                self.subject,
                known,
                refused=[name for name, placeholder in known.items() if placeholder.is_long],
            ),
            "body": mail_text.problems(
                self.body,
                known,
                needed=[name for name, placeholder in known.items() if placeholder.needed],
            )
            if self.body
            else [],
        }
        return {field: sentences for field, sentences in found.items() if sentences}

    @property
    def is_set_aside(self):
        """Say whether the words as they are saved cannot be used, whatever is being typed."""
        saved = type(self).objects.filter(pk=self.pk).first()
        return bool(saved and saved.obstacles)

    def clean(self):
        super().clean()
        if self.obstacles:
            raise ValidationError(self.obstacles)

    @property
    def placeholder_rows(self):
        """Return what an editor reads of each placeholder: mark, gives, needed, is_long, example."""
        from stories import mail_preview

        return mail_preview.placeholder_rows(self)

    @property
    def preview_modes(self):
        """Offer the two forms in which every mail leaves."""
        return [("", "The mail"), ("text", "Plain text")]

    def serve_preview(self, request, mode_name):
        """Answer with the mail about a sample story."""
        from stories import mail_preview

        return mail_preview.show(request, self, as_text=mode_name == "text")
