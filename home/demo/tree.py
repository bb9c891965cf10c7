"""Makes the pages of the demo, the edition of the week, the menus and the settings."""

import re
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.models import Page, Site

from cms.models import CampaignImage, CampaignSettings, MenuLink
from events.models import DayQuestion, Edition, EventPage
from home.demo import pages, pages_form, pages_service, pages_text, week
from home.demo.refs import ToDocument, ToPage, ToPicture
from home.demo.spanish import tree as spanish_tree
from home.demo.story import CREDIT
from home.models import StandardPage
from stories.models import StoryFormField, StoryFormPage, StoryIndexPage

PICTURES = Path(__file__).resolve().parent / "pictures"
TEXT_PAGES = {**pages_text.PAGES, **pages_service.PAGES}
FORM = pages_form.FORM
FIRST_PUBLISHED = timedelta(days=90)
LAST_UPDATED = timedelta(days=21)
PAGE_LINK = re.compile(r'<a page="([a-z-]+)">')


def landing_page():
    """Return the landing page in the site's own language."""
    return Site.objects.get(is_default_site=True).root_page.specific


def build_pages(*, user, now):
    """Make what is missing of the page tree, in both languages.

    Return the pages by their names in the page data; those in Spanish have "es:" in front.
    """
    landing = landing_page()
    tree = {
        "landing": landing,
        "stories": _page(landing, StoryIndexPage, pages.INDEX, now, intro=pages.INDEX["intro"]),
        "form": _form_page(landing, now),
        "week": _page(
            landing,
            EventPage,
            pages.WEEK,
            now,
            intro=pages.WEEK["intro"],
            recap=pages.WEEK["recap"],
            edition=_edition(timezone.localdate(now)),
        ),
    }
    for name, text in TEXT_PAGES.items():
        tree[name] = _page(landing, StandardPage, text, now, intro=text["intro"])
    _settings(tree)

    if not landing.body:
        for field in ("title", "seo_title", "search_description"):
            setattr(landing, field, pages.LANDING[field])
        _publish(landing, pages.LANDING["body"], tree, user=user, now=now)
    for name, text in {"week": pages.WEEK, **TEXT_PAGES}.items():
        if not tree[name].body:
            _publish(tree[name], text["body"], tree, user=user, now=now)
    for name in ("stories", "form"):
        if not tree[name].latest_revision_id:
            _publish(tree[name], None, tree, user=user, now=now)

    def publish(page, body, pages):
        _publish(page, body, pages, user=user, now=now)

    spanish_tree.say_words()
    spanish_tree.say_settings(tree)
    # Read anew: what was published above is what is translated.
    fresh = {name: type(page).objects.get(pk=page.pk) for name, page in tree.items()}
    return tree | spanish_tree.build_pages(fresh, publish=publish)


def forms_of(tree):
    """Return the page of the form in each language, by its code; tree: what `build_pages` returned."""
    return {
        page.locale.language_code: page for page in tree.values() if isinstance(page, StoryFormPage)
    }


def backdate(page, published_at, updated_at=None):
    """Say that a page was first published, and last updated, at a moment in the past."""
    Page.objects.filter(pk=page.pk).update(
        first_published_at=published_at, last_published_at=updated_at or published_at
    )


def _page(parent, model, text, now, **values):
    """Return the page at a slug below its parent, made if it is missing."""
    page = model.objects.child_of(parent).filter(slug=text["slug"]).first()
    if page is None:
        page = model(
            title=text["title"],
            slug=text["slug"],
            search_description=text["search_description"],
            **values,
        )
        parent.add_child(instance=page)
        backdate(page, now - FIRST_PUBLISHED)
    return page


def _form_page(landing, now):
    """Return the story form with its questions, made if there is none."""
    page = StoryFormPage.objects.first()
    if page:
        return page
    text = dict(pages_form.FORM)
    page = StoryFormPage(**text)
    page.form_fields = [
        StoryFormField(sort_order=order, **values) for order, values in enumerate(_form_fields())
    ]
    landing.add_child(instance=page)
    backdate(page, now - FIRST_PUBLISHED)
    return page


