"""Takes the demo away again: its stories alone, or everything that the loader made."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry, PageLogEntry, Site

from cms.models import CampaignImage, CampaignSettings
from events.models import Edition, EventPage
from home.demo import pages, people, tree, week
from home.demo.refs import ToDocument, ToPicture
from home.demo.spanish import form as spanish_form
from home.demo.spanish import pages as spanish
from home.demo.spanish import text as spanish_text
from home.demo.stories import TOPICS
from home.models import HomePage, StandardPage
from stories import retention
from stories.models import (
    EmptyPlace,
    ErasurePermit,
    StoryFormPage,
    StoryIndexPage,
    Submission,
    Topic,
)
from stories.models.submission import private_storage

REASON = "Sample story of the demo"


def remove_stories(*, user=None):
    """Erase every sample story with all that came of it. Return how many.

    Erasing leaves a record of who asked and when. Behind a sample stands nobody, so its record goes too.
    """
    count = 0
    for submission in Submission.objects.samples().order_by("pk"):
        page = getattr(submission, "story_page", None)
        with transaction.atomic():
            empty = list(EmptyPlace.objects.values_list("pk", flat=True))
            permit = retention.erase(submission, user=user, reason=REASON)
            # Nobody is asked to fill the places of samples.
            EmptyPlace.objects.exclude(pk__in=empty).delete()
            _forget(permit, page.pk if page else None)
            # The files go when the transaction is through, then their folder is empty.
            transaction.on_commit(partial(private_storage().delete, str(permit.ref)))
        count += 1
    return count


def remove_pages():
    """Delete the pages, pictures, files, topics, edition, partners, menus and accounts of the demo.

    The list of stories, the form and topics stay where a real story needs them. Return the titles
    of the pages that stayed for that reason.
    """
    kept = []
    with transaction.atomic():
        _clear_landing()
        texts = [*tree.TEXT_PAGES.values(), pages.WEEK]
        texts += [*spanish_text.PAGES.values(), spanish.WEEK]
        for page in _found((StandardPage, EventPage), texts):
            page.delete()
        main = [pages.INDEX, tree.FORM, spanish.INDEX, spanish_form.FORM]
        for page in _found((StoryIndexPage, StoryFormPage), main):
            if page.get_children().exists() or Submission.objects.filter(page=page.pk).exists():
                kept.append(page.title)
            else:
                page.delete()
        _remove_other_landings()
        Edition.objects.filter(name=pages.EDITION_NAME, pages=None).delete()
        week.remove(ref.title for ref in _refs(ToDocument))
        used = Submission.objects.exclude(topic=None).values("topic")
        Topic.objects.filter(slug__in=[slug for slug, _ in TOPICS]).exclude(pk__in=used).delete()
        people.remove_accounts()
    titles = [*(tree.picture_title(ref.name) for ref in _refs(ToPicture)), *week.logo_titles()]
    for picture in CampaignImage.objects.filter(title__in=titles):
        names = [picture.file.name, *(row.file.name for row in picture.renditions.all())]
        storage = picture.file.storage
        picture.delete()
        for name in names:
            storage.delete(name)
    return kept


def _forget(permit, page_pk):
    """Delete the last rows that an erasure leaves on purpose."""
    # The log is sealed for everything but an erasure.
    ErasurePermit.objects.filter(pk=permit.pk).update(closed_at=None)
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Submission),
        object_id=str(permit.submission_id),
    ).delete()
    if page_pk:
        PageLogEntry.objects.filter(page=page_pk).delete()
    ErasurePermit.objects.filter(pk=permit.pk).delete()


def _remove_other_landings():
    """Delete the landing pages of other languages below which nothing is left."""
    landing = tree.landing_page()
    for page in HomePage.objects.exclude(pk=landing.pk):
        if not page.get_children().exists():
            page.delete()


def _clear_landing():
    """Empty the landing page and the menus, as they were before the demo."""
    landing = tree.landing_page()
    landing.body = []
    landing.seo_title = landing.search_description = ""
    landing.save_revision().publish()
    campaign = CampaignSettings.for_site(Site.objects.get(is_default_site=True))
    campaign.menu_links = []
    campaign.tagline_elsewhere = campaign.footer_note_elsewhere = {}
    if campaign.footer_note == pages.FOOTER_NOTE:
        campaign.footer_note = ""
    if campaign.banner_text == pages.BANNER:
        campaign.banner_is_on, campaign.banner_text = False, ""
        campaign.banner_page, campaign.banner_text_elsewhere = None, {}
    campaign.save()


def _found(models, texts):
    """Yield the pages of the demo that are still there, by their slugs."""
    slugs = [text["slug"] for text in texts]
    for model in models:
        yield from model.objects.filter(slug__in=slugs)


def _refs(kind):
    """Yield what of one kind (ToPicture, ToDocument) the pages of the demo point at."""
    texts = [pages.LANDING, pages.WEEK, *tree.TEXT_PAGES.values()]
    texts += [spanish.LANDING, spanish.WEEK, *spanish_text.PAGES.values()]
    waiting = [text["body"] for text in texts]
    while waiting:
        value = waiting.pop()
        if isinstance(value, kind):
            yield value
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list | tuple):
            waiting.extend(value)
