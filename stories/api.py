"""The public API of stories, their topics and their pictures: read-only, in the form of Wagtail's API v2."""

from django.http import Http404
from rest_framework.exceptions import Throttled
from rest_framework.fields import Field
from rest_framework.pagination import BasePagination
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api import APIField
from wagtail.api.v2.utils import BadRequestError, get_object_detail_url
from wagtail.api.v2.views import BaseAPIViewSet

from cms import rate_limit
from cms.addresses import LARGEST_KEY, site_address
from cms.models import CampaignImage
from stories import entries
from stories.feed_views import open_to_all
from stories.finding import NAMES, read_wanted
from stories.keyset import beyond, read_place, write_place
from stories.models import StoryPage, Topic
from stories.showing import Surface, showable

LIMIT = 20
MOST = 50
# Questions of one address within a minute; answers are kept for a minute by every cache on the way.
QUESTIONS, WINDOW = 120, 60


class OpenDoor:
    """Answers everybody with JSON: no sign-in and no cookie is read, and nobody may ask without end."""

    authentication_classes = []
    permission_classes = []
    renderer_classes = [JSONRenderer]
    http_method_names = ["get", "head", "options"]
    known_query_parameters = frozenset({"limit", "after", "fields"})
    body_fields = ["id"]

    def initial(self, request, *args, **kwargs):
        """Count the question; raises Throttled, which is answered with 429 and Retry-After."""
        super().initial(request, *args, **kwargs)
        who = rate_limit.client_address(request)
        verdict = rate_limit.allow("api", who, limit=QUESTIONS, seconds=WINDOW)
        if not verdict.allowed:
            raise Throttled(verdict.retry_after)

    def finalize_response(self, request, response, *args, **kwargs):
        """Return the response, open to the scripts of other sites."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        if response.status_code != 200:
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Cache-Control"] = "no-store"
            return response
        return open_to_all(response)

    def check_query_parameters(self, queryset):
        """Raise BadRequestError for a parameter that nobody reads: a mistyped filter would filter nothing."""
        unknown = set(self.request.GET) - self.known_query_parameters
        if unknown:
            known = ", ".join(sorted(self.known_query_parameters))
            raise BadRequestError(
                f"There is no parameter {', '.join(sorted(unknown))}. Use {known}."
            )

    def get_object(self):
        if self.kwargs["pk"] > LARGEST_KEY:
            raise Http404("There is nothing under this number.")
        return super().get_object()

    def find_object(self, queryset, request):
        """Find by id alone."""
        return queryset.filter(pk=self.asked_id()).first()

    def asked_id(self) -> int:
        """Return the number that is looked for; raises BadRequestError for what is none."""
        asked = self.request.GET.get("id", "")
        if not (asked.isascii() and asked.isdigit() and len(asked) <= 18):
            raise BadRequestError("Name a number: find/?id=12")
        return int(asked)


class NewestFirst(BasePagination):
    """Pages of stories by their place in time: no count and no skipping, however many there are."""

    def paginate_queryset(self, queryset, request, view=None):
        """Return up to `limit` entries' stories that lie beyond `after`; raises BadRequestError."""
        limit = request.GET.get("limit", str(LIMIT))
        if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:4]) <= MOST):
            raise BadRequestError(f"limit is a number from 1 to {MOST}.")
        if "after" in request.GET:
            place = read_place(request.GET["after"])
            if place is None:
                raise BadRequestError("after is no place in the list. Follow meta.next instead.")
            queryset = queryset.filter(beyond("first_published_at", place, later=False))
        rows = list(queryset.order_by("-first_published_at", "-pk")[: int(limit) + 1])
        self.next_url = None
        if len(rows) > int(limit):
            rows = rows[: int(limit)]
            query = request.GET.copy()
            query["after"] = write_place(rows[-1].first_published_at, rows[-1].pk)
            self.next_url = site_address(f"{request.path}?{query.urlencode()}")
        return view.agreed(rows)

    def get_paginated_response(self, data):
        """Return the answer with the address of the next page, None on the last one."""
        return Response({"meta": {"next": self.next_url}, "items": data})


class Few(BasePagination):
    """A short list that comes as a whole."""

    def paginate_queryset(self, queryset, request, view=None):
        """Return all rows."""
        self.rows = list(queryset)
        return self.rows

    def get_paginated_response(self, data):
        """Return the answer with the number of rows, as Wagtail does."""
        return Response({"meta": {"total_count": len(self.rows)}, "items": data})


class OfStory(Field):
    """Something that is read from the whole story page and is JSON already."""

    def __init__(self, read, **kwargs):
        self.read = read
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, story):
        """Return what `read` makes of the story page and the context of the answer."""
        return self.read(story, self.context)


