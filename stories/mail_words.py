"""The words of a mail: its subject and its text, made from an editor's words or those that ship."""

import logging
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from cms.addresses import site_address
from cms.models import CampaignSettings
from stories import mail_kinds, mail_text, private_links, sender_language
from stories.models import MailText

LONGEST_SUBJECT = 200
logger = logging.getLogger(__name__)


class MailWords(NamedTuple):
    """What a mail says: one line, and plain text."""

    subject: str
    body: str


def language_for(kind, submission, draft=None):
    """Return the language of a mail: that of the form its sender filled, and the site's own for staff."""
    if mail_kinds.BY_NAME[kind].goes_to_staff:
        return settings.LANGUAGE_CODE
    if draft:
        return sender_language.language_of_page(draft.page_id)
    return sender_language.language_of(submission)


def compose(kind, submission, *, language="", **context):
    """Return the MailWords of a mail of this kind, without writing or sending it.

    language: that of `language_for` unless another one is given.

    The context is what the placeholders of the kind read (stories.mail_kinds); besides it they get
    submission, campaign, site_url and private_url, the sender's own link, which is made when the
    mail leaves. An editor's words that cannot be filled any more give way to the shipped ones: a
    mail always leaves.
    """
    text = MailText.of(kind, language or language_for(kind, submission))
    if text.obstacles:
        logger.warning(
            "The words of the mail %s cannot be used; it leaves in the shipped ones.", text.kind
        )
        text = MailText(kind=text.kind)
    return fill(text, submission, **context)


def fill(text: MailText, submission, **context):
    """Return the MailWords of a mail in the words of a MailText, saved or not."""
    about = about_all(submission, **context)
    placeholders = text.about.by_name

    @cache
    def value_of(name):
        # What a program or a person gave may end in a gap; the mail has its own.
        return str(placeholders[name].value(about) or "").strip()

    shipped = shipped_words(text.name, text.language)
    # Whoever causes the mail may speak another language.
    with translation.override(text.language):
        subject = mail_text.fill(text.subject or shipped.subject, value_of)
        body = mail_text.fill(text.body or shipped.body, value_of)
    return MailWords(" ".join(subject.split())[:LONGEST_SUBJECT], body + "\n")


def about_all(submission, **context):
    """Return all that the placeholders of a mail can read."""
    common = {
        "campaign": CampaignSettings.of_default_site(),
        "site_url": site_address("/"),
        "private_url": private_links.placeholder(),
    }
    return common | {"submission": submission, **context}


def shipped_words(kind, language=settings.LANGUAGE_CODE):
    """Return the MailWords that ship, with their placeholders.

    They are templates/stories/emails/<kind>.txt, in another language than the site's own
    templates/stories/emails/<language>/<kind>.txt.
    """
    folder = "" if language == settings.LANGUAGE_CODE else f"{language}/"
    source = get_template(f"stories/emails/{folder}{kind}.txt").template.source
    return MailWords(*mail_text.split_subject(source))
