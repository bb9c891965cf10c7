"""The public read API at /api/v2/: which endpoints there are, and the page that explains them."""

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe
from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.api.v2.filters import ChildOfFilter, DescendantOfFilter, OrderingFilter
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.models import Page, Site

from cms import clock
from cms.addresses import page_address, site_address
from stories import api
from stories.models import StoryPage

FARTHEST = 1000


class CappedPagination(WagtailPagination):
    """Wagtail's pages by limit and offset, for lists that are short: nobody skips through a whole table."""

    def paginate_queryset(self, queryset, request, view=None):
        """Return the rows asked for; raises BadRequestError beyond the caps."""
        for name, most in (("offset", FARTHEST), ("limit", api.MOST)):
            value = request.GET.get(name, "0")
            if not (value.isascii() and value.isdigit() and int(value[:6]) <= most):
                raise BadRequestError(f"{name} is a number up to {most}.")
        return super().paginate_queryset(queryset, request, view)


class AddressField(Field):
    """The whole public address of a page."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, page):
        """Return the address; the site's public one, whatever name it was asked by."""
        return page_address(page)


class EditorialPagesAPIViewSet(api.OpenDoor, PagesAPIViewSet):
    """Pages that everybody may read, but for stories: those have an endpoint that asks their gate.

    What stands in a page is left to the page itself, which knows what may show today.
    """

    pagination_class = CappedPagination
    filter_backends = [ChildOfFilter, DescendantOfFilter, OrderingFilter]
    known_query_parameters = frozenset(
        {"limit", "offset", "order", "fields", "type", "child_of", "descendant_of"}
    )
    body_fields = ["id", "title"]
    meta_fields = [
        *BaseAPIViewSet.meta_fields,
        APIField("html_url", serializer=AddressField()),
        *("slug", "search_description", "first_published_at", "last_published_at", "parent"),
    ]
    listing_default_fields = [
        *BaseAPIViewSet.listing_default_fields,
        *("title", "html_url", "slug", "search_description"),
        *("first_published_at", "last_published_at"),
    ]

    @classmethod
    def get_detail_default_fields(cls, model):
        """Return every field: there is none of a language to leave out."""
        return cls.get_available_fields(model)

    def get_base_queryset(self):
        """Return the public pages that are no stories and are not over.

        Not by Wagtail's own way: it reads the session, and lists what a password opened for one visitor.
        """
        site = Site.find_for_request(self.request)
        below = Q()
        for root in Site.get_site_root_paths():
            # One in each language.
            if root.site_id == site.pk:
                below |= Q(url_path__startswith=root.root_path)
        pages = Page.objects.filter(below, depth__gt=1).live().public().not_type(StoryPage)
        return pages.filter(Q(expire_at=None) | Q(expire_at__gt=clock.now()))


router = WagtailAPIRouter("api")
router.register_endpoint("stories", api.StoriesAPIViewSet)
router.register_endpoint("topics", api.TopicsAPIViewSet)
router.register_endpoint("images", api.ImagesAPIViewSet)
router.register_endpoint("pages", EditorialPagesAPIViewSet)


@require_safe
def docs(request):
    """Answer with what the API can do, with examples to try."""
    context = {
        "base": site_address("/api/v2/"),
        "limit": api.LIMIT,
        "most": api.MOST,
        "questions": api.QUESTIONS,
        "farthest": FARTHEST,
    }
    return render(request, "cms/api_docs.html", context)
