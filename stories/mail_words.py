"""The words of a mail: its subject and its text, made from the template of its kind."""

from typing import NamedTuple

from django.template.loader import render_to_string
from wagtail.models import Site

from cms.addresses import site_address
from cms.models import CampaignSettings
from stories import private_links


class MailWords(NamedTuple):
    """What a mail says: one line, and plain text."""

    subject: str
    body: str


def compose(kind, submission, **context):
    """Return the MailWords of a mail of this kind, without writing or sending it.

    The template is templates/stories/emails/<kind>.txt; besides the context it gets submission,
    campaign, site_url and private_url, the sender's own link, which is made when the mail leaves.
    """
    context |= {
        "submission": submission,
        "campaign": campaign(),
        "site_url": site_address("/"),
        "private_url": private_links.placeholder(),
    }
    head, _, body = render_to_string(f"stories/emails/{kind}.txt", context).lstrip().partition("\n")
    return MailWords(" ".join(head.removeprefix("Subject:").split())[:200], body.strip() + "\n")


def campaign():
    """Return the settings of the campaign for code that serves no request."""
    site = Site.objects.filter(is_default_site=True).first()
    return CampaignSettings.for_site(site) if site else CampaignSettings()
