"""Every door through which a story could become public, each as a function that tries it.

A door takes a browser in which an administrator is signed in, and a story that somebody wants to be
public. It may fail in any way of its own: what counts is what visitors see afterwards.
"""

from datetime import timedelta

from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import GroupApprovalTask, Locale, Page, Revision, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data

from stories import due, promotion
from stories.models import StoryIndexPage, StoryPage
from tests import make


def page_editor(client, story):
    """The publish button of the page editor."""
    _save_in_editor(client, story.get_latest_revision_as_object(), {"action-publish": "yes"})


def admin_api(client, story):
    """The address behind Wagtail's own buttons."""
    _act(client, story, "publish")


def python_revision(client, story):
    """A revision that is published in Python, by the plain page that the tree knows."""
    Page.objects.get(pk=story.pk).get_latest_revision().publish()


def publish_and_place(client, story):
    """The verb behind “Publish and place”."""
    promotion.publish(story, user=make.staff("Campaign editors"))


def page_review(client, story):
    """The end of a review of pages, on Wagtail's own screen."""
    workflow = Workflow.objects.create(name="Before publication")
    WorkflowTask.objects.create(
        workflow=workflow, task=GroupApprovalTask.objects.create(name="Look once more")
    )
    step = workflow.start(story, None).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", step.pk])
    client.post(address, {"comment": ""})


def publish_scheduled(client, story):
    """The clock of Wagtail."""
    _let_its_date_come(story)
    call_command("publish_scheduled")


def tick(client, story):
    """Our own clock, which does all that is due."""
    _let_its_date_come(story)
    due.run()


def bulk_publish(client, story):
    """The action on chosen pages in the list."""
    query = {"id": [story.pk], "next": "/admin/"}
    client.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"], query=query)
    )


def bulk_publish_of_the_list(client, story):
    """The same on the page above, with all that is below it."""
    query = {"id": [story.get_parent().pk], "next": "/admin/"}
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"], query=query)
    client.post(address, {"include_descendants": "on"})


def revert_in_the_editor(client, story):
    """An older version that is opened from the history and published at once."""
    wanted = story.get_latest_revision()
    _write_over(story)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[story.pk, wanted.pk])
    client.get(address)
    data = {"action-publish": "yes", "revision": wanted.pk}
    _save_in_editor(client, wanted.as_object(), data)


def revert_by_the_admin_api(client, story):
    """An older version that the API brings back and publishes."""
    wanted = story.get_latest_revision()
    _write_over(story)
    _act(client, story, "revert_to_page_revision", revision_id=wanted.pk)
    _act(client, story, "publish")


def saving_it_live(client, story):
    """A page object that somebody sets live and saves."""
    page = story.get_latest_revision_as_object()
    page.live, page.first_published_at = True, timezone.now()
    page.save()


def adding_it_live(client, story):
    """A new page below the list: Wagtail makes pages live unless it is told not to."""
    page = _as_new(story)
    story.delete()
    make.index_page().add_child(instance=page)


def rows_update(client, story):
    """An update of rows, which no save sees."""
    wanted = story.get_latest_revision_as_object()
    StoryPage.objects.filter(pk=story.pk).update(
        live=True, title=wanted.title, first_published_at=timezone.now(), **wanted.texts
    )


def rows_bulk_update(client, story):
    """The same for objects at hand."""
    page = story.get_latest_revision_as_object()
    page.live, page.first_published_at = True, timezone.now()
    StoryPage.objects.bulk_update([page], [*page.texts, "title", "live", "first_published_at"])


def fixture(client, story):
    """A row that `loaddata` writes."""
    page = story.get_latest_revision_as_object()
    page.live, page.first_published_at = True, timezone.now()
    rows = serializers.serialize("json", [page.page_ptr, page])
    for row in serializers.deserialize("json", rows):
        row.object.live = True
        row.object.first_published_at = page.first_published_at
        row.save()


def raw_sql(client, story):
    """A line that somebody types into the database."""
    wanted = story.get_latest_revision_as_object()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_page SET live = %s, title = %s, first_published_at = %s WHERE id = %s",
            [True, wanted.title, timezone.now(), story.pk],
        )
        cursor.execute(
            "UPDATE stories_storypage SET because = %s WHERE page_ptr_id = %s",
            [wanted.because, story.pk],
        )


