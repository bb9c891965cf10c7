"""The first question of the form, for pages that show it without being the form, and what it starts.

Such a page carries no token and sets no cookie, so that it can be cached for everybody. What it sends
comes here, where the sender's browser vouches for the origin, and becomes nothing but a draft.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cms import languages, text
from cms.page_cache.facts import kept
from cms.rate_limit import allow, client_address
from cms.views import method_not_allowed
from stories import closing, drafts, roles
from stories.form_fields import LONGEST_TEXT
from stories.models import Draft, StoryFormPage
from stories.sender_language import speak_in_form
from stories.steps import step_of
from stories.visit import Visit, see_other

DRAFTS_AN_HOUR = 60
DRAFT_FOUND = _("Your first answer is here. Go on with the rest when you like.")
BOTH_FOUND = _(
    "You had begun a story before. What you just wrote stands below it. Please look at both."
)


@dataclass(frozen=True)
class FirstQuestion:
    """The question that starts the form: the name and words of its field, and the form's page."""

    name: str
    label: str
    hint: str
    page: StoryFormPage


def first_question(form: str = "") -> FirstQuestion | None:
    """Return the first story prompt of the published form, or None when there is no form.

    form: the key of the form whose question was answered, as the page sent it; else it is the one in
    the language that is spoken.
    """
    return kept(("first question", form, languages.current()), lambda: _read_first_question(form))


def _read_first_question(form):
    page = StoryFormPage.to_start(form)
    if page is None:
        return None
    for field in page.get_form_fields():
        if field.field_type in roles.PROMPTS:
            return FirstQuestion(field.field_type, field.label, field.help_text, page)
    return None


@csrf_exempt
@never_cache
def start(request):
    """Keep the first answer as a draft and lead to its page of the form; refuse what another site sends."""
    from stories import views

    if request.method != "POST":
        return method_not_allowed(request, "POST")
    question = first_question(request.POST.get("form", ""))
    if question is None:
        return views.form_closed(request)
    with speak_in_form(question.page):
        return _begin(request, question)


def _begin(request, question):
    """Keep the first answer, or say on its page why not."""
    from stories import step_page, step_views

    page = question.page
    answer = request.POST.get(question.name, "")
    visit = Visit(request, page, trusts=False)
    if closing.is_shut_for(visit):
        return closing.show_closed(visit)
    step = step_of(visit.steps, question.name)
    if not is_from_here(request):
        return step_page.give_back(visit, step.key, step_views.FROM_ELSEWHERE, status=403)
    verdict = allow("story_start", client_address(request), limit=DRAFTS_AN_HOUR, seconds=3600)
    if not verdict.allowed:
        return step_views.too_many(visit, step, verdict.retry_after)
    if len(answer) > LONGEST_TEXT:
        return step_page.give_back(visit, step.key, step_views.TOO_LONG, status=422)
    answer = text.normalise(answer)
    if not answer:
        return see_other(visit.url(step.key))
    draft = Draft.objects.create(page=page, answers={question.name: answer}, last_step=step.key)
    response = see_other(visit.url(step.key))
    drafts.remember(request, response, draft, page, name=drafts.FIRST_COOKIE)
    return response


def take_in(visit) -> str:
    """Take a first answer that waits into the story of this browser; return what the page says of it.

    The address that keeps a first answer sees no cookie of the form, so it cannot know of a story
    that was begun here before. Neither text is lost: then the new one stands below the old one.
    """
    first = visit.held(drafts.FIRST_COOKIE)
    if first is None or first == visit.draft:
        return ""
    if visit.draft is None:
        visit.draft, visit.token = first, drafts.token_of(first)
        return DRAFT_FOUND
    answers = {}
    for name, words in first.answers.items():
        before = str(visit.answers.get(name) or "").strip()
        if words not in before:
            answers[name] = f"{before}\n\n{words}".strip()
    if answers:
        visit.draft = drafts.save(visit.page, visit.token, answers, now=visit.now)
    drafts.erase(first)
    return BOTH_FOUND if answers else ""


def is_from_here(request) -> bool:
    """Say whether the browser vouches that a page of this site sent the request.

    Origin (RFC 6454) and Sec-Fetch-Site cannot be set by scripts. A browser that sends neither is
    older than either; it may not vouch, so it is refused.
    """
    origin = request.headers.get("Origin")
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site not in (None, "same-origin", "none"):
        return False
    if origin is None:
        return fetch_site is not None
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False
