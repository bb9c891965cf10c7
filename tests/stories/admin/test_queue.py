"""The queue shows what waits, oldest first, and costs the same for one story and for fifty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories import moderation
from stories.admin import queue
from stories.models import Flag, SentVideo
from tests import make

QUEUE = "/admin/submissions/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    person = make.moderator()
    client.force_login(person)
    return person


def listed(client, query=""):
    """Return the stories of the list, in its order."""
    return list(client.get(f"{QUEUE}{query}").context["object_list"])


class TestRule1TheList:
    def test_shows_what_waits_and_nothing_else(self, client, moderator):
        waiting = make.submission()
        reading = make.submission(state="in_review", by=moderator)
        for state in ("changes_requested", "not_selected", "approved", "spam", "withdrawn"):
            make.submission(state=state)
        assert listed(client) == [waiting, reading]

    def test_shows_the_oldest_first(self, client, moderator):
        young = make.submission(now=timezone.now())
        old = make.submission(now=timezone.now() - timedelta(days=3))
        assert listed(client) == [old, young]

    def test_tells_what_a_moderator_needs_to_choose(self, client, moderator):
        story = make.submission(
            confirmed=False,
            picture=make.picture(),
            now=timezone.now() - timedelta(days=3),
            story_because="#IHeartHIT because the list was there.",
        )
        Flag.objects.create(submission=story, kind="name", reason="A name.")
        page = client.get(QUEUE).content.decode()
        for words in (
            "because the list was there.",
            story.number,
            "Renee Ochoa",
            "Received",
            "Screening",
            "3\xa0days",
            "Nobody yet",
            "1 flag",
            "Address not confirmed",
            f"/admin/submissions/files/{story.original.pk}/thumbnail/",
            f'href="{story.desk_url}"',
        ):
            assert words in page

    def test_draws_a_heart_where_there_is_no_picture(self, client, moderator):
        make.submission()
        page = client.get(QUEUE).content.decode()
        assert "heart__because" in page
        assert "thumbnail" not in page

    def test_names_the_reader(self, client, moderator):
        story = make.submission()
        other = make.moderator(name="nell")
        moderation.claim(story, user=other)
        assert "Nell" in client.get(QUEUE).content.decode()

    def test_says_in_words_that_nothing_waits(self, client, moderator):
        assert "Nothing waits." in client.get(QUEUE).content.decode()
        page = client.get(f"{QUEUE}?q=zebra").content.decode()
        assert "No story in this list has these words" in page
        assert f"{QUEUE}?q=zebra&amp;state=all" in page

    def test_costs_the_same_for_one_and_for_fifty(self, client, moderator):
        story = make.submission(picture=make.picture())
        moderation.claim(story, user=make.moderator())
        client.get(QUEUE)
        with CaptureQueriesContext(
            connection,
        ) as one:
            client.get(QUEUE)
        topic = make.topic()
        for number in range(49):
            more = make.submission(picture=make.picture() if number % 2 else None)
            Flag.objects.create(submission=more, kind="name", reason="A name.")
            if number % 3 == 0:
                moderation.claim(more, user=make.moderator())
                type(more).objects.filter(pk=more.pk).update(topic=topic)
        with CaptureQueriesContext(connection) as fifty:
            assert len(listed(client)) == 50
        assert len(fifty) == len(one)


class TestRule1Pages:
    @pytest.fixture
    def three(self, monkeypatch):
        """Three stories, the oldest first, in a list of two a page."""
        monkeypatch.setattr(queue, "PAGE_SIZE", 2)
        now = timezone.now()
        # The second and the third came at the same moment.
        return [make.submission(now=now - timedelta(days=days)) for days in (3, 1, 1)]

    def test_lead_to_the_newer_and_back_to_the_older(self, client, moderator, three):
        first = client.get(QUEUE).context
        assert first["object_list"] == three[:2]
        assert not first["older_url"]
        second = client.get(first["newer_url"]).context
        assert second["object_list"] == three[2:]
        assert not second["newer_url"]
        assert client.get(second["older_url"]).context["object_list"] == three[:2]

    def test_lead_the_other_way_where_the_newest_is_first(self, client, moderator, three):
        first = client.get(f"{QUEUE}?ordering=-submit_time").context
        assert first["object_list"] == [three[2], three[1]]
        assert not first["newer_url"]
        second = client.get(first["older_url"]).context
        assert second["object_list"] == three[:1]
        assert client.get(second["newer_url"]).context["object_list"] == [three[2], three[1]]

    def test_keep_the_filters_and_the_words(self, client, moderator, three):
        page = client.get(f"{QUEUE}?confirmed=true&q=list&since=&state=received").context
        assert "?confirmed=true&q=list&state=received&after=" in page["newer_url"]

    def test_hold_though_the_story_at_the_place_is_gone(self, client, moderator, three):
        address = client.get(QUEUE).context["newer_url"]
        moderation.withdraw(three[1])
        assert client.get(address).context["object_list"] == three[2:]

    @pytest.mark.parametrize("place", ["after=9", "before=x-1", "after=99999999999999999-1"])
    def test_begin_anew_where_a_place_makes_no_sense(self, client, moderator, three, place):
        assert len(listed(client, f"?{place}")) == 2

    def test_begin_anew_when_a_filter_is_taken_away(self, client, moderator, three):
        address = client.get(QUEUE).context["newer_url"]
        page = client.get(f"{address}&_w_filter_fragment=1")
        assert page.context["object_list"] == three[:2]

    def test_ask_the_database_for_no_total(self, client, moderator, three):
        with CaptureQueriesContext(connection) as asked:
            client.get(client.get(QUEUE).context["newer_url"])
        of_stories = [query["sql"] for query in asked if "stories_submission" in query["sql"]]
        # The menu counts as far as 99.
        assert all("LIMIT" in sql for sql in of_stories if "COUNT(*) FROM" in sql)
        assert not any("OFFSET" in sql for sql in of_stories)

    def test_count_only_as_far_as_anybody_cares(self, client, moderator, three, monkeypatch):
        assert "3 stories" in client.get(QUEUE).content.decode()
        monkeypatch.setattr(queue, "MOST_COUNTED", 2)
        assert "More than 2 stories" in client.get(QUEUE).content.decode()
        assert "1 story" in client.get(f"{QUEUE}?q={three[0].number}").content.decode()


class TestRule1Filtering:
    def test_by_state(self, client, moderator):
        make.submission()
        spam = make.submission(state="spam")
        assert listed(client, "?state=spam") == [spam]
        assert len(listed(client, "?state=all")) == 2

    def test_by_reader(self, client, moderator):
        mine, nobodys, others = (make.submission() for _ in range(3))
        moderation.claim(mine, user=moderator)
        moderation.claim(others, user=make.moderator())
        assert listed(client, "?reader=mine") == [mine]
        assert listed(client, "?reader=nobody") == [nobodys]
        assert listed(client, "?reader=others") == [others]

    def test_by_picture_video_address_flags_and_topic(self, client, moderator):
        topic = make.topic()
        plain = make.submission()
        full = make.submission(
            picture=make.picture(),
            confirmed=False,
            story_video="https://vimeo.com/123",
            story_topic=topic.pk,
        )
        type(full).objects.filter(pk=full.pk).update(topic=topic)
        Flag.objects.create(submission=full, kind="name", reason="A name.")
        plain.flags.all().delete()
        for query in ("has_picture", "has_video", "flagged"):
            assert listed(client, f"?{query}=true") == [full]
            assert listed(client, f"?{query}=false") == [plain]
        type(full).objects.filter(pk=full.pk).update(video_url="")
        assert listed(client, "?has_video=true") == []
        SentVideo.objects.create(submission=full, source_hash="a" * 64, source_bytes=1)
        assert listed(client, "?has_video=true") == [full]
        assert listed(client, "?has_video=false") == [plain]
        assert listed(client, "?confirmed=true") == [plain]
        assert listed(client, "?confirmed=false") == [full]
        assert listed(client, f"?topic={topic.pk}") == [full]

    def test_by_a_missing_permission(self, client, moderator):
        told = make.submission()
        asked = make.submission(
            story_people=[{"relation": "my mother", "basis": "not_yet", "email": ""}]
        )
        silent = make.submission(consents=("truth", "contact", "alter"))
        assert listed(client, "?lacks_permission=true") == [asked, silent]
        assert listed(client, "?lacks_permission=false") == [told]

    def test_by_step(self, client, moderator):
        first, second = make.submission(), make.submission()
        moderation.decide(second, "approve", user=moderator)
        steps = [story.current_workflow_task_state.task.pk for story in (first, second)]
        assert steps[0] != steps[1]
        assert listed(client, f"?step={steps[0]}") == [first]
        assert listed(client, f"?step={steps[1]}") == [second]

    def test_by_how_long_ago_it_was_sent(self, client, moderator):
        old = make.submission(now=timezone.now() - timedelta(days=8))
        make.submission(now=timezone.now() - timedelta(days=6))
        assert listed(client, "?since=7") == [old]
        assert len(listed(client, "?since=3")) == 2

    def test_by_person_and_day(self, client, moderator):
        today = timezone.localdate()
        late, soon, later, free = (make.submission() for _ in range(4))
        for story, days in ((late, -1), (soon, 3), (later, 9)):
            due_on = today + timedelta(days=days)
            type(story).objects.filter(pk=story.pk).update(due_on=due_on)
        type(free).objects.filter(pk=free.pk).update(assigned_to=moderator)
        assert listed(client, "?due=late") == [late]
        assert listed(client, "?due=week") == [soon]
        assert listed(client, "?due=any") == [late, soon, later]
        assert listed(client, "?assigned=me") == [free]

    def test_by_several_at_once(self, client, moderator):
        make.submission(confirmed=False)
        both = make.submission(confirmed=False)
        make.submission()
        moderation.claim(both, user=moderator)
        assert listed(client, "?confirmed=false&reader=mine") == [both]
        assert listed(client, "?confirmed=true&reader=mine") == []

    def test_a_filter_that_makes_no_sense_shows_what_waits(self, client, moderator):
        waiting = make.submission()
        make.submission(state="spam")
        assert listed(client, "?state=nonsense") == [waiting]


class TestRule1Searching:
    def test_by_words_wherever_they_stand(self, client, moderator):
        found = make.submission(story_happened="A bee came.", story_matters="For parents.")
        make.submission(story_happened="A wasp came.")
        assert listed(client, "?q=bee+parents") == [found]

    def test_by_number_in_every_state(self, client, moderator):
        refused = make.submission(state="not_selected")
        for query in (f"?q={refused.number.lower()}", f"?q={refused.number}&state=waiting"):
            assert listed(client, query) == [refused]

    def test_by_words_among_what_the_filters_show(self, client, moderator):
        refused = make.submission(state="not_selected", story_happened="A bee came.")
        assert listed(client, "?q=bee") == []
        assert listed(client, "?q=bee&state=all") == [refused]


class TestRule1WhoMayLook:
    @pytest.mark.parametrize(
        "maker",
        [make.moderator, make.editor, make.privacy_staff, make.auditor, make.administrator],
    )
    def test_every_group_of_staff_may(self, client, maker):
        client.force_login(maker())
        assert client.get(QUEUE).status_code == 200
        assert client.get(f"{QUEUE}results/").status_code == 200

    def test_others_may_not(self, client):
        assert client.get(QUEUE).status_code == 302
        client.force_login(make.user())
        assert client.get(QUEUE).status_code == 302

    def test_only_who_decides_can_choose_several(self, client):
        make.submission()
        client.force_login(make.auditor())
        assert "data-bulk-action-checkbox" not in client.get(QUEUE).content.decode()
        client.force_login(make.moderator())
        page = client.get(QUEUE).content.decode()
        assert "data-bulk-action-checkbox" in page
        assert "/admin/bulk/stories/submission/delete/" not in page
