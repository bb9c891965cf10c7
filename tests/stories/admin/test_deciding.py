"""The mail of a decision can be seen and edited before it leaves; quiet decisions are held."""

import pytest
from bs4 import BeautifulSoup

from stories import private_links
from stories.models import Decision, OutboxMail
from tests import make

pytestmark = pytest.mark.django_db

NOTE = "We could not follow the second part."


@pytest.fixture
def moderator(client):
    person = make.moderator(name="mo")
    client.force_login(person)
    return person


@pytest.fixture
def story():
    return make.submission(state="in_review", by=make.moderator())


def address(story, kind="refuse", name="decide"):
    return f"/admin/submissions/{name}/{story.pk}/{kind}/"


def fields(response):
    """Return what a browser would send from the page that came back."""
    form = BeautifulSoup(response.content, "html.parser").find("form", class_="desk-form")
    found = {"grounds": []}
    for field in form.find_all(["input", "textarea"]):
        if field.get("type") == "checkbox" and "checked" not in field.attrs:
            continue
        if field["name"] == "grounds":
            found["grounds"].append(field["value"])
        elif field.name == "textarea":
            found[field["name"]] = field.get_text().removeprefix("\n")
        else:
            found[field["name"]] = field.get("value", "on")
    return found


def preview(client, story, **typed):
    """Press "Preview the mail" and return the form that comes back."""
    sent = fields(client.get(address(story)))
    return fields(client.post(address(story), {**sent, **typed, "preview": "1"}))


def mail_of(story):
    return OutboxMail.objects.get(submission=story, kind="not_selected")


class TestRule6Preview:
    """The whole mail as it would go out."""

    def test_it_holds_the_chosen_grounds_and_the_note(self, client, moderator, story):
        typed = preview(client, story, grounds=["grammar", "missing_image"], note=NOTE)
        assert typed["mail_subject"] == f"About your story {story.number}"
        for words in (
            NOTE,
            "Grammar: it cannot be",
            "Missing picture",
            private_links.placeholder(),
        ):
            assert words in typed["mail_body"]

    def test_it_keeps_everything_typed_and_decides_nothing(self, client, moderator, story):
        given = {"grounds": ["grammar"], "note": NOTE, "internal_note": "Ask Dana.", "quiet": "on"}
        typed = preview(client, story, **given)
        assert {name: typed[name] for name in given} == given
        assert not Decision.objects.filter(submission=story).exists()

    def test_the_part_alone_for_scripts(self, client, moderator, story):
        response = client.post(address(story, name="mail"), {"grounds": "grammar", "note": NOTE})
        assert response.status_code == 200
        assert NOTE in response.content.decode()
        assert "<html" not in response.content.decode()

    def test_an_approval_has_none(self, client, moderator, story):
        assert client.post(address(story, "approve", "mail")).status_code == 404

    def test_without_an_address_there_is_none(self, client, moderator, story):
        story.sender_email = ""
        story.save(update_fields=["sender_email"])
        assert "nothing is mailed" in client.get(address(story)).content.decode()
        assert client.post(address(story, name="mail")).status_code == 404

    @pytest.mark.parametrize("maker", [make.editor, make.privacy_staff, make.auditor])
    def test_others_see_no_mail(self, client, story, maker):
        client.force_login(maker())
        response = client.post(address(story, name="mail"), {"note": NOTE})
        assert response.status_code in (302, 403)


class TestRule6UneditedMails:
    """Words that nobody touched are made when the decision is sent."""

    def test_they_follow_grounds_and_note(self, client, moderator, story):
        typed = preview(client, story, grounds=["grammar"], note="First words.")
        client.post(address(story), {**typed, "note": NOTE})
        mail = mail_of(story)
        assert NOTE in mail.body
        assert "First words." not in mail.body
        assert mail.edited_by is None

    def test_windows_line_ends_are_no_edit(self, client, moderator, story):
        typed = preview(client, story, grounds=["grammar"], note=NOTE)
        typed["mail_body"] = typed["mail_body"].replace("\n", "\r\n")
        client.post(address(story), typed)
        assert mail_of(story).edited_by is None


