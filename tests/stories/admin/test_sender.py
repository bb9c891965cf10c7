"""What a sender asks for by mail: a corrected address, a story taken back."""

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from stories.models import OutboxMail, Submission
from tests import make

pytestmark = pytest.mark.django_db
NEW = "renee.right@example.net"


def signed_in(person):
    """Return the browser of somebody who has signed in."""
    client = Client()
    client.force_login(person)
    return client


def address_of(story):
    """Return the address of the screen that corrects."""
    return f"/admin/submissions/address/{story.pk}/"


def withdrawal_of(story):
    """Return the address of the screen that withdraws."""
    return f"/admin/submissions/withdraw/{story.pk}/"


class TestCorrectingAnAddress:
    """A mistyped address gets its link after all."""

    def test_the_new_address_gets_a_link_and_the_old_link_dies(self):
        story = make.submission(confirmed=False)
        old = story.mails.get(kind="received").body.partition("/confirm/")[2].split("/")[0]
        response = signed_in(make.moderator()).post(address_of(story), {"address": NEW})
        assert response.status_code == 302
        story.refresh_from_db()
        assert story.sender_email == NEW
        mail = OutboxMail.objects.get(kind="address_corrected")
        assert mail.to == NEW
        link = "/confirm/" + mail.body.partition("/confirm/")[2].split()[0]
        assert Client().get(f"/share-your-story{link}").status_code == 200
        assert Client().get(f"/share-your-story/confirm/{old}/").status_code == 404

    def test_a_live_story_waits_for_the_new_address_to_be_confirmed(self, client):
        page = make.story()
        signed_in(make.moderator()).post(address_of(page.submission), {"address": NEW})
        assert client.get(page.url).status_code == 404

    def test_the_original_keeps_what_was_sent(self):
        story = make.submission()
        sent = story.sender_email
        signed_in(make.moderator()).post(address_of(story), {"address": NEW})
        assert story.original.answers["story_email"] == sent

    def test_it_is_logged_without_an_address(self):
        story = make.submission()
        signed_in(make.moderator()).post(address_of(story), {"address": NEW})
        entry = ModelLogEntry.objects.get(action="stories.correct_address")
        assert NEW not in str(entry.data)

    @pytest.mark.parametrize("typed", ["", "not an address", "same"])
    def test_what_cannot_be_right_is_refused_and_kept(self, typed):
        story = make.submission()
        typed = story.sender_email if typed == "same" else typed
        response = signed_in(make.moderator()).post(address_of(story), {"address": typed})
        assert response.status_code == 200
        assert f'value="{typed}"' in response.content.decode() or not typed
        assert not OutboxMail.objects.filter(kind="address_corrected").exists()


class TestWithdrawing:
    """A story leaves at once when its sender says so."""

    def test_a_live_story_leaves_the_site_and_the_sender_is_told(self, client):
        page = make.story()
        response = signed_in(make.moderator()).post(withdrawal_of(page.submission), {"asked": "on"})
        assert response["Location"] == page.submission.desk_url
        assert client.get(page.url).status_code == 410
        assert OutboxMail.objects.filter(kind="withdrawn", submission=page.submission).count() == 1

    def test_without_the_tick_nothing_happens(self):
        story = make.submission()
        response = signed_in(make.moderator()).post(withdrawal_of(story))
        assert response.status_code == 200
        assert Submission.objects.get(pk=story.pk).state == "received"


@pytest.mark.parametrize("address", [address_of, withdrawal_of])
class TestWhoMay:
    """Those who read the sender's mail, and nobody else."""

    @pytest.mark.parametrize("person", [make.moderator, make.privacy_staff, make.administrator])
    def test_allowed(self, address, person):
        assert signed_in(person()).get(address(make.submission())).status_code == 200

    @pytest.mark.parametrize("person", [make.editor, make.auditor])
    def test_refused(self, address, person):
        story = make.submission()
        response = signed_in(person()).post(address(story), {"address": NEW, "asked": "on"})
        assert response.status_code in (302, 403)
        story.refresh_from_db()
        assert story.sender_email != NEW
        assert story.state == "received"
