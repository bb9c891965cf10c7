"""How a story came when it did not come by the form, and where it was published before."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stories.models.submission import private_storage


class Arrival(models.Model):
    """A story that staff entered: how it came, how consent was given, and the scanned form if there is one."""

    class Channel(models.TextChoices):
        """By which way it came."""

        MAIL = "mail", _("By mail")
        PHONE = "phone", _("By phone")
        BOOTH = "booth", _("At a booth")
        IMPORT = "import", _("From an earlier collection")

    submission = models.OneToOneField(
        "stories.Submission", on_delete=models.CASCADE, related_name="arrival"
    )
    channel = models.CharField(max_length=10, choices=Channel.choices)
    consent_given = models.TextField(help_text="How and when the sender agreed, and who heard it.")
    scan = models.FileField(storage=private_storage, blank=True, upload_to="", max_length=200)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.get_channel_display()} ({self.submission})"


class PublishedPost(models.Model):
    """The address where the sender has published the story already, and what was found there."""

    class State(models.TextChoices):
        """Whether somebody has looked."""

        WAITING = "waiting", _("Not looked at yet")
        FOUND = "found", _("Found, with at least one hashtag")
        NO_HASHTAG = "bare", _("Found, without a hashtag")
        UNREACHABLE = "unreached", _("Could not be opened: a person has to look")
        CONFIRMED = "confirmed", _("Confirmed by a person")

    submission = models.OneToOneField(
        "stories.Submission", on_delete=models.CASCADE, related_name="published_post"
    )
    url = models.URLField("address", max_length=500)
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    hashtags = models.JSONField(default=list, help_text="Those of the campaign's that stand there.")
    note = models.CharField(max_length=300, blank=True, help_text="Why it could not be opened.")
    looked_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty while somebody should look."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self):
        return f"{self.get_state_display()} ({self.submission})"

    @property
    def is_settled(self):
        """Say whether the post is known to be there."""
        return self.state in (self.State.FOUND, self.State.CONFIRMED)

    @property
    def host(self):
        """Return the name of the site as people say it, "" for what is no address of the web."""
        try:
            parts = urlsplit(self.url)
            name = parts.hostname or ""
        except ValueError:
            return ""
        return name.removeprefix("www.") if parts.scheme in ("http", "https") else ""

    @property
    def tells_hidden_name(self):
        """Say whether a link to the post would tell the name of somebody who wants none shown."""
        return self.submission.name_shown == self.submission.NameShown.NONE

    @property
    def may_be_linked(self):
        """Say whether the story page may lead to the post: it is there, and gives no name away."""
        return self.is_settled and bool(self.host) and not self.tells_hidden_name
