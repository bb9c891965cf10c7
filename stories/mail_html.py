"""The HTML of a mail, made from its plain text when it leaves: one source, the same words in both.

It loads nothing, follows nobody, and escapes everything. It names no color for text or paper, so
that a mail program's own light and dark schemes keep it readable.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.addresses import site_address

LONGEST_HEADING = 60
# What the button of an address of ours says, by the name of the address.
BUTTONS = {
    "confirm_link": _("Confirm my address"),
    "story_status": _("Open the page of my story"),
    "ask_for_link": _("Ask for a private link"),
    "resume_link": _("Go on with my story"),
    "their_story": _("Read the story"),
    "submissions:inspect": "Open the review desk",
    "submissions:list": "Open the queue",
    "wagtailadmin_pages:edit": "Open the page",
    "wagtail_serve": "Open the page",
}
_BULLET = re.compile(r"- (?=\S)")
_NUMBER = re.compile(r"\d{1,2}\. (?=\S)")
_QUOTE = re.compile(r"> ?")
_LABEL = re.compile(r"-- (?=\S)")
_ADDRESS = re.compile(r"https?://\S+")
# An address in running words ends before the point of the sentence.
_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)’”]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass
class Block:
    """One part of a mail: what it is (heading, text, label, bullets, numbers, quote, button) and its lines."""

    kind: str
    lines: list[SafeString] = field(default_factory=list)
    href: str = ""


def as_html(subject: str, body: str, language: str = settings.LANGUAGE_CODE) -> str:
    """Return the whole HTML document of a mail with these words, which are in this language."""
    return render_to_string("stories/emails/mail.html", context_of(subject, body, language))


def context_of(subject: str, body: str, language: str = settings.LANGUAGE_CODE) -> dict:
    """Return what the templates of a mail need to show these words."""
    with translation.override(language):
        return {"subject": subject, "blocks": blocks_of(body), "language": language}


def blocks_of(body: str) -> list[Block]:
    """Return the parts of a mail's text, in their order."""
    groups = [group.split("\n") for group in re.split(r"\n[ \t]*\n", body.strip("\n"))]
    blocks = []
    for place, lines in enumerate(groups, start=1):
        # The last group is the signature.
        if place < len(groups) and _is_heading(lines):
            blocks.append(Block("heading", [link(lines[0])]))
            lines = lines[1:]
        blocks += _blocks_of_lines(lines)
    return blocks


def link(line: str) -> SafeString:
    """Return a line escaped, each address in it as a link."""
    parts, end = [], 0
    for found in _LINK.finditer(line):
        href = found[0] if "://" in found[0] else f"mailto:{found[0]}"
        shown = format_html('<a href="{}" style="color:inherit">{}</a>', href, found[0])
        parts += [(line[end : found.start()],), (shown,)]
        end = found.end()
    return format_html_join("", "{}", [*parts, (line[end:],)])


def _is_heading(lines):
    first = lines[0].strip()
    return (
        len(lines) > 1
        and len(first) <= LONGEST_HEADING
        and first[:1].isupper()
        and first[-1].isalnum()
        and not _LINK.search(first)
    )


def _blocks_of_lines(lines):
    blocks = []
    for line in lines:
        kind, block = _read(line)
        # A list, a quotation or a paragraph goes on; a button never does.
        if blocks and blocks[-1].kind == kind and kind != "button":
            blocks[-1].lines += block.lines
        else:
            blocks.append(block)
    return blocks


def _read(line):
    words = line.strip()
    if _ADDRESS.fullmatch(words) and (label := _button_of(words)):
        return "button", Block("button", [format_html("{}", label)], href=words)
    for kind, mark in (
        ("quote", _QUOTE),
        ("label", _LABEL),
        ("bullets", _BULLET),
        ("numbers", _NUMBER),
    ):
        if found := mark.match(line):
            return kind, Block(kind, [link(line[found.end() :])])
    return "text", Block("text", [link(line)])


def _button_of(address):
    """Return what the button to an address of this site says, "" for all others and for the site itself."""
    path = urlsplit(address).path
    if not address.startswith(site_address("/")) or path == "/":
        return ""
    try:
        return str(BUTTONS.get(resolve(path).view_name, ""))
    except Resolver404:
        return ""
