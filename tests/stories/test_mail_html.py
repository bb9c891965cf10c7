"""The HTML of a mail: the same words, escaped, readable by everybody, loading nothing."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from cms.addresses import site_address
from stories import mail_kinds, mail_preview, outbox
from stories.mail_html import as_html, blocks_of, link
from stories.models import MailText, OutboxMail
from tests import make


def kinds_of(body):
    return [block.kind for block in blocks_of(body)]


class TestRule7Parts:
    def test_an_empty_line_parts_paragraphs_and_a_line_break_stays(self):
        blocks = blocks_of("One\nand two\n\nThree.\n\nBye")
        assert [block.kind for block in blocks] == ["heading", "text", "text", "text"]
        assert blocks_of("With thanks,\nus")[0].lines == ["With thanks,", "us"]

    def test_lists_are_lists(self):
        assert kinds_of("Why\n- one\n- two\n\nThen:\n1. three\n2. four\n\nBye") == [
            "heading",
            "bullets",
            "text",
            "numbers",
            "text",
        ]

    def test_the_signature_has_no_heading(self):
        assert kinds_of("Hello.\n\nThe team\nhttps://example.org/") == ["text", "text"]

    def test_what_somebody_wrote_is_a_quotation_whatever_stands_in_it(self):
        confirm = site_address("/share-your-story/confirm/x/")
        blocks = blocks_of(f"-- You wrote:\n> Why\n> - one\n>\n> {confirm}\n\nBye")
        assert [block.kind for block in blocks] == ["label", "quote", "text"]
        assert blocks[1].lines[:3] == ["Why", "- one", ""]


class TestRule7Links:
    def test_a_link_of_ours_on_its_own_line_is_a_button_that_says_what_it_does(self):
        address = site_address("/share-your-story/confirm/abc/")
        (block,) = blocks_of(address)
        assert (block.kind, block.href, block.lines) == ("button", address, ["Confirm my address"])

    @pytest.mark.parametrize(
        "address",
        ["https://example.org/share-your-story/confirm/abc/", site_address("/"), "http://x/"],
    )
    def test_no_other_address_is_dressed_up_as_ours(self, address):
        (block,) = blocks_of(address)
        assert block.kind == "text"

    def test_addresses_in_a_sentence_end_before_its_point(self):
        shown = link("See https://example.org/a, or mail team@example.org.")
        assert 'href="https://example.org/a"' in shown
        assert 'href="mailto:team@example.org"' in shown
        assert shown.endswith("</a>.")

    def test_nothing_breaks_out_of_an_attribute(self):
        shown = link('https://example.org/"onmouseover="x')
        assert '"onmouseover' not in shown
        assert "javascript" not in link("javascript:alert(1)").replace("javascript:alert(1)", "")


class TestRule7Document:
    def test_everything_is_escaped(self):
        html = as_html("<b>&", "<script>alert(1)</script>\n\n> <img src=x>\n\n- <i>")
        for mark in ("<script", "<img", "<i>", "<b>"):
            assert mark not in html
        assert "&lt;script&gt;" in html

    @pytest.mark.django_db
    @pytest.mark.parametrize("kind", mail_kinds.BY_NAME)
    def test_it_says_every_word_of_the_text_and_loads_nothing(self, kind):
        words = mail_preview.words_for(MailText(kind=kind))
        html = as_html(words.subject, words.body)
        assert '<html lang="en">' in html
        assert f"<title>{words.subject}</title>".replace("'", "&#x27;") in html
        assert not re.search(r"<(img|script|link|iframe|style|object|video)\b|\bsrc=|url\(", html)
        # No color of text or paper that a dark scheme could turn against the other.
        assert html.count("background") == html.count("background-color:#c2124a")
        plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<body")[2]))
        for sentence in re.findall(r"[A-Za-z ]{12,}\.", words.body):
            assert sentence.strip() in plain, sentence


@pytest.mark.django_db
class TestRule7Leaving:
    def test_a_mail_leaves_in_both_forms_with_the_same_link(self):
        make.submission(confirmed=False)
        row = OutboxMail.objects.get(kind="received")
        assert outbox.send(row.pk, now=timezone.now())
        sent = mail.outbox[-1]
        ((html, kind),) = sent.alternatives
        assert kind == "text/html"
        assert sent.message().get_content_type() == "multipart/alternative"
        address = re.search(r"http\S+/confirm/\S+", sent.body)[0]
        assert f'href="{address}"' in html
        row.refresh_from_db()
        assert address not in row.body
