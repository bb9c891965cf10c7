"""The pages that have slots for stories, found by what they inherit."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, get_page_models
from wagtail.permissions import policy_registry

from stories.models import StoryHost


def get_host_models() -> list[type[Page]]:
    """Return the page types that have slots: those that inherit StoryHost."""
    return [model for model in get_page_models() if issubclass(model, StoryHost)]


def host_pages(user=None):
    """Return the pages with slots, by title; only those that a user may edit, where one is given."""
    pages = Page.objects.all()
    if user is not None:
        policy = policy_registry.get_by_type(Page)
        pages = policy.instances_user_has_permission_for(user, "change")
    types = ContentType.objects.get_for_models(*get_host_models()).values()
    return pages.filter(content_type__in=types).order_by("path")
