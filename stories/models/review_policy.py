"""What the campaign publishes and what not, in versions: each stays as it was, for those judged by it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_delete
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext
from wagtail.fields import RichTextField

KEPT = "A version of the review rules is kept as it is. Write a new one instead."


class ReviewPolicyQuerySet(models.QuerySet):
    """Sets of versions; none of them is ever changed."""

    def current(self):
        """Return the version in force, None where there is none."""
        return self.order_by("-number").first()

    def update(self, **kwargs):
        """Refuse: who was judged by a version has to find its words."""
        raise ValidationError(KEPT)


class ReviewPolicy(models.Model):
    """One version of the review rules."""

    number = models.PositiveIntegerField("version", unique=True, editable=False)
    text = RichTextField(
        features=["h2", "bold", "italic", "ul", "ol", "link"],
        help_text="What you publish, what not, and what you may change. Everybody can read it. Saving "
        "makes a new version: older ones stay readable for the senders who were judged by them.",
    )
    since = models.DateTimeField("in force since", default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="written by",
    )

    objects = ReviewPolicyQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = "version of the review rules"
        verbose_name_plural = "review rules"

    def __str__(self):
        return f"Version {self.number}"

    def save(self, *args, **kwargs):
        """Store a new version under the next number; a stored one is never changed."""
        if not self._state.adding:
            raise ValidationError(KEPT)
        if self.number is None:
            newest = type(self).objects.current()
            self.number = newest.number + 1 if newest else 1
        super().save(*args, **kwargs)

    @property
    def name(self):
        """Return how mails and pages cite it, such as "Our review rules, version 3, of May 3, 2026"."""
        day = format_date(timezone.localtime(self.since), gettext("F j, Y"))
        words = gettext("Our review rules, version {number}, of {day}")
        return words.format(number=self.number, day=day)

    def get_absolute_url(self):
        """Return the public address of exactly this version."""
        return reverse("review_rules_version", args=[self.number])


def refuse_deletion(sender, instance, **kwargs):
    """Keep every version, whatever asks for its deletion."""
    raise ValidationError(KEPT)


pre_delete.connect(refuse_deletion, sender=ReviewPolicy, dispatch_uid="stories.keep_review_rules")