def _picture(story, context):
    image = story.entry.picture
    return image and {
        "id": image.pk,
        "meta": {
            "type": "cms.CampaignImage",
            "detail_url": get_object_detail_url(
                context["router"], context["request"], CampaignImage, image.pk
            ),
            "download_url": entries.whole(image.file.url),
        },
        "alt": image.description,
        "credit": image.credit,
        "width": image.width,
        "height": image.height,
    }


def _video(story, context):
    video = story.entry.video
    return video and {
        "url": entries.whole(video.url),
        "poster_url": entries.whole(video.poster_url),
        "captions_url": entries.whole(video.captions_url),
        "width": video.width,
        "height": video.height,
        "seconds": video.seconds,
        "transcript": video.transcript,
    }


def _topic(story, context):
    return story.topic and {
        "id": story.topic.pk,
        "name": story.topic.name,
        "slug": story.topic.slug,
    }


def _field(name, read):
    return APIField(name, serializer=OfStory(read))


class StoriesAPIViewSet(OpenDoor, BaseAPIViewSet):
    """Stories that may show, newest first; each field is named here, and nothing else goes out."""

    name = "stories"
    model = StoryPage
    pagination_class = NewestFirst
    known_query_parameters = OpenDoor.known_query_parameters | (set(NAMES) - {"q", "sort"})
    body_fields = [
        "id",
        "title",
        "because",
        "what_happened",
        "what_learned",
        "why_it_matters",
        _field("teller", lambda story, _: story.shown_teller),
        "teller_note",
        _field("topic", _topic),
        _field("picture", _picture),
        _field("video", _video),
        "is_sample",
    ]
    meta_fields = [
        "type",
        "detail_url",
        _field("html_url", lambda story, _: story.entry.address),
        _field("card_url", lambda story, _: story.entry.card_address),
        "slug",
        "first_published_at",
        "last_published_at",
    ]
    listing_default_fields = [
        *("id", "type", "detail_url", "html_url", "card_url", "slug", "first_published_at"),
        *("last_published_at", "title", "because", "teller", "teller_note", "topic", "picture"),
        "is_sample",
    ]

    def get_queryset(self):
        """Return the rows of the gate, narrowed by the filters that the list of stories knows."""
        wanted = read_wanted(self.request.GET).facts
        return wanted.narrow(entries.public_rows(Surface.API))

    def agreed(self, rows):
        """Return the story pages whose words are the agreed ones, each with its entry."""
        found = entries.read(rows)
        for entry in found:
            entry.story.entry = entry
        return [entry.story for entry in found]

    def get_object(self):
        """Return one story; raises Http404 for one whose words nobody agreed to."""
        found = self.agreed([super().get_object()])
        if not found:
            raise Http404("There is no such story.")
        return found[0]


class ImagesAPIViewSet(StoriesAPIViewSet):
    """The pictures of stories that may show; every other picture of the site stays out."""

    name = "images"
    model = CampaignImage
    known_query_parameters = StoriesAPIViewSet.known_query_parameters - {"fields"}

    def get_queryset(self):
        """Return the stories that have a picture."""
        return super().get_queryset().filter(picture__isnull=False)

    def listing_view(self, request):
        """Answer with the pictures of a page of stories."""
        self.check_query_parameters(None)
        stories = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response([self._show(story) for story in stories])

    def detail_view(self, request, pk):
        """Answer with one picture; raises Http404 for one that shows with no story."""
        rows = self.get_queryset().filter(picture=min(pk, LARGEST_KEY))
        found = [story for story in self.agreed(rows[:1]) if story.entry.picture]
        if not found:
            raise Http404("There is no such picture.")
        return Response(self._show(found[0]))

    def find_object(self, queryset, request):
        """Find the picture by its own id."""
        story = queryset.filter(picture=self.asked_id()).first()
        return story and story.picture

    def agreed(self, rows):
        """Return those whose picture may show too."""
        return [story for story in super().agreed(rows) if story.entry.picture]

    def _show(self, story):
        context = {"router": self.request.wagtailapi_router, "request": self.request}
        html_url = {"id": story.pk, "meta": {"html_url": story.entry.address}}
        return {**_picture(story, context), "story": html_url}


class TopicsAPIViewSet(OpenDoor, BaseAPIViewSet):
    """Topics that have a story to show, by name."""

    name = "topics"
    model = Topic
    pagination_class = Few
    known_query_parameters = frozenset({"fields"})
    body_fields = ["id", "name", "slug"]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "name", "slug"]

    def get_queryset(self):
        """Return the topics of the stories that may show."""
        return Topic.objects.filter(stories__in=showable(Surface.API)).distinct().order_by("name")
