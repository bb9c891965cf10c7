"""Every address of the site, tried by somebody without a sign-in: nothing of a pending story comes out."""

import re
import uuid
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, get_page_models

from stories import drafts, due, moderation, screening, views
from stories.models import Draft
from stories.steps import steps_of
from tests import make

pytestmark = pytest.mark.django_db

SECRET = "quokkalullaby"
NAME = "Perpetua Ashgrove"
EMAIL = "perpetua.ashgrove@example.net"

# Every address outside of the admin. A new one has to be thought about, then listed here.
PUBLIC = {
    "healthz",
    "readyz",
    "favicon.ico",
    "heart/<int:pk>.svg",
    # Only of what everybody may see.
    "card/<int:pk>.png",
    "card/<int:pk>.jpg",
    "card/page/<int:pk>.png",
    "card/page/<int:pk>.jpg",
    # Stories as others take them along: each asks the gate.
    "feeds/stories.<slug:kind>",
    "story-card/<int:pk>/",
    "sitemap.xml",
    "sitemap/<slug:kind>-<int:number>.xml",
    "robots.txt",
    "api/v2/docs/",
    *(
        f"api/v2/^{name}/{rest}"
        for name in ("stories", "topics", "pages", "images")
        for rest in ("", "<int:pk>/", "find/")
    ),
    # The receipt is a secret of its own: whoever holds it sees word lengths, never words.
    "heart/<uuid:receipt>.svg",
    # The receipt again: number and heart. The token of a mailed link: the number, and one button.
    "share-your-story/thank-you/<uuid:receipt>/",
    "share-your-story/confirm/<str:token>/",
    # The private link is the authority over one story: only its sender has it.
    "my-story/<str:token>/",
    "my-story/<str:token>/change/",
    "my-story/<str:token>/edits/",
    "my-story/<str:token>/second-look/",
    "my-story/<str:token>/withdraw/",
    "my-story/<str:token>/data/",
    "my-story/<str:token>/erase/",
    "my-story/<str:token>/picture/",
    "my-story/<str:token>/poster/",
    "change-story/",
    "withdraw-story/",
    "ask-second-look/",
    "answer-edits/",
    "end-permission/",
    "story-data/",
    "erase-story/",
    # They say the same to everybody.
    "review-rules/",
    "review-rules/<int:number>/",
    "my-story/",
    "my-story/asked/",
    "my-story/erased/",
    # A mailed link back to a draft, and the link that asks somebody in a story: whoever holds one is meant.
    "share-your-story/resume/<str:token>/",
    # The form in a frame: a draft is named by a signed token in the body alone.
    "share-your-story/embed/",
    "share-your-story/embed/<slug:place>/",
    "share-your-story/embed/thank-you/<uuid:receipt>/",
    "resume-story/",
    "their-story/<str:token>/",
    "their-story/<str:token>/picture/",
    "their-answer/",
    "start-a-story/",
    "confirm-address/",
    "mail-came-back/",
    # Calendar files of weeks whose page is public; they know nothing of stories.
    "calendar/week/<uuid:uid>.ics",
    "calendar/program/<uuid:uid>.ics",
    "calendar/activity/<uuid:uid>.ics",
    "media/<path:path>",
    r"documents/^(\d+)/(.*)$",
    "documents/authenticate_with_password/<int:restriction_id>/",
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    "_util/login/",
    r"^((?:[\w\-]+/)*)$",
}
# Addresses below a page, by the page's type.
BELOW_PAGES = {"EventPage": {"", "partners/"}}
# What the admin shows to anybody: signing in, a new password, and the parts of those pages.
OPEN_ADMIN = re.compile(
    r"^admin/(login|logout|password_reset|jsi18n|sprite|admin/jsi18n)|^admin/account/.*password"
)


