"""The audit trail of a story is whole, in order, names who did what, tells no word, and stays as it is."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from stories import consent, moderation, placement, retention, sender_address
from stories.admin.dossier import HISTORY_LENGTH
from stories.admin.trail import GONE, SENDER, SITE, trail_of
from stories.models import Arrival, Decision, ProtectedParty
from tests import make
from tests.stories.hosting import host, slot

pytestmark = pytest.mark.django_db


def address(story):
    return f"/admin/submissions/trail/{story.pk}/"


def told(story):
    """Return (who, what) of every entry, oldest first."""
    return [(entry.who, entry.what) for entry in trail_of(story)]


def snapshot():
    """Return every record of what was done, as the database holds it."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (ModelLogEntry, PageLogEntry, Decision)
    ]


class TestRule9WhatItTells:
    def test_everything_from_sent_to_live_in_order(self):
        moderator = make.moderator(name="ruth")
        story = make.submission()
        moderation.claim(story, user=moderator)
        while story.state != "approved":
            moderation.decide(story, "approve", user=moderator)
            story.refresh_from_db()
        page = make._promote(story, by=make.editor(name="edna"), live=True)
        trail = told(story)
        steps = [
            (SENDER, "Sealed version 1 of the story"),
            (SENDER, "Confirmed the address"),
            ("Ruth", "Took the story to read"),
            ("Ruth", "Approved this step (Screening)"),
            ("Edna", "Made the story page"),
            ("Edna", "Story page: Publish"),
        ]
        assert [entry for entry in trail if entry in steps] == steps
        moments = [entry.at for entry in trail_of(story)]
        assert moments == sorted(moments)
        assert page.live

    def test_a_refusal_with_its_grounds_and_the_mail_it_led_to(self):
        story = make.submission(state="not_selected", by=make.moderator(name="ruth"))
        assert ("Ruth", "Refused (Screening): Promotional") in told(story)
        assert (SITE, "Wrote a mail to the sender: not selected") in told(story)

    def test_permissions_given_and_ended(self):
        story = make.submission()
        consent.withdraw(story)
        assert (SENDER, "Agreed: Publish on this site") in told(story)
        assert (SITE, "Ended what was agreed: Publish on this site") in told(story)

    def test_who_of_the_people_in_it_said_what(self):
        story = make.submission()
        now = timezone.now()
        ProtectedParty.objects.create(
            submission=story, relation="my neighbor Ann", basis="not_yet", refused_at=now
        )
        assert ("A person in the story", "Said no") in told(story)

    def test_where_it_was_placed_and_who_took_it_out(self):
        story, page = make.story(), host()
        placed = placement.place(
            story, page, slot(page).id, user=make.editor(name="edna"), publish=True
        )
        placement.remove(placed, user=make.editor(name="ellen"), publish=True)
        trail = told(story.submission)
        assert ("Edna", "Placed the story in “Wall of stories: People”") in trail
        assert ("Ellen", "Took the story out of a page") in trail
        assert (SITE, "The story is not in “Wall of stories: People” any more") in trail

    def test_nothing_of_another_story(self):
        story, page = make.story(), host()
        other = make.story().submission
        before = told(other)
        placed = placement.place(story, page, slot(page).id, user=make.editor(), publish=True)
        placement.remove(placed, user=make.editor(), publish=True)
        assert told(other) == before

    def test_what_happens_to_the_page_after_it_is_deleted(self):
        page = make.story()
        story = page.submission
        page.delete(user=make.administrator(name="adam"))
        assert ("Adam", "Story page: Delete") in told(story)

    def test_more_than_the_desk_has_room_for(self, client):
        story, moderator = make.submission(), make.moderator()
        for _ in range(HISTORY_LENGTH + 20):
            log(story, "stories.claim", user=moderator)
        assert len([what for _, what in told(story) if what == "Took the story to read"]) == (
            HISTORY_LENGTH + 20
        )


class TestRule9WhoItNames:
    def test_the_sender_for_what_was_done_by_a_private_link(self):
        story = make.submission()
        moderation.withdraw(story)
        assert (SENDER, "Withdrawn: it may not be published any more") in told(story)

    def test_the_member_of_staff_who_withdrew_it_for_the_sender(self):
        story = make.submission()
        moderation.withdraw(story, user=make.moderator(name="ruth"))
        assert ("Ruth", "Withdrawn: it may not be published any more") in told(story)

    def test_who_entered_a_story_that_came_on_paper(self):
        story = make.submission()
        Arrival.objects.create(
            submission=story,
            channel="mail",
            consent_given="Paper",
            entered_by=make.moderator(name="ruth"),
        )
        assert ("Ruth", "Sealed version 1 of the story") in told(story)

    def test_that_an_account_is_gone(self):
        moderator = make.moderator()
        story = make.submission()
        moderation.claim(story, user=moderator)
        moderation.decide(story, "refuse", user=moderator, grounds=["grammar"])
        number = moderator.pk
        moderator.delete()
        assert (GONE, "Refused (Screening): Grammar") in told(story)
        assert (f"user {number} (deleted)", "Took the story to read") in told(story)

    def test_somebody_for_every_entry(self):
        for story in (make.story().submission, make.submission(state="withdrawn")):
            assert all(who and what for who, what in told(story))


