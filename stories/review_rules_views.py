"""The public pages with the review rules: the version in force, and every older one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control

from cms.models import CampaignSettings
from cms.views import method_not_allowed
from stories.models import ReviewPolicy
from stories.sender_language import as_asked

# A new version shows everywhere within a minute, as pages do.
KEPT_SECONDS = 60


@cache_control(public=True, max_age=KEPT_SECONDS, s_maxage=KEPT_SECONDS)
@as_asked
def current(request):
    """Show the version in force."""
    policy = ReviewPolicy.objects.current()
    if policy is None:
        raise Http404("No review rules are written yet.")
    return _show(request, policy, policy)


@cache_control(public=True, max_age=KEPT_SECONDS, s_maxage=KEPT_SECONDS)
@as_asked
def version(request, number):
    """Show one version, and whether a newer one is in force."""
    policy = get_object_or_404(ReviewPolicy, number=number)
    return _show(request, policy, ReviewPolicy.objects.current())


def _show(request, policy, newest):
    if request.method not in ("GET", "HEAD"):
        return method_not_allowed(request, "GET, HEAD")
    context = {
        "policy": policy,
        "newest": newest,
        "versions": ReviewPolicy.objects.defer("text"),
        "campaign": CampaignSettings.for_request(request),
    }
    return render(request, "stories/review_rules.html", context)
