"""The walk of the leak test: every place at which a visitor could meet a story, each by one line.

A new address is one line in ROUTES, a new kind of page one in PAGES, a new page below a page one in
SUBROUTES. `unlisted` says which are missing. Blocks need no line: the walk puts the story into each.
"""

import re
from dataclasses import dataclass, field

from django.test import Client
from django.urls import get_resolver
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from events.models import EventPage
from home.models import HomePage, StandardPage
from stories import hearts
from stories.blocks import SlotBlock
from stories.models import PublicVideo, StoryFormPage, StoryIndexPage, StoryPage, Topic
from tests import make
from tests.stories.video_rows import ready_video
from tests.test_doors import addresses, body, patterns

TITLE, NAME = "Zebrafinch morning", "Perpetua Ashgrove"
STORY = {
    "story_title": TITLE,
    "story_happened": "It was the quokkalullaby that helped us through.",
    "story_learned": "I learned a wombatcradle.",
    "story_matters": "It matters like a numbatwhisper.",
    "story_because": "#IHeartHIT because of the bilbyserenade.",
    "story_name": NAME,
    "story_name_shown": "full",
    "story_about": "Dibblerkeeper",
    "story_place": "Wallaroo",
    "story_image_alt": "A potoroo at dusk.",
}
# What must not be read anywhere: words, title and address, because line, name, who and where, picture.
WORDS = ("quokkalullaby", "wombatcradle", "numbatwhisper", "bilbyserenade", "zebrafinch")
PERSON = ("ashgrove", "perpetua", "dibblerkeeper", "wallaroo")
SECRETS = (*WORDS, *PERSON, "potoroo")


@dataclass
class Walk:
    """A site with one story, and what a visitor might try.

    page: the story page, or None. heart_pk, url: where it stands or stood. files: addresses of public
    files, and pictures: the keys of its pictures. drawn: the dashes that its heart is drawn with. guesses: values for each kind of part of an address, as in `tests.test_doors.addresses`.
    """

    page: StoryPage | None
    heart_pk: int = 0
    url: str = ""
    files: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    guesses: dict[str, list] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)


def _pages(walk):
    """Return every page of the tree that has an address, live or not, and where the story was."""
    found = [page.get_url() for page in Page.objects.filter(depth__gt=1)]
    return [*filter(None, found), walk.url or "/stories/zebrafinch-morning/"]


def _lists(walk):
    """Return the lists of stories: all, of its topic, and after some place."""
    asked = ("topic=telehealth", "after=x", "before=x", "q=helped", "medium=picture", "sort=oldest")
    return ["/stories/", *(f"/stories/?{query}" for query in asked)]


def _hearts(walk):
    address = f"/heart/{walk.heart_pk}.svg"
    return [address, f"{address}?mood=rose", f"{address}?v=12345678"]


def _cards(kind):
    return lambda walk: [f"/card/{walk.heart_pk}.{kind}", f"/card/{walk.heart_pk}.{kind}?v=1"]


def _feeds(walk):
    queries = ("", "?topic=telehealth", "?medium=picture")
    return [f"/feeds/stories.{kind}{query}" for kind in ("rss", "atom") for query in queries]


def _api(name, rest):
    """Return the addresses of one part of the API: its list, one thing of it, or the search for one."""
    root = f"/api/v2/{name}/"
    if not rest:
        return lambda walk: [root, f"{root}?limit=50", f"{root}?fields=*"]
    if rest == "find/":
        return lambda walk: [f"{root}find/?id={walk.heart_pk}"]
    return lambda walk: [
        f"{root}{key}/" for key in {walk.heart_pk, *walk.guesses.get("int", []), *walk.pictures}
    ]


def _guess(route):
    """Return how to walk a route whose address is a secret: with every key of the story instead."""
    return lambda walk: addresses(route, walk.guesses)[:24]


