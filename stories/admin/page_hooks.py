"""What Wagtail's own page screens say about stories: kind refusals, and who took a story off a page."""

from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from stories import agreed_words, consent, promotion, reckoning
from stories.admin import edits
from stories.models import Placement, StoryFormPage, StoryHost, StoryPage
from stories.standings import held_by


def keep_story_as_draft(request, page):
    """Refuse to publish a story with its reasons; hook before_publish_page. The draft is saved by then."""
    if isinstance(page, StoryPage):
        reasons = consent.obstacles(page.submission, page.shown_words)
        if reasons:
            # Wagtail goes no further, and what was said of the edits would be lost.
            edits.keep_kinds(request, page.submission_id)
            buttons = []
            if agreed_words.ASK_FIRST in reasons:
                address = reverse("submissions:sign_off", args=[page.submission_id])
                buttons = [messages.button(address, "Show the edits to the sender")]
            told = f"Your draft is saved. It cannot go live. {' '.join(reasons)}"
            messages.error(request, told, buttons=buttons)
            return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_bulk_publish(request, action_type, objects, action):
    """Refuse to publish chosen pages while one among them may not go live; hook before_bulk_action."""
    if action_type != "publish" or action.model is not Page:
        return None
    refused = []
    for model in (StoryPage, StoryFormPage):
        pages = model.objects.filter(pk__in=[page.pk for page in objects])
        if action.cleaned_form.cleaned_data.get("include_descendants"):
            for page in objects:
                pages |= model.objects.filter(live=False).descendant_of(page)
        for page in pages:
            reasons = page.get_latest_revision_as_object().obstacles
            if reasons:
                refused.append(f"“{page.title}”: {' '.join(reasons)}")
    if not refused:
        return None
    messages.error(
        request,
        "Nothing was published, because these pages cannot go live. "
        f"Leave them out and try again. {' '.join(refused)}",
    )
    return redirect(action.next_url)


def refuse_copy(request, page):
    """Refuse to copy a story, alone or below another page; hook before_copy_page."""
    is_story = issubclass(page.specific_class, StoryPage)
    with_children = request.method == "POST" and request.POST.get("copy_subpages")
    if is_story or (with_children and StoryPage.objects.descendant_of(page).exists()):
        messages.error(
            request,
            "A story belongs to the person who told it, so it has one page only and cannot be "
            "copied. Place it where else you want to show it.",
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)


def remember_stories(request, page):
    """Keep what the draft of a page holds before it is saved by hand; hook before_edit_page."""
    if request.method == "POST" and isinstance(page, StoryHost):
        # Read anew: the page that the editor hands over is changed by its form.
        row = Page.objects.get(pk=page.pk).specific
        request.stories_before = held_by(row.get_latest_revision_as_object())


def say_what_changed(request, page):
    """Bring placements in line after a save by hand and tell what left; hook after_edit_page."""
    page = page.specific
    # Autosave has no place for messages, and refuses to write over a newer version by itself.
    is_silent = not request.accepts("text/html")
    if isinstance(page, StoryHost):
        reckoning.reckon(page, user=request.user)
        lost = _lost(request, page)
        reckoning.note_losses(page, lost)
        for placed in [] if is_silent else lost:
            _warn_of_loss(request, page, placed, is_public=placed.removed_at is None)
    elif isinstance(page, StoryPage) and not is_silent:
        edits.keep_kinds(request, page.submission_id)
        if "action-workflow-action" in request.POST and not page.live:
            latest = page.get_latest_revision_as_object()
            reasons = consent.obstacles(page.submission, latest.shown_words)
            if reasons:
                messages.warning(request, f"The story stays a draft. {' '.join(reasons)}")


def place_button(page, user, view_name, next_url=None):
    """Offer to place a story, or stories on a page, in the header of an editor; hook register_page_header_buttons."""
    if not page.pk or not user.has_perm(promotion.PERMISSION):
        return
    if issubclass(page.specific_class, StoryPage):
        address = reverse("stories_place", args=[page.specific.submission_id])
        yield HeaderButton(label="Place on a page", url=address, icon_name="pick", priority=12)
    elif issubclass(page.specific_class, StoryHost) and page.permissions_for_user(user).can_edit():
        address = reverse("stories_on_page", args=[page.pk])
        yield HeaderButton(label="Stories on this page", url=address, icon_name="pick", priority=12)


def builder_script():
    """Load what tells the questions of the form builder apart; hook insert_editor_js."""
    return format_html('<script type="module" src="{}"></script>', static("js/builder.js"))


def _lost(request, page):
    """Return the placements that a save took out of the draft without its tab having shown them."""
    before = getattr(request, "stories_before", {})
    after = held_by(Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object())
    gone = {where for where in before if where not in after}
    if not gone:
        return []
    gone -= _seen(request, page, before)
    placements = Placement.objects.filter(page_id=page.pk).select_related("story").order_by("pk")
    newest = {(placed.story_id, placed.slot): placed for placed in placements}
    return [newest[where] for where in gone if where in newest]


def _seen(request, page, before):
    """Return where stories stood in the version that the saved tab had open, if it says which."""
    overwritten = request.POST.get("overwrite_revision_id", "")
    if overwritten and overwritten == str(page.latest_revision_id):
        # Autosave writes over its own version only: the tab has shown all that stood there.
        return set(before)
    loaded = request.POST.get("loaded_revision_id", "")
    if not loaded.isdecimal() or len(loaded) > 18:
        return set()
    revision = page.revisions.filter(pk=int(loaded)).first()
    return set(held_by(revision.as_object())) if revision else set()


def _warn_of_loss(request, page, placed, *, is_public):
    """Name a story that a save took out, with the button that puts it back."""
    title, slot = placed.story.title, placed.slot_name
    when = " It leaves the public page when this draft is published." if is_public else ""
    told = (
        f"“{title}” is not in “{slot}” any more.{when} Somebody placed it while you were editing."
    )
    if not request.user.has_perm(promotion.PERMISSION):
        messages.warning(request, told)
        return
    # A message of Wagtail's has links for buttons, and this one changes something.
    form = format_html(
        '{} <form class="lost-form" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="next" value="{}">'
        '<button class="button button-small button-secondary" type="submit">Put it back</button></form>',
        told,
        reverse("stories_put_back", args=[placed.pk]),
        get_token(request),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )
    messages.warning(request, form)


HOOKS = [
    ("before_publish_page", keep_story_as_draft),
    ("before_bulk_action", refuse_bulk_publish),
    ("before_copy_page", refuse_copy),
    ("before_edit_page", remember_stories),
    ("after_edit_page", say_what_changed),
    ("register_page_header_buttons", place_button),
    ("insert_editor_js", builder_script),
]
