"""The kinds of page that visitors read, on a site with the demo: their names and addresses."""

import json

# A story that was taken down, and one of each kind that is live.
_FIND = """
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


def find_pages(site) -> dict[str, str]:
    """Return the path of one page of each kind by its name; makes the story that was taken down."""
    printed = site.manage("shell", "-v", "0", "-c", _FIND)
    return PAGES | json.loads(printed.partition("SENT")[2])
