"""What Wagtail's own page screens say about stories: kind refusals, and who took a story off a page."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from stories import agreed_words, consent, placement, promotion
from stories.admin import edits
from stories.models import StoryFormPage, StoryHost, StoryPage


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


def say_what_changed(request, page):
    """Bring placements in line after a save by hand and tell what left; hook after_edit_page."""
    page = page.specific
    # Autosave has no place for messages, and refuses to write over a newer version by itself.
    is_silent = not request.accepts("text/html")
    if isinstance(page, StoryHost):
        reckoning = placement.reckon(page, user=request.user)
        for placed in [] if is_silent else [*reckoning.ended, *reckoning.ending]:
            _warn_of_loss(request, page, placed, is_public=placed in reckoning.ending)
    elif isinstance(page, StoryPage) and not is_silent:
        edits.keep_kinds(request, page.submission_id)
        if "action-workflow-action" in request.POST and not page.live:
            latest = page.get_latest_revision_as_object()
            reasons = consent.obstacles(page.submission, latest.shown_words)
            if reasons:
                messages.warning(request, f"The story stays a draft. {' '.join(reasons)}")


def place_button(page, user, view_name, next_url=None):
    """Offer to place a story in the header of its editor; hook register_page_header_buttons."""
    if issubclass(page.specific_class, StoryPage) and user.has_perm(promotion.PERMISSION):
        yield HeaderButton(
            label="Place on a page",
            url=reverse("stories_place", args=[page.specific.submission_id]),
            icon_name="pick",
            priority=12,
        )


def builder_script():
    """Load what tells the questions of the form builder apart; hook insert_editor_js."""
    return format_html('<script type="module" src="{}"></script>', static("js/builder.js"))


def _warn_of_loss(request, page, placed, *, is_public):
    title, slot = placed.story.title, placed.slot_name
    when = " It leaves the public page when this draft is published." if is_public else ""
    messages.warning(
        request,
        f"“{title}” is not in “{slot}” any more.{when} If you did not take it out, somebody placed "
        "it while you were editing: place it again.",
        buttons=[
            messages.button(
                reverse("stories_place", args=[placed.story.submission_id]), "Place it again"
            )
        ],
    )


HOOKS = [
    ("before_publish_page", keep_story_as_draft),
    ("before_bulk_action", refuse_bulk_publish),
    ("before_copy_page", refuse_copy),
    ("after_edit_page", say_what_changed),
    ("register_page_header_buttons", place_button),
    ("insert_editor_js", builder_script),
]
