"""The desk shows all that a decision needs, takes it, and leads on to the next story."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories import moderation
from stories.models import Decision, Flag, Submission
from tests import make

pytestmark = pytest.mark.django_db

READERS = [make.moderator, make.editor, make.privacy_staff, make.auditor, make.administrator]
NO_MODERATORS = [make.editor, make.privacy_staff, make.auditor]


@pytest.fixture
def moderator(client):
    person = make.moderator(name="mo")
    client.force_login(person)
    return person


def desk(client, story):
    return client.get(story.desk_url).content.decode()


def address(name, story, *more):
    return f"/admin/submissions/{name}/{'/'.join(map(str, (story.pk, *more)))}/"


def step_of(story):
    return story.current_workflow_task_state.pk


def decide(client, story, kind, **data):
    data.setdefault("step", step_of(story))
    return client.post(address("decide", story, kind), data, follow=True)


def told(response):
    """Return the messages of a page as one text."""
    return " ".join(str(message) for message in response.context["messages"])


class TestRule2WhatIsShown:
    def test_the_story_in_the_order_of_its_page(self, client, moderator):
        page = desk(client, make.submission())
        parts = [
            "The screen that knew my daughter",
            "Ivy was four when the bee stung her.",
            "What I learned",
            "Why it should matter to others",
            "#IHeartHIT because my daughter’s record",
        ]
        assert sorted(parts, key=page.index) == parts

    def test_what_a_decision_needs(self, client, moderator):
        story = make.submission(picture=make.picture(800, 500), confirmed=False)
        page = desk(client, story)
        for words in (
            "of 300 words",
            "of 280 characters",
            "800 × 500 pixels",
            "Nobody has said what the picture shows.",
            "The sender has not confirmed it yet.",
            "Sealed and intact, version 1.",
            "You can publish it on this site.",
            "Screening",
            "Editorial review",
            "Renee Ochoa",
            "my first name only",
            story.sender_email,
            story.number,
        ):
            assert words in page

    def test_a_flag_is_marked_where_it_was_found(self, client, moderator):
        story = make.submission()
        Flag.objects.create(
            submission=story,
            kind="name",
            field="what_happened",
            start=0,
            end=3,
            reason="A name <of a child>.",
        )
        page = desk(client, story)
        assert '<mark class="desk-mark" title="A name &lt;of a child&gt;.">Ivy<' in page

    def test_hostile_words_stay_words(self, client, moderator):
        story = make.submission(story_happened="<script>alert(1)</script>", story_title="<b>x</b>")
        page = desk(client, story)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page

    def test_a_changed_copy_stands_beside_the_original_with_the_reason(self, client, moderator):
        story = make.submission()
        story.because = "#IHeartHIT because I say so."
        story.save()
        page = desk(client, story)
        assert "What was sent (sealed)" in page
        assert "The copy that would be published" in page
        assert "<ins>" in page
        assert "The words differ from the original." in page

    def test_an_untouched_copy_stands_alone(self, client, moderator):
        assert "What was sent (sealed)" not in desk(client, make.submission())

    def test_the_history_tells_decisions_and_notes(self, client, moderator):
        story = make.submission()
        moderation.decide(
            story,
            "refuse",
            user=moderator,
            grounds=["promotional"],
            note="It sells a pill.",
            internal_note="Third time.",
        )
        page = desk(client, story)
        for words in ("Refused (Screening)", "It sells a pill.", "Third time.", "Promotional"):
            assert words in page

    @pytest.mark.parametrize("state", Submission.State.values)
    def test_every_state_has_a_desk(self, client, moderator, state):
        if state == "scheduled":
            story = make.submission(state="approved")
            Submission.objects.filter(pk=story.pk).update(state=state)
        else:
            story = make.submission(state=state)
        assert client.get(story.desk_url).status_code == 200

    def test_a_story_without_anything_has_a_desk(self, client, moderator):
        story = Submission.objects.create(
            receipt=make.uuid.uuid4(), sender_name="Nobody", sender_email="nobody@example.org"
        )
        page = desk(client, story)
        assert "There is no because line." in page
        assert "It is missing." in page

    def test_costs_the_same_with_a_long_history(self, client, moderator):
        story = make.submission()
        moderation.claim(story, user=moderator)
        desk(client, story)
        with CaptureQueriesContext(connection) as short:
            desk(client, story)
        for _ in range(10):
            moderation.release(story, user=moderator)
            moderation.claim(story, user=moderator)
            Flag.objects.create(submission=story, kind="name", reason="A name.")
        with CaptureQueriesContext(connection) as long:
            desk(client, story)
        assert len(long) == len(short)

    def test_it_shows_the_share_card_and_what_is_like_it(self, client, moderator):
        earlier = make.submission(story_title="Penicillin, said the screen")
        story = make.submission()
        page = desk(client, story)
        assert f"/admin/submissions/card/{story.pk}/" in page
        similar = address("similar", story)
        assert f'data-desk-part="{similar}?part=1"' in page
        for url in (similar, f"{similar}?part=1"):
            found = client.get(url).content.decode()
            assert f'href="{earlier.desk_url}"' in found
            assert "percent of the words are the same" in found


class TestRule2Deciding:
    def test_approving_leads_to_the_next_story(self, client, moderator):
        story, following = make.submission(), make.submission()
        response = decide(client, story, "approve")
        assert response.redirect_chain[-1][0] == following.desk_url
        assert "Screening approved. The next step is Editorial review." in told(response)
        assert story.decisions.get().by == moderator

    def test_the_last_step_approves_the_story(self, client, moderator):
        story = make.submission()
        decide(client, story, "approve")
        response = decide(client, story, "approve")
        story.refresh_from_db()
        assert story.state == "approved"
        assert "is approved" in told(response)

    def test_when_nothing_waits_the_queue_says_so(self, client, moderator):
        story = make.submission()
        response = decide(client, story, "refuse", grounds=["substance"])
        assert response.redirect_chain[-1][0] == "/admin/submissions/"
        assert "was not selected" in told(response)
        assert "Nothing waits" in told(response)

    def test_refusing_keeps_grounds_and_notes(self, client, moderator):
        story = make.submission()
        decide(
            client,
            story,
            "refuse",
            grounds=["grammar", "missing_image"],
            note="Please try again.",
            internal_note="Ask Nell.",
        )
        decision = story.decisions.get()
        assert decision.kind == Decision.Kind.REFUSE
        assert decision.grounds == ["grammar", "missing_image"]
        assert (decision.note, decision.internal_note) == ("Please try again.", "Ask Nell.")

    def test_asking_for_changes_mails_the_note(self, client, moderator):
        story = make.submission()
        decide(client, story, "changes", grounds=["missing_image"], note="A picture, please.")
        story.refresh_from_db()
        assert story.state == "changes_requested"
        assert story.mails.filter(body__contains="A picture, please.").exists()

    def test_without_a_ground_the_note_comes_back(self, client, moderator):
        story = make.submission()
        response = decide(client, story, "refuse", note="My long kind note.")
        page = response.content.decode()
        assert response.status_code == 422
        assert "My long kind note." in page
        assert "Choose at least one" in page
        assert not story.decisions.exists()

    def test_changes_without_a_note_keep_the_grounds(self, client, moderator):
        story = make.submission()
        response = decide(client, story, "changes", grounds=["permission"])
        page = response.content.decode()
        assert response.status_code == 422
        assert 'value="permission" id="id_changes_grounds_5" checked' in page

    def test_who_was_slower_learns_who_was_faster_and_keeps_the_note(self, client, moderator):
        story = make.submission()
        step = step_of(story)
        moderation.decide(story, "approve", user=make.moderator(name="nell"))
        response = decide(
            client, story, "refuse", step=step, grounds=["intent"], note="My long kind note."
        )
        page = response.content.decode()
        assert response.status_code == 409
        assert "Nell" in page
        assert "My long kind note." in page
        assert story.decisions.count() == 1

    def test_a_step_of_another_group_is_refused_and_said(self, client, moderator):
        story = make.submission()
        task = story.current_workflow_task
        editors = make.Group.objects.get(name="Campaign editors")
        task.groups.set([editors])
        make.moderator(name="nell").groups.add(editors)
        response = decide(client, story, "refuse", grounds=["intent"], note="Kept.")
        assert response.status_code == 409
        assert "decided by another group" in response.content.decode()
        assert "Kept." in response.content.decode()
        page = desk(client, story)
        assert "is decided by another group" in page
        assert 'data-desk-key="a"' not in page

    @pytest.mark.parametrize("kind", ["approve", "changes", "refuse"])
    def test_each_decision_is_a_page_without_scripts(self, client, moderator, kind):
        story = make.submission()
        page = client.get(address("decide", story, kind)).content.decode()
        assert f'action="{address("decide", story, kind)}"' in page

    def test_a_decided_story_sends_back_to_its_desk(self, client, moderator):
        story = make.submission(state="not_selected")
        response = client.get(address("decide", story, "approve"))
        assert response.headers["Location"] == story.desk_url

    def test_there_is_no_other_decision(self, client, moderator):
        assert client.get(address("decide", make.submission(), "reopen")).status_code == 404

    @pytest.mark.parametrize("maker", NO_MODERATORS)
    def test_nobody_else_decides(self, client, maker):
        story = make.submission()
        client.force_login(maker())
        decide(client, story, "refuse", grounds=["intent"])
        for name in ("claim", "release", "reopen"):
            assert client.post(address(name, story)).status_code == 302
        story.refresh_from_db()
        assert (story.state, story.claimed_by) == ("received", None)
        assert not story.decisions.exists()


class TestRule2TakingAndGivingBack:
    def test_taking_and_giving_back(self, client, moderator):
        story = make.submission()
        client.post(address("claim", story))
        story.refresh_from_db()
        assert (story.state, story.claimed_by) == ("in_review", moderator)
        assert "Give back" in desk(client, story)
        client.post(address("release", story))
        story.refresh_from_db()
        assert (story.state, story.claimed_by) == ("received", None)

    def test_a_taken_story_names_its_reader(self, client, moderator):
        story = make.submission()
        moderation.claim(story, user=make.moderator(name="nell"))
        response = client.post(address("claim", story), follow=True)
        assert "Nell is reading this story." in told(response)

    @pytest.mark.parametrize("state", ["spam", "not_selected", "changes_requested", "approved"])
    def test_a_decided_story_goes_back_into_the_queue(self, client, moderator, state):
        story = make.submission(state=state)
        assert "Put back into the queue" in desk(client, story)
        client.post(address("reopen", story))
        story.refresh_from_db()
        assert story.state == "received"

    @pytest.mark.parametrize("state", ["received", "withdrawn", "live"])
    def test_others_do_not(self, client, moderator, state):
        story = make.submission(state=state)
        assert "Put back into the queue" not in desk(client, story)
        client.post(address("reopen", story))
        story.refresh_from_db()
        assert story.state == state

    def test_reading_on_leads_past_the_story_at_hand(self, client, moderator):
        story, following = make.submission(), make.submission()
        response = client.get(f"/admin/submissions/next/?after={story.pk}")
        assert response.headers["Location"] == following.desk_url
        assert client.get("/admin/submissions/next/?after=zebra").status_code == 302


class TestRule2MakingThePage:
    def test_an_editor_makes_it_from_the_desk(self, client):
        make.index_page()
        story = make.submission(state="approved")
        client.force_login(make.editor())
        address = f"/admin/stories/{story.pk}/promote/"
        assert f'action="{address}"' in desk(client, story)
        client.post(address)
        page = desk(client, story)
        assert f"/admin/stories/{story.pk}/place/" in page
        assert f"/admin/pages/{Submission.objects.get(pk=story.pk).story_page.pk}/edit/" in page

    def test_a_changed_copy_locks_the_button(self, client):
        story = make.submission(state="approved")
        story.why_it_matters = "Because I say so."
        story.save()
        client.force_login(make.editor())
        assert "disabled" in desk(client, story).partition("promote/")[2][:400]

    def test_a_moderator_has_no_such_button(self, client, moderator):
        assert "promote/" not in desk(client, make.submission(state="approved"))


class TestRule2WhoMayLook:
    @pytest.mark.parametrize("maker", READERS)
    def test_every_group_of_staff_may(self, client, maker):
        story = make.submission()
        client.force_login(maker())
        assert client.get(story.desk_url).status_code == 200
        assert client.get(address("story", story)).status_code == 200

    def test_others_may_not(self, client):
        story = make.submission()
        for person in (None, make.user()):
            if person:
                client.force_login(person)
            for url in (story.desk_url, address("story", story), address("similar", story)):
                assert client.get(url).status_code == 302

    def test_an_auditor_only_looks(self, client):
        client.force_login(make.auditor())
        page = desk(client, make.submission())
        assert "<form" not in page.partition('class="desk"')[2]
        assert "/edit/" not in page.partition('class="desk"')[2]

    def test_the_address_of_a_sender_is_for_those_who_write(self, client):
        story = make.submission()
        for maker, shown in (
            (make.moderator, True),
            (make.privacy_staff, True),
            (make.auditor, False),
            (make.editor, False),
        ):
            client.force_login(maker())
            assert (story.sender_email in desk(client, story)) == shown

    def test_the_preview_is_the_story_page_under_the_public_policy(self, client, moderator):
        response = client.get(address("story", make.submission()))
        assert "Ivy was four" in response.content.decode()
        assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
