"""The review rules: each version is kept, cited with decisions, and readable for everybody."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from stories import moderation
from stories.models import Decision, OutboxMail, ReviewPolicy
from tests import make
from tests.stories.status_reading import look, own, words

pytestmark = pytest.mark.django_db


def version(text="<p>We publish true stories about bees.</p>"):
    """Write the next version of the rules."""
    return ReviewPolicy.objects.create(text=text)


def decide(kind, **more):
    story = make.submission()
    given = {} if kind == "approve" else {"grounds": ["grammar"], "note": "Please mend it."}
    moderation.decide(story, kind, user=make.staff("Submission moderators"), **given, **more)
    story.refresh_from_db()
    return story


class TestRule6Versions:
    """Written once, and kept."""

    def test_the_site_comes_with_a_first_version(self):
        first = ReviewPolicy.objects.get()
        assert first.number == 1
        for ground in ("Substance", "Intent", "Grammar", "Missing picture", "Promotion"):
            assert ground in first.text
        assert "never alter facts" in first.text

    def test_each_save_is_the_next_number(self):
        assert [version().number, version().number] == [2, 3]
        assert ReviewPolicy.objects.current().number == 3

    def test_a_version_is_never_changed(self):
        first = ReviewPolicy.objects.get()
        first.text = "<p>Everything.</p>"
        with pytest.raises(ValidationError):
            first.save()
        with pytest.raises(ValidationError):
            ReviewPolicy.objects.update(text="")

    @pytest.mark.parametrize("rows", [lambda all_rows: all_rows.get(), lambda all_rows: all_rows])
    def test_nor_deleted(self, rows):
        with pytest.raises(ValidationError), transaction.atomic():
            rows(ReviewPolicy.objects.all()).delete()
        assert ReviewPolicy.objects.count() == 1


class TestRule6Cited:
    """A refusal and a request name the version that was in force."""

    @pytest.mark.parametrize("kind", ["changes", "refuse"])
    def test_decision_mail_and_page_name_it(self, client, kind):
        rules = version()
        story = decide(kind)
        assert Decision.objects.get(submission=story).policy == rules
        mail = OutboxMail.objects.filter(submission=story, key__startswith="decision:").get()
        day = f"{timezone.localtime(rules.since):%B} {timezone.localtime(rules.since).day}"
        assert f"Our review rules, version 2, of {day}" in mail.body
        assert "/review-rules/2/" in mail.body
        page = look(client, own(story))
        assert "Our review rules, version 2" in words(page)
        assert 'href="/review-rules/2/"' in page.content.decode()

    def test_a_newer_version_changes_nothing_for_those_judged_before(self, client):
        story = decide("refuse")
        version()
        assert "Our review rules, version 1" in words(look(client, own(story)))

    def test_an_approval_cites_none(self):
        assert Decision.objects.get(submission=decide("approve")).policy is None

    def test_without_any_rules_decisions_go_on(self):
        ReviewPolicy.objects.all()._raw_delete("default")
        story = decide("refuse")
        mail = OutboxMail.objects.filter(submission=story, kind="not_selected").get()
        assert "review rules" not in mail.body


class TestRule6PublicPages:
    """Everybody reads the version in force, and every older one."""

    def test_the_version_in_force(self, client):
        version()
        page = client.get("/review-rules/")
        assert "We publish true stories about bees." in page.content.decode()
        assert "max-age=60" in page["Cache-Control"]

    def test_an_older_version_says_that_there_is_a_newer_one(self, client):
        version()
        page = words(client.get("/review-rules/1/"))
        assert "This is an older version." in page
        assert "Read version 2" in page

    def test_an_unknown_version_is_nowhere(self, client):
        assert client.get("/review-rules/7/").status_code == 404

    def test_nothing_is_posted_there(self, client):
        assert client.post("/review-rules/").status_code == 405


class TestRule6Mending:
    """A refusal that can be mended opens the sender's text again; a final one does not."""

    def test_the_grounds_stand_above_the_form(self, client):
        story = decide("refuse")
        page = words(look(client, own(story, "change")))
        assert "Change it and send it again" in page
        assert "what you can mend" in page
        assert "Grammar: it cannot be understood" in page
        assert "Please mend it." in page

    def test_a_final_one_opens_nothing(self, client):
        story = make.submission()
        by = make.staff("Submission moderators")
        moderation.decide(story, "refuse", user=by, grounds=["grammar", "intent"])
        page = look(client, own(story, "change"))
        assert "form-title" not in page.content.decode()
