"""The accounts of the campaign on other networks, which the footer of every page leads to."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

# The hosts below which a network keeps its accounts.
HOSTS = {
    "facebook": ("facebook.com",),
    "x": ("x.com", "twitter.com"),
    "linkedin": ("linkedin.com",),
    "instagram": ("instagram.com",),
    "youtube": ("youtube.com",),
    "bluesky": ("bsky.app",),
    "threads": ("threads.com", "threads.net"),
    "tiktok": ("tiktok.com",),
}


class SocialAccount(Orderable):
    """One account of the campaign; each network once, so that no two links of the footer read the same."""

    class Network(models.TextChoices):
        """The networks that have a name of their own in the footer."""

        FACEBOOK = "facebook", "Facebook"
        X = "x", "X"
        LINKEDIN = "linkedin", "LinkedIn"
        INSTAGRAM = "instagram", "Instagram"
        YOUTUBE = "youtube", "YouTube"
        BLUESKY = "bluesky", "Bluesky"
        THREADS = "threads", "Threads"
        TIKTOK = "tiktok", "TikTok"
        MASTODON = "mastodon", "Mastodon"

    settings = ParentalKey(
        "cms.CampaignSettings", on_delete=models.CASCADE, related_name="social_accounts"
    )
    network = models.CharField(max_length=20, choices=Network.choices)
    address = models.CharField(
        max_length=300,
        help_text="Open the account in your browser and copy its address, for example "
        "https://www.linkedin.com/company/example.",
    )

    panels = [FieldPanel("network"), FieldPanel("address")]

    class Meta(Orderable.Meta):
        unique_together = (("settings", "network"),)

    def clean(self):
        super().clean()
        self.address = (self.address or "").strip()
        if self.network and self.address and (problem := self._problem()):
            raise ValidationError({"address": problem})

    def _problem(self):
        """Say what is wrong with the address, "" if it leads to an account."""
        name = self.get_network_display()
        try:
            parts = urlsplit(self.address)
            host = parts.hostname or ""
        except ValueError:
            parts, host = None, ""
        if not host or parts.scheme != "https" or "@" in parts.netloc or " " in self.address:
            return "Copy the whole address of the account. It begins with https://"
        known = HOSTS.get(self.network, (host,))
        if not any(host == one or host.endswith(f".{one}") for one in known):
            return f"This address does not lead to {name}. It should begin with https://{known[0]}/"
        if not parts.path.strip("/"):
            return f"This is the front page of {name}. Add the name of the account."
        return ""


class AccountFormSet(BaseChildFormSet):
    """Says in plain words that a network stands twice."""

    def get_unique_error_message(self, unique_check):
        """Return what is said above all accounts."""
        return "A network stands here twice. Keep one account of each."

    def get_form_error(self):
        """Return what is said at the second one."""
        return "This network stands above already. Remove it, or choose another one."


class AccountsPanel(InlinePanel):
    """The accounts among the settings of the campaign."""

    def get_form_options(self):
        """Return the options of Wagtail's panel with our own words for mistakes."""
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = AccountFormSet
        return options