# Route -> its addresses in the walk. Who holds a private link or a receipt may see more: not a visitor.
ROUTES = {
    "healthz": lambda walk: ["/healthz"],
    "readyz": lambda walk: ["/readyz"],
    "favicon.ico": lambda walk: ["/favicon.ico"],
    "heart/<int:pk>.svg": _hearts,
    "media/<path:path>": lambda walk: walk.files,
    "card/<int:pk>.png": _cards("png"),
    "card/<int:pk>.jpg": _cards("jpg"),
    "story-card/<int:pk>/": lambda walk: [f"/story-card/{walk.heart_pk}/"],
    "feeds/stories.<slug:kind>": _feeds,
    "robots.txt": lambda walk: ["/robots.txt"],
    "sitemap.xml": lambda walk: ["/sitemap.xml"],
    "sitemap/<slug:kind>-<int:number>.xml": lambda walk: [
        f"/sitemap/{kind}-{number}.xml" for kind in ("pages", "stories") for number in (0, 1)
    ],
    "api/v2/docs/": lambda walk: ["/api/v2/docs/"],
    **{
        f"api/v2/^{name}/{rest}": _api(name, rest)
        for name in ("stories", "topics", "pages", "images")
        for rest in ("", "<int:pk>/", "find/")
    },
    r"^((?:[\w\-]+/)*)$": lambda walk: [*_pages(walk), *_lists(walk)],
    **{
        route: _guess(route)
        for route in (
            "heart/<uuid:receipt>.svg",
            "share-your-story/thank-you/<uuid:receipt>/",
            "share-your-story/confirm/<str:token>/",
            "share-your-story/resume/<str:token>/",
            "share-your-story/embed/",
            "share-your-story/embed/<slug:place>/",
            "share-your-story/embed/thank-you/<uuid:receipt>/",
            "card/page/<int:pk>.png",
            "card/page/<int:pk>.jpg",
            "end-permission/",
            "resume-story/",
            "start-a-story/",
            "my-story/",
            "my-story/asked/",
            "my-story/erased/",
            "my-story/<str:token>/",
            "my-story/<str:token>/change/",
            "my-story/<str:token>/edits/",
            "my-story/<str:token>/second-look/",
            "my-story/<str:token>/withdraw/",
            "my-story/<str:token>/data/",
            "my-story/<str:token>/erase/",
            "my-story/<str:token>/picture/",
            "my-story/<str:token>/poster/",
            "review-rules/",
            "review-rules/<int:number>/",
            "change-story/",
            "answer-edits/",
            "ask-second-look/",
            "withdraw-story/",
            "story-data/",
            "erase-story/",
            "their-story/<str:token>/",
            "their-story/<str:token>/picture/",
            "their-answer/",
            "mail-came-back/",
            "confirm-address/",
            "calendar/week/<uuid:uid>.ics",
            "calendar/program/<uuid:uid>.ics",
            "calendar/activity/<uuid:uid>.ics",
            r"documents/^(\d+)/(.*)$",
            "documents/authenticate_with_password/<int:restriction_id>/",
            "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
            "_util/login/",
        )
    },
}
# Page type -> how the site of the walk gets a page of it; None for the story itself.
PAGES = {
    HomePage: make.home_page,
    StoryIndexPage: make.index_page,
    StoryFormPage: make.form_page,
    EventPage: make.event_page,
    StandardPage: lambda: make.home_page().add_child(
        instance=StandardPage(title="About", slug="about")
    ),
    StoryPage: None,
}
# Page type -> its pages below the page's own address.
SUBROUTES = {EventPage: ["", "partners/"]}


def unlisted(resolver=None) -> list[str]:
    """Return the public routes, page types and pages below pages that the walk does not know."""
    found = {route for route in patterns(resolver) if not route.startswith("admin/")} - {*ROUTES}
    for model in get_page_models():
        if model is Page:
            continue
        if model not in PAGES:
            found.add(model.__name__)
        if issubclass(model, RoutablePageMixin):
            routes = {str(pattern.pattern).strip("^$") for pattern in model.get_subpage_urls()}
            found |= {
                f"{model.__name__}: {route}" for route in routes - {*SUBROUTES.get(model, [])}
            }
    return sorted(found)


def prepare(*, live=True, state="live") -> Walk:
    """Make the site, with the story in every block that can hold one, and return the Walk over it.

    live: False for a draft of its page that was placed all the same. state: another state than "live"
    makes a story that has no page.
    """
    for make_page in PAGES.values():
        if make_page:
            make_page()
    topic = make.topic("Telehealth")
    given = {
        **STORY,
        "picture": make.picture(),
        "consents": (*make.CONSENTS, "social", "brief", "image"),
    }
    if state != "live":
        submission = make.submission(state=state, **given)
        return Walk(None, guesses=_guesses(submission), drawn=_drawn(submission))
    page = make.story(live=False, **given)
    ready_video(page.submission, transcript="He sang the quokkalullaby.")
    page.topic = Topic.objects.get(pk=topic.pk)
    page.save_revision()
    if live:
        page.get_latest_revision().publish()
    page = StoryPage.objects.get(pk=page.pk)
    fill_blocks(page)
    walk = Walk(page, page.pk, page.get_url(), drawn=_drawn(page))
    walk.guesses = _guesses(page.submission, page)
    for address in _pages(walk):
        # Sizes of pictures are made when a page is asked for.
        Client().get(address)
    walk.files = _files(page)
    walk.pictures = [page.picture_id] if page.picture_id else []
    return walk