def patterns(resolver=None, prefix=""):
    """Yield every route of the site as it is written in the code."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, route)
        else:
            yield route


def addresses(route, values):
    """Return addresses for a route with each value in each of its places (the same kind in all of them)."""
    if "/revisions/compare/" in route:
        start = re.split(r"[\^(]", route)[0]
        return [f"/{start}{value}/revisions/compare/earliest...latest/" for value in values["int"]]
    if "/^registers/" in route:
        route = (
            re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", route).replace("^", "").removesuffix("$")
        )
    if route.startswith("api/v2/"):
        route = route.replace("^", "")
    if route == r"documents/^(\d+)/(.*)$":
        return [f"/documents/{value}/x.pdf" for value in values["int"]]
    if route == r"^((?:[\w\-]+/)*)$":
        return [f"/{path}" for path in values["pages"]]
    if route == "admin/^.*/$":
        return [f"/admin/{value}/" for value in values["str"]]
    kinds = [kind or "str" for kind in re.findall(r"<(?:(\w+):)?\w+>", route)]
    if not kinds:
        return ["/" + route]
    found = []
    for chosen in product(*(values.get(kind, values["str"]) for kind in kinds)):
        parts = iter(chosen)
        found.append("/" + re.sub(r"<[^>]+>", lambda _, parts=parts: str(next(parts)), route))
    return found


def body(response):
    """Return the bytes of any response."""
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def hidden():
    """A story in review, one approved, and one promoted to a draft page: none of them is public."""
    given = {
        "story_name": NAME,
        "story_email": EMAIL,
        "story_happened": f"It was the {SECRET} that helped.",
        "story_name_shown": "full",
        "published_url": f"https://blog.example.net/{SECRET}",
        "published_title": f"A {SECRET}",
    }
    states = ("received", "in_review", "approved", "not_selected", "withdrawn", "spam")
    rows = [make.submission(state=state, picture=make.picture(), **given) for state in states]
    page = make.story(live=False, picture=make.picture(), **given)
    draft = drafts.save(make.form_page(), screening.FormToken(uuid.uuid4(), timezone.now()), given)
    drafts.keep_picture(draft, make.picture())
    return [*rows, page.submission], page


@pytest.fixture
def values(hidden):
    """What somebody could guess: every key of every hidden thing."""
    # Without a run of the tick the site is not ready, and says so with 503.
    due.run()
    submissions, page = hidden
    numbers = {page.pk, page.picture_id, page.submission.published_post.pk, 1}
    words = {page.slug, "original", "x"}
    for submission in submissions:
        numbers |= {submission.pk, submission.original.pk, submission.latest_revision_id}
        words |= {submission.number, str(submission.ref), str(submission.receipt)}
        numbers |= {state.pk for state in submission.workflow_states}
    paths = {f"stories/{page.slug}/", f"{page.slug}/", "stories/", "share-your-story/", ""}
    paths |= {f"stories/{word}/" for word in words}
    # Every place of the form, with a draft in the database that somebody else has begun.
    draft = Draft.objects.get()
    words |= {str(draft.key), str(draft.form_id), draft.form_id.hex}
    steps = {step.key for step in steps_of(make.form_page())}
    paths |= {f"share-your-story/{word}/" for word in words | steps | {*views.PLACES}}
    files = [submission.original.picture.name for submission in submissions]
    files.append(draft.picture.name)
    return {
        "int": sorted(filter(None, numbers)),
        "str": sorted(words | {str(number) for number in numbers if number}),
        "slug": sorted(words),
        "uuid": [str(row.receipt) for row in submissions] + [str(submissions[0].ref)],
        "path": [*files, *(f"../private/{name}" for name in files)],
        "pages": sorted(paths),
    }


def leaks(response):
    """Return what a response gives away."""
    content = body(response)
    secrets = (SECRET, NAME, EMAIL, NAME.split()[1])
    return [secret for secret in secrets if secret.encode() in content]


class TestEveryAddress:
    """The walk over the whole URL configuration."""

    def test_no_address_outside_of_the_admin_is_unknown(self):
        unknown = {route for route in patterns() if not route.startswith("admin/")} - PUBLIC
        assert unknown == set(), "Think about each new address, then list it."

    def test_no_address_below_a_page_is_unknown(self):
        for model in get_page_models():
            if issubclass(model, RoutablePageMixin):
                known = BELOW_PAGES.get(model.__name__, set())
                routes = {str(pattern.pattern).strip("^$") for pattern in model.get_subpage_urls()}
                assert routes <= known, model.__name__

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_nothing_of_a_hidden_story_comes_out(self, client, values, method):
        tried = 0
        for route in patterns():
            for address in addresses(route, values)[:48]:
                response = getattr(client, method)(address)
                tried += 1
                assert leaks(response) == [], f"{method} {address}"
                assert response.status_code < 500, f"{method} {address}"
                if route.startswith("admin/") and not OPEN_ADMIN.match(route):
                    assert response.status_code in (302, 401, 403, 404), f"{method} {address}"
        assert tried > 400

    def test_the_walk_finds_a_leak_when_there_is_one(self, client, values, hidden):
        """The same walk over a published story does see its words, so it is not blind."""
        _, page = hidden
        page.save_revision().publish()
        found = [address for address in values["pages"] if leaks(client.get(f"/{address}"))]
        assert f"stories/{page.slug}/" in found


class TestReceipts:
    """Whoever holds a receipt finds the number and the heart of the story, and nothing else of it."""

    def test_the_page_and_the_picture(self, client, hidden):
        submissions, _ = hidden
        for row in submissions:
            page = client.get(f"/share-your-story/thank-you/{row.receipt}/")
            picture = client.get(f"/heart/{row.receipt}.svg")
            assert page.status_code == picture.status_code == 200
            assert row.number in page.content.decode()
            assert b"<svg" in page.content
            assert b"<svg" in picture.content
            for response in (page, picture):
                assert leaks(response) == []
                told = [value for value in response.headers.values() if NAME in value]
                assert told == []
                private = (row.title, row.because, row.what_learned, row.why_it_matters)
                content = response.content.decode()
                assert [words for words in private if words and words in content] == []

    def test_an_unknown_receipt_is_nowhere(self, client, hidden):
        submissions, _ = hidden
        for row in submissions:
            assert client.get(f"/share-your-story/thank-you/{row.ref}/").status_code == 404
            assert client.get(f"/heart/{row.ref}.svg").status_code == 404


class TestFilesOfHiddenStories:
    """Nothing that was sent lies where the web server serves files from."""

    def test_a_pending_picture_is_not_in_the_public_folder(self):
        before = set(Path(settings.MEDIA_ROOT).rglob("*"))
        submission = make.submission(picture=make.picture())
        assert set(Path(settings.MEDIA_ROOT).rglob("*")) - before == set()
        assert submission.original.picture.storage.exists(submission.original.picture.name)

    def test_the_picture_of_a_draft_page_stays_private(self, client):
        page = make.story(live=False, picture=make.picture())
        assert page.picture is None
        assert client.get(page.sent_picture_url).status_code == 302
        client.force_login(make.user())
        assert client.get(page.sent_picture_url).status_code in (302, 404)
        name = page.submission.original.picture.name
        assert client.get(f"/media/{name}").status_code == 404

    def test_the_files_of_a_withdrawn_story_answer_404(
        self, client, django_capture_on_commit_callbacks
    ):
        story = make.story(picture=make.picture())
        addresses = [story.picture.file.url, story.picture.get_rendition("fill-400x400").url]
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200 and body(response)
        with django_capture_on_commit_callbacks(execute=True):
            moderation.withdraw(story.submission)
        assert [client.get(address).status_code for address in addresses] == [404, 404]

    def test_the_private_folder_has_no_address(self):
        picture = make.submission(picture=make.picture()).original.picture
        with pytest.raises(ValueError, match="no address"):
            assert picture.url
        assert Path(settings.MEDIA_ROOT) not in Path(picture.path).parents

    def test_the_file_name_tells_nothing(self):
        name = make.submission(story_name=NAME, picture=make.picture()).original.picture.name
        assert "ashgrove" not in name.lower()


class TestListsAndPages:
    """A story that was public and is withdrawn leaves every page at once."""

    def test_it_answers_410_and_leaves_the_lists(self, client):
        story = make.story(
            story_happened=f"It was the {SECRET} that helped.",
            story_because=f"#IHeartHIT because {SECRET}.",
        )
        address = story.url
        assert SECRET in client.get(address).content.decode()
        moderation.withdraw(story.submission)
        response = client.get(address)
        assert response.status_code == 410
        assert leaks(response) == []
        for page in Page.objects.live().public():
            if page.url:
                assert leaks(client.get(page.url)) == [], page.url
