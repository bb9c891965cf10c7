"""Gives moderators plain hints on what a machine or an advertiser may have sent; discards nothing.

Two parts: the form token, which is a one-time form id with a signed time, and `screen`, which reads
the answers. The same input always gives the same findings, and each says its reason in words.
"""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

from cms.text import count_words
from stories import boasts

FASTEST_PERSON = timedelta(seconds=3)
LONGEST_VISIT = timedelta(days=2)
MANY_LINKS = 3
# Fewer links are many in a text with fewer words for each of them.
SOME_LINKS = 2
WORDS_A_LINK = 60
MANY_TIMES = 3
# Texts are capped long before this; it only bounds the time that a pattern may take.
MOST_CHARACTERS = 20_000
# What only a machine does. Everything else is a hint on a story in the ordinary queue.
HELD_KINDS = frozenset({"honeypot", "too_fast"})

_LONGEST_TOKEN = 200
_SALT = "stories.screening.form_token"

_SHORTENERS = r"bit\.ly|tinyurl\.com|goo\.gl|ow\.ly|buff\.ly|lnkd\.in|rebrand\.ly|amzn\.to|t\.co"
_LINK = re.compile(
    r"https?://[^\s<>\"]+"
    r"|(?<![\w@.-])(?:www\.[^\s<>\"]+"
    rf"|(?:{_SHORTENERS})/[^\s<>\"]*"
    r"|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}"
    r"\.(?:com|net|org|info|biz|shop|store|online|health|io|co|us)\b(?:/[^\s<>\"]*)?)",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    r"[?&](?:utm_\w+|fbclid|gclid|msclkid|mc_cid|igshid|irclickid|aff|aff_?id|affiliate|ref|referral|"
    r"promo|coupon)="
    # The partner's name in a link to the largest shop, such as tag=name-20.
    r"|[?&]tag=[\w-]+-2\d\b"
    rf"|^(?:https?://)?(?:www\.)?(?:{_SHORTENERS})/",
    re.IGNORECASE,
)
_MONEY = r"(?:US)?[$€£]\s?\d+(?:[.,]\d+)*"
_OFFER = re.compile(
    rf"\b(?:only|for just|starting (?:at|from)|as low as)\s+{_MONEY}"
    rf"|\b(?:plans?|prices?|pricing|subscriptions?)\s+(?:starts?|begins?)\s+(?:at|from)\s+{_MONEY}"
    # A bill is so much a month, too; only what is sold is so much a user.
    rf"|{_MONEY}\s?(?:/\s?|per\s+|a\s+)(?:user|seat|license|mo)\b"
    rf"|{_MONEY}\s+off\b"
    r"|\bfirst\s+(?:\w+\s+)?(?:month|week|year)s?\s+(?:is\s+|are\s+)?free\b"
    r"|\b\d{1,3}\s?(?:%|percent)\s+(?:off|discount)\b"
    r"|\bfree\s+(?:trial|demo|quote|consultation)\b"
    r"|\b(?:coupon|promo|discount)\s+codes?\b"
    r"|\bmoney[- ]back\b",
    re.IGNORECASE,
)
# People visit their mothers and try their best: only with what is for sale is it an invitation.
_OURS = (
    r"(?:our|my)\s+(?:\w+\s+)?(?:web\s?site|page|shop|store|blog|channel|app|platform|product)s?"
)
_CALL_TO_ACTION = re.compile(
    rf"\b(?:visit|check out|go to|try|download|subscribe to|follow)\s+{_OURS}\b"
    r"|\bfollow\s+(?:us|me)\s+(?:on|at)\b"
    r"|\bcontact\s+us\s+(?:at|for|now|to|today)\b"
    r"|\b(?:buy|order|call|act|register|sign up)\s+(?:now|today)\b"
    r"|\bbook\s+(?:a|your)\s+(?:free\s+)?(?:demo|call|consultation)\b"
    r"|\b(?:download|install|get)\s+(?:it|the app)\s+(?:now|today|for free|free)\b"
    r"|\bsign up\s+(?:at|here|for\s+(?:our|my|a free))\b"
    r"|\b(?:schedule|request)\s+(?:a|your)\s+(?:free\s+)?(?:demo|trial|consultation)\b"
    r"|\buse\s+(?:my|our)\s+(?:code|link)\b"
    r"|\blink in (?:my |our )?bio\b"
    r"|\bclick\s+(?:here|the link|below)\b"
    r"|\blearn more at\b"
    r"|\blimited[- ]time\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+")


class TokenRefused(Exception):
    """The form token cannot be used; the answers are to be shown again with a new one."""


class TokenMissing(TokenRefused):
    """The request came without a form token."""


class TokenForged(TokenRefused):
    """The form token was not made by this site."""


class TokenExpired(TokenRefused):
    """The form token is genuine, but older than LONGEST_VISIT; `token` holds what it said."""

    def __init__(self, token: "FormToken"):
        super().__init__("The form was open for too long.")
        self.token = token


@dataclass(frozen=True)
class FormToken:
    """One rendered form: its one-time id, and when the person first saw it."""

    form_id: uuid.UUID
    made_at: datetime


@dataclass(frozen=True)
class Finding:
    """One hint: characters `start` to `end` of the answer `field`, and a sentence for moderators.

    `field` is "" and the span is empty when the hint is about the submission as a whole.
    """

    kind: str
    field: str
    start: int
    end: int
    reason: str