def _form_fields():
    """Yield the values of each question, the extra ones in their place."""
    for field_type, label, hint, required, page_title in pages_form.FIELDS:
        yield {
            "field_type": field_type,
            "label": label,
            "help_text": hint,
            "required": required,
            "starts_page": page_title != "",
            "page_title": page_title or "",
        }
        if field_type == pages_form.EXTRA_AFTER:
            for extra_type, extra_label, extra_hint, choices in pages_form.EXTRA_FIELDS:
                yield {
                    "field_type": extra_type,
                    "label": extra_label,
                    "help_text": extra_hint,
                    "required": False,
                    "choices": choices,
                }


def _edition(today):
    """Return the edition of the demo, made with a week that lies ahead."""
    edition = Edition.objects.filter(name=pages.EDITION_NAME).first()
    if edition:
        return edition
    starts_on, ends_on = pages.week_ahead(today)
    edition = Edition(
        name=pages.EDITION_NAME, year=starts_on.year, starts_on=starts_on, ends_on=ends_on
    )
    edition.day_questions = [
        DayQuestion(
            sort_order=order, day=starts_on + timedelta(days=order), question=question, text=text
        )
        for order, (question, text) in enumerate(pages.DAY_QUESTIONS)
    ]
    edition.save()
    week.fill(edition)
    return edition


def _settings(tree):
    """Point the buttons and menus at the pages, where an editor has not done it."""
    campaign = CampaignSettings.for_site(Site.objects.get(is_default_site=True))
    campaign.form_page = campaign.form_page or tree["form"]
    campaign.index_page = campaign.index_page or tree["stories"]
    campaign.footer_note = campaign.footer_note or pages.FOOTER_NOTE
    if not campaign.banner_text:
        campaign.banner_text, campaign.banner_page = pages.BANNER, tree["week"]
    if not campaign.menu_links.exists():
        campaign.menu_links = [
            MenuLink(sort_order=order, where=where, label=label, page=tree[name])
            for order, (where, label, name) in enumerate(
                [("header", *entry) for entry in pages.HEADER]
                + [("footer", *entry) for entry in pages.FOOTER]
            )
        ]
    campaign.save()


def _publish(page, body, tree, *, user, now):
    """Give a page its body and publish it as an editor does, dated back."""
    if body is not None:
        block = page._meta.get_field("body").stream_block
        page.body = block.to_python(
            [{"type": name, "value": _resolve(value, tree)} for name, value in body]
        )
    page.save_revision(user=user).publish(user=user)
    backdate(page, now - FIRST_PUBLISHED, now - LAST_UPDATED)


def _resolve(value, tree):
    """Return page data with the ids that pages, pictures and files have by now."""
    if isinstance(value, ToPage):
        return tree[value.name].pk
    if isinstance(value, ToDocument):
        return week.document_of(value).pk
    if isinstance(value, ToPicture):
        return {"image": _picture(value).pk, "alt_text": value.alt, "decorative": False}
    if isinstance(value, dict):
        return {key: _resolve(entry, tree) for key, entry in value.items()}
    if isinstance(value, list):
        return [_resolve(entry, tree) for entry in value]
    if isinstance(value, str):
        return PAGE_LINK.sub(
            lambda found: f'<a linktype="page" id="{tree[found.group(1)].pk}">', value
        )
    return value


def picture_title(name):
    """Return the title under which a drawing of the demo stands among the site's pictures."""
    return f"Demo: {name.replace('-', ' ')}"


def _picture(ref):
    """Return the drawing as a picture of the site, made if it is missing."""
    title = picture_title(ref.name)
    picture = CampaignImage.objects.filter(title=title).first()
    if picture is None:
        data = (PICTURES / f"{ref.name}.png").read_bytes()
        picture = CampaignImage(
            title=title,
            # ImageFile measures width and height: a plain file would leave them empty.
            file=ImageFile(ContentFile(data), name=f"{ref.name}.png"),
            description=ref.alt,
            credit=CREDIT,
        )
        picture.save()
    return picture
