"""A mail about a story that nobody sent: what an editor sees while wording it, and can mail to themself."""

from datetime import timedelta
from types import SimpleNamespace

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.response import TemplateResponse
from django.utils import timezone, translation

from cms.addresses import site_address
from stories import private_links, social_posts
from stories.mail_html import as_html, context_of
from stories.mail_words import MailWords, about_all, fill
from stories.models import Consent, Decision, MailText, ProtectedParty, ReviewPolicy, SignOff
from stories.social_posts import Told

# A mail has style attributes, because mail programs know nothing else; nothing can run in it.
POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "font-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
}


def words_for(text: MailText) -> MailWords:
    """Return the mail in these words about the sample story; its links lead nowhere."""
    with translation.override(text.language):
        about = sample(timezone.now())
        return fill(text, about.pop("submission"), **about)


def placeholder_rows(text: MailText) -> list[dict]:
    """Return each placeholder of a mail as it is explained to an editor, with an example."""
    with translation.override(text.language):
        return _rows(text)


def _rows(text):
    words = sample(timezone.now())
    submission = words.pop("submission")
    about = about_all(submission, **words)
    return [
        {
            "mark": f"{{{placeholder.name}}}",
            "gives": placeholder.gives,
            "needed": placeholder.needed,
            "is_long": placeholder.is_long,
            "example": placeholder.value(about) or "(nothing here)",
        }
        for placeholder in text.about.placeholders
    ]


def show(request, text: MailText, *, as_text: bool):
    """Answer with the mail as its receiver would see it, for the frame of the editor's preview."""
    words = words_for(text)
    context = {
        "subject": words.subject,
        "sent_from": settings.DEFAULT_FROM_EMAIL,
        "body": words.body,
        **({} if as_text else context_of(words.subject, words.body, text.language)),
    }
    response = TemplateResponse(request, "stories/admin/mail_preview.html", context)
    response._csp_config = POLICY
    return response


def send_test(text: MailText, *, to: str) -> None:
    """Send the mail about the sample story at once; any failure of the mail server comes through."""
    words = words_for(text)
    message = EmailMultiAlternatives(f"Test: {words.subject}", words.body, to=[to])
    message.attach_alternative(as_html(words.subject, words.body, text.language), "text/html")
    message.send()


def sample(now) -> dict:
    """Return everything that any kind of mail is about, invented; the same pieces read it as read a real one."""
    nowhere = site_address(f"/share-your-story/confirm/{private_links.NO_TOKEN}/")
    return {
        "submission": SimpleNamespace(
            number="IHH-4K7Q-29", is_confirmed=False, due_on=timezone.localdate(now)
        ),
        "user": SimpleNamespace(get_short_name=lambda: "Dana", get_username=lambda: "dana"),
        "confirm_url": nowhere,
        "resume_url": site_address(f"/share-your-story/resume/{private_links.NO_TOKEN}/"),
        "ask_url": site_address("/my-story/"),
        "story_url": site_address("/stories/the-screen-that-knew/"),
        "card_url": site_address("/card/1.png"),
        "posts": social_posts.write(
            Told(
                sentence="#IHeartHIT because my daughter’s record spoke when she could not.",
                teller="",
                address=site_address("/stories/the-screen-that-knew/"),
                hashtags=("#IHeartHIT", "#NHITWeek"),
            )
        ),
        "desk_url": site_address("/admin/submissions/inspect/1/"),
        "queue_url": site_address("/admin/submissions/"),
        "edit_url": site_address("/admin/pages/1/edit/"),
        "consents": [
            Consent(wording="You can read my story and write to me about it."),
            Consent(wording="You can publish it on this site."),
        ],
        "terms": {
            "name_shown": "My first name only",
            "teller": "Renee",
            "until": "For one year",
            "last_day": timezone.localdate(now) + timedelta(days=365),
        },
        "people": [
            ProtectedParty(
                relation="My sister",
                basis=ProtectedParty.Basis.ASKED,
                email="sister@example.org",
            )
        ],
        "person": ProtectedParty(relation="My sister"),
        "sender": "Renee Ochoa",
        "note": "Your story moved us. Could you add a picture? It may show a place, a thing or a drawing.",
        "grounds": [Decision.Ground.MISSING_IMAGE.label],
        "can_be_mended": True,
        "rules": ReviewPolicy(number=1, since=now),
        "rules_url": site_address("/review-rules/"),
        "is_second_look": False,
        "is_by_other": False,
        "may_ask_again": True,
        "by": "Nell",
        "edits": [
            SimpleNamespace(
                label="The because line",
                sent="#IHeartHIT because my daughters record spoke when she could not.",
                shown="#IHeartHIT because my daughter’s record spoke when she could not.",
            )
        ],
        "sign_off": SignOff(
            needs_yes=True,
            reasons=["You wrote “four”, the edit says “five”."],
            asked_at=now,
            answer="yes",
        ),
        "reason": "The file could not be read. It may be broken.",
        "until": timezone.localdate(now) + timedelta(days=30),
        "count": 3,
        "unclaimed": 2,
        "days": 2,
        "corrected": 1,
        "version": 2,
        "was_public": True,
        "page": SimpleNamespace(title="The screen that knew my daughter"),
        "kind_of_page": "story page",
        "reasons": ["The sender has not confirmed the address."],
    }