def copy(client, story):
    """A copy that keeps live what is live, on the screen, in Python and by the API."""
    rows_update(client, story)
    data = {"new_title": "x", "new_slug": "copy", "new_parent_page": make.index_page().pk}
    data |= {"publish_copies": "on", "copy_subpages": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[story.pk]), data)
    _act(client, story, "copy", slug="copy-2", keep_live=True)
    _refused(lambda: CopyPageAction(story, update_attrs={"slug": "copy-3"}).execute(True))


def copy_of_the_list(client, story):
    """A copy of the page above, with all that is below it."""
    rows_update(client, story)
    _refused(lambda: make.index_page().copy(recursive=True, update_attrs={"slug": "copy"}))


def alias(client, story):
    """An alias, on the screen, in Python and by the API."""
    rows_update(client, story)
    data = {"new_title": "x", "new_slug": "a", "new_parent_page": make.index_page().pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[story.pk]), {**data, "alias": "on"})
    _act(client, story, "create_alias", update_slug="a-2")
    _refused(lambda: CreatePageAliasAction(story, update_slug="a-3").execute(True))


def translation(client, story):
    """A copy in another language, in Python and by the API."""
    rows_update(client, story)
    spanish = Locale.objects.get(language_code="es")
    _act(client, story, "copy_for_translation", locale="es", copy_parents=True)
    action = CopyPageForTranslationAction(story, spanish, copy_parents=True)
    _refused(lambda: action.execute(True))


def move(client, story):
    """A story that is taken to another place of the tree, after its row was set live."""
    rows_update(client, story)
    other = StoryIndexPage(title="Other list", slug="other-list")
    make.home_page().add_child(instance=other)
    address = reverse("wagtailadmin_pages:move_confirm", args=[story.pk, other.pk])
    client.post(address)
    _act(client, StoryPage.objects.get(pk=story.pk), "move", destination_page_id=other.pk)


def move_of_the_list(client, story):
    """The page above is taken to another place, and all that is below it too."""
    rows_update(client, story)
    other = make.form_page()
    make.index_page().move(other, pos="last-child")


# Where a story with a yes does become public.
PUBLISHING = [
    page_editor,
    admin_api,
    python_revision,
    publish_and_place,
    page_review,
    publish_scheduled,
    tick,
    bulk_publish,
    bulk_publish_of_the_list,
    revert_in_the_editor,
    revert_by_the_admin_api,
    saving_it_live,
    adding_it_live,
]
# These write past every save: the page is asked again when it is shown.
PAST_THE_FUNNEL = [rows_update, rows_bulk_update, fixture, raw_sql, move, move_of_the_list]
# One story has one page: these open for nobody.
DOUBLING = [copy, copy_of_the_list, alias, translation]
ALL = [*PUBLISHING, *PAST_THE_FUNNEL, *DOUBLING]


def try_door(door, client, story):
    """Go through a door; a refusal is one of its ways to answer."""
    try:
        with transaction.atomic():
            door(client, story)
    except (ValidationError, promotion.PromotionRefused):
        pass


def form_of(story, **changes):
    """Return what the editor of a story page sends."""
    data = {"title": story.title, "slug": story.slug, "topic": "", "picture": "", "language": "en"}
    data |= story.texts
    comments = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    return nested_form_data({**data, **comments, **changes})


def _save_in_editor(client, page, changes):
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **changes))


def _act(client, story, action, **data):
    address = reverse("wagtailadmin_api:pages:action", args=[story.pk, action])
    return client.post(address, data, content_type="application/json")


def _write_over(story):
    """Save one more draft, with other words of nobody."""
    page = story.get_latest_revision_as_object()
    page.because = "#IHeartHIT because of a draft in between."
    page.save_revision(clean=False)


def _let_its_date_come(story):
    """Schedule the latest draft for a minute ago, as a date that was set long before does."""
    past = timezone.now() - timedelta(minutes=1)
    revision = story.get_latest_revision()
    revision.content["go_live_at"] = past.isoformat()
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=past, content=revision.content
    )


def _as_new(story):
    wanted = story.get_latest_revision_as_object()
    return StoryPage(
        title=wanted.title,
        slug=wanted.slug,
        submission_id=wanted.submission_id,
        first_published_at=timezone.now(),
        **wanted.texts,
    )


def _refused(attempt):
    try:
        with transaction.atomic():
            attempt()
    except ValidationError:
        pass
