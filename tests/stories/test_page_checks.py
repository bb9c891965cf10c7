"""Before a page is published its editor reads what may point to a person, and how much too long a story is."""

import pytest

from cms import page_checks
from tests import make
from tests.cms.test_page_checks import said, text_page

pytestmark = pytest.mark.django_db


def with_text(words):
    return text_page(("text", {"text": f"<p>{words}</p>"}))


class TestIdentifiers:
    @pytest.mark.parametrize(
        ("words", "kind"),
        [
            ("Write to maria.lopez@example.net today.", "An email address"),
            ("Call her at 603-555-0134 any time.", "A phone number"),
            ("Her Social Security number is 078-05-1120.", "A Social Security number"),
            ("Her medical record number is 00482915.", "A record or account number"),
            ("She was born on March 4, 1961.", "A birth date"),
        ],
    )
    def test_what_may_point_to_a_person_is_pointed_out_with_its_block(self, words, kind):
        page = with_text(words)
        [finding] = page_checks.look_at(page)
        assert finding.what.startswith(f"{kind}, it seems, in block 1, “Text”")
        assert "unless everybody may know it" in finding.advice
        assert finding.anchor == f"block-{page.body[0].id}-section"

    def test_it_is_found_in_titles_and_fields_too(self):
        page = text_page(title="Ask maria@example.net", intro="Or call 603-555-0134.")
        title, intro = said(page)
        assert "in “Title”" in title and "in “Intro”" in intro

    def test_it_is_found_deep_inside_of_a_block(self):
        question = {"question": "Who?", "answer": "<p>Call 603-555-0134.</p>"}
        [found] = said(text_page(("questions", {"heading": "", "questions": [question]})))
        assert "603-555-0134" in found

    def test_it_is_found_in_the_questions_of_the_form(self):
        page = make.form_page()
        before = said(page)
        questions = list(page.form_fields.all())
        questions[0].help_text = "No idea? Call 603-555-0134."
        page.form_fields = questions
        [found] = set(said(page)) - set(before)
        assert "story form field 1, “Hint”" in found

    def test_notes_of_staff_are_no_part_of_the_page(self):
        page = with_text("Hello.")
        page.wagtail_admin_comments.create(
            user=make.editor(), contentpath="title", text="Call 603-555-0134."
        )
        assert said(page) == []

    def test_the_same_words_are_said_once(self):
        assert len(said(with_text("Call 603-555-0134. Again: call 603-555-0134."))) == 1

    def test_the_address_of_the_campaign_is_meant_for_everybody(self):
        make.campaign_settings(contact_email="Stories@example.org")
        assert said(with_text("Write to stories@example.org.")) == []

    @pytest.mark.parametrize(
        "words", ["My doctor is Maria Lopez.", "See https://example.org/people/maria."]
    )
    def test_names_and_links_belong_to_pages(self, words):
        assert said(with_text(words)) == []


class TestLengths:
    def test_a_story_with_more_words_than_the_campaign_asks_for_is_pointed_out(self):
        campaign, story = make.campaign_settings(), make.story()
        story.what_learned = story.why_it_matters = ""
        story.what_happened = "word " * campaign.word_limit
        assert said(story) == []
        story.why_it_matters = "more"
        [found] = said(story)
        assert "301 words, 1 more" in found and "The sender is shown" in found

    def test_so_is_a_because_line(self):
        campaign, story = make.campaign_settings(), make.story()
        story.because = "a" * campaign.because_limit
        assert said(story) == []
        story.because += "b"
        [found] = said(story)
        assert "281 characters" in found
