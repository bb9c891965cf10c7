"""A story that staff enter is a story like any other: sealed, in the queue, with its consents and how they came."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stories import (
    consent,
    due,
    emails,
    entering,
    moderation,
    retention,
    sender_address,
    sent_files,
)
from stories.models import Arrival, OutboxMail, Submission
from stories.models.submission import private_storage
from tests import make

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 3)


def statement(**changes):
    """Return what a staff member says of a story told on the telephone."""
    return entering.Statement(
        **{
            "channel": "phone",
            "given_on": DAY,
            "how": "Said yes on the telephone to each box",
            "heard_by": "Mo Reyes",
            **changes,
        }
    )


def enter(*, user=None, receipt=None, scan="", writes_mail=True, says=None, **answers):
    """Return the submission that a moderator entered."""
    return entering.enter(
        make.form_page(),
        make.answers(**answers),
        statement=says or statement(),
        user=user or make.moderator(),
        receipt=receipt or uuid.uuid4(),
        labels=[(name, label) for name, label, _ in make.QUESTIONS],
        agreements=make.agreements(),
        scan=scan,
        writes_mail=writes_mail,
    )


def scan():
    """Return the name of a kept scan."""
    return entering.keep_scan(make.picture())


class TestTheStory:
    def test_is_sealed_and_waits_in_the_queue_like_any_other(self):
        story = enter(story_because="#IHeartHIT because she called.")
        assert story.state == Submission.State.RECEIVED
        assert story.original.is_intact
        assert story.original.answers["story_because"] == "#IHeartHIT because she called."
        assert story.current_workflow_state is not None
        assert story.consents.count() == len(make.CONSENTS)

    def test_keeps_how_it_came_and_who_entered_it(self):
        person = make.moderator()
        arrival = enter(user=person).arrival
        assert (arrival.channel, arrival.entered_by) == ("phone", person)
        assert arrival.consent_given == (
            "On May 3, 2026: Said yes on the telephone to each box. Heard or seen by Mo Reyes."
        )

    def test_its_consents_say_how_and_when_they_were_given(self):
        story = enter(says=statement(ends_on=date(2027, 5, 3)))
        for given in story.consents.all():
            assert given.how_given == story.arrival.consent_given
            assert timezone.localdate(given.given_at) == DAY
        assert story.consents.get(scope="publish").expires_on == date(2027, 5, 3)
        assert story.consents.get(scope="truth").expires_on is None

    def test_a_consent_of_today_holds_at_once(self):
        now = timezone.now()
        story = enter(says=statement(given_on=timezone.localdate(now)))
        assert story.consents.current().count() == len(make.CONSENTS)

    def test_who_entered_it_stands_in_the_log(self):
        person = make.moderator()
        story = enter(user=person)
        entry = ModelLogEntry.objects.get(action="stories.enter", object_id=str(story.pk))
        assert (entry.user, entry.data) == (person, {"channel": "phone"})

    def test_the_same_form_twice_is_one_story(self):
        receipt = uuid.uuid4()
        first = enter(receipt=receipt)
        assert enter(receipt=receipt, says=statement(channel="mail")) == first
        assert Arrival.objects.get().channel == "phone"
        assert ModelLogEntry.objects.filter(action="stories.enter").count() == 1

    def test_a_failure_leaves_nothing(self, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr(entering, "log", fail)
        with pytest.raises(RuntimeError):
            enter()
        assert not Submission.objects.exists()
        assert not OutboxMail.objects.exists()


class TestTheAddress:
    def test_with_an_address_the_usual_mail_goes_out(self):
        story = enter()
        mail = OutboxMail.objects.get(kind="received")
        assert mail.to == story.sender_email
        assert "/confirm/" in mail.body
        assert not story.is_confirmed

    @pytest.mark.parametrize("given", ["", None])
    def test_without_one_the_word_of_staff_stands_for_it_and_is_logged(self, given):
        person = make.moderator()
        story = enter(user=person, story_email=given)
        assert story.is_confirmed
        assert story.sender_email == ""
        entry = ModelLogEntry.objects.get(action="stories.vouch", object_id=str(story.pk))
        assert entry.user == person

    def test_without_one_it_can_be_published(self):
        story = enter(story_email="")
        person = make.moderator()
        while story.state != Submission.State.APPROVED:
            moderation.decide(story, "approve", user=person)
            story.refresh_from_db()
        assert consent.obstacles(story, story.texts) == []

    def test_without_one_no_mail_is_ever_written_to_the_sender(self):
        story = enter(story_email="")
        moderation.decide(
            story, "changes", user=make.moderator(), note="A picture?", grounds=["missing_image"]
        )
        moderation.withdraw(story)
        due.remind_to_confirm(timezone.now() + timedelta(days=3))
        emails.private_link(story)
        assert not OutboxMail.objects.filter(to="").exists()
        assert not story.mails.exclude(kind__in=emails.TO_STAFF).exists()

    def test_in_silence_nobody_is_written_to_nor_reminded(self):
        story = enter(writes_mail=False)
        due.remind_to_confirm(timezone.now() + timedelta(days=3))
        assert not OutboxMail.objects.exists()
        assert not story.is_confirmed

    def test_the_link_to_confirm_can_be_sent_later_once(self):
        story, person = enter(writes_mail=False), make.moderator()
        assert not entering.was_asked(story)
        assert entering.ask_to_confirm(story, user=person).to == story.sender_email
        assert entering.was_asked(story)
        assert entering.ask_to_confirm(story, user=person) is None
        assert ModelLogEntry.objects.filter(action="stories.ask_to_confirm").count() == 1

    def test_who_has_confirmed_or_has_no_address_is_not_asked(self):
        story = enter(writes_mail=False)
        sender_address.confirm(story)
        story.refresh_from_db()
        assert entering.ask_to_confirm(story, user=make.moderator()) is None
        assert entering.ask_to_confirm(enter(story_email=""), user=make.moderator()) is None

    def test_moderators_hear_of_a_story_in_an_empty_queue(self):
        make.moderator()
        enter()
        assert OutboxMail.objects.filter(kind="first_waiting").exists()
        before = OutboxMail.objects.filter(kind="first_waiting").count()
        enter()
        assert OutboxMail.objects.filter(kind="first_waiting").count() == before


class TestTheScan:
    def test_lies_on_private_storage_under_a_name_that_tells_nothing(self):
        name = scan()
        assert enter(scan=name).arrival.scan.name == name
        assert uuid.UUID(name.partition("/")[0])
        assert private_storage().exists(name)

    def test_leaves_with_the_story(self, django_capture_on_commit_callbacks):
        name = scan()
        story = enter(scan=name)
        with django_capture_on_commit_callbacks(execute=True):
            retention.erase(story, reason="asked")
        assert not private_storage().exists(name)
        assert not Arrival.objects.exists()

    def test_is_kept_by_the_sweep_while_the_story_stands(self):
        later = timezone.now() + timedelta(days=2)
        kept, lost = scan(), scan()
        enter(scan=kept)
        sent_files.delete_orphans(now=later)
        assert private_storage().exists(kept)
        assert not private_storage().exists(lost)
