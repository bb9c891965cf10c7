"""The words that editors give to a kind of mail, in place of those that ship."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import PreviewableMixin

from stories import mail_kinds, mail_text

LONGEST_SUBJECT = 150
LONGEST_BODY = 10_000


class MailText(PreviewableMixin, models.Model):
    """Subject and text of one kind of mail; what is left empty is said in the shipped words."""

    kind = models.CharField(max_length=40, primary_key=True, editable=False)
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    body = models.TextField("text", max_length=LONGEST_BODY, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"

    def __str__(self):
        return self.about.label if self.about else self.kind

    @property
    def about(self):
        """Return the MailKind, or None for a kind that mails do not have any more."""
        return mail_kinds.BY_NAME.get(self.kind)

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
