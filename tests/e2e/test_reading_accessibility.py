"""Every kind of page that visitors read holds the accessibility checklist, in both languages and at six widths."""

import json

import pytest

from tests.e2e import accessibility
from tests.e2e.looking import LINES, SIZES, walk_with

# The widths that the checklist asks for beside those of `looking`.
MORE_WIDTHS = (768, 1024, 1920)
# A story that was taken down, and one of each kind that is live.
FIND = """
import json
from django.contrib.auth import get_user_model
from django.db.models import Q
from stories import moderation
from stories.models import StoryPage
from tests import make
gone = make.story(by=get_user_model().objects.filter(is_superuser=True).first())
moderation.withdraw(gone.submission)
live = StoryPage.objects.live().filter(submission__is_sample=True)
film = Q(submission__public_video__isnull=False) | ~Q(video_url="")
kinds = {
    "story that was taken down": gone,
    "story with a picture": live.exclude(picture=None).exclude(film).first(),
    "story without a picture": live.filter(picture=None).exclude(film).first(),
    "story with a video": live.filter(film).first(),
}
print("SENT" + json.dumps({name: page.url_path.removeprefix("/home") for name, page in kinds.items()}))
"""
PAGES = {
    "landing page": "/",
    "week": "/nhit-week/",
    "partners": "/nhit-week/partners/",
    "list": "/stories/",
    "list of one topic": "/stories/?topic=getting-the-record",
    "search": "/stories/?q=list&medium=picture",
    "search without a result": "/stories/?q=zeppelin",
    "text page": "/about/",
    "page that is not there": "/no-such-page/",
    "landing page, Spanish": "/es/",
    "week, Spanish": "/es/semana-nhit/",
    "list, Spanish": "/es/historias/",
}


@pytest.fixture(scope="module")
def walked(browser, site):
    """Every page, looked at once."""
    printed = site.manage("shell", "-v", "0", "-c", FIND)
    stories = json.loads(printed.partition("SENT")[2])
    with walk_with(browser, site) as walked:
        for name, address in {**PAGES, **stories}.items():
            walked.page.goto(address)
            walked.look(name)
            for width in (*SIZES, *MORE_WIDTHS):
                accessibility.resize(walked.page, width, 900)
                at = f"{name} at {width} px"
                walked.note("text and art", at, accessibility.art(walked.page))
                if width in MORE_WIDTHS:
                    walked.note("fits the window", at, accessibility.fits(walked.page))
        yield walked


class TestEveryPage:
    @pytest.mark.parametrize("line", ["1 axe", *LINES, "14 help", "text and art"])
    def test_holds_the_line(self, walked, line):
        assert walked.found[line] == []

    def test_keeps_the_content_policy(self, walked):
        # What is not there is what the browser is asked to complain about.
        assert [said for said in walked.complaints if "404" not in said and "410" not in said] == []

    def test_was_looked_at(self, walked):
        assert len(walked.seen) == len(PAGES) + 4
