"""Makes the Spanish pages of the demo as translations of the English ones, and the words beside them."""

from wagtail.models import Locale, Site

from cms.models import CampaignSettings
from events.models import ActivityKind, Edition, PartnerKind
from home.demo import pages as english
from home.demo import pages_week
from home.demo.spanish import form, pages, text
from stories.models import Topic

LANGUAGE = "es"
PREFIX = f"{LANGUAGE}:"
PAGES = {
    "landing": pages.LANDING,
    "stories": pages.INDEX,
    "form": form.FORM,
    "week": pages.WEEK,
    **text.PAGES,
}


def build_pages(tree, *, publish):
    """Make what is missing of the Spanish pages, and return them by their names, such as "es:landing".

    tree: the English pages by their names. publish: gives a page its body and publishes it.
    """
    locale = Locale.objects.get(language_code=LANGUAGE)
    made, new = {}, []
    for name, words in PAGES.items():
        found = tree[name].get_translation_or_none(locale)
        if found is None:
            found = tree[name].copy_for_translation(locale)
            new.append(name)
            _reword(found, words)
        made[name] = found.specific
    for name in new:
        # Read anew: a page knows how many pages were put below it since.
        fresh = type(made[name]).objects.get(pk=made[name].pk)
        publish(fresh, PAGES[name].get("body"), {**tree, **made})
    return {f"{PREFIX}{name}": page for name, page in made.items()}


def say_words():
    """Put the Spanish words beside the English ones, where an editor has not done it."""
    for slug, name in pages.TOPICS.items():
        _say(Topic.objects.filter(slug=slug), name_elsewhere=name)
    for names, model, words in (
        (pages_week.ACTIVITY_KINDS, ActivityKind, pages.ACTIVITY_KINDS),
        (pages_week.PARTNER_KINDS, PartnerKind, pages.PARTNER_KINDS),
    ):
        for name, said in zip(names, words, strict=True):
            _say(model.objects.filter(name=name), name_elsewhere=said)
    edition = Edition.objects.filter(name=english.EDITION_NAME).first()
    if edition:
        _say([edition], name_elsewhere=pages.EDITION_NAME)
        for row in edition.activities.filter(title__in=pages.ACTIVITY_WORDS):
            title, words = pages.ACTIVITY_WORDS[row.title]
            _say(
                [row],
                title_elsewhere=title,
                text_elsewhere=words,
                place_elsewhere=pages.PLACES.get(row.place, ""),
                link_label_elsewhere=pages.LINK_LABELS[row.link_label],
            )
        asked = zip(english.DAY_QUESTIONS, pages.DAY_QUESTIONS, strict=True)
        for (question, _), (said, words) in asked:
            rows = edition.day_questions.filter(question=question)
            _say(rows, question_elsewhere=said, text_elsewhere=words)


def say_settings(tree):
    """Say the words of the settings and the labels of the menus in Spanish; tree: the English pages by their names."""
    campaign = CampaignSettings.for_site(Site.objects.get(is_default_site=True))
    _say(
        [campaign],
        tagline_elsewhere=pages.TAGLINE,
        organiser_elsewhere=pages.ORGANIZER,
        footer_note_elsewhere=pages.FOOTER_NOTE,
        banner_text_elsewhere=pages.BANNER,
    )
    labels = {tree[name].pk: label for name, label in pages.LABELS.items()}
    for link in campaign.menu_links.filter(page__in=labels):
        _say([link], label_elsewhere=labels[link.page_id])


def _say(rows, **words):
    for row in rows:
        for name, said in words.items():
            kept = getattr(row, name)
            setattr(row, name, ({LANGUAGE: said} if said else {}) | kept)
        row.save()


def _reword(page, words):
    """Give a copy its Spanish words; the questions of the form by their types."""
    for name, value in words.items():
        if name != "body":
            setattr(page, name, value)
    if words is form.FORM:
        for field in page.form_fields.all():
            label, hint, title = form.FIELDS[field.field_type]
            field.label, field.help_text = label, hint
            field.page_title = title if field.page_title else ""
            field.choices = form.CHOICES.get(field.field_type, field.choices)
            field.save()
    page.save()