class TestRule6EditedMails:
    """The words of this one mail are the decider's, and recorded."""

    def test_they_are_what_is_sent(
        self, client, moderator, story, django_capture_on_commit_callbacks, mailoutbox
    ):
        typed = preview(client, story, grounds=["grammar"], note=NOTE)
        typed["mail_body"] = typed["mail_body"].replace("Hello,", "Dear Renee,")
        typed["mail_subject"] = "Your bee story"
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address(story), typed)
        mail = mail_of(story)
        assert mail.edited_by == moderator
        assert mail.body.startswith("Dear Renee,")
        (sent,) = [m for m in mailoutbox if m.subject == "Your bee story"]
        assert private_links.placeholder() not in sent.body
        assert "/my-story/" in sent.body

    def test_a_held_one_keeps_them_when_released(self, client, moderator, story):
        typed = preview(client, story, grounds=["grammar"], quiet="on")
        typed["mail_body"] = typed["mail_body"].replace("Hello,", "Dear Renee,")
        client.post(address(story), typed)
        client.post("/admin/outbox/", {"mail": mail_of(story).pk})
        mail = mail_of(story)
        assert mail.held_at is None
        assert mail.body.startswith("Dear Renee,")

    def test_one_without_the_private_link_is_not_sent(self, client, moderator, story):
        typed = preview(client, story, grounds=["grammar"])
        link = private_links.placeholder()
        typed["mail_body"] = typed["mail_body"].replace(link, "")
        response = client.post(address(story), typed)
        assert response.status_code == 422
        assert f"Put it back: {link}" in response.content.decode()
        assert link not in fields(response)["mail_body"]
        assert not Decision.objects.filter(submission=story).exists()

    def test_an_empty_one_is_not_sent(self, client, moderator, story):
        typed = preview(client, story, grounds=["grammar"])
        response = client.post(address(story), {**typed, "mail_body": "  "})
        assert response.status_code == 422
        assert "start again from the mail as it was" in response.content.decode()

    def test_other_grounds_afterwards_are_pointed_out_once(self, client, moderator, story):
        typed = preview(client, story, grounds=["grammar"])
        typed["mail_body"] = typed["mail_body"].replace("Hello,", "Dear Renee,")
        response = client.post(address(story), {**typed, "grounds": ["missing_image"]})
        assert response.status_code == 422
        assert "You chose other grounds" in response.content.decode()
        again = fields(response)
        assert again["mail_body"].startswith("Dear Renee,")
        client.post(address(story), again)
        assert mail_of(story).body.startswith("Dear Renee,")
        assert Decision.objects.get(submission=story).grounds == ["missing_image"]

    def test_starting_again_takes_the_words_of_now(self, client, moderator, story):
        typed = preview(client, story, grounds=["grammar"])
        typed |= {"mail_body": "My words.", "note": NOTE, "preview": "anew"}
        again = fields(client.post(address(story), typed))
        assert NOTE in again["mail_body"]
        assert "My words." not in again["mail_body"]


class TestRule6Quietly:
    """The tick holds the mail, and is remembered."""

    def test_the_tick_holds_the_mail(self, client, moderator, story):
        step = story.current_workflow_task_state.pk
        response = client.post(
            address(story), {"step": step, "grounds": "grammar", "quiet": "on"}, follow=True
        )
        assert mail_of(story).held_by == moderator
        assert "held in the outbox" in response.content.decode()
        assert "held in the outbox" in client.get(story.desk_url).content.decode()

    def test_the_next_decision_begins_like_the_last(self, client, moderator, story):
        step = story.current_workflow_task_state.pk
        assert "quiet" not in fields(client.get(address(story)))
        client.post(address(story), {"step": step, "grounds": "grammar", "quiet": "on"})
        other = make.submission()
        assert fields(client.get(address(other)))["quiet"] == "on"
        step = other.current_workflow_task_state.pk
        client.post(address(other), {"step": step, "grounds": "grammar"})
        assert "quiet" not in fields(client.get(address(make.submission())))

    def test_several_at_once(self, client, moderator):
        stories = [make.submission(), make.submission()]
        chosen = "&".join(f"id={story.pk}" for story in stories)
        steps = {f"step-{row.pk}": row.current_workflow_task_state.pk for row in stories}
        response = client.post(
            f"/admin/bulk/stories/submission/refuse/?{chosen}&next=/admin/submissions/",
            {**steps, "grounds": "grammar", "quiet": "on"},
            follow=True,
        )
        assert OutboxMail.objects.exclude(held_at=None).count() == 2
        assert "The mails are held in the outbox." in response.content.decode()