def make_form_token(now: datetime, form_id: uuid.UUID | None = None) -> str:
    """Return a signed token for a form shown at `now`, with a new form id unless one is given.

    A form that is shown again after an error keeps its token as it is: then a double click, or the
    same answers sent again with the back button, stay one submission.
    """
    milliseconds = round(now.timestamp() * 1000)
    return Signer(salt=_SALT).sign(f"{(form_id or uuid.uuid4()).hex}.{milliseconds}")


def renew_form_token(token: FormToken, now: datetime) -> str:
    """Return a fresh token for an expired one: the same form id, and no new wait for the person."""
    return make_form_token(now - FASTEST_PERSON, token.form_id)


def read_form_token(value: str | None, now: datetime) -> FormToken:
    """Return what the token says.

    Raises TokenMissing, TokenForged or TokenExpired. None of them is a reason to lose the answers.
    """
    if not value:
        raise TokenMissing("The form came without its token.")
    try:
        if len(value) > _LONGEST_TOKEN:
            raise BadSignature
        form_id, milliseconds = Signer(salt=_SALT).unsign(value).split(".")
        made_at = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
        token = FormToken(uuid.UUID(form_id), made_at)
    except (BadSignature, ValueError) as error:
        raise TokenForged("The form token was not made here.") from error
    if now - made_at > LONGEST_VISIT:
        raise TokenExpired(token)
    return token


def screen(
    answers: Mapping[str, str],
    *,
    now: datetime,
    made_at: datetime | None = None,
    honeypot: str = "",
    about: str = "",
) -> list[Finding]:
    """Return the findings on one submission, the gravest first.

    `answers` are the texts by field name as they are stored; leave out addresses that the form asks
    for, such as the video's. `made_at` comes from the form token; without it speed is not judged.
    `about` is who the sender is: the organization that it names is the sender's own.
    """
    texts = {field: text[:MOST_CHARACTERS] for field, text in answers.items() if text}
    return [
        *_judge_sender(honeypot, made_at, now),
        *_find_links(texts),
        *_find(
            texts, "offer", _OFFER, "names an offer. A bill can be part of a story; an offer sells."
        ),
        *_find(
            texts, "call_to_action", _CALL_TO_ACTION, "asks readers to act, as advertising does."
        ),
        *(Finding("superlative", *found) for found in boasts.find(texts, about)),
        *_find_repeats(texts),
    ]


def judge_sameness(times_before: int, near: str = "") -> list[Finding]:
    """Return the finding on words that came before: so many times the same, or nearly so.

    near: the sentence about an earlier story that is only like this one; on equal words it says
    nothing new.
    """
    if times_before > 0:
        times = "once" if times_before == 1 else f"{times_before} times"
        return [Finding("same_text", "", 0, 0, f"The same text was sent {times} before.")]
    return [Finding("near_text", "", 0, 0, near)] if near else []


def is_held(findings: Iterable[Finding]) -> bool:
    """Say whether a person has to look before the submission joins the ordinary queue."""
    return any(finding.kind in HELD_KINDS for finding in findings)


def _judge_sender(honeypot: str, made_at: datetime | None, now: datetime) -> Iterator[Finding]:
    if honeypot.strip():
        yield Finding("honeypot", "", 0, 0, "A field that people cannot see was filled in.")
    if made_at is not None and now - made_at < FASTEST_PERSON:
        seconds = max(0.0, (now - made_at).total_seconds())
        reason = f"The form came back after {seconds:.1f} seconds, faster than a person types."
        yield Finding("too_fast", "", 0, 0, reason)


def _find_links(texts: Mapping[str, str]) -> Iterator[Finding]:
    links = [(field, found) for field, text in texts.items() for found in _LINK.finditer(text)]
    if len(links) >= MANY_LINKS:
        field, found = links[0]
        reason = f"The story holds {len(links)} links. Few stories need that many."
        yield Finding("many_links", field, *found.span(), reason)
    elif len(links) >= SOME_LINKS:
        words = sum(count_words(text) for text in texts.values())
        if words < WORDS_A_LINK * len(links):
            field, found = links[0]
            reason = f"The story holds {len(links)} links in {words} words."
            yield Finding("dense_links", field, *found.span(), reason)
    for field, found in links:
        if _TRACKING.search(found.group()):
            reason = "This link counts its visitors for somebody, or hides where it leads."
            yield Finding("tracking_link", field, *found.span(), reason)


def _find(
    texts: Mapping[str, str], kind: str, pattern: re.Pattern, reason: str
) -> Iterator[Finding]:
    for field, text in texts.items():
        for found in pattern.finditer(text):
            words = " ".join(found.group().split())
            yield Finding(kind, field, *found.span(), f"“{words}” {reason}")


def _find_repeats(texts: Mapping[str, str]) -> Iterator[Finding]:
    """Report each sentence of three words or more that stands in the answers MANY_TIMES or more."""
    places: dict[str, list[tuple[str, int, int]]] = {}
    for field, text in texts.items():
        for found in _SENTENCE.finditer(text):
            words = found.group().casefold().split()
            if len(words) >= 3:
                places.setdefault(" ".join(words), []).append((field, *found.span()))
    for spans in places.values():
        if len(spans) >= MANY_TIMES:
            field, start, end = spans[1]
            reason = f"This sentence stands here {len(spans)} times."
            yield Finding("repeated_text", field, start, end, reason)
