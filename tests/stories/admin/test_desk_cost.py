"""The desk with all that a story can have costs at most 25 queries (issue 4)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories import correction, moderation, outside_copies, placement
from stories.models import Flag
from tests import make
from tests.stories import hosting
from tests.stories.video_rows import ready_video

pytestmark = pytest.mark.django_db
MOST = 25
PEOPLE = [{"relation": "my daughter", "basis": "guardian", "email": ""}]


@pytest.fixture
def moderator(client):
    person = make.moderator(name="mo")
    client.force_login(person)
    return person


@pytest.fixture
def full(moderator):
    """A story with everything: picture, video, post, people, flags, versions, edits, notes, similar ones."""
    make.submission()
    made = make.submission(
        picture=make.picture(),
        published_url="https://blog.example.net/my-story",
        story_people=PEOPLE,
        story_topic=make.topic().pk,
    )
    ready_video(made)
    given = correction.Correction({"story_learned": "It was there."}, note="Better so.")
    correction.correct(made, given, version=1)
    for _ in range(3):
        Flag.objects.create(submission=made, kind="name", reason="A name.", by=moderator)
        moderation.claim(made, user=moderator)
        moderation.release(made, user=moderator)
    moderation.claim(made, user=moderator)
    moderation.decide(made, "approve", user=moderator, internal_note="Good.")
    made.refresh_from_db()
    return make.edit(made, why_it_matters="No parent should remember a list in an ambulance.")


def queries(client, story):
    """Return the queries of the desk once everything that is made once is made."""
    client.get(story.desk_url)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(story.desk_url).content.decode()
    return page, [query["sql"] for query in captured]


class TestRule2TheCost:
    def test_with_everything_it_is_within_the_budget(self, client, full):
        page, sql = queries(client, full)
        for part in ("Share card", 'id="flags"', 'id="versions"', 'id="post"'):
            assert part in page
        assert "The copy is not what was sent" in page
        assert len(sql) <= MOST, "\n".join(sql)

    def test_with_a_page_and_edits_on_it_too(self, client, moderator):
        page = make.story(picture=make.picture(), by=make.administrator())
        make.edit(page, why_it_matters="No parent should remember a list in an ambulance.")
        _, sql = queries(client, page.submission)
        assert len(sql) <= MOST, "\n".join(sql)

    def test_with_places_and_copies_outside_too(self, client, moderator):
        where, editor = hosting.host(), make.administrator()
        page = make.story(picture=make.picture(), by=editor)
        make.edit(page, why_it_matters="No parent should remember a list in an ambulance.")
        slots = [hosting.slot(where), hosting.slot(where, "story_opening")]
        for slot in slots:
            placement.place(page, where, slot.id, user=editor, publish=True)
        outside_copies.note(page, kind="brief", where="Spring brief", user=editor)
        shown, sql = queries(client, page.submission)
        for words in ("Spring brief", *(slot.name for slot in slots)):
            assert words in shown
        assert len(sql) <= MOST, "\n".join(sql)