class TestRule9WhatItKeepsBack:
    def test_every_word_note_and_address(self, client):
        story = make.story(story_title="A title of its own").submission
        moderator = make.moderator()
        other = make.submission(state="changes_requested", by=moderator)
        client.force_login(make.administrator())
        for row in (story, other):
            html = client.get(address(row)).content.decode()
            secrets = [row.title, row.sender_name, row.sender_email, row.because, row.what_happened]
            secrets += [d.note for d in row.decisions.all()] + [
                d.internal_note for d in row.decisions.all()
            ]
            assert [secret for secret in secrets if secret and secret in html] == []

    def test_an_old_address_that_was_corrected(self, client):
        story = make.submission()
        old = story.sender_email
        sender_address.correct_address(story, "new@example.org", user=make.moderator())
        client.force_login(make.administrator())
        html = client.get(address(story)).content.decode()
        assert "Corrected the sender&#x27;s address" in html
        assert old not in html
        assert "new@example.org" not in html

    def test_everything_once_the_story_is_erased(self, client):
        story = make.submission()
        retention.erase(story, reason="Asked for")
        client.force_login(make.administrator())
        assert client.get(address(story)).status_code == 404


class TestRule9NobodyEditsIt:
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_the_page_takes_nothing(self, client, method):
        story = make.submission(state="not_selected")
        client.force_login(make.administrator())
        before = snapshot()
        assert getattr(client, method)(address(story)).status_code == 405
        assert snapshot() == before

    @pytest.mark.parametrize("action", ["create/", "edit/{pk}/", "delete/{pk}/"])
    @pytest.mark.parametrize("register", ["decisions", "consents", "mails", "placements"])
    def test_no_register_takes_a_change(self, client, register, action):
        story = make.submission(state="not_selected")
        client.force_login(make.administrator())
        before = snapshot()
        path = f"/admin/registers/{register}/{action.format(pk=story.decisions.get().pk)}"
        for send in (client.get, client.post):
            assert send(path).status_code in (302, 403, 404)
        assert snapshot() == before

    def test_nobody_can_be_given_the_right_to_change_the_log_in_the_admin(self, client):
        client.force_login(make.administrator())
        offered = client.get("/admin/groups/new/").content.decode()
        for permission in Permission.objects.filter(
            content_type__model__in=("modellogentry", "pagelogentry")
        ):
            assert f'value="{permission.pk}"' not in offered

    def test_no_address_of_the_admin_is_about_the_log_itself(self):
        models = (ModelLogEntry, PageLogEntry)
        assert [view for view in views() if getattr(view, "model", None) in models] == []

    def test_erasing_a_story_empties_its_log_and_keeps_its_lines(self):
        story = make.submission()
        moderation.claim(story, user=make.moderator())
        count = ModelLogEntry.objects.count()
        retention.erase(story, reason="Asked for")
        assert ModelLogEntry.objects.count() >= count
        assert set(ModelLogEntry.objects.values_list("label", flat=True)) == {"Erased submission"}


class TestRule9TheFile:
    def test_holds_the_same_entries(self, client):
        story = make.submission(state="not_selected", by=make.moderator(name="=ruth"))
        client.force_login(make.auditor())
        response = client.get(f"{address(story)}?export=csv")
        assert response["Content-Disposition"] == f'attachment; filename="trail-{story.number}.csv"'
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert rows[0] == ["When", "Who", "What"]
        assert len(rows) == len(trail_of(story)) + 1
        assert "'=ruth" in {who for _, who, _ in rows}


class TestRule9WhoMayLook:
    @pytest.mark.parametrize(
        "person",
        [make.moderator, make.editor, make.auditor, make.privacy_staff, make.administrator],
    )
    def test_those_who_read_submissions(self, client, person):
        story = make.submission()
        client.force_login(person())
        assert client.get(address(story)).status_code == 200
        assert client.get(f"{address(story)}?export=csv").status_code == 200
        assert address(story) in client.get(story.desk_url).content.decode()

    @pytest.mark.parametrize("query", ["", "?export=csv"])
    def test_nobody_else(self, client, query):
        story = make.submission()
        assert client.get(f"{address(story)}{query}").status_code == 302
        person = make.user()
        person.user_permissions.add(
            make.Group.objects.get(name="Auditors").permissions.get(codename="access_admin")
        )
        client.force_login(person)
        response = client.get(f"{address(story)}{query}")
        assert response.status_code in (302, 403)
        assert b"Sealed version" not in response.content


class TestRule9TheCost:
    def test_is_the_same_at_one_and_at_fifty(self):
        story, moderator = make.story().submission, make.moderator()

        def cost():
            with CaptureQueriesContext(connection) as queries:
                trail_of(story)
            return len(queries)

        log(story, "stories.claim", user=moderator)
        trail_of(story)
        at_one = cost()
        for number in range(50):
            log(story, "stories.claim", user=moderator)
            log(story.story_page, "wagtail.edit", user=moderator)
            Decision.objects.create(
                submission=story,
                kind="reopen",
                by=moderator,
                at=timezone.now() - timedelta(days=number),
            )
        assert cost() == at_one


def views(patterns=None):
    """Yield the class of every view that has an address."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern.url_patterns)
        elif hasattr(pattern.callback, "view_class"):
            yield pattern.callback.view_class
