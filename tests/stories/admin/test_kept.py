"""Those who may not see how a sender is reached find it in no answer."""

import pytest

from stories.admin.kept import KEPT, without_contacts
from tests import make

QUESTION = "How else can we reach you?"


class TestWithoutContacts:
    @pytest.mark.parametrize(
        "words",
        [
            "renee@example.org",
            " <Renee.Ochoa+bees@mail.example.co.uk> ",
            "renée@exämple.org",
            "937-555-0123",
            "(937) 555-0123",
            "+1 937 555 0123",
            "+49/6221-54 0",
            "9375550123",
            "937.555.0123",
            "20260912",
        ],
    )
    def test_an_answer_that_is_nothing_else_is_kept_whole(self, words):
        assert without_contacts(words) == KEPT

    def test_the_words_around_stay(self):
        shown = without_contacts("Call 937-555-0123 after six, or write to renee@example.org.")
        assert shown == f"Call [{KEPT}] after six, or write to [{KEPT}]"

    @pytest.mark.parametrize(
        "words",
        [
            "Nurse",
            "",
            "On September 12, 2026, at 4:30.",
            "2026-09-12",
            "2026-09-12T08:30:00+00:00",
            "45402",
            "I work 40 hours @ night",
            "12 of 300",
        ],
    )
    def test_other_words_stay_as_they_are(self, words):
        assert without_contacts(words) == words

    def test_a_long_answer_takes_no_time(self):
        assert without_contacts("a" * 200_000) == "a" * 200_000
        assert without_contacts("1 " * 3 + "x" * 200_000).endswith("x")


@pytest.mark.django_db
class TestTheDeskPerRole:
    @pytest.fixture
    def story(self):
        page = make.form_page(
            extra=[
                {"field_type": "email", "label": "Another address", "clean_name": "q_other"},
                {"field_type": "singleline", "label": QUESTION, "clean_name": "q_reach"},
                {"field_type": "number", "label": "Your phone", "clean_name": "q_phone"},
                {"field_type": "singleline", "label": "Your role", "clean_name": "q_role"},
                {"field_type": "date", "label": "When was it?", "clean_name": "q_when"},
            ]
        )
        labels = [(name, label) for name, label, _ in make.QUESTIONS]
        labels += [(field.clean_name, field.label) for field in page.form_fields.all()][-5:]
        return make.submission(
            page=page,
            labels=labels,
            q_other="ivy.other",
            q_reach="Text 937-555-0123 or second@example.org",
            q_phone=9375550199,
            q_role="Night nurse",
            q_when="2026-09-12",
            story_place="call 937 555 0177",
        )

    @pytest.mark.parametrize(
        ("maker", "shown"),
        [
            (make.auditor, False),
            (make.editor, False),
            (make.moderator, True),
            (make.privacy_staff, True),
            (make.administrator, True),
        ],
    )
    def test_answers_that_lead_to_a_person(self, client, story, maker, shown):
        client.force_login(maker())
        page = client.get(story.desk_url).content.decode()
        sent = page.partition("Everything that was sent")[2].partition("</dl>")[0]
        for secret in ("ivy.other", "937-555-0123", "second@example.org", "9375550199", "0177"):
            assert (secret in sent) == shown, secret
        assert (story.sender_email in page) == shown
        assert ("Kept from your group" in sent) == (not shown)
        for words in ("Night nurse", "2026-09-12", "Ivy was four", QUESTION, "Another address"):
            assert words in sent

    def test_an_empty_answer_is_no_secret(self, client):
        page = make.form_page()
        story = make.submission(page=page, labels=[("q_none", "Anything else?")])
        client.force_login(make.auditor())
        sent = client.get(story.desk_url).content.decode().partition("Anything else?")[2]
        assert "Left empty" in sent.partition("</dl>")[0]
