"""A sender ends one permission and keeps the others, from the private link."""

import pytest

from stories import briefs, permissions
from stories.models import Brief, StoryPage
from stories.showing import Surface, may_show
from tests import make
from tests.stories.status_reading import own, soup, token_of

pytestmark = pytest.mark.django_db

BOTH = (*make.CONSENTS, "social", "brief")


def offered(client, token):
    """Return the scopes that the status page offers to end."""
    document = soup(client.get(f"/my-story/{token}/"))
    return [
        form.find("input", attrs={"name": "scope"})["value"]
        for form in document.find_all("form", action="/end-permission/")
    ]


class TestEnding:
    def test_one_ends_and_the_story_stays(self, client):
        story = make.story(consents=BOTH)
        token = token_of(own(story.submission))
        assert offered(client, token) == ["social", "brief"]
        response = client.post("/end-permission/", {"token": token, "scope": "brief"}, follow=True)
        assert "That permission has ended" in response.content.decode()
        assert offered(client, token) == ["social"]
        story = StoryPage.objects.get(pk=story.pk)
        assert may_show(story, Surface.PAGE) and may_show(story, Surface.SOCIAL_KIT)
        assert not may_show(story, Surface.BRIEF)

    def test_it_leaves_a_brief_at_once(self):
        story = make.story(consents=BOTH)
        brief = Brief.objects.create(title="What Ohio told us")
        briefs.choose(brief, story.pk, user=make.staff("Campaign editors"))
        permissions.end(story.submission, "brief")
        assert briefs.printable(brief) == []

    @pytest.mark.parametrize("scope", ["publish", "alter", "truth", "contact", "", "x"])
    def test_the_others_end_only_with_the_story(self, scope):
        made = make.submission(consents=BOTH)
        assert permissions.end(made, scope) is False
        assert not made.consents.exclude(withdrawn_at=None).exists()

    def test_what_was_not_given_is_not_offered(self, client):
        made = make.submission()
        assert offered(client, token_of(own(made))) == []
        assert permissions.end(made, "brief") is False
