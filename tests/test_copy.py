"""What visitors and senders read comes in short sentences: none has more than twenty words (issue 6)."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Page

from cms import catalogs
from stories.models import StoryPage

FOLDER = settings.BASE_DIR / "templates/stories/emails"
MAILS = sorted(FOLDER.rglob("*.txt"))
MOST = 20
WORD = re.compile(r"[^\W_][\w’'.,:/@-]*")
# The words of senders stay as they are; what only a screen reader says stands in no sentence.
NOT_OURS = "script, style, svg, textarea, blockquote, .card, .quote-band, .hero, .sr-only"


def long_ones(text):
    """Return the sentences of a text that have too many words."""
    plain = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    sentences = re.split(r"(?<=[.!?…])[”’\")]*\s+", plain)
    return [one for one in sentences if len(WORD.findall(one)) > MOST]


def test_twenty_words_pass_and_one_more_does_not():
    assert long_ones("word " * 20) == []
    assert len(long_ones("Short. " + "word " * 21)) == 1


@pytest.mark.parametrize("shelf", catalogs.SHELVES, ids=lambda shelf: shelf.app)
@pytest.mark.parametrize("language", catalogs.LANGUAGES)
def test_the_interface(shelf, language):
    found = []
    for message in catalogs.read(shelf, language):
        # The first one, without words, is about the catalog.
        for words in (message.id, message.string) if message.id else ():
            for form in words if isinstance(words, tuple) else (words,):
                found += long_ones(form or "")
    assert found == []


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.relative_to(FOLDER).as_posix())
def test_the_mails(mail):
    words = re.sub(r"{%.*?%}|{#.*?#}", " ", mail.read_text())
    assert [one for line in words.splitlines() for one in long_ones(line)] == []


@pytest.mark.django_db
def test_the_pages_of_the_demo(client):
    call_command("load_demo", verbosity=0)
    found, read = {}, 0
    for page in Page.objects.live().not_type(StoryPage).specific():
        address = page.get_url()
        if not address:
            continue
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        for part in soup.select(NOT_OURS):
            part.decompose()
        parts = soup.select("p, li, figcaption, h1, h2, h3, dd, dt, label, summary")
        texts = [part.get_text(" ") for part in parts if not part.find(["p", "li"])]
        found[address] = [one for text in texts for one in long_ones(text)]
        read += len(texts)
    assert read > 300
    assert {address: words for address, words in found.items() if words} == {}
