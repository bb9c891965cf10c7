"""The doors of the form on other sites' pages; open only while the campaign's settings name such sites."""

from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cms.models import CampaignSettings
from cms.views import method_not_allowed
from stories import form_start, step_page, step_views, views
from stories.embedding import AROUND, EmbeddedVisit, let_in
from stories.models import StoryFormPage
from stories.sender_language import PARAMETER, known, speak_in_form


@csrf_exempt
@never_cache
def embedded_form(request, place=""):
    """Answer at one place of the form inside of a frame; "" is the start page.

    There is no cookie to compare a CSRF token with. The browser says instead that our own page sent
    the words, and the signed token names the draft.
    """
    sites = _sites_of(request)
    if request.method not in ("GET", "HEAD", "POST"):
        return let_in(method_not_allowed(request, "GET, HEAD, POST"), sites)
    page = _form_for(request)
    if page is None or not (page.live or request.method == "POST"):
        raise Http404
    # What another site posted must not lead into a draft that somebody else can open.
    visit = EmbeddedVisit(request, page, trusts=form_start.is_from_here(request))
    with speak_in_form(page):
        if request.method == "POST" and visit.token is None:
            response = step_page.give_back(visit, place, step_views.went_stale(visit), status=403)
        else:
            response = views.answer(visit, place)
    return let_in(response, sites)


def embedded_thanks(request, receipt):
    """Say inside of the frame that the story is stored."""
    sites = _sites_of(request)
    response = views.thank_you(request, receipt, around=AROUND, is_embedded=True)
    return let_in(response, sites)


def _form_for(request):
    """Return the form in the language that the address names; the first form where that one is not there."""
    forms = StoryFormPage.objects.order_by("pk")
    language = known(request.GET.get(PARAMETER))
    asked = forms.filter(locale__language_code=language).first()
    return asked if asked and (asked.live or request.method == "POST") else forms.first()


def _sites_of(request):
    """Return the sites that may show the form; 404 while there are none."""
    sites = CampaignSettings.for_request(request).frame_origins
    if not sites:
        raise Http404
    return sites
