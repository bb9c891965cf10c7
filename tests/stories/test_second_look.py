"""One second look: asked for once, read by somebody else, told honestly whatever comes of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from stories import correction, emails, holding, moderation, second_look, standing
from stories.models import OutboxMail, SecondLook, Submission
from stories.next_version import Correction
from tests import make
from tests.stories.status_reading import look, own, press, words

pytestmark = pytest.mark.django_db


def refused(by, *, grounds=("substance",), **more):
    """Return a story that somebody refused."""
    story = make.submission()
    moderation.decide(story, "refuse", user=by, grounds=list(grounds), **more)
    story.refresh_from_db()
    return story


@pytest.fixture
def mo():
    return make.moderator(name="mo")


@pytest.fixture
def dana():
    return make.moderator(name="dana")


@pytest.fixture
def asked(mo):
    """A refused story whose sender asked for a second look."""
    story = refused(mo)
    second_look.ask(story, reason="It is about a bee, not about a book.")
    story.refresh_from_db()
    return story


class TestRule6Asking:
    """Once for each story, after a refusal that the sender knows of."""

    @pytest.mark.parametrize("grounds", [["substance"], ["grammar"]])
    def test_a_refused_story_waits_again_for_anybody(self, mo, grounds):
        story = refused(mo, grounds=grounds)
        second_look.ask(story)
        story.refresh_from_db()
        assert story.state == "received"
        assert (story.claimed_by, story.assigned_to) == (None, None)
        assert story.current_workflow_task_state

    def test_asking_again_changes_nothing(self, asked, dana):
        moderation.claim(asked, user=dana)
        first = SecondLook.objects.get()
        assert second_look.ask(asked, reason="Please!") == first
        asked.refresh_from_db()
        assert asked.claimed_by == dana
        assert SecondLook.objects.get().reason.startswith("It is about a bee")
        assert OutboxMail.objects.filter(kind="second_look").count() == 1

    def test_the_database_holds_one_for_each_story(self, asked):
        decision = SecondLook.objects.get().decision
        with pytest.raises(IntegrityError), transaction.atomic():
            SecondLook.objects.create(submission=asked, decision=decision)

    @pytest.mark.parametrize(
        "state", ["received", "in_review", "changes_requested", "approved", "withdrawn", "spam"]
    )
    def test_what_was_not_refused_gets_none(self, state):
        story = make.submission(state=state)
        assert not second_look.may_ask(story)
        with pytest.raises(second_look.SecondLookRefused):
            second_look.ask(story)

    def test_a_refusal_that_is_held_is_not_known_yet(self, mo):
        story = refused(mo, quiet=True)
        assert not second_look.may_ask(story)
        holding.release(story.mails.exclude(held_at=None).values_list("pk", flat=True), user=mo)
        assert second_look.may_ask(story)

    def test_new_words_instead_leave_it_for_later(self, mo):
        story = refused(mo, grounds=["grammar"])
        correction.correct(
            story, Correction(answers={"story_learned": "Ask, and write it down."}), version=1
        )
        story.refresh_from_db()
        assert not second_look.may_ask(story)
        moderation.decide(story, "refuse", user=mo, grounds=["substance"])
        story.refresh_from_db()
        assert second_look.may_ask(story)


class TestRule6SomebodyElse:
    """Who refused does not decide again while somebody else can."""

    @pytest.mark.parametrize("action", ["approve", "changes", "refuse"])
    def test_who_refused_cannot_decide(self, asked, mo, dana, action):
        with pytest.raises(PermissionDenied, match="Leave it to a colleague"):
            moderation.decide(asked, action, user=mo, grounds=["grammar"], note="No.")

    def test_nor_take_it_to_read(self, asked, mo, dana):
        with pytest.raises(PermissionDenied):
            moderation.claim(asked, user=mo)
        assert moderation.next_waiting(mo) is None
        assert moderation.next_waiting(dana) == asked

    def test_somebody_else_can(self, asked, dana):
        moderation.decide(asked, "refuse", user=dana, grounds=["substance"])
        asked.refresh_from_db()
        assert asked.state == "not_selected"

    def test_the_only_moderator_can(self, asked, mo):
        assert moderation.next_waiting(mo) == asked
        moderation.decide(asked, "refuse", user=mo, grounds=["substance"])
        mail = OutboxMail.objects.filter(kind="not_selected").last()
        assert "the same person did" in " ".join(mail.body.split())

    def test_one_who_is_not_active_does_not_count(self, asked, mo, dana):
        dana.is_active = False
        dana.save()
        moderation.decide(asked, "approve", user=mo)

    def test_administrators_may(self, dana):
        administrator = make.administrator()
        story = refused(administrator)
        second_look.ask(story)
        moderation.decide(story, "approve", user=administrator)

    def test_it_holds_until_the_story_is_decided(self, asked, mo, dana):
        moderation.decide(asked, "changes", user=dana, grounds=["grammar"], note="Please mend it.")
        correction.correct(
            asked, Correction(answers={"story_learned": "Ask, and write it down."}), version=1
        )
        asked.refresh_from_db()
        with pytest.raises(PermissionDenied):
            moderation.decide(asked, "approve", user=mo)
        for _ in range(2):
            moderation.decide(asked, "approve", user=dana)
        assert not SecondLook.objects.get().is_open


class TestRule6TheEnd:
    """A second refusal says that it was the second look, and nothing more is offered."""

    def test_the_mail_says_so(self, asked, dana):
        moderation.decide(asked, "refuse", user=dana, grounds=["substance"])
        first, second = OutboxMail.objects.filter(kind="not_selected")
        assert "Ask for a second look" in first.body
        assert "This was the second look" in second.body
        assert "Another person has read your story" in second.body
        assert "Ask for a second look" not in second.body

    def test_the_page_says_so_and_offers_none(self, client, asked, dana):
        moderation.decide(asked, "refuse", user=dana, grounds=["substance"])
        asked.refresh_from_db()
        page = words(look(client, own(asked)))
        assert "This was the second look." in page
        assert "Ask for a second look" not in page
        assert not second_look.may_ask(asked)

    def test_a_held_second_refusal_shows_the_second_look_under_way(self, asked, dana):
        moderation.decide(asked, "refuse", user=dana, grounds=["substance"], quiet=True)
        asked.refresh_from_db()
        read = standing.read(asked)
        assert read.word == "Being read"
        assert [step.title for step in read.steps] == [
            "Sent",
            "Not selected",
            "Second look",
            "Decision",
        ]

    def test_the_request_is_mailed_once(self, asked):
        mail = OutboxMail.objects.get(kind="second_look")
        assert "another person reads it" in mail.body
        assert emails.second_look(SecondLook.objects.get()) is None


class TestRule6TheSendersPage:
    """Asked for on a page of its own, with a reason or without."""

    def test_it_is_offered_and_taken(self, client, mo):
        story = refused(mo)
        assert "Ask for a second look" in words(look(client, own(story)))
        response = press(client, own(story, "second-look"), reason="Please read the middle.")
        assert response.status_code == 303
        page = words(look(client, response["Location"]))
        assert "Another person reads your story now." in page
        assert "You asked for a second look" in page
        assert SecondLook.objects.get().reason == "Please read the middle."

    def test_opening_the_page_asks_for_nothing(self, client, mo):
        story = refused(mo)
        assert look(client, own(story, "second-look")).status_code == 200
        assert not SecondLook.objects.exists()

    def test_a_long_reason_comes_back_whole(self, client, mo):
        story = refused(mo)
        reason = "a" * (second_look.REASON_LENGTH + 5)
        response = press(client, own(story, "second-look"), reason=reason)
        assert response.status_code == 422
        assert reason in response.content.decode()
        assert "5 characters too long" in words(response)
        assert not SecondLook.objects.exists()

    @pytest.mark.parametrize("state", ["received", "approved", "withdrawn"])
    def test_without_a_refusal_the_page_says_so(self, client, state):
        story = make.submission(state=state)
        page = words(look(client, own(story, "second-look")))
        assert "There is nothing to look at again" in page

    def test_a_deed_without_a_refusal_does_nothing(self, client):
        story = make.submission()
        token = own(story).split("/")[2]
        assert client.post("/ask-second-look/", {"token": token}).status_code == 409
        assert Submission.objects.get(pk=story.pk).state == "received"

    def test_a_wrong_link_asks_for_nothing(self, client, mo):
        refused(mo)
        assert client.post("/ask-second-look/", {"token": "x" * 43}).status_code == 404
        assert not SecondLook.objects.exists()


class TestRule6TheDesk:
    """Moderators see that it is a second look, and why."""

    def test_the_desk_and_the_queue_are_marked(self, client, asked, dana):
        client.force_login(dana)
        desk = client.get(asked.desk_url).content.decode()
        assert "It is about a bee, not about a book." in desk
        assert "asked that another person reads" in desk
        assert "Second look" in client.get("/admin/submissions/").content.decode()

    def test_who_refused_finds_no_decision(self, client, asked, mo, dana):
        client.force_login(mo)
        desk = client.get(asked.desk_url)
        assert not desk.context["may_decide"]
        assert not desk.context["may_claim"]
        assert "Leave it to a colleague" in desk.content.decode()

    def test_the_only_moderator_reads_that_it_falls_to_them(self, client, asked, mo):
        client.force_login(mo)
        desk = client.get(asked.desk_url)
        assert desk.context["may_decide"]
        assert "Nobody else can decide" in desk.content.decode()

    def test_once_it_is_over_the_mark_is_gone(self, client, asked, dana):
        moderation.decide(asked, "refuse", user=dana, grounds=["substance"])
        client.force_login(dana)
        listed = client.get("/admin/submissions/?state=not_selected").content.decode()
        assert asked.number in listed
        assert "Second look" not in listed
        assert SecondLook.objects.get().ended_at <= timezone.now()