def fill_blocks(story) -> None:
    """Put a story into one block of every kind that holds stories, on every kind of page."""
    for page in Page.objects.filter(depth__gt=1).specific():
        for stream in page._meta.get_fields():
            if isinstance(stream, StreamField):
                body = getattr(page, stream.name)
                for name, block in stream.stream_block.child_blocks.items():
                    if isinstance(block, SlotBlock):
                        body.append((name, block.with_stories(block.get_default(), [story])))
                    elif block.meta.group == "Stories":
                        body.append((name, block.get_default()))
                page.save(clean=False)


def visit_all(walk):
    """Yield every address in the walk with its answer to a visitor without a sign-in."""
    visitor = Client()
    found = [address for listed in ROUTES.values() for address in listed(walk)]
    for page in Page.objects.live().specific():
        found += [page.get_url() + route for route in SUBROUTES.get(type(page), []) if route]
    for address in dict.fromkeys(found):
        yield address, visitor.get(address)


def leaks(walk, *, secrets=SECRETS, files=True, heart=True) -> list[str]:
    """Return where a visitor meets something of the story, and what: the leak test wants none.

    secrets: words to look for, in small letters. files, heart: whether those have to be away, too.
    """
    return [*each_leak(walk, secrets=secrets, files=files, heart=heart)]


def each_leak(walk, *, secrets=SECRETS, files=True, heart=True):
    """Yield what `leaks` returns while the walk goes on: whoever wants to know of one may stop there."""
    for address, response in visit_all(walk):
        content = body(response).decode(errors="replace")
        headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
        text = f"{headers}\n{content}".lower().replace(address.lower(), "")
        yield from (f"{address}: {secret}" for secret in secrets if secret in text)
        if heart:
            for name in ("heart/{}.svg", "card/{}.png", "card/{}.jpg"):
                name = name.format(walk.heart_pk)
                if name in content or (name in address and response.status_code == 200):
                    yield f"{address}: {name.partition('/')[0]}"
            if any(dashes in content for dashes in walk.drawn):
                yield f"{address}: drawn heart"
        if files:
            if address in walk.files and response.status_code == 200:
                yield f"{address}: file"
            yield from (f"{address}: link to {name}" for name in walk.files if name in content)


def _guesses(submission, page=None):
    """Return what somebody who knows one thing about the story could try elsewhere."""
    words = [submission.number, str(submission.ref), str(submission.pk), "zebrafinch-morning"]
    return {
        "int": sorted({submission.pk, 1, *([page.pk] if page else [])}),
        "str": words,
        "slug": words,
        "uuid": [str(submission.ref)],
        "path": [],
        "pages": [],
    }


def _drawn(story):
    """Return the rows of dashes of the heart of a story, in every number of rings that the site draws."""
    drawings = [
        hearts.draw_heart(story.story_text, story.because, rings=rings)
        for rings in (hearts.CARD_RINGS, 8, hearts.FULL_RINGS)
    ]
    return [
        dashes
        for drawing in drawings
        for dashes in re.findall(r'stroke-dasharray="([^"]{24,})"', drawing)
    ]


def _files(page):
    """Return the addresses of all files that belong to the story and lie in the public folder."""
    files = [submitted.picture.name for submitted in page.submission.originals.all()]
    found = [f"/media/{name}" for name in files]
    if page.picture:
        found.append(page.picture.file.url)
        found += [row.file.url for row in page.picture.renditions.all()]
    for video in PublicVideo.objects.filter(submission=page.submission):
        found += [video.video.url, video.poster.url, video.captions.url]
    return found


def resolver_with(pattern):
    """Return the resolver of the site with one more route."""
    from django.urls.resolvers import RegexPattern, URLResolver

    return URLResolver(RegexPattern(r"^/"), [pattern, *get_resolver().url_patterns])
